"""Readers of times of day: "9:30 a.m. EST", "1900 GMT", "noon"."""

from __future__ import annotations

from diplo_extract.normalize.times import numbers
from diplo_extract.normalize.times.matched import Matched, Result
from diplo_extract.normalize.times.readings import Reading, Shift


def clock(m: Matched) -> Result:
    """Read a time of day on the clock; the day is the one named beside it."""
    half = m.get("ap", "ap2").replace(".", "")
    shown, four = m.get("clock"), m.get("h4")
    if four:
        hour, minute = int(four[:2]), four[2:]
    elif shown:
        hour, minute = int(shown.replace(".", ":").partition(":")[0]), shown[-2:]
    else:
        hour, minute = int(numbers.number(m.get("h", "h3")) or 0), "00"
    if "." in shown and not half:  # "9.30" alone is a decimal number
        return None
    hour24 = _hour(hour, half or {"morning": "am", "afternoon": "pm", "evening": "pm"}.get(m.get("ampart"), ""))
    if hour24 is None:
        return None
    return Reading("TIME", Shift("day", 0, "same day"), clock=f"T{hour24:02d}:{minute}")


def _hour(hour: int, half: str) -> int | None:
    if not half:
        return hour if hour <= 24 else None
    if half and hour > 12:  # "16:30 p.m." is written, too
        return hour if half == "pm" and hour < 24 else None
    return hour % 12 + (12 if half == "pm" else 0)


def noon(m: Matched) -> Result:
    """Read "noon", "midnight"."""
    return Reading("TIME", Shift("day", 0, "same day"), clock=f"T{m.words.value('noon', m.get('noon'))}")
