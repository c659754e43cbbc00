"""An article as it was read: the text, untouched, and what is known about it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from diplo_extract.errors import ArticleError, OptionError
from diplo_extract.records import text_hash

# " date 2022-05-11 Relations between ..." (seed 000): the header is part of the text, so offsets stay true.
_HEADER = re.compile(r"\ufeff?\s*date (\d{4}-\d{2}-\d{2})(?= |$)")


@dataclass(frozen=True, slots=True)
class Article:
    """One text with its id, publication date (if known), source and title."""

    id: str
    text: str
    published: date | None = None
    source: str | None = None
    title: str | None = None

    @property
    def sha256(self) -> str:
        """Return the hash of the text's UTF-8 bytes."""
        return text_hash(self.text)


def header_date(text: str) -> date | None:
    """Read the publication date out of a first line that starts with ``date YYYY-MM-DD``.

    >>> header_date(" date 2022-05-11 Relations between")
    datetime.date(2022, 5, 11)
    """
    match = _HEADER.match(text)
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:  # "date 2022-13-45" is text like any other
        return None


def header_end(text: str) -> int:
    """Return the offset at which the article proper begins, after a ``date YYYY-MM-DD`` header."""
    return match.end() if header_date(text) and (match := _HEADER.match(text)) else 0


def to_date(value: date | str | None) -> date | None:
    """Read a publication date: a ``date``, an ISO 8601 string, or None; raise ``OptionError`` otherwise."""
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10] if re.match(r"\d{4}-\d{2}-\d{2}T", str(value)) else value)
    except ValueError as error:
        raise OptionError(f"published: {value!r} is no date; write YYYY-MM-DD, as in 2022-05-11") from error


def read_article(path: str | Path, *, published: date | str | None = None, encoding: str | None = None) -> Article:
    """Read a plain text file, to the letter.

    Strict UTF-8 (or what a UTF-16 byte order mark says), or ``encoding``; never a guess. As in Python's own
    text mode, line ends become ``\\n`` and nothing else changes, so that ``path.read_text("utf-8")`` is the
    text that offsets count in. Raises ``ArticleError`` with one clear line.
    """
    path = Path(path)
    text = decode(read_bytes(path), str(path), encoding)
    return make_article(text, id=path.stem, source=str(path), published=published)


def make_article(
    text: str,
    *,
    id: str,
    source: str | None = None,
    published: date | str | None = None,
    title: str | None = None,
) -> Article:
    """Build an article; the publication date is the one given, or the one in the text's header."""
    return Article(id=id, text=text, published=to_date(published) or header_date(text), source=source, title=title)


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file; raise ``ArticleError`` where there is none to read."""
    if path.is_dir():
        raise ArticleError(f"{path}: is a directory; name files, or use 'diplo-extract batch' for folders")
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ArticleError(f"{path}: no such file") from error
    except OSError as error:
        raise ArticleError(f"{path}: cannot be read: {error.strerror or error}") from error


_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LINE_END = re.compile("\r\n?")


def decode(data: bytes, where: str, encoding: str | None = None) -> str:
    """Decode an article's bytes strictly; raise ``ArticleError`` for empty, binary or undecodable ones."""
    if not data.strip():
        raise ArticleError(f"{where}: is empty")
    default = "utf-16" if data.startswith(_MARKS) else "utf-8"
    if b"\0" in data[:65536] and default == "utf-8" and encoding is None:
        raise ArticleError(f"{where}: is binary, not text")
    try:
        return _LINE_END.sub("\n", data.decode(encoding or default))
    except LookupError as error:
        raise ArticleError(f"{where}: unknown encoding {encoding!r}") from error
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"{where}: byte {error.start} is not {error.encoding.upper()}; name the encoding with --encoding"
        ) from error
