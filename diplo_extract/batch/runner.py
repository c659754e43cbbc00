"""Run a folder: plan, skip what is done, map the rest, write each shard whole, merge into tables.

What is in the output folder: the tables, ``run.json`` (what the tables hold and depend on; without a clock, so that the
same run gives the same bytes; written last: a folder without it is not finished), ``run_log.json`` (when, how long, how
many workers), ``shards/`` (what makes a rerun short) and ``.diplo-extract`` (the mark and lock of a results folder).
"""

from __future__ import annotations

import hashlib
import os
import platform
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from diplo_extract import __version__
from diplo_extract.batch.folder import claimed, clean, forget, holds, read_run, shard_path, size_of, write_json
from diplo_extract.batch.merge import Merged, head, merge
from diplo_extract.batch.mirror import mirrored
from diplo_extract.batch.options import BatchOptions, build, fingerprint, packages
from diplo_extract.batch.plan import Shard, plan
from diplo_extract.batch.pool import map_here, map_locally
from diplo_extract.batch.progress import Progress
from diplo_extract.read.containers import files, units
from diplo_extract.read.remote import RemotePath, is_remote, remote_path
from diplo_extract.read.units import Unit
from diplo_extract.read.walk import common_base, suffix_of
from diplo_extract.records import SCHEMA_VERSION
from diplo_extract.store.atomic import remove, write_whole
from diplo_extract.store.extra import extra_tables
from diplo_extract.store.schemas import TABLES

Engine = Literal["local", "dask"]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did."""

    out: Path | str  # a URL where the results are remote
    articles: int  # in the tables
    words: int
    copies: int
    errors: dict[str, int]  # by code
    ignored: dict[str, int]  # files that are never articles, by suffix
    shards: int
    reused: int  # shards that an earlier run had made
    seconds: float
    unchanged: bool  # everything was there already


@dataclass(slots=True)
class _Run:
    out: Path
    options: BatchOptions
    progress: Progress
    names: list[str] = field(default_factory=list)  # of all shards, in order
    ignored: Counter[str] = field(default_factory=Counter)
    reused: int = 0
    exclude: Path | RemotePath | None = None  # of the articles; None: the folder of results
    done: Callable[[Path], None] = lambda path: None  # called with each shard that is made


def run_batch(
    articles: Sequence[str | Path],
    out: str | Path,
    options: BatchOptions | None = None,
    *,
    workers: int | None = None,
    engine: Engine = "local",
    scheduler: str | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Extract every article under the given folders or files and write tables of the records.

    Args:
        articles: folders, or files of any kind that can be read; or, all of them, URLs that fsspec knows (s3://...).
        out: the folder of results, or the URL of one: new, empty, or of an earlier run, of which everything is kept
            that still holds.
        options: how to extract and what to write.
        workers: processes; None: one for each processor; 0: this process (no protection against deadly articles).
        engine: "local" processes, or "dask".
        scheduler: the address of a Dask scheduler; None: a cluster of local processes.
        progress: what to show; None: nothing.

    Raises:
        OptionError: there are no such articles, an option is not allowed, or ``out`` is a folder of something else.
        StoreError: ``out`` cannot be written to.
        MissingExtraError: the format or engine needs a package that is not installed.
    """
    options, progress = options or BatchOptions(), progress or Progress("none")
    roots = [remote_path(str(path)) if is_remote(path) else Path(path) for path in articles]
    if not any(isinstance(root, RemotePath) for root in roots):
        common_base([root for root in roots if isinstance(root, Path)])
    _check_format(options)
    extra_tables(options.settings.plugins, options.settings.lexicons)  # a plug-in that is not there leaves no folder
    engine_of = _engine(options, workers, engine, scheduler)
    how = {"engine": engine, "workers": _count(workers), "articles": [str(root) for root in roots]}
    if not is_remote(out):
        return _run_folder(_Run(Path(out), options, progress), roots, engine_of, how)
    place = remote_path(str(out))
    with mirrored(place) as mirror:
        run = _Run(mirror.local, options, progress, exclude=place, done=mirror.push)
        summary = _run_folder(run, roots, engine_of, how)
        if summary.unchanged:
            mirror.push(mirror.local / "run_log.json")
        else:
            mirror.push_all()
    return replace(summary, out=str(place))


def _run_folder(run: _Run, roots: list[Path | RemotePath], engine: Any, how: dict[str, Any]) -> Summary:
    """Run into a local folder; ``how`` is for the log."""
    started, begun = time.monotonic(), datetime.now(UTC)
    with claimed(run.out):
        if run.options.force:
            forget(run.out)
        if run.progress.mode != "none":
            run.progress.total = sum(size_of(file.path) for file in files(roots, exclude=run.exclude or run.out))
        _map_all(run, roots, engine)
        merged, unchanged = _finish(run)
        summary = _summary(run, merged, time.monotonic() - started, unchanged)
        _write_log(run.out, summary, begun, how)
    return summary


def _count(workers: int | None) -> int:
    """Return the number of workers asked for, else of the processors that this process may use."""
    if workers is not None:
        return workers
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _check_format(options: BatchOptions) -> None:
    """Fail before the work, not after it, where the format's package is missing."""
    if options.format == "parquet":
        import io

        from diplo_extract.store.tables import writer

        writer("parquet", TABLES["errors"], io.BytesIO()).close()


def _engine(options: BatchOptions, workers: int | None, engine: Engine, scheduler: str | None) -> Any:
    count, settings = _count(workers), options.settings
    if engine == "dask":
        from diplo_extract.batch.dask_engine import map_on_dask

        return lambda shards: map_on_dask(shards, settings, workers=max(1, count), scheduler=scheduler)
    if count == 0:
        return lambda shards: map_here(shards, settings)
    return lambda shards: map_locally(shards, settings, count)


def _map_all(run: _Run, roots: list[Path | RemotePath], engine: Any) -> None:
    """Map every shard that is not there yet; an engine starts only when there is one."""
    todo = _undone(run, roots)
    first = next(todo, None)
    if first is None:
        return

    def all_undone() -> Iterator[Shard]:
        yield first
        yield from todo

    for shard, made in engine(all_undone()):
        write_whole(shard_path(run.out, shard.name), made)
        run.done(shard_path(run.out, shard.name))
        _count_shard(run, shard, reused=False)


def _undone(run: _Run, roots: list[Path | RemotePath]) -> Iterator[Shard]:
    mark = fingerprint(run.options.settings)
    found = units(roots, run.options.settings.read, exclude=run.exclude or run.out)
    for shard in plan(_articles_only(run, found), mark):
        run.names.append(shard.name)
        if shard_path(run.out, shard.name).exists():
            run.reused += 1
            _count_shard(run, shard, reused=True)
        else:
            yield shard


def _articles_only(run: _Run, found: Iterator[Unit]) -> Iterator[Unit]:
    for unit in found:
        if unit.kind == "ignored":
            run.ignored[suffix_of(unit.source.rsplit("/", 1)[-1])] += 1
            run.progress.done += unit.weight
        else:
            yield unit


def _count_shard(run: _Run, shard: Shard, *, reused: bool) -> None:
    told = head(shard_path(run.out, shard.name))
    words = sum(words for _, words, _ in told["articles"])
    run.progress.add(shard.weight, len(told["articles"]), words, told["errors"], reused=reused)


def _finish(run: _Run) -> tuple[Merged, bool]:
    """Write the tables and run.json, unless they are there as this run would write them."""
    options, out = run.options, run.out
    extra = extra_tables(options.settings.plugins, options.settings.lexicons)
    about = {
        "schema_version": SCHEMA_VERSION,
        "version": __version__,
        "build": build(),
        "options": options.told(),
        "packages": packages(options.settings.read),
        "ignored": dict(sorted(run.ignored.items())),
        "plan": hashlib.sha256("\n".join(run.names).encode()).hexdigest(),
    }
    before = read_run(out)
    unchanged = before is not None and holds(before, about, out)
    if before is not None and unchanged:
        merged = _merged_of(before)
    else:
        run.progress.say("diplo-extract: writing the tables")
        remove(out / "run.json")
        shards = [shard_path(out, name) for name in run.names]
        merged = merge(shards, out, format=options.format, unique=options.unique, extra=extra)
        write_json(out / "run.json", {**about, **_told(merged)})
    clean(out, run.names, options.format, {*TABLES, *extra})
    return merged, unchanged


def _told(merged: Merged) -> dict[str, Any]:
    return {
        "counts": {"articles": merged.articles, "words": merged.words, "copies": merged.copies},
        "errors": dict(sorted(merged.errors.items())),
        "columns": merged.columns,
        "tables": merged.tables,
    }


def _merged_of(before: dict[str, Any]) -> Merged:
    counts = before["counts"]
    return Merged(counts["articles"], counts["words"], counts["copies"], Counter(before["errors"]))


def _summary(run: _Run, merged: Merged, seconds: float, unchanged: bool) -> Summary:
    return Summary(
        out=run.out,
        articles=merged.articles,
        words=merged.words,
        copies=merged.copies,
        errors=dict(sorted(merged.errors.items())),
        ignored=dict(sorted(run.ignored.items())),
        shards=len(run.names),
        reused=run.reused,
        seconds=seconds,
        unchanged=unchanged,
    )


def _write_log(out: Path, summary: Summary, begun: datetime, how: dict[str, Any]) -> None:
    log = {
        "started": begun.isoformat(timespec="seconds"),
        "seconds": round(summary.seconds, 3),
        "shards": summary.shards,
        "reused": summary.reused,
        "python": platform.python_version(),
        **how,
    }
    write_json(out / "run_log.json", log)
