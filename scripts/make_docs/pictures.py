"""A picture for each kind of record: a sentence with its mentions marked, and below it the records they became."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from diplo_extract import extract
from diplo_extract.records import Extraction, decimal_string

_CHAR, _LINE, _WIDE, _EDGE = 8.4, 26, 84, 16  # width of a character, height of a line, characters a line, margin: px
_COLORS = ("#ffd9a0", "#bfe3c6", "#c9d7f8", "#f4c6d7", "#e4d3f5", "#d9e4a5")

_SIGNED = (
    "LISBON, 4 May 2023 - Portuguese Foreign Minister Ana Prado and her Chilean counterpart Luis Soto "
    "signed a memorandum of understanding on renewable energy in Lisbon on Thursday."
)
_FIELDS = "Peru and Japan agreed to deepen cooperation in mining, education and water management."
_TARGET = "Kenya and Egypt aim to raise their trade from the current $600 million to $2 billion by 2030."
_DATES = "Norway and Vietnam established diplomatic relations in November 1971 and opened embassies in 1994."


@dataclass(frozen=True, slots=True)
class Row:
    """One record as the picture shows it."""

    label: str
    values: str
    places: tuple[tuple[int, int], ...]


def pictures() -> dict[str, str]:
    """Return each picture as SVG, by its file name."""
    shown = {
        "signatories": (_SIGNED, _signed),
        "sectors": (_FIELDS, _sectors),
        "targets": (_TARGET, _targets),
        "dates": (_DATES, _dates),
    }
    return {
        f"record_{name}.svg": svg(text, tuple(rows(extract(text, published="2023-05-05"))), name)
        for name, (text, rows) in shown.items()
    }


def _signed(found: Extraction) -> Iterator[Row]:
    for agreement in found.agreements:
        yield _row("agreement " + agreement.id, agreement, "kind", "status", "date", "place")
    for signatory in found.signatories:
        yield _row("signs " + signatory.agreement, signatory, "person", "role", "country")


def _sectors(found: Extraction) -> Iterator[Row]:
    return (_row("sector", sector, "sector", "eurovoc") for sector in found.sectors)


def _targets(found: Extraction) -> Iterator[Row]:
    for target in found.monetary_targets:
        yield _row("target", target, "amount", "currency", "indicator", "baseline", "deadline", "parties")


def _dates(found: Extraction) -> Iterator[Row]:
    return (
        _row("historical date", event, "value", "event_type", "event", "parties") for event in found.historical_dates
    )


def _row(label: str, record: Any, *names: str) -> Row:
    values = ((name, getattr(record, name)) for name in names)
    told = ", ".join(f"{name}: {_shown(value)}" for name, value in values if value is not None)
    return Row(label, told, tuple((m.start, m.end) for m in record.mentions))


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return " ".join(value)
    return value if isinstance(value, str) else decimal_string(value)


def svg(text: str, rows: tuple[Row, ...], name: str) -> str:
    """Draw a text, with the places of each row in the row's color, and the rows below it."""
    lines = textwrap.wrap(text, _WIDE)
    told = [textwrap.wrap(row.values, _WIDE - len(row.label) - 5) for row in rows]
    starts = [_EDGE + _LINE * (len(lines) + sum(map(len, told[:i]))) + 18 for i in range(len(rows) + 1)]
    height = starts[-1] + _EDGE - 8
    width = round(_CHAR * _WIDE + 2 * _EDGE)
    title = escape("; ".join(f"{row.label}: {row.values}" for row in rows))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-labelledby="{name}">',
        f'<title id="{name}">{title}</title>',
        "<style>text{font:14px ui-monospace,Menlo,Consolas,monospace;fill:#1d1d1f;white-space:pre}"
        ".k{font-weight:bold}</style>",
        f'<rect width="{width}" height="{height}" rx="6" fill="#fff" stroke="#ccc"/>',
        *_marks(lines, rows),
        *(_text(_EDGE, _EDGE + _LINE * i + 18, line) for i, line in enumerate(lines)),
        *(
            part
            for i, row in enumerate(rows)
            for part in _drawn(row.label, told[i], _COLORS[i % len(_COLORS)], starts[i])
        ),
        "</svg>\n",
    ]
    return "\n".join(parts)


def _marks(lines: list[str], rows: Iterable[Row]) -> Iterator[str]:
    for number, row in enumerate(rows):
        for start, end in row.places:
            for line, a, b in _on_lines(lines, start, end):
                x, y = _EDGE + a * _CHAR - 1, _EDGE + _LINE * line + 2
                width, color = (b - a) * _CHAR + 2, _COLORS[number % len(_COLORS)]
                yield f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="22" rx="3" fill="{color}"/>'


def _on_lines(lines: list[str], start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield the line and columns of a place; a line ends where one space of the text stood."""
    offset = 0
    for number, line in enumerate(lines):
        a, b = max(start - offset, 0), min(end - offset, len(line))
        if a < b:
            yield number, a, b
        offset += len(line) + 1


def _drawn(label: str, told: list[str], color: str, y: int) -> Iterator[str]:
    yield f'<rect x="{_EDGE}" y="{y + 4}" width="14" height="14" rx="3" fill="{color}"/>'
    yield _text(_EDGE + 22, y + 16, label, ' class="k"')
    for number, line in enumerate(told):
        yield _text(_EDGE + 22 + _CHAR * (len(label) + 2), y + 16 + _LINE * number, line)


def _text(x: float, y: float, words: str, extra: str = "") -> str:
    # The length is given, so that marks fit the words in any font.
    return (
        f'<text x="{x:.1f}" y="{y}" textLength="{len(words) * _CHAR:.1f}" lengthAdjust="spacingAndGlyphs"{extra}>'
        f"{escape(words)}</text>"
    )
