"""Readers of calendar dates: days, months, seasons, quarters, years, decades, centuries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplo_extract.normalize.times import numbers
from diplo_extract.normalize.times.holidays import holiday_day
from diplo_extract.normalize.times.matched import Matched, Result, leading_int, year_number
from diplo_extract.normalize.times.periods import SEASONS, Period, day, days_in_month, month
from diplo_extract.normalize.times.readings import At, Holiday, Member, Part, Reading, Shift, Term

_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)?")
PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "midday": "T12:00", "dawn": "TMO",
         "dusk": "TEV", "daybreak": "TMO", "sunrise": "TMO", "sunset": "TEV", "daytime": "TDT", "nighttime": "TNI",
         "night-time": "TNI"}  # fmt: skip


def calendar_term(year: int | None, month_number: int | None, day_number: int | None) -> Term | None:
    """Return the term of a day, month or year; None for one that no calendar has."""
    if month_number is None:
        return At(Period("year", year)) if year is not None else None
    if day_number is None:
        return At(month(year, month_number)) if year is not None else Member("month", month_number)
    if not 1 <= day_number <= days_in_month(2000 if year is None else year, month_number):
        return None
    return At(day(year, month_number, day_number)) if year is not None else Member("day", day_number, month_number)


def _year_of(m: Matched) -> int | None:
    if m.get("bc"):
        return 1 - int(m.get("y2"))
    return year_number(m.get("y")) if m.get("y") else None


def ymd(m: Matched) -> Result:
    """Read "May 11, 2022", "11 May", "October 1992", "April 480 BC", "2022-05-11", "2009"."""
    name = m.get("month")
    number = m.words.month(name) if name else int(m.get("m")) if m.get("m") else None
    term = calendar_term(_year_of(m), number, leading_int(m.get("d")) if m.get("d") else None)
    if term is None:
        return None
    clock = m.get("clock")
    return Reading("TIME", term, clock=f"T{clock}") if clock else Reading("DATE", term)


def numeric(m: Matched) -> Result:
    """Read "11/05/2022": day or month first as the text has it, or as only one of them can be."""
    a, b = int(m.get("a", "a2", "a3")), int(m.get("b", "b2", "b3"))
    # With points the day stands first wherever such dates are written.
    day_first = m.day_first or bool(m.get("a2"))
    if (a <= 12 < b) or (not day_first and a <= 12):
        a, b = b, a
    term = calendar_term(year_number(m.get("y", "y2", "y3")), b, a) if 1 <= b <= 12 else None
    return Reading("DATE", term) if term else None


def odd_explicit(m: Matched) -> Result:
    """Read a whole day in a form that the press rarely uses: "10/May/2022", "2022.05.10", "May-10-2022".

    dateparser knows such forms by the hundred. It is asked for this span alone, must find day, month and year in it,
    and fills in nothing.
    """
    from diplo_extract.normalize.times.odd import read_odd_day

    found = read_odd_day(m.text)
    return Reading("DATE", At(day(found.year, found.month, found.day))) if found else None


def nine_eleven(m: Matched) -> Result:
    """Read "9/11", the day of 2001."""
    return Reading("DATE", At(day(2001, 9, 11)))


def _days(m: Matched, name: str) -> Iterator[tuple[int, int, int]]:
    start, end = m.spans[name]
    for found in _DAY.finditer(m.text, start - m.start, end - m.start):
        yield found.start() + m.start, found.end() + m.start, leading_int(found[0])


def days_month(m: Matched) -> Result:
    """Read "6-7 January 1916", "3, 5 and 7 June" as days of one month."""
    year, number = _year_of(m), m.words.month(m.get("month"))
    entries = [*_days(m, "days"), (*m.spans["last"], leading_int(m.get("d")))]
    return _parts(entries, year, number)


def month_days(m: Matched) -> Result:
    """Read "May 3-5", "June 3 and 5, 1992" as days of one month."""
    year, number = _year_of(m), m.words.month(m.get("month"))
    entries = [(*m.spans["first"], leading_int(m.get("d"))), *_days(m, "days")]
    if year is not None:
        start, _, number_of_day = entries[-1]
        entries[-1] = (start, m.end, number_of_day)
    return _parts(entries, year, number)


def _parts(entries: list[tuple[int, int, int]], year: int | None, month_number: int) -> Result:
    terms = [calendar_term(year, month_number, number) for _, _, number in entries]
    days = [number for _, _, number in entries]
    if None in terms or days != sorted(set(days)):
        return None
    return [Part(a, b, Reading("DATE", term)) for (a, b, _), term in zip(entries, terms, strict=True)]


def relative_year(words: str) -> Term:
    """Read "last year", "that year", "the following year" beside a month or a season."""
    if "last" in words or "previous" in words:
        return Shift("year", -1, "mention" if "previous" in words else "publication")
    if "next" in words or "following" in words:
        return Shift("year", 1, "mention" if "following" in words else "publication")
    return Shift("year", 0, "mention" if "that" in words or "same" in words else "any")


def member(m: Matched) -> Result:
    """Read "September this year", "March 1 last year", "October of that year"."""
    number, within = m.words.month(m.get("month")), relative_year(m.get("rel"))
    if m.get("d"):
        return Reading("DATE", Member("day", leading_int(m.get("d")), number, within))
    return Reading("DATE", Member("month", number, within=within))


def turn_of(words: str) -> int:
    """Return the direction of "last", "next", "the previous", "this coming"."""
    if any(word in words for word in ("last", "past", "previous")):
        return -1
    return 1 if any(word in words for word in ("next", "coming", "following")) else 0


def month_turn(m: Matched) -> Result:
    """Read "last November", "next May 3", "the previous April"."""
    number, turn = m.words.month(m.get("month")), turn_of(m.get("turn"))
    if m.get("d"):
        return Reading("DATE", Member("day", leading_int(m.get("d")), number, turn=turn))
    return Reading("DATE", Member("month", number, turn=turn))


def _within(m: Matched) -> Term | None:
    if m.get("bc"):
        return At(Period("year", 1 - int(m.get("y2"))))
    year = m.get("y", "y0", "y2")
    if year:
        return At(Period("year", int(year)))
    return relative_year(m.get("rel")) if m.get("rel") else None


def season(m: Matched) -> Result:
    """Read "the summer of 1955", "last winter", "the fall"."""
    code = m.words.value("season", m.get("season", "season0"))
    within = _within(m)
    turn = 0 if within else turn_of(m.get("det"))
    return Reading("DATE", Member("season", SEASONS.index(code) + 1, within=within, turn=turn))


def fiscal_year(m: Matched) -> Result:
    """Read "fiscal 1989", which TIMEX3 values as the year."""
    return Reading("DATE", At(Period("year", int(m.get("y", "y2", "y3")))))


def part_of_year(m: Matched) -> Result:
    """Read "the third quarter", "Q3 2021", "last year's first half"."""
    number = numbers.ordinal(m.get("n", "n2")) or 0
    unit = {"q": "quarter", "h": "half", "trimester": ""}.get(m.get("u", "u2", "unit"), m.get("u", "u2", "unit"))
    if not unit or not 1 <= number <= (4 if unit == "quarter" else 2):
        return None
    within, which = _within(m), m.get("wh")
    if within is None and "year" in which:
        within = relative_year(which)
    return Reading("DATE", Member(unit, number, within=within, turn=0 if within else turn_of(which)))


def century(m: Matched) -> Result:
    """Read "the 19th century", "the fifth century BC"."""
    number = numbers.ordinal(m.get("n"))
    if not number or number > 21:
        return None
    return (
        Reading("DATE", value=f"BC{number - 1:02d}")
        if m.get("bc")
        else Reading("DATE", At(Period("century", number - 1)))
    )


def decade(m: Matched) -> Result:
    """Read "the 1990s", "the '60s", "the 470s BC"."""
    digits = m.get("y").lstrip("'")
    if m.get("bc"):
        return Reading("DATE", value=f"BC{int(digits) // 10:03d}")
    if len(digits) == 3 or (len(digits) == 2 and not m.text.startswith("the ") and "'" not in m.text):
        return None
    return Reading("DATE", At(Period("decade", (int(digits) if len(digits) == 4 else 1900 + int(digits)) // 10)))


def decade_word(m: Matched) -> Result:
    """Read "the sixties": of the last century."""
    tens = "twenties thirties forties fifties sixties seventies eighties nineties".split()
    return Reading("DATE", At(Period("decade", 192 + tens.index(m.get("word")))))


def bc_year(m: Matched) -> Result:
    """Read "490 BC"."""
    year = int(m.get("y"))
    return Reading("DATE", At(Period("year", 1 - year))) if year else None


def ad_year(m: Matched) -> Result:
    """Read "AD 79"."""
    return Reading("DATE", At(Period("year", int(m.get("y", "y2")))))


def year_range(m: Matched) -> Result:
    """Read "1914-18", "1991-1995" as two years."""
    first, second = int(m.get("y1")), m.get("y2")
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    if not first < last < first + 300:
        return None
    ends = (("s1", first), ("s2", last))
    return [Part(*m.spans[name], Reading("DATE", At(Period("year", year)))) for name, year in ends]


def bc_range(m: Matched) -> Result:
    """Read "499-493 BC" as two years."""
    first, last = int(m.get("y1")), int(m.get("y2"))
    if not first > last > 0:
        return None
    ends = (("s1", first), ("s2", last))
    return [Part(*m.spans[name], Reading("DATE", At(Period("year", 1 - year)))) for name, year in ends]


def holiday(m: Matched) -> Result:
    """Read a holiday that has one day each year: "Christmas 1963", "Thanksgiving"."""
    rule = m.words.value("holiday", m.get("holiday"))
    clock = PARTS.get(m.get("part"), "")
    kind = "TIME" if clock else "DATE"
    if m.get("y"):
        return Reading(kind, At(holiday_day(rule, int(m.get("y")))), clock=clock)  # type: ignore[arg-type]
    return Reading(kind, Holiday(rule), clock=clock)  # type: ignore[arg-type]


def nth_day(m: Matched) -> Result:
    """Read "the 20th", "the 28th of that month"."""
    number, words = numbers.ordinal(m.get("d")), m.get("rel")
    if not number or number > 31:
        return None
    within: Term | None = None
    if words:
        within = Shift("month", turn_of(words), "publication" if words in ("this", "last", "next") else "mention")
    return Reading("DATE", Member("day", number, within=within))
