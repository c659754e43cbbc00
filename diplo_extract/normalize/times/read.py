"""From the groups of a pattern to readings: one reader for each ``data.read`` of ``time_patterns.jsonl``.

A reader is given the match's groups in lower case and returns a reading, several parts, or None where the words are no
temporal expression after all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from diplo_extract.normalize.times import numbers
from diplo_extract.normalize.times.periods import SEASONS, Period, day, days_in_month, month
from diplo_extract.normalize.times.readings import At, Member, Part, Reading, Shift, Term
from diplo_extract.normalize.times.words import DURATION_CODES, Words

Groups = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Matched:
    """A match of a pattern: the words of its groups, folded, with their places."""

    groups: Groups
    spans: Mapping[str, tuple[int, int]]
    start: int
    end: int
    words: Words
    text: str  # the match, folded
    written: str  # the match as it stands

    def get(self, name: str) -> str:
        """Return a group's words; empty where it took no part."""
        return self.groups.get(name) or ""


Result = Reading | list[Part] | None


def _int(text: str) -> int:
    return int(re.match(r"\d+", text)[0])  # type: ignore[index]


def _year(text: str) -> int:
    """Read a year; of two digits, those before 50 are of this century."""
    digits = text.lstrip("'")
    number = int(digits)
    return number if len(digits) > 2 else number + (2000 if number < 50 else 1900)


def _calendar(year: int | None, month_number: int | None, day_number: int | None) -> Term | None:
    """Return the term of a day, month or year; None for a day that no calendar has."""
    if month_number is None:
        return At(Period("year", year)) if year else None
    if day_number is None:
        return At(month(year, month_number)) if year else Member("month", month_number)
    if not 1 <= day_number <= days_in_month(year or 2000, month_number):
        return None
    return At(day(year, month_number, day_number)) if year else Member("day", day_number, month_number)


def ymd(m: Matched) -> Result:
    """Read "May 11, 2022", "11 May", "October 1992", "2022-05-11", "2009"."""
    name = m.get("month")
    number = m.words.month(name) if name else (int(m.get("m")) if m.get("m") else None)
    term = _calendar(_year(m.get("y")) if m.get("y") else None, number, _int(m.get("d")) if m.get("d") else None)
    if term is None:
        return None
    clock = m.get("clock")
    return Reading("TIME", term, clock=f"T{clock}") if clock else Reading("DATE", term)


def numeric(m: Matched) -> Result:
    """Read "11/05/2022": the day first, except where only the month can be, or the text is American."""
    a, b, y = int(m.get("a") or m.get("a2")), int(m.get("b") or m.get("b2")), m.get("y") or m.get("y2")
    if a <= 12 < b:
        a, b = b, a
    term = _calendar(_year(y), b, a) if 1 <= b <= 12 else None
    return Reading("DATE", term) if term else None


def day_range(m: Matched) -> Result:
    """Read "6-7 January 1916" and "May 3-5" as two days."""
    year, number = _year(m.get("y")) if m.get("y") else None, m.words.month(m.get("month"))
    first, second = _int(m.get("d1")), _int(m.get("d2"))
    terms = [_calendar(year, number, n) for n in (first, second)]
    if None in terms or first >= second:
        return None
    joint = m.text[m.spans["s1"][1] - m.start : m.spans["s2"][0] - m.start].strip()
    return [
        Part(*m.spans["s1"], Reading("DATE", terms[0]), until=joint in ("-", "to")),
        Part(*m.spans["s2"], Reading("DATE", terms[1])),
    ]


def _relative_year(words: str) -> Term:
    if "last" in words:
        return Shift("year", -1, "publication")
    if "next" in words:
        return Shift("year", 1, "publication")
    if "previous" in words:
        return Shift("year", -1, "mention")
    if "following" in words:
        return Shift("year", 1, "mention")
    return Shift("year", 0, "mention" if "that" in words or "same" in words or words == "the year" else "publication")


def member(m: Matched) -> Result:
    """Read "September this year", "March 1 last year", "October of that year"."""
    number, within = m.words.month(m.get("month")), _relative_year(m.get("rel"))
    if m.get("d"):
        return Reading("DATE", Member("day", _int(m.get("d")), number, within))
    return Reading("DATE", Member("month", number, within=within))


def _within(m: Matched) -> Term | None:
    if m.get("y"):
        year = int(m.get("y"))
        return At(Period("year", 1 - year if m.get("bc") else year))
    return _relative_year(m.get("rel")) if m.get("rel") else None


def season(m: Matched) -> Result:
    """Read "the summer of 1955", "last winter", "the fall"."""
    code, det = m.words.value("season", m.get("season")), m.get("det").strip()
    term = Member("season", SEASONS.index(code) + 1, within=_within(m))
    if term.within is None:
        if not det and m.get("season") in ("fall", "spring"):
            return None
        turn = -1 if det.startswith("last") or "previous" in det else 1 if "next" in det or "following" in det else 0
        term = Member("season", term.number, turn=turn)
    return Reading("DATE", term)


def part_of_year(m: Matched) -> Result:
    """Read "the third quarter", "Q3 2021", "the first half of this year"."""
    number = numbers.ordinal(m.get("n")) or 0
    unit = m.get("unit") or "quarter"
    if not 1 <= number <= (4 if unit == "quarter" else 2):
        return None
    return Reading("DATE", Member(unit, number, within=_within(m)))


def century(m: Matched) -> Result:
    """Read "the 19th century", "the fifth century BC"."""
    number = numbers.ordinal(m.get("n"))
    if not number or number > 21:
        return None
    if m.get("bc"):
        return Reading("DATE", value=f"BC{number - 1:02d}")
    return Reading("DATE", At(Period("century", number - 1)))


def decade(m: Matched) -> Result:
    """Read "the 1990s", "the '60s", "the 470s BC"."""
    digits = m.get("y").lstrip("'")
    if m.get("bc"):
        return Reading("DATE", value=f"BC{int(digits) // 10:03d}")
    if len(digits) == 3 or (len(digits) == 2 and not m.text.startswith("the ") and "'" not in m.text):
        return None
    return Reading("DATE", At(Period("decade", (int(digits) if len(digits) == 4 else 1900 + int(digits)) // 10)))


def bc_year(m: Matched) -> Result:
    """Read "490 BC"."""
    return Reading("DATE", At(Period("year", 1 - int(m.get("y")))))


def ad_year(m: Matched) -> Result:
    """Read "AD 79"."""
    year = int(m.get("y") or m.get("y2"))
    return Reading("DATE", At(Period("year", year))) if year else None


def year_range(m: Matched) -> Result:
    """Read "1914-18", "1991-1995" as two years."""
    first, second = int(m.get("y1")), m.get("y2")
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    if not first < last < first + 300:
        return None
    return [
        Part(*m.spans["s1"], Reading("DATE", At(Period("year", first))), until=True),
        Part(*m.spans["s2"], Reading("DATE", At(Period("year", last)))),
    ]


# Which way a word turns, and from where.
_WHEN: dict[str, tuple[int, str]] = {
    "this": (0, "publication"), "that": (0, "mention"), "last": (-1, "publication"), "past": (-1, "publication"),
    "next": (1, "publication"), "coming": (1, "publication"), "following": (1, "mention"), "previous": (-1, "mention"),
    "preceding": (-1, "mention"), "same": (0, "mention"), "current": (0, "publication"), "prior": (-1, "mention"),
}  # fmt: skip


def when_unit(m: Matched) -> Result:
    """Read "last year", "the previous month", "that day", "the next day"."""
    when, unit = m.get("when"), m.get("unit")
    count, base = _WHEN[when]
    if when == "past" or (m.get("det") and when in ("last", "coming")):
        return Reading("DURATION", value=_duration(1, unit))
    if m.get("det") and when == "next":
        base = "mention"
    if unit == "night":
        return Reading("TIME", Shift("day", count, base), clock="TNI")  # type: ignore[arg-type]
    if unit == "semester":
        return None
    return Reading("DATE", Shift(unit, count, base))  # type: ignore[arg-type]


_PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}


def weekday(m: Matched) -> Result:
    """Read "Tuesday", "last Friday", "Friday night", "Monday last week"."""
    when, number = m.get("when"), m.words.weekday(m.get("wday"))
    turn = (
        1 if "next" in when or "coming" in when or "following" in when else -1 if when in ("last", "this past") else 0
    )
    within: Term | None = None
    if m.get("rel"):
        within = Shift("week", {"last": -1, "next": 1}.get(m.get("rel").split()[0], 0), "publication")
    clock = _PARTS.get(m.get("part"), "")
    return Reading("TIME" if clock else "DATE", Member("weekday", number, within=within, turn=turn), clock=clock)


def day_word(m: Matched) -> Result:
    """Read "yesterday", "today", "tomorrow morning"."""
    count = {"yesterday": -1, "today": 0, "tomorrow": 1}.get(m.get("word"))
    if count is None:
        count = -2 if "before" in m.get("word") else 2
    clock = _PARTS.get(m.get("part"), "")
    return Reading("TIME" if clock else "DATE", Shift("day", count, "publication"), clock=clock)


def day_part(m: Matched) -> Result:
    """Read "tonight", "last night", "this morning", "that evening"."""
    if m.get("word"):
        return Reading("TIME", Shift("day", -1 if m.get("word") == "last night" else 0, "publication"), clock="TNI")
    base = "publication" if m.get("det") == "this" else "mention"
    return Reading("TIME", Shift("day", 0, base), clock=_PARTS[m.get("part")])  # type: ignore[arg-type]


def _duration(count: float | None, unit: str) -> str:
    """Write a duration as TIMEX3 does; None stands for an unknown number."""
    code = DURATION_CODES[unit]
    if unit == "fortnight":
        count = count and count * 2
    amount = "X" if count is None else str(count).removeprefix("0") if count < 1 else str(count)
    return f"PT{amount}{code[1]}" if code.startswith("T") else f"P{amount}{code}"


def duration(m: Matched) -> Result:
    """Read "three weeks", "several months", "the past five years"."""
    unit = m.words.value("unit", m.get("unit") or m.text) if (m.get("unit") or m.get("x")) else ""
    n, vague = m.get("n"), m.get("x")
    if not DURATION_CODES.get(unit):
        return None
    if "couple" in m.text:
        count: float | None = 2
    elif n:
        count = {"half an": 0.5, "half a": 0.5}.get(n) or numbers.number(n)
        if count is None:
            return None
        if m.get("half"):
            count += 0.5
    else:
        count = None if vague or not (m.get("unit") and not m.get("unit").endswith("s")) else 1
    return Reading("DURATION", value=_duration(count, unit))


_UNCOUNTED = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX", "decade": "XXX"}


def offset(m: Matched) -> Result:
    """Read "three weeks ago", "a year later", "two days before"."""
    unit, direction = m.words.value("unit", m.get("unit")), m.get("dir")
    sign = -1 if direction in ("ago", "earlier", "before", "previously") else 1
    base = "publication" if direction in ("ago", "from now", "hence") else "mention"
    count = 2 if "couple" in m.get("x") else numbers.number(m.get("n")) if m.get("n") else None
    if count is None:
        return Reading("DATE", value="PAST_REF" if sign < 0 else "FUTURE_REF")
    if unit in ("second", "minute", "hour", "night") or not isinstance(count, int):
        return Reading("DURATION", value=_duration(count, unit)) if DURATION_CODES.get(unit) else None
    if unit == "fortnight":
        unit, count = "week", count * 2
    if unit in ("season",):
        return None
    return Reading("DATE", Shift(unit, sign * count, base))  # type: ignore[arg-type]


def every(m: Matched) -> Result:
    """Read "every Friday", "each year", "every two weeks"."""
    if m.get("wday"):
        return Reading("SET", value=f"XXXX-WXX-{m.words.weekday(m.get('wday'))}")
    unit = m.words.value("unit", m.get("unit"))
    count = 2 if m.get("n") == "other" else numbers.number(m.get("n")) if m.get("n") else 1
    return Reading("SET", value=_duration(count, unit)) if DURATION_CODES.get(unit) else None


def set_word(m: Matched) -> Result:
    """Read "daily", "annually"."""
    return Reading("SET", value=m.words.value("set", m.text))


def ref(m: Matched) -> Result:
    """Read "now", "recently", "in the future"."""
    return Reading("DATE", value=m.words.value("ref", m.text))


def holiday(m: Matched) -> Result:
    """Read a holiday that has one date each year."""
    _, _, number, dom = m.words.value("holiday", m.get("holiday")).split("-")
    term = _calendar(int(m.get("y")) if m.get("y") else None, int(number), int(dom))
    return Reading("DATE", term)


def clock(m: Matched) -> Result:
    """Read "9:30 a.m. EST", "5pm", "19:00"."""
    half = (m.get("ap") or m.get("ap2")).replace(".", "")
    hour_text, _, minute = (m.get("clock") or m.get("h")).replace(".", ":").partition(":")
    hour = int(hour_text)
    if "." in m.get("clock") and not half:
        return None
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return Reading("TIME", Shift("day", 0, "any"), clock=f"T{hour:02d}:{minute or '00'}")


READERS: dict[str, Callable[[Matched], Result]] = {
    reader.__name__: reader
    for reader in (
        ymd, numeric, day_range, member, season, part_of_year, century, decade, bc_year, ad_year, year_range, when_unit,
        weekday, day_word, day_part, duration, offset, every, set_word, ref, holiday, clock,
    )
}  # fmt: skip
