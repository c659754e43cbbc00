"""What the dates beside sums tell of their roles: of several levels only the latest is the level.

"In 2010 the turnover was just $45 million; last year it came to $1.2 billion": the first sum is past. "Since 1975 the
donor has provided $1.5 billion": a flow of a past period. "A volume of $5 billion by 2030": a goal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from diplo_extract.context import Context
from diplo_extract.mentions import TimeMention
from diplo_extract.records import AmountRole, Indicator
from diplo_extract.resolve.between import between
from diplo_extract.resolve.frames import Frame

# How far after its sum, and before it, a date that belongs to it stands; how far apart levels are compared.
AFTER, BEFORE, COMPARED = 45, 120, 700  # characters
_YEAR = re.compile(r"\d{4}")
_RECENT = re.compile(
    r"(?:last|this|the (?:past|current|previous)) (?:fiscal |financial )?(?:year|month|quarter)", re.IGNORECASE
)
_NOW = 9999  # the year of "last year" in an article whose date is unknown: later than every year that is named
_BREAK = re.compile(r"[;:]|\b(?:while|whereas|compared|from|against|but)\b")
_LABEL = re.compile(r"[)\]]?:\s*")  # "Exports (year to June 2024): $5 million"
_BY = re.compile(r"\b(?:by|before|until|towards)(?: the)?(?: end of| year)?(?: late| early| mid-?)?\s?$")
_SINCE = re.compile(r"\b(?:since|between|from)\s(?:\d{4} (?:and|to|until|till) )?$", re.IGNORECASE)
_COMING = re.compile(r"\b(?:will|would|to|plans?|shall|agreed|pledge[sd]?) (?:be )?(?:\w+ )?$")
_REPORTED = frozenset({"trade", "exports", "imports", "gdp", "budget", "debt", "investment"})
_FLOWS = frozenset({"aid", "loan", "investment", "fund", "other"})
Role = tuple[AmountRole, str]


@dataclass(frozen=True, slots=True)
class _Dated:
    """A sum's year, and what stands between the date and the sum."""

    year: int
    date: TimeMention
    said: str  # the words of the date, in small letters
    after: bool  # the date stands after the sum

    def before(self, other: _Dated) -> bool:
        """Tell whether another date makes this one old; "January to July 2016" leaves all of 2015 the level."""
        return self.year < other.year and (other.year - self.year > 1 or not other.partial or self.partial)

    def past(self, this_year: int) -> bool:
        """Tell whether the date lies in a year before that of the article."""
        return self.year < this_year or (self.year == _NOW and self.said.startswith(("last", "the p")))

    @property
    def partial(self) -> bool:
        """Tell whether the date is shorter than a year."""
        return self.year < _NOW and len(self.date.value or "") > len("2016")


def date_roles(
    ctx: Context,
    frames: Sequence[Frame],
    indicators: Sequence[Indicator],
    codes: Sequence[str | None],
    roles: list[Role],
) -> list[Role]:
    """Return the roles again, those changed that the sums' dates change."""
    times = [t for t in ctx.found.times if t.type == "DATE" and _year(ctx, t)]
    if not frames or not times:
        return roles
    dated = [_dated(ctx, frames, i, times) for i in range(len(frames))]
    this_year = ctx.published.year if ctx.published else _latest_past(ctx, times)
    changed = [
        _alone(ctx, frame, indicator, role, year, this_year)
        for frame, indicator, role, year in zip(frames, indicators, roles, dated, strict=True)
    ]
    return _latest(frames, list(zip(indicators, codes, strict=True)), changed, dated)


def _year(ctx: Context, time: TimeMention) -> int:
    """Return the year of a date; 0 where it has none."""
    if time.value and _YEAR.match(time.value):
        return int(time.value[:4])
    return _NOW if _RECENT.fullmatch(ctx.text, time.start, time.end) else 0


def _latest_past(ctx: Context, times: Sequence[TimeMention]) -> int:
    """Return the latest year that no "by" makes a deadline: about when an article without a date was written."""
    years = (_year(ctx, t) for t in times if not _BY.search(ctx.text, max(0, t.start - 24), t.start))
    return max((year for year in years if year < _NOW), default=_NOW)


def _make(ctx: Context, time: TimeMention, *, after: bool) -> _Dated:
    return _Dated(_year(ctx, time), time, ctx.text[time.start : time.end].lower(), after)


def _next_sum(ctx: Context, i: int) -> int:
    """Return where the next sum begins that does not repeat this one in another currency."""
    sums = ctx.found.money
    return next((m.start for m in sums[i + 1 : i + 4] if m.equivalent_of is None), len(ctx.text))


def _dated(ctx: Context, frames: Sequence[Frame], i: int, times: Sequence[TimeMention]) -> _Dated | None:
    frame = frames[i]
    follows = _next_sum(ctx, i)
    limit = min(frame.sentence[1], follows, frame.end + AFTER)
    for time in between(times, frame.end, limit):
        if _BREAK.search(ctx.text, frame.end, time.start):
            break
        return _make(ctx, time, after=True)
    ended = frames[i - 1].end if i else 0
    low = max(frame.sentence[0], ended, frame.start - BEFORE)
    for time in reversed(between(times, low, frame.start)):
        if not _LABEL.fullmatch(ctx.text, time.end, frame.start) and _BREAK.search(ctx.text, time.end, frame.start):
            break
        return _make(ctx, time, after=False)
    return None


def _alone(ctx: Context, frame: Frame, indicator: Indicator, role: Role, dated: _Dated | None, this_year: int) -> Role:
    """Return what the sum's own date makes of its role."""
    if dated is None:
        return role
    before = ctx.text[max(0, dated.date.start - 24) : dated.date.start]
    if role[0] == "baseline" and dated.year > this_year and indicator in _REPORTED and _BY.search(before):
        return "target", "dated-ahead"
    period = _SINCE.search(before) is not None
    if role[0] in ("commitment", "baseline") and indicator in _FLOWS and (period or dated.past(this_year)):
        gave = _giving(ctx).search(frame.text)
        if gave and not _COMING.search(frame.text[: gave.start()]) and (period or not dated.after):
            return "past", "dated-flow"
    return role


def _giving(ctx: Context) -> re.Pattern[str]:
    """Return the pattern of a verb of giving before the sum."""

    def compile_verbs() -> re.Pattern[str]:
        verbs = "|".join(re.escape(row.form) for row in ctx.lexicons.rows("money_giving"))
        return re.compile(rf"\b(?:{verbs})\b[^§;]{{0,80}}§")

    return ctx.lexicons.cached("money:giving", compile_verbs)


def _latest(
    frames: Sequence[Frame], measured: list[tuple[Indicator, str | None]], roles: list[Role], dated: list[_Dated | None]
) -> list[Role]:
    """Make past every level of which a later one stands near: the latest that is reported is the level."""
    levels = [i for i, role in enumerate(roles) if role[0] == "baseline" and measured[i][0] in _REPORTED and dated[i]]
    for n, i in enumerate(levels):
        for j in levels[max(0, n - 6) : n + 7]:
            this, other = dated[i], dated[j]
            near = abs(frames[i].start - frames[j].start) <= COMPARED
            if this and other and near and this.before(other) and measured[i] == measured[j]:
                roles[i] = ("past", "later-level")
                break
    return roles
