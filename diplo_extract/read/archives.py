"""Archives (.zip, .tar) and web archives (.warc): their members as units, none of them ever unpacked to disk."""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import PurePosixPath
from typing import IO, Any, cast

from diplo_extract.errors import MissingExtraError
from diplo_extract.read.units import Fault

# Text packs 3 to 10 times, 1,000 repeats of one page perhaps 200 times; a bomb a thousand times and more.
BOMB_RATIO = 200
BOMB_FLOOR = 200_000_000  # bytes: what any archive may unpack to
_DAMAGE = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive."""

    name: str
    content: bytes | Fault
    day: str | None  # of its last change, ISO 8601
    weight: int  # bytes in the archive


@dataclass(slots=True)
class Budget:
    """How much an archive, with all archives in it, may still unpack."""

    left: int
    names: set[int] = field(default_factory=set)


def budget_of(size: int) -> Budget:
    """Return the budget of an archive of ``size`` bytes."""
    return Budget(max(BOMB_FLOOR, size * BOMB_RATIO))


def zip_members(stream: IO[bytes], limit: int, budget: Budget) -> Iterator[Member]:
    """Yield the files of a zip archive in its order; what is damaged or unsafe is a fault in its place."""
    try:
        with zipfile.ZipFile(stream) as archive:
            for info in archive.infolist():
                if info.is_dir():
                    continue
                yield Member(
                    info.filename,
                    _zip_content(archive, info, limit, budget),
                    _day(*info.date_time[:3]),
                    info.compress_size,
                )
    except _DAMAGE as error:
        yield Member("", Fault("damaged", f"the zip archive cannot be read: {error}"), None, 0)


def _zip_content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int, budget: Budget) -> bytes | Fault:
    if info.flag_bits & 1:
        return Fault("encrypted", "the archive member is encrypted")
    if (info.external_attr >> 16) & 0o170000 == 0o120000:
        return Fault("outside", "the archive member is a symbolic link")
    if fault := unsafe(info.filename):
        return fault
    try:
        with archive.open(info) as member:
            return _read(member, limit, budget)
    except _DAMAGE as error:
        return Fault("damaged", f"the archive member cannot be read: {error}")


def tar_members(stream: IO[bytes], limit: int, budget: Budget) -> Iterator[Member]:
    """Yield the files of a tar archive, compressed or not, in its order."""
    try:
        with tarfile.open(fileobj=stream, mode="r|*") as archive:
            for info in archive:
                cast(
                    Any, archive
                ).members = []  # tarfile remembers every member of a stream, which it cannot seek anyway
                if info.isdir():
                    continue
                yield Member(info.name, _tar_content(archive, info, limit, budget), _stamp(info.mtime), info.size)
    except _DAMAGE as error:
        yield Member("", Fault("damaged", f"the tar archive cannot be read: {error}"), None, 0)


def _tar_content(archive: tarfile.TarFile, info: tarfile.TarInfo, limit: int, budget: Budget) -> bytes | Fault:
    if not info.isreg():
        return Fault("outside", "the archive member is a link or no regular file")
    if fault := unsafe(info.name):
        return fault
    member = archive.extractfile(info)
    return _read(member, limit, budget) if member else Fault("damaged", "the archive member cannot be read")


def unsafe(name: str) -> Fault | None:
    """Return the fault of a name that would leave the folder it is unpacked in.

    >>> unsafe("../../etc/passwd").code
    'unsafe_path'
    """
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (len(name) > 1 and name[1] == ":") or "\0" in name:
        return Fault("unsafe_path", "the name of the archive member leads out of the archive")
    return None


def _read(member: IO[bytes], limit: int, budget: Budget) -> bytes | Fault:
    content = member.read(min(limit, max(budget.left, 0)) + 1)
    budget.left -= len(content)
    if budget.left < 0:
        return Fault("bomb", "the archive unpacks to far more than its size; the rest of it is not read")
    if len(content) > limit:
        return Fault("too_long", f"the archive member unpacks to more than {limit:,} bytes (--max-bytes)")
    return content


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:  # archives made by programs often have no date
        return None


def _stamp(seconds: float) -> str | None:
    try:
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    except (OverflowError, OSError, ValueError):
        return None


_PAGES = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text", "application/pdf": "pdf"}


@dataclass(frozen=True, slots=True)
class Record:
    """One page of a web archive."""

    number: int  # of the record in the file, from 1
    url: str | None
    kind: str
    content: bytes | Fault
    charset: str | None
    day: str | None  # of the crawl


def warc_records(stream: IO[bytes], limit: int) -> Iterator[Record]:
    """Yield the pages that a crawl got with status 200: HTML, plain text and PDF; other responses are no articles.

    Raises:
        MissingExtraError: fastwarc is not installed.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise MissingExtraError("reading web archives", "fastwarc", "warc") from error
    number = 0
    failed = False
    try:
        for number, record in enumerate(ArchiveIterator(stream, parse_http=True, auto_decode="all"), 1):
            http = record.http_headers
            if record.record_type != WarcRecordType.response or http is None or http.status_code != 200:
                continue
            kind = _PAGES.get((record.http_content_type or "").lower())
            if kind is None:
                continue
            content = _page(record, limit)
            day = (record.headers.get("WARC-Date") or "")[:10] or None
            # Wget before 1.21.4 writes "<http://...>", as WARC 1.0 has it in its grammar.
            url = (record.headers.get("WARC-Target-URI") or "").strip("<>") or None
            yield Record(number, url, kind, content, record.http_charset, day)
    except (OSError, ValueError, RuntimeError, EOFError) as error:
        failed = True
        yield Record(
            number + 1, None, "fault", Fault("damaged", f"the web archive cannot be read: {error}"), None, None
        )
    if number == 0 and not failed:
        yield Record(1, None, "fault", Fault("damaged", "the web archive has no records"), None, None)


def _page(record: Any, limit: int) -> bytes | Fault:
    packed = any(name in record.http_headers for name in ("Content-Encoding", "Transfer-Encoding"))
    length = record.content_length  # as the record says, before any unpacking
    content: bytes = record.reader.read(limit + 1)
    if len(content) > limit:
        return Fault("too_long", f"the page is longer than {limit:,} bytes (--max-bytes)")
    if len(content) < length and not packed:
        return Fault("damaged", f"the web archive ends {length - len(content):,} bytes before the page does")
    return content
