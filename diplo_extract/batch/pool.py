"""Local worker processes that survive poison: one that dies or hangs is replaced, and the article it died of is named.

Workers never touch the disk: they are sent units and send back the bytes of a shard's file.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from diplo_extract.batch.options import Settings
from diplo_extract.batch.plan import Shard
from diplo_extract.errors import DiploExtractError, OptionError
from diplo_extract.read.containers import fault_unit
from diplo_extract.read.units import Fault, Unit

# A worker that does not answer its own time limit (stuck in code that Python cannot interrupt) is killed after this.
_GRACE = 10.0  # seconds
_DEATHS = 2  # of workers at the same unit; the first may have been the system's doing (memory, an operator)


def map_here(shards: Iterable[Shard], settings: Settings) -> Iterator[tuple[Shard, bytes]]:
    """Map shards in this process, one after another."""
    from diplo_extract.batch.shard import map_shard

    for shard in shards:
        yield shard, map_shard(shard.units, settings)


def map_locally(shards: Iterable[Shard], settings: Settings, workers: int) -> Iterator[tuple[Shard, bytes]]:
    """Map shards in so many worker processes; yield each as it is done, in any order.

    Raises:
        OptionError: the pipeline cannot be built in a worker.
    """
    pool = _Pool(settings, workers)
    try:
        yield from pool.map(iter(shards))
    finally:
        pool.stop()


@dataclass(slots=True)
class _Job:
    """A shard under way, with the units that have been found deadly so far."""

    shard: Shard
    faults: dict[int, Fault]
    deaths: dict[int, int]

    def units(self) -> tuple[Unit, ...]:
        """Return the shard's units, those that are deadly replaced by their faults."""
        return tuple(
            fault_unit(unit.source, unit.id, self.faults[i], row=unit.row) if i in self.faults else unit
            for i, unit in enumerate(self.shard.units)
        )


@dataclass(slots=True)
class _Worker:
    """A process, the pipe to it, and what it is doing."""

    process: BaseProcess
    pipe: Connection
    job: _Job | None = None
    unit: int = -1  # -1: none yet
    since: float = 0.0  # when it told so


class _Pool:
    def __init__(self, settings: Settings, workers: int) -> None:
        self._settings = settings
        self._count = max(1, workers)
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []
        self._waiting: deque[_Job] = deque()

    def map(self, shards: Iterator[Shard]) -> Iterator[tuple[Shard, bytes]]:
        more = True
        while True:
            # As many shards wait as workers work: none of them idles while the next one is read from disk.
            while more and len(self._waiting) < self._count:
                shard = next(shards, None)
                more = shard is not None
                if shard is not None:
                    self._waiting.append(_Job(shard, {}, {}))
                    self._assign()
            self._assign()
            if not any(worker.job for worker in self._workers):
                if not more:
                    return
                continue
            yield from self._collect()

    def _assign(self) -> None:
        while self._waiting:
            idle = next((worker for worker in self._workers if worker.job is None), None)
            if idle is None:
                if len(self._workers) >= self._count:
                    return
                idle = self._start()
            idle.job, idle.unit, idle.since = self._waiting.popleft(), -1, time.monotonic()
            try:
                idle.pipe.send(idle.job.units())
            except OSError:  # it died idle
                self._lost(idle)

    def _start(self) -> _Worker:
        pipe, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, self._settings), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, pipe)
        self._workers.append(worker)
        return worker

    def _collect(self) -> Iterator[tuple[Shard, bytes]]:
        busy = {worker.pipe: worker for worker in self._workers if worker.job}
        for ready in wait(list(busy), timeout=1.0):
            worker = busy[ready]  # type: ignore[index]
            done = self._listen(worker)
            if done is not None:
                self._assign()  # before the shard is written, so that the worker goes on meanwhile
                yield done
        for worker in [w for w in self._workers if w.job and w.unit >= 0]:
            if time.monotonic() - worker.since > self._settings.max_seconds + _GRACE:
                self._hung(worker)

    def _listen(self, worker: _Worker) -> tuple[Shard, bytes] | None:
        try:
            while worker.job and worker.pipe.poll():
                what, value = worker.pipe.recv()
                if what == "error":
                    raise OptionError(value)
                if what == "unit":
                    worker.unit, worker.since = value, time.monotonic()
                else:
                    shard, worker.job = worker.job.shard, None
                    return shard, value
        except (EOFError, OSError):
            self._lost(worker)
        return None

    def _lost(self, worker: _Worker) -> None:
        """Start over with the shard of a worker that died; leave out the unit it died of for the second time."""
        job, unit = worker.job, worker.unit
        self._end(worker)
        if job is None:
            return
        job.deaths[unit] = job.deaths.get(unit, 0) + 1
        if job.deaths[unit] >= _DEATHS:
            if unit < 0:
                raise DiploExtractError("the worker processes die at their start; is there memory enough?")
            job.faults[unit] = Fault("crashed", "the process that read or extracted it died, twice", "extract")
        self._waiting.appendleft(job)

    def _hung(self, worker: _Worker) -> None:
        job, unit = worker.job, worker.unit
        self._end(worker)
        if job is not None:
            reason = f"took longer than {self._settings.max_seconds:g} seconds (--max-seconds)"
            job.faults[unit] = Fault("too_slow", reason, "extract")
            self._waiting.appendleft(job)

    def _end(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()

    def stop(self) -> None:
        """End all workers; what they were at is lost, and done again by the next run."""
        for worker in list(self._workers):
            self._end(worker)


def _work(pipe: Connection, settings: Settings) -> None:
    """Map shards until the pipe closes, as it also does when the parent is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends its workers
    from diplo_extract.batch.shard import map_shard

    def tell(what: str, value: Any) -> None:
        pipe.send((what, value))

    try:
        while True:
            # The first shard is taken before the pipeline is built: the parent starts the next worker meanwhile.
            units = pipe.recv()
            tell("done", map_shard(units, settings, lambda unit: tell("unit", unit)))
    except DiploExtractError as error:
        tell("error", str(error))
    except (EOFError, OSError):
        os._exit(0)
