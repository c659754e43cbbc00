"""Files that are there whole or not at all: written beside their place, synced, then renamed into it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from diplo_extract.errors import StoreError

PARTIAL = ".partial"  # the suffix of a file being written; what a killed run leaves of it is removed by the next


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """Open a file to write that appears under its name only when all of it is on disk.

    Raises:
        StoreError: it cannot be written (disk full, read-only); nothing is left behind then.
    """
    partial = path.with_name(path.name + PARTIAL)
    try:
        with partial.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):  # where the folder is no folder, there is nothing to remove
            partial.unlink(missing_ok=True)
        raise StoreError(f"{path}: cannot be written: {error.strerror or error}") from error
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def write_whole(path: Path, data: bytes) -> None:
    """Write a file of the given bytes, whole or not at all; raise ``StoreError`` where it cannot be written."""
    with whole(path) as stream:
        stream.write(data)


def make_folder(path: Path) -> None:
    """Make a folder, with those above it; raise ``StoreError`` where it cannot be made or written to."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{path}: cannot be made: {error.strerror or error}") from error
    if not os.access(path, os.W_OK):
        raise StoreError(f"{path}: cannot be written to")


def remove(path: Path) -> None:
    """Remove a file, if it is there; raise ``StoreError`` where it cannot be removed."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"{path}: cannot be removed: {error.strerror or error}") from error


def remove_partial(folder: Path) -> None:
    """Remove what a killed run left half written."""
    for path in folder.glob(f"*{PARTIAL}"):
        remove(path)


def _sync_folder(folder: Path) -> None:
    """Sync the folder, so that the new name survives a power cut; not every system can."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        pass
    finally:
        os.close(descriptor)
