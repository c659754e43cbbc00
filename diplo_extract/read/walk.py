"""List the files of a folder, in order, without leaving it; say what kind each is and what its articles are called."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from diplo_extract.errors import OptionError
from diplo_extract.read.units import Fault

if TYPE_CHECKING:
    from diplo_extract.read.remote import RemotePath

# What each suffix is read as. Longest suffix first: ".tar.gz" before ".gz".
KINDS = {
    ".tar.gz": "tar", ".tgz": "tar", ".tar.bz2": "tar", ".tar.xz": "tar", ".tar": "tar", ".zip": "zip",
    ".warc.gz": "warc", ".warc": "warc",
    ".jsonl.gz": "jsonl.gz", ".ndjson.gz": "jsonl.gz", ".csv.gz": "csv.gz", ".tsv.gz": "tsv.gz",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "tsv", ".parquet": "parquet", ".json": "json",
    ".txt": "text", ".text": "text", ".md": "text", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".mhtml": "mhtml", ".mht": "mhtml", ".eml": "mail", ".pdf": "pdf", ".docx": "docx",
    ".xml": "xml", ".rss": "xml", ".atom": "xml", ".nitf": "xml", ".newsml": "xml",
}  # fmt: skip
CONTAINERS = frozenset(("tar", "zip", "warc", "jsonl", "jsonl.gz", "csv", "csv.gz", "tsv", "tsv.gz", "parquet"))
# Never an article: what lies beside saved pages and what systems leave behind. Counted, not reported one by one.
IGNORED = frozenset(
    ".css .js .mjs .map .png .jpg .jpeg .gif .svg .webp .ico .avif .bmp .tif .tiff .woff .woff2 .ttf .otf .eot .mp3 "
    ".mp4 .m4a .wav .webm .ogg .avi .mov .db .ini .lnk .tmp .part .crdownload .swp .bak .download".split()
)


@dataclass(frozen=True, slots=True)
class File:
    """A file of the folder."""

    path: Path | RemotePath
    source: str  # path inside the folder, with "/"
    id: str
    kind: str  # of KINDS, "ignored", or "fault"
    fault: Fault | None = None


def kind_of(name: str) -> str | None:
    """Return the kind of a file by its name: one of ``KINDS``, "ignored", or None for an unknown suffix.

    >>> kind_of("news/crawl.WARC.gz"), kind_of("logo.png"), kind_of("notes.xyz")
    ('warc', 'ignored', None)
    """
    base = name.rsplit("/", 1)[-1]
    if base.startswith(".") or base in ("Thumbs.db", "desktop.ini"):
        return "ignored"
    suffix = suffix_of(base)
    if suffix in KINDS:
        return KINDS[suffix]
    if suffix in IGNORED or base.endswith("~"):
        return "ignored"
    return None


def suffix_of(base: str) -> str:
    """Return the lower-case suffix of a file name, ".tar.gz" and the like as one."""
    parts = base.lower().rsplit(".", 2)
    if len(parts) == 3 and f".{parts[1]}.{parts[2]}" in KINDS:
        return f".{parts[1]}.{parts[2]}"
    return f".{parts[-1]}" if len(parts) > 1 else ""


def common_base(roots: Sequence[Path]) -> Path:
    """Return the folder that sources are told relative to: the one root, or what several have in common."""
    if not roots:
        raise OptionError("no articles: name a folder or files")
    for root in roots:
        if not root.exists():
            raise OptionError(f"{root}: no such file or folder")
    absolute = [Path(os.path.abspath(root)) for root in roots]  # noqa: PTH100 - resolve() would follow a link
    if len(absolute) == 1 and absolute[0].is_dir():
        return absolute[0]
    return Path(os.path.commonpath([path.parent for path in absolute]))


def walk(roots: Sequence[Path], *, exclude: Path | None = None) -> Iterator[File]:
    """Yield every file under the roots: folders first to last by name, links inside them followed once.

    Args:
        roots: folders, or files.
        exclude: a folder to leave out (the output, where it lies inside the input).

    Raises:
        OptionError: a root does not exist.
    """
    base = common_base(roots)
    left_out = os.path.realpath(exclude) if exclude else None
    for root in sorted({Path(os.path.abspath(root)) for root in roots}):  # noqa: PTH100
        if root.is_dir():
            yield from _folder(root, base, _Bounds(os.path.realpath(root), left_out), ())
        else:
            yield _file(root, base, set())


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What a walk stays inside of, and what it leaves out."""

    inside: str
    left_out: str | None


def _folder(folder: Path, base: Path, bounds: _Bounds, above: tuple[str, ...]) -> Iterator[File]:
    real = os.path.realpath(folder)
    if real == bounds.left_out:
        return
    if real in above:
        yield _faulty(folder, base, "loop", "a symbolic link leads back to a folder above it")
        return
    if folder.is_symlink() and not _is_inside(real, bounds.inside):
        yield _faulty(folder, base, "outside", "a symbolic link leads out of the folder")
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield _faulty(folder, base, "unreadable", f"the folder cannot be read: {error.strerror or error}")
        return
    clashes = clashing_stems([entry.name for entry in entries])
    for entry in entries:
        path = folder / entry.name
        if _is_folder(entry):
            if not entry.name.startswith("."):
                yield from _folder(path, base, bounds, (*above, real))
        elif entry.is_symlink() and not path.exists():
            yield _faulty(path, base, "missing", "a symbolic link leads to nothing, or to itself")
        elif entry.is_symlink() and not _is_inside(os.path.realpath(path), bounds.inside):
            yield _faulty(path, base, "outside", "a symbolic link leads out of the folder")
        else:
            yield _file(path, base, clashes)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _is_inside(real: str, folder: str) -> bool:
    return os.path.commonpath([real, folder]) == folder


def clashing_stems(names: Sequence[str]) -> set[str]:
    """Return the stems that several article files of one folder share: "a.txt" beside "a.html"."""
    stems = Counter(_stem(name) for name in names if kind_of(name) not in ("ignored", None))
    return {stem for stem, count in stems.items() if count > 1}


def _stem(name: str) -> str:
    suffix = suffix_of(name)
    return name[: -len(suffix)] if suffix else name


def _file(path: Path, base: Path, clashes: set[str]) -> File:
    source = shown(path.relative_to(base).as_posix())
    kind = kind_of(path.name)
    if kind == "ignored":
        return File(path, source, source, "ignored")
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return _faulty(path, base, "unreadable", f"cannot be read: {error.strerror or error}")
    if not stat.S_ISREG(mode):
        return _faulty(path, base, "special", "is no regular file")
    if kind is None:
        wanted = f"the suffix {path.suffix!r}" if path.suffix else "no suffix"
        return _faulty(path, base, "unknown_kind", f"a file with {wanted} is of no known kind; rename it, as to .txt")
    return File(path, source, file_id(source, kind, clashes), kind)


def file_id(source: str, kind: str, clashes: set[str]) -> str:
    """Return the path without its suffix, so that ids stay those of single files, where that is unique.

    Ids of rows and members ("news.csv#17", "news.zip!a.txt") keep the suffix, and so do names that look like them.
    """
    folder, _, name = source.rpartition("/")
    if kind in CONTAINERS or _stem(name) in clashes or not _stem(name) or "#" in name or "!" in name:
        return source
    return f"{folder}/{_stem(name)}" if folder else _stem(name)


def _faulty(path: Path, base: Path, code: str, reason: str) -> File:
    source = shown(path.relative_to(base).as_posix())
    return File(path, source, source, "fault", Fault(code, reason))


def shown(name: str) -> str:
    """Return a file name as text that UTF-8 can hold: bytes that are no UTF-8 become ``\\xNN``."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
