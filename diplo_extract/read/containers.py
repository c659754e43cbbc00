"""From the files of a folder to units: containers are taken apart here, one member or row at a time."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from diplo_extract.errors import MissingExtraError, OptionError
from diplo_extract.read.archives import Budget, Member, budget_of, tar_members, warc_records, zip_members
from diplo_extract.read.remote import RemotePath, remote_files
from diplo_extract.read.rows import csv_rows, json_lines, parquet_rows
from diplo_extract.read.units import Fault, ReadOptions, Unit
from diplo_extract.read.walk import CONTAINERS, File, kind_of, shown, walk


def units(
    roots: Sequence[Path | RemotePath], options: ReadOptions, *, exclude: Path | RemotePath | None = None
) -> Iterator[Unit]:
    """Yield the units of all files under the roots, in order; what cannot be read is a unit of kind "fault"."""
    for file in files(roots, exclude=exclude):
        yield from file_units(file, options)


def files(roots: Sequence[Path | RemotePath], *, exclude: Path | RemotePath | None = None) -> Iterator[File]:
    """Yield the files under the roots: folders of this system, or of one that fsspec knows, but not of both.

    Raises:
        OptionError: there is no such root, or some are local and some are not.
    """
    remote = [root for root in roots if isinstance(root, RemotePath)]
    if not remote:
        local = exclude if isinstance(exclude, Path) else None
        return walk([root for root in roots if isinstance(root, Path)], exclude=local)
    if len(remote) < len(roots):
        raise OptionError("articles are either all local or all remote (s3://...); run the others on their own")
    return remote_files(remote, exclude=exclude if isinstance(exclude, RemotePath) else None)


def file_units(file: File, options: ReadOptions) -> Iterator[Unit]:
    """Yield the units of one file."""
    if file.fault:
        yield fault_unit(file.source, file.id, file.fault)
        return
    try:
        stat = file.path.stat()
        if file.kind == "ignored":
            yield Unit(file.source, file.id, "ignored", b"", weight=stat.st_size)
            return
        day = datetime.fromtimestamp(stat.st_mtime, UTC).date().isoformat() if "mtime" in options.date_from else None
        with file.path.open("rb") as stream:
            if file.kind in CONTAINERS:
                yield from _weighed(container_units(stream, file.source, file.kind, options, day), stream, stat.st_size)
            else:
                yield _whole(stream.read(options.max_bytes + 1), file, options, day)
    except OSError as error:
        yield fault_unit(file.source, file.id, Fault("unreadable", f"cannot be read: {error.strerror or error}"))


def _whole(data: bytes, file: File, options: ReadOptions, day: str | None) -> Unit:
    if len(data) > options.max_bytes:
        reason = f"is longer than {options.max_bytes:,} bytes (--max-bytes)"
        return fault_unit(file.source, file.id, Fault("too_long", reason), file.path.stat().st_size)
    return Unit(file.source, file.id, file.kind, data, mtime=day, weight=len(data))


def _weighed(found: Iterator[Unit], stream: IO[bytes], size: int) -> Iterator[Unit]:
    """Give each unit the bytes of the file that were read for it."""
    before = 0
    for unit in found:
        try:
            place = min(stream.tell(), size)
        except ValueError:  # a reader that failed has closed it
            place = size
        yield replace(unit, weight=max(0, place - before))
        before = max(before, place)


def fault_unit(source: str, id: str, fault: Fault, weight: int = 0, row: int | None = None) -> Unit:
    """Return the unit that stands for what could not be read."""
    data = json.dumps([fault.code, str(fault), fault.stage]).encode()
    return Unit(source, id, "fault", data, row=row, weight=weight)


def container_units(
    stream: IO[bytes],
    source: str,
    kind: str,
    options: ReadOptions,
    day: str | None,
    budget: Budget | None = None,
    depth: int = 1,
) -> Iterator[Unit]:
    """Yield the units of a container, and of the containers in it down to ``max_depth``."""
    if depth > options.max_depth:
        yield fault_unit(
            source, source, Fault("too_deep", f"archives inside archives: at most {options.max_depth} levels")
        )
        return
    try:
        if kind in ("zip", "tar"):
            budget = budget or budget_of(stream.seek(0, io.SEEK_END))
            stream.seek(0)
            members = (zip_members if kind == "zip" else tar_members)(stream, options.max_bytes, budget)
            yield from _member_units(members, source, options, budget, depth)
        elif kind == "warc":
            yield from _warc_units(stream, source, options)
        else:
            yield from _row_units(stream, source, kind, options, day)
    except MissingExtraError as error:
        yield fault_unit(source, source, Fault("missing_extra", str(error)))


def _member_units(
    members: Iterator[Member], source: str, options: ReadOptions, budget: Budget, depth: int
) -> Iterator[Unit]:
    names: set[str] = set()
    for member in members:
        name = f"{source}!{shown(member.name)}" if member.name else source
        content, kind = member.content, kind_of(member.name) if member.name else None
        if kind == "ignored" and isinstance(content, bytes):
            yield Unit(name, name, "ignored", b"", weight=member.weight)
            continue
        if isinstance(content, bytes) and name in names:
            content = Fault("double", "a second archive member of the same name")
        names.add(name)
        if isinstance(content, bytes) and kind is None:
            content = Fault("unknown_kind", "an archive member of no known kind")
        day = member.day if "mtime" in options.date_from else None
        if isinstance(content, Fault):
            yield fault_unit(name, name, content, member.weight)
            if content.code == "bomb":
                return
        elif kind in CONTAINERS:
            yield from container_units(io.BytesIO(content), name, kind, options, day, budget, depth + 1)
        else:
            yield Unit(name, name, str(kind), content, mtime=day, weight=member.weight)


def _warc_units(stream: IO[bytes], source: str, options: ReadOptions) -> Iterator[Unit]:
    for record in warc_records(stream, options.max_bytes):
        id = f"{source}#{record.number}"
        if isinstance(record.content, Fault):
            yield fault_unit(source, id, record.content, row=record.number)
        else:
            yield Unit(
                source,
                id,
                record.kind,
                record.content,
                row=record.number,
                charset=record.charset,
                url=record.url,
                created=record.day,
            )


def _row_units(stream: IO[bytes], source: str, kind: str, options: ReadOptions, day: str | None) -> Iterator[Unit]:
    packed = kind.endswith(".gz")
    plain: IO[bytes] = gzip.GzipFile(fileobj=stream) if packed else stream  # type: ignore[assignment]
    bare = kind.removesuffix(".gz")
    if bare == "jsonl":
        rows = json_lines(plain, options.max_bytes)
    elif bare == "parquet":
        rows = parquet_rows(plain)
    else:
        rows = csv_rows(plain, "\t" if bare == "tsv" else ",", options)
    number = 0
    try:
        for number, row in rows:
            if isinstance(row, Fault):
                yield fault_unit(source, f"{source}#{number}", row, row=number)
            else:
                yield Unit(source, f"{source}#{number}", "row", row, row=number, mtime=day)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield fault_unit(
            source, f"{source}#{number + 1}", Fault("damaged", f"cannot be unpacked: {error}"), row=number + 1
        )
    else:
        if number == 0:
            yield fault_unit(source, source, Fault("empty", "the table has no rows"))
