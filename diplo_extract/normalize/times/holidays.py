"""The day of a holiday in a year, by its rule in ``lexicons/times.tsv``.

A rule is ``--12-25`` (a fixed day), ``4-THU-11`` (the fourth Thursday of November; ``L``: the last), or ``EASTER-2``
(days from Western Easter Sunday).

>>> holiday_day("4-THU-11", 2021).value, holiday_day("EASTER-2", 2022).value
('2021-11-25', '2022-04-15')
"""

from __future__ import annotations

from datetime import date

from diplo_extract.normalize.times.periods import Period, day, days_in_month

_WEEKDAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")


def holiday_day(rule: str, year: int) -> Period:
    """Return the day on which a holiday falls in a year."""
    if rule.startswith("EASTER"):
        return easter(year).shift(int(rule[6:]))
    if rule.startswith("--"):
        return day(year, int(rule[2:4]), int(rule[5:7]))
    count, name, month = rule.split("-")
    weekday = _WEEKDAYS.index(name)
    if count == "L":
        last = days_in_month(year, int(month))
        return day(year, int(month), last - (date(year, int(month), last).weekday() - weekday) % 7)
    first = (weekday - date(year, int(month), 1).weekday()) % 7 + 1
    return day(year, int(month), first + 7 * (int(count) - 1))


def easter(year: int) -> Period:
    """Return Western Easter Sunday, by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    n = h + k - 7 * ((a + 11 * h + 22 * k) // 451) + 114
    return day(year, n // 31, n % 31 + 1)
