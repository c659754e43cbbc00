"""The folder of results: claimed by one run at a time, its shards, its run.json, and what no longer belongs to it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from diplo_extract.errors import OptionError, StoreError
from diplo_extract.read.remote import RemotePath
from diplo_extract.store.atomic import make_folder, remove, remove_partial, write_whole
from diplo_extract.store.tables import FORMATS, Format

MARK = ".diplo-extract"
_SHARD = ".jsonl.gz"


@contextmanager
def claimed(out: Path) -> Iterator[None]:
    """Make the folder of results, or take one of an earlier run, for this process alone."""
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).exists():
        raise OptionError(f"{out}: is not empty and no folder of results; name a new folder with --out")
    if out.exists() and not out.is_dir():
        raise OptionError(f"{out}: is a file; name a folder with --out")
    make_folder(out)
    try:
        # Before anything else: a run killed right here must not leave a folder that the next one takes for another's.
        mark = (out / MARK).open("a")
    except OSError as error:
        raise StoreError(f"{out}: cannot be written to: {error.strerror or error}") from error
    with mark:
        _lock(mark.fileno(), out)
        make_folder(out / "shards")
        remove_partial(out)
        remove_partial(out / "shards")
        yield


def _lock(descriptor: int, out: Path) -> None:
    try:
        import fcntl
    except ImportError:  # not on Windows
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)  # the system lets go of it when the process ends
    except OSError as error:
        raise OptionError(f"{out}: another run is writing to it") from error


def forget(out: Path) -> None:
    """Remove what an earlier run has done, but for its tables, which the next one replaces."""
    remove(out / "run.json")
    for path in shard_files(out):
        remove(path)


def shard_files(out: Path) -> list[Path]:
    """Return the shards that are there."""
    return sorted((out / "shards").glob("?" * 64 + _SHARD))


def shard_path(out: Path, name: str) -> Path:
    """Return the place of a shard."""
    return out / "shards" / f"{name}{_SHARD}"


def clean(out: Path, names: Iterable[str], format: Format, tables: Collection[str]) -> None:
    """Remove the shards that no longer belong to the run, its tables in another format, and those of other plug-ins."""
    belong = set(names)
    for path in shard_files(out):
        if path.name.removesuffix(_SHARD) not in belong:
            remove(path)
    for other in FORMATS:
        for path in (out / f"{table}.{other}" for table in tables):
            if other != format:
                remove(path)
        for path in out.glob(f"extra_*.{other}"):
            if other != format or path.stem not in tables:
                remove(path)


def read_run(out: Path) -> dict[str, Any] | None:
    """Return the run.json of an earlier run, None where there is none."""
    try:
        content: dict[str, Any] = json.loads((out / "run.json").read_bytes())
    except (OSError, ValueError):
        return None
    return content


def holds(before: dict[str, Any], about: dict[str, Any], out: Path) -> bool:
    """Tell whether an earlier run depended on the same things, and its tables are there in the size that they had."""
    same = all(before.get(key) == json.loads(json.dumps(value)) for key, value in about.items())
    return same and all(size_of(out / told["file"]) == told["bytes"] for told in before["tables"].values())


def size_of(path: Path | RemotePath) -> int:
    """Return the bytes of a file, 0 where there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def write_json(path: Path, content: dict[str, Any]) -> None:
    """Write a JSON file for people and programs, whole or not at all."""
    write_whole(path, (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace"))
