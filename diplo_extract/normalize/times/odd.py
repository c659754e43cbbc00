"""Whole days in odd explicit formats, read by dateparser; imported when the first such span is found."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

_SETTINGS = {"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"]}


@cache
def _parser() -> Any:
    from dateparser.date import DateDataParser

    return DateDataParser(languages=["en"], settings=_SETTINGS)


def read_odd_day(text: str) -> date | None:
    """Read one span that names a day, a month and a year; None where any of them is missing or no calendar has it.

    >>> read_odd_day("2022.05.10")
    datetime.date(2022, 5, 10)
    """
    data = _parser().get_date_data(text)
    return data.date_obj.date() if data.date_obj is not None and data.period == "day" else None
