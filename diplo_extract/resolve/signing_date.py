"""When an agreement was signed: from the clause, the sentence, the visit, or the other signings of the day."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from itertools import islice, takewhile

from diplo_extract.article import header_end
from diplo_extract.context import Context
from diplo_extract.mentions import TimeMention
from diplo_extract.resolve.acts import Act
from diplo_extract.resolve.instruments import Draft

_NOT_SIGNING = re.compile(
    r"\b(?:since|until|till|from|for|through|between|expires?|expire on|effective|valid|running from|by the end of"
    r"|as of|the|period of|to|marking)\s+(?:the )?$",
    re.IGNORECASE,
)
NEWS_REACH = 2500  # characters: what an article reports stands in its first paragraphs, background behind
_FIRST = re.compile(r"\b(?:initially|originally|first) $")
_PERFECT = re.compile(r"\b(?:has|have)(?: \w+){0,2} $")
_TODAY = re.compile(r"\b(?:today|yesterday|just)\b", re.IGNORECASE)
_BACKGROUND = re.compile(
    r"\b(?:recent(?:ly)?|earlier|previous(?:ly)?|already|since|ago|last (?:week|month|year)|in the past|existing"
    r"|so far|over the years"
    r"|historic(?:ally)?|back in|then-president|former)\b",
    re.IGNORECASE,
)
_VISIT = re.compile(r"\b(?:visits?|trip|tour|visiting|arrived|arrives?|stay)\b", re.IGNORECASE)
_OCCASION = re.compile(
    r"\b(?:during|following|after|on the (?:sidelines|margins) of|at the end of|as part of|within the framework of"
    r"|upon)\b"
    r"[^.;]{0,60}\b(?:visits?|trip|tour|stay)\b",
    re.IGNORECASE,
)


def signing_date(ctx: Context, draft: Draft, others: Sequence[str | None]) -> str | None:
    """Return the EDTF date of the signing, or None; ``others`` are the dates of the signings told before."""
    acts = [act for act in draft.acts if act.row.id != "in_force" and act.signing.status == draft.status]
    for act in acts:
        found = _in_sentence(ctx, act)
        if found:
            return found
    for act in acts:
        found = _of_occasion(ctx, act)
        if found:
            return found
    if draft.status == "signed" and any(is_news(ctx, act) for act in acts):
        return next((told for told in reversed(others) if told and len(told) == 10), None) or _news_date(ctx)
    return None


def _in_sentence(ctx: Context, act: Act) -> str | None:
    start, end = ctx.view.sentence_at(act.signing.start)
    if _FIRST.search(ctx.text[max(start, act.signing.start - 30) : act.signing.start]):
        return None  # "was initially signed in 1999": another signing
    times = [t for t in dates_between(ctx, start, end) if _may_date(ctx, act, t) and not _of_another(ctx, act, t)]
    if not times:
        return None
    best = min(times, key=lambda t: (_distance(act, t), t.start))
    return point(best.edtf)


def _of_another(ctx: Context, act: Act, time: TimeMention) -> bool:
    """Tell whether another word of signing stands between a date and this one: "signed a pact and will sign ... in "
    "May"."""
    first, last = sorted((act.signing.start, time.start))
    at = bisect_right(ctx.found.signings, first, key=lambda s: s.start)
    return any(s.start < last and s.status != act.signing.status for s in islice(ctx.found.signings, at, at + 4))


def dates_between(ctx: Context, start: int, end: int) -> list[TimeMention]:
    """Return the dates named between two characters."""
    first = bisect_left(ctx.found.times, start, key=lambda t: t.start)
    near = takewhile(lambda t: t.start < end, islice(ctx.found.times, first, None))
    return [t for t in near if t.type in ("DATE", "TIME") and t.edtf]


def _may_date(ctx: Context, act: Act, time: TimeMention) -> bool:
    if any(m.start <= time.start < m.end for m in act.objects):
        return False
    value = time.edtf or ""
    if time.start < header_end(ctx.text) or "week" in ctx.text[time.start : time.end].lower():
        return False
    if "X" in value or value.startswith("..") or value.endswith(".."):
        return False
    if _NOT_SIGNING.search(ctx.text[max(0, time.start - 20) : time.start]):
        return False
    if ctx.published is None:
        return True
    day = ctx.published.isoformat()
    begins, ends = _ends(value)
    if act.signing.status == "planned":
        return ends >= day[: len(ends)]
    return begins <= day[: len(begins)]


def _ends(value: str) -> tuple[str, str]:
    first, _, last = value.partition("/")
    return first.strip("~?%"), (last or first).strip("~?%")


def _distance(act: Act, time: TimeMention) -> int:
    first = min([act.signing.start, *(m.start for m in act.objects)])
    last = max([act.signing.end, *(m.end for m in act.objects)])
    return max(0, first - time.end, time.start - last)


def point(value: str | None) -> str | None:
    """Return a date, an interval cut to the month or year that holds it: a visit "from 14 to 17 January" is January.

    >>> point("2024-02-03/2024-02-04")
    '2024-02'
    """
    if value is None or "/" not in value:
        return value.strip("~?%").partition("T")[0] if value else value
    first, last = _ends(value)
    for length in (10, 7, 4):
        if len(first) >= length and first[:length] == last[:length]:
            return first[:length]
    return None


def _of_occasion(ctx: Context, act: Act) -> str | None:
    """Return the date of the visit during which something is signed."""
    start, end = ctx.view.sentence_at(act.signing.start)
    if not _OCCASION.search(ctx.text, start, end):
        return None
    for first, last in ctx.view.sentences:
        if _VISIT.search(ctx.text, first, last):
            times = [t for t in dates_between(ctx, first, last) if _may_date(ctx, act, t)]
            if times:
                return (point(times[0].edtf) or "")[:7] or None  # a visit lasts: its month is what is known
    return None


def is_news(ctx: Context, act: Act) -> bool:
    """Tell whether a signing without a date is what the article reports, rather than its background.

    "The two sides also signed a pact" is; "they have signed 30 pacts since", "the recently signed pact" are not.
    """
    if act.signing.start > NEWS_REACH:
        return False
    start, end = ctx.view.sentence_at(act.signing.start)
    lead = ctx.text[max(start, act.signing.start - 40) : act.signing.start]
    if _PERFECT.search(lead) and not _TODAY.search(ctx.text, start, end):
        return False
    return _BACKGROUND.search(ctx.text, start, end) is None and not _dated(ctx, act, start, end)


def _dated(ctx: Context, act: Act, start: int, end: int) -> bool:
    """Tell whether a sentence names a date of another time than the news."""
    times = (t for t in dates_between(ctx, start, end) if _may_date(ctx, act, t))
    return any(len(point(t.edtf) or "") in (4, 7) for t in times)


def in_the_week(ctx: Context, value: str | None) -> bool:
    """Tell whether a date is a day of the week up to publication."""
    if ctx.published is None or value is None or len(value) != 10:
        return False
    return 0 <= (ctx.published - date.fromisoformat(value)).days <= 7


def _news_date(ctx: Context) -> str | None:
    """Return the day of the news: the first day named in the article that lies in the week up to publication."""
    for time in dates_between(ctx, header_end(ctx.text), len(ctx.text)):
        value = point(time.edtf) or ""
        if in_the_week(ctx, value):
            return value
    return None
