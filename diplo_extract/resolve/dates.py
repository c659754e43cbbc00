"""The calendar dates of a text as the events need them: ranges joined, extents trimmed, past told from to come.

TIMEX3 marks "from 1873 to 1920" as two expressions and leaves "since" outside; an event lasts over the interval.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from diplo_extract.article import header_end
from diplo_extract.context import Context
from diplo_extract.mentions import TimeMention
from diplo_extract.resolve.clauses import clause_words
from diplo_extract.resolve.news_year import fill_years
from diplo_extract.resolve.periods import Day, bounds, day, days_before
from diplo_extract.text import fold_letters

SEASONS = frozenset("winter summer spring autumn fall".split())  # "for winter": any, where nothing says which
SHORTEST_MONTH = 28  # days
NEWS_DAYS = 7  # what ended within the week up to publication is the news itself (guidelines)
_LEADING = re.compile(
    r"(?:in|on|at|since|from|of|by|until|till|during|around|about|between|back in|as of|dated)\s+", re.I
)
_SINCE = re.compile(
    r"\bsince(?: at least| as early as| as far back as| about| around| early| late| mid|"
    r" the (?:end|start|beginning) of)?[\s-]*$",
    re.I,
)
_RANGE_LINK = re.compile(r"\s?[-–—]\s?|\s(?:to|until|till|through|up to)\s(?:the year )?|/", re.I)
_PERIOD_OF = re.compile(r"(?:the )?same (?:period|quarter|month|time) (?:of|in|a) ", re.I)
_BACKWARD = re.compile(r"\b(?:ago|last|previous|earlier|before|past|preceding|yesterday)\b", re.I)
_NEARLY = re.compile(r"(?:nearly|almost) ", re.I)
_DECADES_AGO = re.compile(r"\b(a|one|two|three|four|five|six|seven|eight|nine) decades? ago$", re.I)
DECADES = {"a": 1} | {word: i for i, word in enumerate("one two three four five six seven eight nine".split(), 1)}
_AROUND = re.compile(r"\b(?:pre|post)[-–]$", re.I)  # "pre-2020 levels": no event of that year
_SAME = re.compile(r"(?:(?:over|during|in|for) )?(?:the )?same (?:period|time)", re.I)
_BETWEEN = re.compile(r"\bbetween\s*(?:the years\s)?$", re.I)
_TO_PRESENT = re.compile(
    r"(?:the )?(?:last|past|recent)\s(?:(?:few|several|couple of|two|three|four|five|six|seven|eight|nine|ten|\d+)\s)?"
    r"(?:years|months|weeks|days|decades|decade|centuries|century|quarters)\b(?! of\b)|"
    r"(?:the )?past (?:year|month|week)\b|these days|nowadays|today|now\b|currently|to date|recently",
    re.I,
)
_EARLIER = re.compile(
    r"\bearlier (?:this|in the|in this|the same|that) (?:year|month|spring|summer|autumn|fall|winter)", re.I
)
# Months of the Islamic calendar: the year after one is no year of ours.
_HIJRI = re.compile(
    r"\b(?:Muharram|Safar|Rabi['’ ]?\w*(?: \w+)?|Jumada\w*(?: \w+)?|Rajab|Sha['’]?ban|Shawwal|Ramadan"
    r"|Dh?u[l-]?[ -]\w[\w'’-]*)"
    r"\s(?:\d{1,2},? )?$",
    re.I,
)
_AH = re.compile(r"\s?(?:A\.?H\.?|H)\b")
Relation = Literal["past", "present", "future", "unknown"]


@dataclass(frozen=True, slots=True)
class DatedSpan:
    """A calendar expression with its value and where that lies from the publication."""

    start: int
    end: int
    value: str  # EDTF
    relation: Relation
    open: bool  # "since 2005"
    mention: TimeMention
    backward: bool  # says itself that it is past: with its year, "last", "ago"
    repeated: bool = False  # the same value stands elsewhere in the text with its year


def read_dates(ctx: Context) -> tuple[DatedSpan, ...]:
    """Return the calendar expressions of a text that have a value, in order."""
    body = header_end(ctx.text)
    times = [t for t in ctx.found.times if t.start >= body and is_calendar(t)]
    if ctx.published is None:
        times = fill_years(ctx, times)
    full = {t.edtf for t in times if t.anchor is None}
    spans = [_dated(ctx, time, value) for time, value in _joined(ctx, times)]
    return tuple(
        replace(span, repeated=True) if span.mention.anchor is not None and span.value in full else span
        for span in spans
        if span is not None
    )


def is_calendar(time: TimeMention) -> bool:
    """Tell whether an expression names a time of the calendar: also "the first nine months of 2023", a duration."""
    return time.type in ("DATE", "TIME") or (time.type == "DURATION" and time.edtf is not None)


def _joined(ctx: Context, times: list[TimeMention]) -> list[tuple[TimeMention, str | None]]:
    """Join the two ends of a range into one expression with an interval."""
    out: list[tuple[TimeMention, str | None]] = []
    skip = False
    for one, two in pairwise([*times, None]):
        if skip or one is None:
            skip = False
            continue
        if two and _PERIOD_OF.fullmatch(ctx.text[one.start : two.start]):
            continue  # "the same period of 2023": the year tells more
        value = _range(ctx, one, two) if two else None
        if two and value:
            out.append((replace(one, end=two.end), value))
            skip = True
        else:
            out.append((one, one.edtf))
    return out


def _range(ctx: Context, one: TimeMention, two: TimeMention) -> str | None:
    """Return the value of two expressions that are one: a range, "10 a.m. on April 13", "10 and 11 May"."""
    if not one.edtf or not two.edtf or "/" in one.edtf + two.edtf or two.start - one.end > 20:
        return None
    link = ctx.text[one.end : two.start]
    between = link.strip().lower() == "and" and _BETWEEN.search(ctx.text[max(0, one.start - 25) : one.start])
    a, b = bounds(one.edtf), bounds(two.edtf)
    if one.type == "TIME" and one.edtf == two.edtf and link.strip() in ("", ",", "on"):
        return one.edtf
    if a and b and link.strip() in ("and", "&") and _next_day(a[0], b[0]) and one.edtf.count("-") == 2:
        return f"{one.edtf}/{two.edtf}"
    if not a or not b or not a[0] < b[0] or not (between or _RANGE_LINK.fullmatch(link)):
        return None
    if len(one.edtf) != len(two.edtf) and not (one.edtf[:1] == "-" or "~" in one.edtf + two.edtf):
        return None
    return f"{one.edtf}/{two.edtf}"


def _next_day(one: Day, two: Day) -> bool:
    try:
        return date(*one) + timedelta(days=1) == date(*two)
    except (ValueError, OverflowError):
        return False


def _dated(ctx: Context, time: TimeMention, value: str | None) -> DatedSpan | None:
    if not value or not bounds(value):
        return None
    start, end = _trim(ctx.text, time.start, time.end)
    words = ctx.text[start:end]
    if (
        _TO_PRESENT.match(words)
        or _AROUND.search(ctx.text[max(0, start - 5) : start])
        or _SAME.fullmatch(words)
        or _in_name(ctx, start, end)
        or _is_hijri(ctx.text, start, end)
        or words.lower() in SEASONS
    ):
        return None
    is_open = "/" not in value and bool(_SINCE.search(ctx.text[max(0, start - 30) : start]))
    # "doubled since the previous year" compares with a year; "since 2005" lasts from it
    if is_open and re.search(r"\bprevious year\b", words, re.I):
        is_open = False
    if _NEARLY.match(words):
        value = value.rstrip("~")  # "nearly a year ago": the year (guidelines)
    elif (decades := _DECADES_AGO.search(words)) and ctx.published is not None:
        about = "" if decades[0] == words else "~"
        value = f"{ctx.published.year - 10 * DECADES[fold_letters(decades[1])]}{about}"
    backward = time.anchor is None or bool(_BACKWARD.search(words))
    return DatedSpan(start, end, value, relation(ctx, value, words, is_open), is_open, time, backward)


def _is_hijri(text: str, start: int, end: int) -> bool:
    if not text[start:end].isdigit():
        return False
    return _HIJRI.search(text[max(0, start - 30) : start]) is not None or _AH.match(text, end) is not None


def _in_name(ctx: Context, start: int, end: int) -> bool:
    """Tell whether a year ends a name: "Expo 2020", "Vision 2030"."""
    before = ctx.view.token_at(start) - 1
    if before < 0 or ctx.view.ends[before] + 1 != start or not ctx.text[start:end].isdigit():
        return False
    word = ctx.view.words[before]
    return word[0].isupper() and word.lower() not in clause_words(ctx.lexicons)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    match = _LEADING.match(text, start, end)
    return (match.end(), end) if match and match.end() < end else (start, end)


def relation(ctx: Context, value: str, words: str, is_open: bool) -> Relation:
    """Tell where a value lies from the publication date; "unknown" where that date is."""
    span = bounds(value)
    if ctx.published is None or span is None:
        return "unknown"
    first, last = span
    if is_open or value.endswith("/.."):
        return "past" if first < days_before(ctx.published, NEWS_DAYS) else "present"
    # "last month" on the third: most of it lies before the week of the news
    length = (last[0] - first[0]) * 372 + (last[1] - first[1]) * 31 + last[2] - first[2]
    if last < days_before(ctx.published, NEWS_DAYS) or (last < day(ctx.published) and length >= SHORTEST_MONTH - 1):
        return "past"
    if first > day(ctx.published):
        return "future"
    if _EARLIER.search(words) and first < days_before(ctx.published, NEWS_DAYS):
        return "past"
    return "present"


def in_sentence(spans: tuple[DatedSpan, ...], start: int, end: int) -> tuple[DatedSpan, ...]:
    """Return the dates within the characters ``start`` to ``end``."""
    at = bisect_left(spans, start, key=lambda s: s.start)
    until = bisect_left(spans, end, key=lambda s: s.start)
    return spans[at:until]
