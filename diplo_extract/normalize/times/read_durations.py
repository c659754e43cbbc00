"""Readers of durations and of what recurs: "three weeks", "the past five years", "every Friday", "daily"."""

from __future__ import annotations

from diplo_extract.normalize.times import numbers
from diplo_extract.normalize.times.matched import Matched, Result
from diplo_extract.normalize.times.readings import Piece, Reading
from diplo_extract.normalize.times.words import DURATION_CODES


def duration_value(count: float | None, unit: str) -> str:
    """Write a duration as TIMEX3 does; None stands for a number that is not told.

    >>> duration_value(3, "week"), duration_value(None, "hour"), duration_value(2.5, "year")
    ('P3W', 'PTXH', 'P2.5Y')
    """
    if unit == "fortnight":
        count = count and count * 2
    if count == 0.5 and unit == "hour":
        return "PT30M"
    if unit == "century" and count in (0.5, 0.25):
        return "P50Y" if count == 0.5 else "P25Y"
    if count == 0.5 and unit == "year":
        return "P6M"
    amount = "X" if count is None else str(int(count) if float(count).is_integer() else round(count, 2))
    code = DURATION_CODES[unit]
    return f"PT{amount}{code[1]}" if code.startswith("T") else f"P{amount}{code}"


def quantity(m: Matched) -> float | None:
    """Return the number of units that a match names; None where it names none ("several")."""
    if "couple" in m.get("x"):
        return 2
    count = numbers.number(m.get("n")) if m.get("n") else None
    if m.get("half", "half2"):
        return (1 if count is None else count) + 0.5
    return count


def duration(m: Matched) -> Result:
    """Read "three weeks", "several months", "two and a half years"."""
    unit, count = m.words.value("unit", m.get("unit")), quantity(m)
    if not DURATION_CODES.get(unit) or (m.get("n") and count is None):
        return None
    return Reading("DURATION", value=duration_value(count, unit))


def unit_long(m: Matched) -> Result:
    """Read "month-long", "decades-long", "yearlong"."""
    form = m.get("unit", "unit2")
    unit = m.words.value("unit", form)
    if not DURATION_CODES.get(unit):
        return None
    return Reading("DURATION", value=duration_value(None if form.endswith("s") else 1, unit))


def last_n(m: Matched) -> Result:
    """Read "the past five years", "the last few days", "the first week", "the coming months"."""
    unit, count = m.words.value("unit", m.get("unit")), quantity(m)
    plural = m.get("unit").endswith("s") or m.get("unit") in ("centuries", "millennia")
    if not DURATION_CODES.get(unit) or (m.get("n") and count is None):
        return None
    if count is None and not plural and not m.get("x"):
        count = 1
    edges = {"first": False, "opening": False, "initial": False, "last": True, "final": True, "closing": True}
    piece = None
    if isinstance(count, int) and m.get("which") in edges:
        piece = Piece(count, unit, edges[m.get("which")])
    return Reading("DURATION", value=duration_value(count, unit), piece=piece)


def half_unit(m: Matched) -> Result:
    """Read "half an hour", "a half-century", "half a year"."""
    amount = 0.5 if m.get("half") == "half" else 0.25
    return Reading("DURATION", value=duration_value(amount, m.get("unit")))


def every(m: Matched) -> Result:
    """Read "every Friday", "each year", "twice a week", "Mondays"."""
    if m.get("ends"):
        return Reading("SET", value="XXXX-WXX-WE")
    if m.get("wday"):
        part = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}.get(m.get("after"), "")
        return Reading("SET", value=f"XXXX-WXX-{m.words.weekday(m.get('wday'))}{part}")
    if m.get("month"):
        return Reading("SET", value=f"XXXX-{m.words.month(m.get('month')):02d}")
    if m.get("season"):
        return Reading("SET", value=f"XXXX-{m.words.value('season', m.get('season'))}")
    if m.get("part"):
        return Reading(
            "SET", value=f"XXXX-XX-XXT{ {'morning': 'MO', 'afternoon': 'AF', 'evening': 'EV'}[m.get('part')] }"
        )
    return _every_unit(m)


def _every_unit(m: Matched) -> Result:
    unit, words = m.words.value("unit", m.get("unit")), m.get("n")
    count: float | None = 1
    if words:
        count = 2 if words == "other" else numbers.number(words) or numbers.ordinal(words)
    return Reading("SET", value=duration_value(count, unit)) if DURATION_CODES.get(unit) else None


def set_word(m: Matched) -> Result:
    """Read "daily", "annually"."""
    return Reading("SET", value=m.words.value("set", m.get("word")))
