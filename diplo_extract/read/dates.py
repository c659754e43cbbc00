"""When an article was published: what its format, its header, its dateline or its file name says; never a guess."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime

from diplo_extract.article import header_date
from diplo_extract.read.units import DateSource, Document, Unit

_MONTHS = (
    "january february march april may june july august september october november december".split(),
    "jan feb mar apr may jun jul aug sep oct nov dec".split(),
)
MONTHS = {name: number for names in _MONTHS for number, name in enumerate(names, 1)} | {"sept": 9}
_MONTH = "(?P<month>(?i:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r"))\b\.?"
_YEAR, _DAY = r"(?P<year>(?:19|20)\d\d)\b", r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_WRITTEN = (
    re.compile(rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}", re.I),
    re.compile(rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}", re.I),
)
# "2022-05-11T08:00:00Z", "2022-05-11 08:00", "2022/05/11", "20220511", "20220511T080000Z" (NITF, NewsML)
_ISO = re.compile(r"(\d{4})([-/.]?)(\d{2})\2(\d{2})(?=$|[T\s]|\d{6}$)")
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_./]?)(\d{2})\2(\d{2})(?!\d)")
_YEAR_IN_NAME = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# A dateline opens the story, below its headline and perhaps a line on who wrote it.
_FIRST_LINES, _OPENING = 4, 1000
# "ANKARA, May 10, 2022 (Xinhua) --", "BEIJING/ASTANA, 10 May 2022 (TASS)": a place in capitals opens the text.
_DATELINE = re.compile(
    r"\s*(?:[^\W\d_a-z](?:[^\W\d_a-z]|['’-])*[\s/,.]+){1,6}"
    rf"(?:{_MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+"
    rf"{_MONTH.replace('month', 'month2')}(?:,?\s+{_YEAR.replace('year', 'year2')})?)"
    r"\s*(?:\([^()\n]{2,60}\)\s*)?(?:--?|[–—:/]|$)"
)


@dataclass(frozen=True, slots=True)
class Published:
    """A publication date and where it comes from."""

    date: date | None
    source: str | None  # "format", "header", "dateline", "filename", "created" or "mtime"


def publication(document: Document, unit: Unit, date_from: tuple[DateSource, ...]) -> Published:
    """Return the publication date: the format's, the text's header, its dateline, then what ``date_from`` adds."""
    if document.published:
        return Published(document.published, "format")
    if found := header_date(document.text):
        return Published(found, "header")
    if found := dateline_date(document.text):
        return Published(found, "dateline")
    for source in date_from:
        if found := _from(source, document, unit):
            return Published(found, source)
    return Published(None, None)


def _from(source: DateSource, document: Document, unit: Unit) -> date | None:
    if source == "filename":
        return filename_date(unit.source) or _dateline_in_year_of(unit.source, document.text)
    if source == "created":
        return document.created or (date.fromisoformat(unit.created) if unit.created else None)
    return date.fromisoformat(unit.mtime) if unit.mtime else None


def stated_date(value: str | None) -> date | None:
    """Read a date that a format states: ISO 8601, RFC 2822 or written out in English; None for any other form.

    The day is the one written down, in whatever time zone it was. A form that can be read in two ways
    ("05/10/2022") is not read at all.

    >>> stated_date("Wed, 11 May 2022 08:00:00 +0300"), stated_date("May 11, 2022"), stated_date("05/10/2022")
    (datetime.date(2022, 5, 11), datetime.date(2022, 5, 11), None)
    """
    value = (value or "").strip()[:100]
    if match := _ISO.match(value):
        return _day(match[1], match[3], match[4])
    for pattern in _WRITTEN:
        if match := pattern.search(value):
            return _day(match["year"], MONTHS[match["month"].lower()], match["day"])
    try:
        return parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def dateline_date(text: str) -> date | None:
    """Read a dateline that has a year; one without ("ANKARA, May 10 (Xinhua) --") does not tell the date.

    >>> dateline_date("ANKARA, May 10, 2022 (Xinhua) -- The two sides met.")
    datetime.date(2022, 5, 10)
    """
    match = _dateline(text)
    return _dateline_day(match, match["year"] or match["year2"]) if match else None


def _dateline(text: str) -> re.Match[str] | None:
    lines = text[:_OPENING].split("\n")[:_FIRST_LINES]
    return next((match for line in lines if (match := _DATELINE.match(line[:200]))), None)


def _dateline_day(match: re.Match[str], year: str | None) -> date | None:
    month = (match["month"] or match["month2"]).lower()
    return _day(year, MONTHS[month], match["day"] or match["day2"]) if year else None


def _dateline_in_year_of(source: str, text: str) -> date | None:
    """Read "ANKARA, May 10 (Xinhua) --" in a file of the only year that its path names, as "xinhua/2022/a.txt"."""
    years = set(_YEAR_IN_NAME.findall(source))
    match = _dateline(text)
    return _dateline_day(match, years.pop()) if match and len(years) == 1 else None


def filename_date(source: str) -> date | None:
    """Read a day that a path names, as "2022-05-11", "20220511" or "2022/05/11"; the last one counts.

    >>> filename_date("xinhua/2022/05/11/story-4.txt"), filename_date("report_20229999.txt")
    (datetime.date(2022, 5, 11), None)
    """
    days = [_day(match[1], match[3], match[4]) for match in _IN_NAME.finditer(source)]
    return next((day for day in reversed(days) if day), None)


def _day(year: str, month: str | int, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:  # "2022-13-45" in a file name is a number like any other
        return None
