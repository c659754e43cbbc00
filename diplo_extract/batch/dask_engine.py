"""The same shards on Dask: on an existing cluster, or on one of local processes made for the run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from diplo_extract.batch.options import Settings
from diplo_extract.batch.plan import Shard
from diplo_extract.batch.pool import map_locally
from diplo_extract.errors import DiploExtractError, MissingExtraError, OptionError

_AHEAD = 2  # shards for each thread of the cluster: one at work, one on its way

_PATIENCE = "20s"  # for a scheduler to answer


def map_on_dask(
    shards: Iterable[Shard], settings: Settings, *, workers: int, scheduler: str | None
) -> Iterator[tuple[Shard, bytes]]:
    """Map shards on a Dask cluster; yield each as it is done, in any order.

    Dask runs the shard of a lost worker on another one. A shard that has cost several workers is done in a local
    process, which finds the article that kills.

    Raises:
        MissingExtraError: dask is not installed.
        OptionError: there is no scheduler at the address, or the pipeline cannot be built.
    """
    client = _client(workers, scheduler)
    try:
        yield from _mapped(client, iter(shards), settings)
    finally:
        cluster = client.cluster if scheduler is None else None
        client.close()
        if cluster is not None:
            cluster.close()


def _client(workers: int, scheduler: str | None) -> Any:
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise MissingExtraError("--engine dask", "dask", "dask") from error
    if scheduler is None:
        cluster = LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None)
        return Client(cluster)
    try:
        return Client(scheduler, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise OptionError(f"--scheduler {scheduler}: no Dask scheduler answers: {error}") from error


def _mapped(client: Any, shards: Iterator[Shard], settings: Settings) -> Iterator[tuple[Shard, bytes]]:
    from distributed import as_completed

    under_way: dict[Any, Shard] = {}
    completed = as_completed()

    def submit() -> bool:
        shard = next(shards, None)
        if shard is None:
            return False
        future = client.submit(_map, shard, settings, key=f"diplo-extract-{shard.name}", pure=False, retries=1)
        under_way[future] = shard
        completed.add(future)
        return True

    more = all(submit() for _ in range(_AHEAD * max(1, sum(client.nthreads().values()))))
    while under_way:
        future = next(completed)
        shard = under_way.pop(future)
        more = more and submit()
        yield shard, _result(future, shard, settings)
        future.release()


def _map(shard: Shard, settings: Settings) -> bytes:
    from diplo_extract.batch.shard import map_shard

    return map_shard(shard.units, settings)


def _result(future: Any, shard: Shard, settings: Settings) -> bytes:
    try:
        made: bytes = future.result()
        return made
    except DiploExtractError:
        raise
    except Exception:  # a shard that kills its workers, or that no Dask worker could take
        return next(map_locally([shard], settings, 1))[1]
