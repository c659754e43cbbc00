"""TIMEX3 values of what stays open: the parts that are known, and X for the others."""

from __future__ import annotations

from diplo_extract.normalize.times.periods import SEASONS, UNITS, Period, year_edtf
from diplo_extract.normalize.times.readings import At, Holiday, Piece, Reading, Shift, Term

_OPEN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "year": "XXXX",
         "quarter": "XXXX-QX", "half": "XXXX-HX", "season": "XXXX", "decade": "XXX", "century": "XX",
         "millennium": "X"}  # fmt: skip


def open_value(term: Term) -> str:
    """Return the value of a term that could not be resolved.

    >>> open_value(Member("weekday", 2))
    'XXXX-WXX-2'
    """
    if isinstance(term, At):
        return term.period.value
    if isinstance(term, Holiday):
        return f"XXXX-{term.rule[2:]}" if term.rule.startswith("--") else "XXXX-XX-XX"
    if isinstance(term, Shift):
        return _OPEN[term.keep or term.unit]
    if term.unit == "weekday":
        return f"XXXX-WXX-{term.number}"
    if term.unit == "day":
        return f"XXXX-{f'{term.month:02d}' if term.month else 'XX'}-{term.number:02d}"
    if term.unit == "month":
        return f"XXXX-{term.number:02d}"
    if term.unit == "season":
        return f"XXXX-{SEASONS[term.number - 1]}"
    return f"XXXX-{'Q' if term.unit == 'quarter' else 'H'}{term.number}"


def value_of(reading: Reading, period: Period | None) -> str | None:
    """Return the TIMEX3 value of a reading whose term stands for ``period`` (None: not resolved)."""
    if reading.term is None or reading.value:
        return reading.value
    if reading.piece:
        return piece_edtf(reading.piece, period) if period else _OPEN[reading.piece.unit]
    value = period.value if period else open_value(reading.term)
    if not reading.clock:
        return value
    return value + reading.clock if period is None or period.unit == "day" else f"XXXX-XX-XX{reading.clock}"


def edtf_of(reading: Reading, period: Period | None) -> str | None:
    """Return the EDTF form of a reading that is a date; None for durations, sets and what is not resolved."""
    if reading.piece:
        return piece_edtf(reading.piece, period) if period else None
    if reading.type == "SET" or reading.type == "DURATION":
        return None
    if period is None:
        return _century_edtf(reading.value)
    edtf = period.edtf
    # "~" says that a date is about right; EDTF has no such mark for an interval as a whole.
    return edtf if reading.exact or "/" in edtf or "X" in edtf else f"{edtf}~"


def _century_edtf(value: str | None) -> str | None:
    """Return the interval of a century or decade BC, for which EDTF's open digits would mean other years."""
    if value is None or not value.startswith("BC") or len(value) not in (4, 5):
        return None
    span = 100 if len(value) == 4 else 10
    first_bc = int(value[2:]) * span + (span if span == 100 else span - 1)
    return f"{year_edtf(1 - first_bc)}/{year_edtf(span - first_bc)}"


def piece_edtf(piece: Piece, whole: Period) -> str | None:
    """Return the interval of a piece of a period; None where its units do not fit into it.

    >>> piece_edtf(Piece(9, "month", last=False), Period("year", 2012))
    '2012-01/2012-09'
    """
    if UNITS.index(piece.unit) >= UNITS.index(whole.unit) or piece.unit not in ("day", "month", "year"):
        return None
    first, after = whole.inside(piece.unit), whole.shift(1).inside(piece.unit)
    if not 0 < piece.count <= after.index - first.index:
        return None
    start = after.shift(-piece.count) if piece.last else first
    return start.edtf if piece.count == 1 else f"{start.edtf}/{start.shift(piece.count - 1).edtf}"
