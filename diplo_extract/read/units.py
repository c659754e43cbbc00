"""What the readers pass on: units (bytes with a name), documents (text with metadata), and faults."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from diplo_extract.errors import ArticleError, OptionError

DateSource = Literal["filename", "created", "mtime"]
Repair = Literal["mojibake", "hyphens", "lines"]
DATE_SOURCES: tuple[DateSource, ...] = ("filename", "created", "mtime")
REPAIRS: tuple[Repair, ...] = ("mojibake", "hyphens", "lines")
ROLES = ("text", "title", "date", "id", "language", "url")  # what a column of a table may hold


class Fault(ArticleError):  # noqa: N818 - it is passed on as a value more often than raised
    """Why a file, a member, a row or an article could not be processed."""

    def __init__(self, code: str, reason: str, stage: str = "read", row: int | None = None) -> None:
        """Take a short stable ``code`` for counting, a ``reason`` for people, the ``stage`` (read, extract), a row."""
        super().__init__(" ".join(reason.split()))
        self.code = code
        self.stage = stage
        self.row = row  # in a file of several articles, from 1


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read; the same options on the same files give the same articles."""

    encoding: str | None = None  # of files that are neither UTF-8 nor say what they are
    columns: tuple[tuple[str, str], ...] = ()  # (role, column) of tables, as ("text", "body"); the rest is guessed
    date_from: tuple[DateSource, ...] = ()  # tried after the format's own date, the text's header and the dateline
    repairs: tuple[Repair, ...] = ()
    any_language: bool = False  # take articles that are not English, too
    detect_language: bool = False  # name the language of each article (extra "lang")
    max_bytes: int = 20_000_000  # of one file, archive member or row
    max_chars: int = 1_000_000  # of one article's text: some 160,000 words
    max_depth: int = 3  # archives inside archives

    def __post_init__(self) -> None:
        """Raise ``OptionError`` for a value that is not allowed."""
        _check("--columns", (role for role, _ in self.columns), ROLES)
        _check("--date-from", self.date_from, DATE_SOURCES)
        _check("--repair", self.repairs, REPAIRS)
        if min(self.max_bytes, self.max_chars) < 1:
            raise OptionError("--max-bytes and --max-chars must be at least 1")
        if self.encoding:
            try:
                "".encode(self.encoding)
            except LookupError as error:
                raise OptionError(f"--encoding: unknown encoding {self.encoding!r}") from error


def _check(option: str, values: Iterable[str], allowed: tuple[str, ...]) -> None:
    for value in values:
        if value not in allowed:
            raise OptionError(f"{option}: {value!r} is not allowed; allowed: {', '.join(allowed)}")


@dataclass(frozen=True, slots=True)
class Unit:
    """One file, one member of an archive, or one row of a table: bytes with a name."""

    source: str  # path inside the folder, with "/"; a member after "!": "news.zip!2022/a.txt"
    id: str  # the article's id; of a unit that holds several, the beginning of their ids
    kind: str  # "text", "html", ... (see walk.KINDS), "row", "fault", or "ignored"
    data: bytes  # the content; of a row, a JSON object; of a fault, a JSON list of code, reason, stage
    row: int | None = None  # number in a table, from 1
    mtime: str | None = None  # ISO 8601 date (UTC); kept only where --date-from asks for it
    charset: str | None = None  # that the container declares
    url: str | None = None
    created: str | None = None  # ISO 8601 date: the crawl's, of a WARC record
    weight: int = field(default=0, compare=False)  # bytes of the folder that are read with it; for progress only


@dataclass(frozen=True, slots=True)
class Document:
    """One article's text as it was read, with what the format says about it."""

    text: str
    title: str | None = None
    published: date | None = None
    created: date | None = None  # of the file or the crawl: no publication date, unless --date-from says so
    language: str | None = None  # as declared, ISO 639
    url: str | None = None
    number: int | None = None  # in a file of several, from 1
    record: str | None = None  # the id that a table or feed gives
    columns: str | None = None  # which columns were read, as "text=body title=headline"
    notes: tuple[tuple[str, str], ...] = ()  # (code, message): what could not be read, and does not stop the article
