"""Articles in object storage and other file systems that fsspec knows: ``s3://bucket/articles``, ``memory://a``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import IO, Any
from zipfile import BadZipFile

from diplo_extract.errors import MissingExtraError, OptionError
from diplo_extract.read.units import Fault
from diplo_extract.read.walk import File, clashing_stems, file_id, kind_of, shown


def is_remote(name: object) -> bool:
    """Tell whether a path is a URL of fsspec, and no path of this system.

    >>> [is_remote(name) for name in ("s3://bucket/a", "file:///tmp/a", "C:/a", "a/b")]
    [True, True, False, False]
    """
    return isinstance(name, RemotePath) or "://" in str(name)


@dataclass(frozen=True, slots=True)
class RemotePath:
    """A file or folder of a file system of fsspec, with that part of ``pathlib.Path`` which reading needs."""

    files: Any  # the fsspec file system
    path: str  # in it
    st_size: int = 0  # bytes
    st_mtime: float = 0.0  # seconds since 1970, UTC; 0 where the file system does not tell

    def __str__(self) -> str:
        """Return the URL, without what is in it of a user's credentials."""
        return str(self.files.unstrip_protocol(self.path))

    def stat(self) -> RemotePath:
        """Return what tells size and time of change."""
        return self

    def open(self, mode: str = "rb") -> IO[bytes]:
        """Open the file to read."""
        stream: IO[bytes] = self.files.open(self.path, mode)
        return stream


def remote_path(url: str) -> RemotePath:
    """Return the place that a URL names; nothing is read yet.

    Raises:
        MissingExtraError: fsspec is not installed.
        OptionError: there is no such kind of file system, or its package is not installed.
    """
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise MissingExtraError(url, "fsspec", "fsspec") from error
    try:
        files, path = url_to_fs(url)
    # "Install s3fs to access S3"; "Protocol not known: x"; an archive (zip://a::file:///b.zip) is missing
    except (ImportError, ValueError, OSError, BadZipFile) as error:
        raise OptionError(f"{url}: {error}") from error
    return RemotePath(files, path)


def remote_files(roots: Sequence[RemotePath], *, exclude: RemotePath | None = None) -> Iterator[File]:
    """Yield every file under the roots, in the order in which a folder of the same files is walked.

    Raises:
        OptionError: a root does not exist, or cannot be listed.
    """
    for root in roots:
        listed = _listed(root)
        base = root.path if root.path not in listed else str(PurePosixPath(root.path).parent)
        left_out = f"{exclude.path.rstrip('/')}/" if exclude and str(exclude) != str(root) else None
        yield from _files_of(root, base, {k: v for k, v in listed.items() if not (left_out and k.startswith(left_out))})


def _listed(root: RemotePath) -> dict[str, dict[str, Any]]:
    try:
        listed: dict[str, dict[str, Any]] = root.files.find(root.path, detail=True)
    except OSError as error:
        raise OptionError(f"{root}: cannot be listed: {error}") from error
    if not listed:
        raise OptionError(f"{root}: no such file or folder, or nothing in it")
    return listed


def _files_of(root: RemotePath, base: str, listed: dict[str, dict[str, Any]]) -> Iterator[File]:
    parts = {path: PurePosixPath(path).relative_to(base).parts for path in listed}
    clashes = _clashes(parts.values())
    for path in sorted(listed, key=lambda path: parts[path]):
        if any(part.startswith(".") for part in parts[path][:-1]):
            continue
        info = listed[path]
        place = RemotePath(root.files, path, int(info.get("size") or 0), _changed(info))
        yield _file(place, shown("/".join(parts[path])), clashes[parts[path][:-1]])


def _clashes(paths: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], set[str]]:
    """Return for each folder the stems that several of its articles share."""
    names: dict[tuple[str, ...], list[str]] = {}
    for parts in paths:
        names.setdefault(parts[:-1], []).append(parts[-1])
    return {folder: clashing_stems(found) for folder, found in names.items()}


def _file(place: RemotePath, source: str, clashes: set[str]) -> File:
    kind = kind_of(source)
    if kind == "ignored":
        return File(place, source, source, "ignored")
    if kind is None:
        return File(place, source, source, "fault", Fault("unknown_kind", "a file of no known kind; rename it"))
    return File(place, source, file_id(source, kind, clashes), kind)


def _changed(info: dict[str, Any]) -> float:
    """Return when a file was changed: each kind of file system tells it in its own words."""
    for key in ("mtime", "LastModified", "last_modified", "updated", "created"):
        value = info.get(key)
        if isinstance(value, int | float):
            return float(value)
        if isinstance(value, str):
            try:
                value = datetime.fromisoformat(value)
            except ValueError:
                continue
        if isinstance(value, datetime):
            return (value if value.tzinfo else value.replace(tzinfo=UTC)).timestamp()
    return 0.0
