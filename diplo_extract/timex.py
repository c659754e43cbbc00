"""Temporal expressions of any English text, as TIMEX3: a function, inline XML, standoff JSON, and a reader of TimeML.

>>> [(t.text, t.value) for t in timex("They met last Friday.", published="2022-05-11")]
[('last Friday', '2022-05-06')]
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from diplo_extract.article import decode, read_bytes, to_date
from diplo_extract.components.times import Policy, find_times
from diplo_extract.context import make_context
from diplo_extract.errors import ArticleError
from diplo_extract.lexicon import Lexicons
from diplo_extract.records import plain

__all__ = ["Policy", "TimemlDocument", "Timex", "read_timeml", "timex", "to_timeml", "to_xml"]


@dataclass(frozen=True, slots=True)
class Timex:
    """A temporal expression: ``text`` is the slice ``start:end`` of the text it was found in."""

    start: int  # characters, inclusive
    end: int  # characters, exclusive
    text: str
    type: str  # DATE, TIME, DURATION or SET
    value: str | None  # TIMEX3 value
    mod: str | None  # TIMEX3 mod: START, MID, END, APPROX, MORE_THAN, ...
    edtf: str | None  # the value of a DATE or TIME as EDTF (ISO 8601-2)
    anchor: str | None  # what it was resolved against: "publication", "dateline", "mention"; None: stands on its own
    anchor_span: tuple[int, int] | None  # the words it was resolved against
    rule: str  # the pattern that found it

    def to_dict(self) -> dict[str, Any]:
        """Return plain values ready for ``json``."""
        return dict(plain(self))


@dataclass(frozen=True, slots=True)
class TimemlDocument:
    """The text of a TimeML file, tags taken out, and the day on which it was written."""

    name: str  # the file's name
    text: str
    created: date | None


@cache
def _packaged() -> Lexicons:
    return Lexicons()


def timex(
    text: str,
    published: date | str | None = None,
    policy: Policy | None = None,
    *,
    lexicons: Lexicons | None = None,
) -> tuple[Timex, ...]:
    """Find the temporal expressions of a text and normalize them.

    Args:
        text: any English text; it is never changed.
        published: the day against which "last year" and "Tuesday" are resolved (a date, or YYYY-MM-DD); without it
            nothing relative to it is.
        policy: how relative and numeric dates are read; None decides by the text.
        lexicons: the tables and patterns to use; None is the packaged ones.

    Raises:
        OptionError: ``published`` is no date.
    """
    ctx = make_context(text, to_date(published), lexicons or _packaged())
    return tuple(
        Timex(m.start, m.end, text[m.start : m.end], m.type, m.value, m.mod, m.edtf, m.anchor, m.anchor_span, m.rule)
        for m in find_times(ctx, policy or Policy())
    )


def to_xml(text: str, found: tuple[Timex, ...]) -> str:
    """Return the text with a ``<TIMEX3>`` element around each expression, all else escaped.

    >>> to_xml("since 1992 & before", timex("since 1992 & before"))
    'since <TIMEX3 tid="t1" type="DATE" value="1992">1992</TIMEX3> &amp; before'
    """
    pieces, done = [], 0
    for number, item in enumerate(found, 1):
        pieces += [escape(text[done : item.start]), _tag(number, item), escape(item.text), "</TIMEX3>"]
        done = item.end
    return "".join([*pieces, escape(text[done:])])


def _tag(number: int, item: Timex) -> str:
    attributes = {"tid": f"t{number}", "type": item.type, "value": item.value or "", "mod": item.mod}
    return (
        f"<TIMEX3{''.join(f' {name}={quoteattr(value)}' for name, value in attributes.items() if value is not None)}>"
    )


def to_timeml(name: str, text: str, published: date | None, found: tuple[Timex, ...]) -> str:
    """Return a TimeML document of the text with its expressions."""
    day = published.isoformat() if published else ""
    created = (
        f'<DCT><TIMEX3 tid="t0" type="DATE" value="{day}" functionInDocument="CREATION_TIME">{day}</TIMEX3></DCT>\n'
        if published
        else ""
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<TimeML>\n<DOCID>{escape(name)}</DOCID>\n{created}'
        f"<TEXT>{to_xml(text, found)}</TEXT>\n</TimeML>"
    )


_TAG = re.compile(r"</?\w+[^<>]*>")
_TEXT = re.compile(r"<TEXT[^<>]*>(.*)</TEXT>", re.DOTALL)
_TIMEX = re.compile(r"<TIMEX3([^<>]*)>")
_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*"([^"]*)"')
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")


def read_timeml(path: str | Path, *, encoding: str | None = None) -> TimemlDocument:
    """Read a TimeML file: what stands inside ``<TEXT>``, without tags and with entities decoded, and its creation time.

    Read as text, not as XML: corpora hold files that no XML parser takes, and nothing in a file is ever expanded or
    fetched. Raises ``ArticleError`` where the file cannot be read or has no ``<TEXT>``.
    """
    path = Path(path)
    raw = decode(read_bytes(path), str(path), encoding)
    body = _TEXT.search(raw)
    if body is None:
        raise ArticleError(f"{path}: has no <TEXT>: is it TimeML?")
    # Piece by piece: decoded, "&lt;b>" must not become a tag.
    text = "".join(html.unescape(piece) for piece in _TAG.split(body[1]))
    return TimemlDocument(path.name, text, _created(raw))


def _created(raw: str) -> date | None:
    """Return the creation time that a TimeML file states; None where it states none, or only a month."""
    for tag in _TIMEX.finditer(raw):
        attributes = dict(_ATTRIBUTE.findall(tag[1]))
        functions = ("CREATION_TIME", "PUBLICATION_TIME")
        if attributes.get("functionInDocument") in functions or attributes.get("tid") == "t0":
            day = _DAY.match(attributes.get("value", ""))
            try:
                return date(*map(int, day.groups())) if day else None
            except ValueError:
                return None
    return None
