"""A folder of results in object storage: worked on in a local folder, which it is kept the same as."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from diplo_extract.batch.folder import MARK
from diplo_extract.errors import OptionError, StoreError
from diplo_extract.read.remote import RemotePath

_LAST = "run.json"  # a folder without it is not finished


class Mirror:
    """A remote folder of results and the local one that stands for it."""

    def __init__(self, remote: RemotePath, local: Path) -> None:
        """Take both places."""
        self.remote = remote
        self.local = local

    def pull(self) -> None:
        """Get what earlier runs left: the shards that are done, and the tables.

        Raises:
            OptionError: the remote folder is one of something else.
            StoreError: it cannot be read or written.
        """
        with _told(self.remote):
            files, root = self.remote.files, self.remote.path.rstrip("/")
            there = files.find(root) if files.exists(root) else []
            if there and f"{root}/{MARK}" not in there:
                raise OptionError(f"{self.remote}: is not empty and no folder of results; name a new one with --out")
            for path in there:
                place = self.local / path[len(root) :].lstrip("/")
                if not place.resolve().is_relative_to(self.local.resolve()):
                    raise StoreError(f"{self.remote}: {path} leads out of the folder")
                place.parent.mkdir(parents=True, exist_ok=True)
                files.get_file(path, str(place))
        if not there:  # before anything else: a run that is stopped must leave a folder that the next one knows
            (self.local / MARK).touch()
            self.push(self.local / MARK)

    def push(self, path: Path) -> None:
        """Put one file: a shard that is done is kept, even if the run is stopped after it."""
        with _told(self.remote):
            place = self._place(path)
            self.remote.files.makedirs(place.rpartition("/")[0], exist_ok=True)
            self.remote.files.put_file(str(path), place)

    def push_all(self) -> None:
        """Put everything, run.json last, and remove what is no longer there."""
        with _told(self.remote):
            files, root = self.remote.files, self.remote.path.rstrip("/")
            last = f"{root}/{_LAST}"
            if files.exists(last):
                files.rm_file(last)
            local = sorted(path for path in self.local.rglob("*") if path.is_file())
            there = {self._place(path) for path in local}
            kept = set(files.find(root)) if files.exists(root) else set()
            for path in local:
                if path.name != _LAST and not ("shards" in path.parts and self._place(path) in kept):
                    self.push(path)
            for path in sorted(kept - there):
                files.rm_file(path)
            if (self.local / _LAST).exists():
                self.push(self.local / _LAST)

    def _place(self, path: Path) -> str:
        return f"{self.remote.path.rstrip('/')}/{path.relative_to(self.local).as_posix()}"


@contextmanager
def mirrored(remote: RemotePath) -> Iterator[Mirror]:
    """Make a local folder that holds what the remote one does; remove it at the end."""
    with TemporaryDirectory(prefix="diplo-extract-") as folder:
        mirror = Mirror(remote, Path(folder))
        mirror.pull()
        yield mirror


@contextmanager
def _told(remote: RemotePath) -> Iterator[None]:
    """Turn what a file system says into one error that names the folder."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{remote}: cannot be read or written: {error}") from error
