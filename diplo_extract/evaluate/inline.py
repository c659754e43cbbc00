"""Inline markup: a text with its spans in place, as the case files and ``gold export --format inline`` write it.

    from <money role="baseline" value="USD 5000000000">$5 billion</money>

is the text ``from $5 billion`` with one span, 5 to 15, label ``money``, with two values. Spans may nest and may cross:
``</label>`` closes the latest span of that label that is still open; where that is not the one meant, both of its
tags carry the same number: ``<a n="1">x <a>y</a n="1"> z</a>``. A literal ``<`` is written ``&lt;`` and a literal ``&``
that would read as one of the four escapes ``&lt; &gt; &amp; &quot;`` is written ``&amp;``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from diplo_extract.errors import GoldError

_PIECE = re.compile(r"<[^<>]*>|<|&(?:lt|gt|amp|quot);")
_NAME = r"[A-Za-z_][\w.-]*"
_OPEN = re.compile(rf"<({_NAME})((?:\s+{_NAME}=\"[^\"<>]*\")*)\s*>")
_CLOSE = re.compile(rf"</({_NAME})(?:\s+n=\"(\w+)\")?\s*>")
_VALUE = re.compile(rf"({_NAME})=\"([^\"]*)\"")
_ESCAPES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&"}
EXPECTATIONS = ("pass", "xfail")


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a text with a label and values: ``text[start:end]``."""

    start: int  # characters, inclusive
    end: int  # characters, exclusive
    label: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without its markup, and the spans that the markup set, in order of their opening tags."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One row of a case file: a sentence with the spans that must be found in it, or must not."""

    label: str
    comment: str
    text: str
    spans: tuple[Span, ...]  # empty: a negative case
    expect: str  # "pass", or "xfail": known to fail, strictly
    where: str  # "money.jsonl:12"
    data: dict[str, Any] = field(default_factory=dict)  # the row's other keys, such as "published"


def parse_inline(markup: str) -> Marked:
    """Take the markup out of a text; raise ``GoldError`` naming the character of a tag that is wrong.

    >>> parse_inline('worth <money value="USD 5">$5</money>').spans
    (Span(start=6, end=8, label='money', values={'value': 'USD 5'}),)
    """
    reader = _Reader(markup)
    at = 0
    for match in _PIECE.finditer(markup):
        reader.words(markup[at : match.start()])
        reader.piece(match[0], match.start())
        at = match.end()
    reader.words(markup[at:])
    return reader.finish()


class _Reader:
    """Collects text and spans while the markup is read from left to right."""

    def __init__(self, markup: str) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.spans: list[Span | None] = []
        self.open: list[tuple[int, str, str | None, int, dict[str, str]]] = []  # index, label, n, start, values
        self.markup = markup

    def words(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def piece(self, piece: str, at: int) -> None:
        if piece in _ESCAPES:
            self.words(_ESCAPES[piece])
        elif match := _OPEN.fullmatch(piece):
            self._open(match, at)
        elif match := _CLOSE.fullmatch(piece):
            self._close(match[1], match[2], at)
        else:
            raise GoldError(f"markup, character {at}: {self.markup[at : at + 30]!r} is no tag; a literal < is &lt;")

    def _open(self, match: re.Match[str], at: int) -> None:
        pairs = _VALUE.findall(match[2])
        values = {name: unescape(value) for name, value in pairs}
        if len(values) != len(pairs):
            raise GoldError(f"markup, character {at}: {match[0]!r} gives one value twice")
        self.open.append((len(self.spans), match[1], values.pop("n", None), self.length, values))
        self.spans.append(None)

    def _close(self, label: str, number: str | None, at: int) -> None:
        for i in range(len(self.open) - 1, -1, -1):
            index, opened, n, start, values = self.open[i]
            if opened == label and number in (None, n):
                break
        else:
            raise GoldError(f"markup, character {at}: </{label}> closes nothing that is open")
        if start == self.length:
            raise GoldError(f"markup, character {at}: <{label}> holds no words")
        del self.open[i]
        self.spans[index] = Span(start, self.length, label, values)

    def finish(self) -> Marked:
        if self.open:
            raise GoldError(f"markup: <{self.open[-1][1]}> is never closed")
        return Marked("".join(self.parts), tuple(span for span in self.spans if span))


def unescape(text: str) -> str:
    """Undo ``escape``."""
    return re.sub(r"&(?:lt|gt|amp|quot);", lambda match: _ESCAPES[match[0]], text)


def escape(text: str, *, quotes: bool = False) -> str:
    """Write ``&``, ``<``, ``>`` (and quotes, inside a value) so that they are no markup."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;") if quotes else text


def render_inline(text: str, spans: Iterable[Span]) -> str:
    """Write a text with its spans in place; ``parse_inline`` gives both back, spans in order of place.

    >>> render_inline("worth $5", [Span(6, 8, "money", {"value": "USD 5"})])
    'worth <money value="USD 5">$5</money>'
    """
    ordered = sorted(spans, key=lambda span: (span.start, -span.end))
    for span in ordered:
        _check(span, text)
    events = _tags(ordered)
    parts, at = [], 0
    for place, tag in events:
        parts += [escape(text[at:place]), tag]
        at = place
    return "".join([*parts, escape(text[at:])])


def _check(span: Span, text: str) -> None:
    if not 0 <= span.start < span.end <= len(text):
        raise GoldError(f"span {span.start}-{span.end} {span.label}: not inside a text of {len(text)} characters")
    if "n" in span.values:
        raise GoldError(f"span {span.start}-{span.end} {span.label}: the value name 'n' is taken by the markup")
    for name in (span.label, *span.values):
        if not re.fullmatch(_NAME, name):
            raise GoldError(f"span {span.start}-{span.end}: {name!r} cannot be a name in markup")


def _tags(ordered: list[Span]) -> list[tuple[int, str]]:
    """Return the tags with their places; a span that closes before a later one of its label gets a number."""
    opens = [(span.start, 1, i) for i, span in enumerate(ordered)]
    closes = [(span.end, 0, -i) for i, span in enumerate(ordered)]
    numbers: dict[int, int] = {}
    steps, open_by_label = sorted(opens + closes), dict[str, list[int]]()
    for _, opening, key in steps:
        stack = open_by_label.setdefault(ordered[abs(key)].label, [])
        if opening:
            stack.append(key)
        elif stack.pop(stack.index(-key)) < max(stack, default=-1):
            numbers[-key] = len(numbers) + 1
    return [
        (place, _open_tag(ordered[key], numbers.get(key)) if opening else _close_tag(ordered[-key], numbers.get(-key)))
        for place, opening, key in steps
    ]


def _open_tag(span: Span, number: int | None) -> str:
    values = {"n": str(number), **span.values} if number else span.values
    written = "".join(f' {name}="{escape(value, quotes=True)}"' for name, value in values.items())
    return f"<{span.label}{written}>"


def _close_tag(span: Span, number: int | None) -> str:
    return f'</{span.label} n="{number}">' if number else f"</{span.label}>"


def read_cases(path: str | Path) -> Iterator[Case]:
    """Yield the cases of a case file (JSON lines); raise ``GoldError`` naming file and line of a bad one."""
    path = Path(path)
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            yield _case(line, f"{path.name}:{number}")


def _case(line: str, where: str) -> Case:
    try:
        row = json.loads(line)
        label, markup, expect = row.pop("label"), row.pop("markup"), row.pop("expect")
        marked = parse_inline(markup)
    except json.JSONDecodeError as error:
        raise GoldError(f"{where}: not JSON: {error}") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise GoldError(f"{where}: a case is an object with label, markup and expect ({error!r})") from error
    except GoldError as error:
        raise GoldError(f"{where}: {error}") from error
    if expect not in EXPECTATIONS:
        raise GoldError(f"{where}: expect is {expect!r}; allowed: {', '.join(EXPECTATIONS)}")
    return Case(label, row.pop("comment", ""), marked.text, marked.spans, expect, where, row)
