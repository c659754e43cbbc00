"""The year of the news where the publication date is not known but the text itself fixes it.

"Without a publication date, 'last year' and the like are left out unless the text itself fixes the year" (guidelines).
"""

from __future__ import annotations

import re
from dataclasses import replace

from diplo_extract.context import Context
from diplo_extract.mentions import TimeMention

_NO_YEAR = re.compile(r"XXXX-(\d\d(?:-\d\d)?)")
_LAST_YEAR = re.compile(r"(?:the )?(?:last|previous) year", re.I)
_EARLIER = re.compile(r"earlier (?:this|in the|in this) year", re.I)
_WITH_YEAR = re.compile(r"((?:19|20)\d\d)(-\d\d(?:-\d\d)?)?")
_CURRENT = re.compile(
    r"(?:one-year (?:target|goal|plan)\b[^.]{0,40}\bfor|so far in|this year,?|(?:target|goal)\b[^.]{0,30}\bfor)\s*$",
    re.I,
)


def fill_years(ctx: Context, times: list[TimeMention]) -> list[TimeMention]:
    """Give the expressions that lack a year the one that the text fixes, where it does."""
    year = news_year(ctx, times)
    out: list[TimeMention] = []
    last: tuple[str, int] | None = None  # year and place of the last date that a month stands in
    for time in times:
        filled = time
        if time.edtf is None and time.value:
            filled = _filled(ctx, time, year, last)
        match = _WITH_YEAR.fullmatch(filled.edtf or "")
        if match and match[2]:
            last = match[1], time.start
        out.append(filled)
    return out


def _filled(ctx: Context, time: TimeMention, year: str | None, last: tuple[str, int] | None) -> TimeMention:
    words = ctx.text[time.start : time.end]
    bare = _NO_YEAR.fullmatch(time.value or "")
    if bare:
        # "In February 2021, it received a license. ... The contract was awarded in May": the history goes on
        near = last is not None and ctx.view.paragraph_index(last[1]) >= ctx.view.paragraph_index(time.start) - 2
        told = last[0] if last and near else year
        return replace(time, edtf=f"{told}-{bare[1]}", anchor="mention") if told else time
    if year and _LAST_YEAR.fullmatch(words):
        return replace(time, edtf=str(int(year) - 1), anchor="mention")
    if year and _EARLIER.fullmatch(words):
        return replace(time, edtf=year, anchor="mention")
    return time


def news_year(ctx: Context, times: list[TimeMention]) -> str | None:
    """Return the year of the news, where the dates of the text leave one: the latest that is no plan's."""
    dated = [(m, t) for t in times if t.edtf and (m := _WITH_YEAR.fullmatch(t.edtf))]
    for match, time in dated:
        if not match[2] and _CURRENT.search(ctx.text[max(0, time.start - 60) : time.start]):
            return match[1]
    years = {match[1] for match, _ in dated if match[2]}
    return max(years) if years else None
