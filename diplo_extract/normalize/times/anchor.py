"""Resolve terms against the publication date or the last date named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from diplo_extract.normalize.times.periods import UNITS, Period, day, days_in_month, first_day, of_date
from diplo_extract.normalize.times.readings import At, Member, Reading, Shift, Term


@dataclass(frozen=True, slots=True)
class Anchored:
    """A resolved period and what it was resolved against."""

    period: Period
    anchor: str | None = None
    span: tuple[int, int] | None = None


@dataclass(slots=True)
class Scene:
    """What is known where an expression stands."""

    published: Period | None
    last: Anchored | None = None  # the last date named; its span is that of the mention
    narrative: bool = False
    tense: int = 0  # -1 past, 1 future, of the clause

    def base(self, kind: str) -> Anchored | None:
        """Return what a term that leans on ``kind`` is resolved against."""
        publication = Anchored(self.published, "publication") if self.published else None
        mention = Anchored(self.last.period, "mention", self.last.span) if self.last else None
        if kind == "publication":
            return publication
        if kind == "mention":
            return mention
        return mention or publication if self.narrative else publication


def resolve(term: Term, scene: Scene) -> Anchored | None:
    """Return the period of a term, or None where the context does not tell."""
    if isinstance(term, At):
        return Anchored(term.period)
    if isinstance(term, Shift):
        base = scene.base(term.base)
        if base is None and term.base == "mention":
            base = scene.base("publication")
        return _with(base, _shifted(base.period, term)) if base else None
    whole = resolve(term.within, scene) if term.within else None
    if term.within and whole is None:
        return None
    if whole:
        return _with(whole, member_of(whole.period, term))
    base = scene.base("any")
    return _with(base, nearest(base.period, term, scene)) if base else None


def _with(base: Anchored, period: Period | None) -> Anchored | None:
    return Anchored(period, base.anchor, base.span) if period and 0 < period.year < 9000 else None


def _shifted(base: Period, term: Shift) -> Period | None:
    if UNITS.index(term.unit) < UNITS.index(base.unit) and term.count:
        # "two days later" after "in May": no day is known
        return None
    return base.inside(term.unit).shift(term.count)


def member_of(whole: Period, term: Member) -> Period | None:
    """Return the named part of a period: the third quarter of a year, the 20th of a month."""
    first = first_day(whole)
    if term.unit == "weekday":
        return Period("day", whole.inside("week").index * 7 + term.number)
    if term.unit == "day":
        number, year = term.month or first.month, first.year
        return day(year, number, term.number) if term.number <= days_in_month(year, number) else None
    size = {"month": 12, "season": 4, "quarter": 4, "half": 2}[term.unit]
    return Period(term.unit, whole.inside("year").index * size + term.number - 1)


def nearest(base: Period, term: Member, scene: Scene) -> Period | None:
    """Return the nearest such part to the base, moved by the tense of the clause."""
    if term.unit == "weekday":
        return _weekday(base, term, scene)
    whole = "month" if term.unit == "day" and term.month is None else "year"
    candidates = [member_of(base.inside(whole).shift(n), term) for n in (-1, 0, 1)]
    known = [c for c in candidates if c]
    turn = term.turn or scene.tense
    here = base.inside(term.unit).index
    if turn < 0:
        known = [c for c in known if c.index <= here] or known
    elif turn > 0:
        known = [c for c in known if c.index >= here] or known
    return min(known, key=lambda c: (abs(c.index - here), c.index)) if known else None


def _weekday(base: Period, term: Member, scene: Scene) -> Period | None:
    if base.unit != "day":
        return None
    back = (base.index - term.number) % 7
    turn = term.turn or (1 if scene.tense > 0 else 0)
    if turn > 0:
        return base.shift((term.number - base.index) % 7 or (7 if term.turn > 0 else 0))
    if turn < 0 and back == 0:
        back = 7
    return base.shift(-back)


def published_period(published: date | None) -> Period | None:
    """Return the publication day as a period."""
    return of_date(published) if published else None


def tells_history(readings: Iterable[Reading], published: Period | None) -> bool:
    """Tell whether a text tells history: most of at least five years that it names lie well before its publication."""
    years = [r.term.period.year for r in readings if isinstance(r.term, At)]
    now = published.year if published else max(years, default=0)
    return len(years) >= 5 and sum(year < now - 2 for year in years) > 0.7 * len(years)
