"""What each expression is resolved against: the dateline, the kind of passage, and the dates named before."""

from __future__ import annotations

import re
from dataclasses import replace

from diplo_extract.article import header_end
from diplo_extract.components.times.candidates import Candidate
from diplo_extract.components.times.grammar import read_grammar
from diplo_extract.components.times.tense import tense_at
from diplo_extract.context import Context
from diplo_extract.normalize.times.anchor import Anchored, Policy, Scene, resolve, tells_history
from diplo_extract.normalize.times.periods import Period, day, days_in_month, first_day, month, of_date
from diplo_extract.normalize.times.readings import At, Member, Part, Shift, Term

# "in May and June 2021", "from 28 July to 2 August 1920": what may stand between dates that share a year.
_JOINT = re.compile(r"(?:,| ?-| ?/|,? (?:and|or|to|until|till|through|&))\s*(?:the |late |early |mid-?)?", re.ASCII)
_UNTIL = re.compile(r"\s?-\s?(?:the )?|\s(?:to|until|till|through|up to|up until)\s(?:the )?")
# Lines in which a dateline is looked for; it stands under title and author.
_DATELINE_LINES = 8
# A year named alone takes over as the date that a tale has reached only if it is this near to the last one; else it
# is an aside ("the archive was opened in 2004").
_ASIDE_YEARS = 12
_NEWS_YEARS = 1


def share_years(low: str, candidates: list[Candidate]) -> tuple[list[Candidate], dict[int, tuple[int, int]]]:
    """Give days and months the year of the date that they are joined to; tell which begin an interval, and its end."""
    shared, untils = list(candidates), dict[int, tuple[int, int]]()
    for i in range(len(shared) - 2, -1, -1):
        part, after = shared[i].part, shared[i + 1].part
        if after.start - part.end > 12:
            continue
        gap = low[part.end : after.start]
        if _is_range(low, part.start, gap):
            untils[i] = (after.start, after.end)
        term = part.reading.term
        if isinstance(term, Member) and isinstance(after.reading.term, At) and _JOINT.fullmatch(gap):
            given = _dated(term, after.reading.term.period)
            if given:
                shared[i] = replace(shared[i], part=replace(part, reading=replace(part.reading, term=given)))
    return shared, untils


def join(low: str, candidates: list[Candidate]) -> list[Candidate]:
    """Make one of "the first nine months" and "of 2012", of "9:30 a.m." and "Friday"."""
    joined: list[Candidate] = []
    for candidate in candidates:
        both = _joined(low, joined[-1], candidate) if joined else None
        if both:
            joined[-1] = both
        else:
            joined.append(candidate)
    return joined


def _joined(low: str, one: Candidate, two: Candidate) -> Candidate | None:
    first, second = one.part.reading, two.part.reading
    gap = low[one.part.end : two.part.start]
    if gap == " of " and one.pattern == "last_n" and second.type == "DATE" and second.term:
        whole = replace(first, term=second.term if first.piece else None)
        if first.piece and first.value == "P1D":  # "the last day of June" is a day
            whole = replace(whole, type="DATE", value=None)
        return replace(one, part=Part(one.part.start, two.part.end, whole))
    if gap != " ":
        return None
    if (
        first.clock
        and "T" in first.clock
        and one.pattern in ("clock", "noon")
        and second.type == "DATE"
        and _is_day(second.term)
    ):
        return replace(one, part=Part(one.part.start, two.part.end, replace(first, term=second.term)))
    if two.pattern == "clock" and first.type == "DATE" and _is_day(first.term):
        return replace(one, part=Part(one.part.start, two.part.end, replace(second, term=first.term)))
    return None


def _is_day(term: Term | None) -> bool:
    if isinstance(term, At):
        return term.period.unit == "day"
    return isinstance(term, Member | Shift) and term.unit in ("day", "weekday")


def before_end(candidate: Candidate, end: Candidate, scene: Scene) -> Candidate:
    """Give the beginning of "January through March" the year of its end."""
    term, last = candidate.part.reading.term, end.part.reading.term
    if not (isinstance(term, Member) and isinstance(last, Member)):
        return candidate
    found = resolve(last, scene)
    given = _dated(term, found.period) if found else None
    if found is None or given is None:
        return candidate
    part = candidate.part
    return replace(candidate, part=replace(part, reading=replace(part.reading, term=given)))


def _is_range(low: str, start: int, gap: str) -> bool:
    if _UNTIL.fullmatch(gap):
        return True
    return gap == " and " and re.search(r"\bbetween (?:the )?$", low[max(0, start - 14) : start]) is not None


def _dated(term: Member, other: Period) -> Term | None:
    """Return a day or month in the year of another date that follows it, or in the year before."""
    if other.unit not in ("day", "month") or term.within or term.turn:
        return None
    last = first_day(other)
    if term.unit == "month":
        return At(month(last.year - (term.number > last.month), term.number))
    if term.unit == "day" and term.month and term.number <= days_in_month(last.year, term.month):
        year = last.year - ((term.month, term.number) > (last.month, last.day if other.unit == "day" else 31))
        return (
            At(day(year, term.month, term.number))
            if year > 0 and term.number <= days_in_month(year, term.month)
            else None
        )
    return None


def find_dateline(text: str, candidates: list[Candidate]) -> Anchored | None:
    """Return the date that stands on a line of its own near the top of a text.

    A header ``date 2022-05-11`` is no dateline: it is read with the article.
    """
    begin = header_end(text)
    for candidate in candidates[:6]:
        part = candidate.part
        term = part.reading.term
        if part.start < begin or not isinstance(term, At) or term.period.unit != "day":
            continue
        if text.count("\n", 0, part.start) >= _DATELINE_LINES:
            return None
        line_start, line_end = text.rfind("\n", 0, part.start) + 1, text.find("\n", part.end)
        line = text[line_start : len(text) if line_end < 0 else line_end]
        if (
            "\n" in text
            and len(line.strip(" .,:|\t\r")) <= part.end - part.start + 12
            and _only_date(line, text, part.start, part.end)
        ):
            return Anchored(term.period, "dateline", (part.start, part.end))
    return None


_DATE_LABEL = re.compile(
    r"[\s|:,.()-]*(?:published|posted|updated|date|on|at|last|created)?[\s|:,.()-]*", re.IGNORECASE
)


def _only_date(line: str, text: str, start: int, end: int) -> bool:
    at = line.find(text[start:end])
    return bool(_DATE_LABEL.fullmatch(line[:at])) and bool(_DATE_LABEL.fullmatch(line[at + end - start :]))


class Passages:
    """Walks through a text's expressions and knows, at each, what a relative one leans on."""

    def __init__(
        self, ctx: Context, low: str, policy: Policy, candidates: list[Candidate], dateline: Anchored | None
    ) -> None:
        """Take the text, the policy and what was found; decide whether the text as a whole tells history."""
        self._view, self._low, self._candidates = ctx.view, low, candidates
        self._cues = read_grammar(ctx.lexicons).cues
        published = Anchored(of_date(ctx.published), "publication") if ctx.published else None
        self._today = dateline or published
        history = tells_history([c.part.reading for c in candidates], self._today.period if self._today else None)
        self._narrative = policy.mode == "narrative" or (policy.mode == "auto" and history)
        self._auto = policy.mode == "auto"
        self._last: Anchored | None = None
        self._sentence = -1
        self._paragraph = -1
        self._same_day: Anchored | None = None
        self._history: Anchored | None = None
        self._next_years = self._years_ahead()

    def _years_ahead(self) -> list[int | None]:
        """Return, for each candidate, the next year that the text names after it."""
        ahead: list[int | None] = [None] * len(self._candidates)
        year: int | None = None
        for i in range(len(self._candidates) - 1, -1, -1):
            ahead[i] = year
            term = self._candidates[i].part.reading.term
            if isinstance(term, At):
                year = term.period.year
        return ahead

    def scene(self, i: int) -> Scene:
        """Return what is known where candidate ``i`` stands."""
        part = self._candidates[i].part
        sentence = self._view.sentence_index(part.start)
        paragraph = self._view.paragraph_index(part.start)
        if sentence != self._sentence:
            self._sentence, self._same_day = sentence, None
        if paragraph != self._paragraph:
            self._paragraph, self._history = paragraph, None
        scene = Scene(
            self._today, self._narrative, self._last, self._same_day_at(i), 0, self._history, self._next_years[i]
        )
        if part.reading.term and not isinstance(part.reading.term, At) and not self._narrative:
            scene.tense = tense_at(self._cues, self._low, self._view.sentence_at(part.start), part.start, part.end)
        return scene

    def _same_day_at(self, i: int) -> Anchored | None:
        """Return the day of a time of day: the one that stands right after it, or the last in the sentence."""
        if i + 1 < len(self._candidates) and self._candidates[i].part.reading.type == "TIME":
            here, after = self._candidates[i].part, self._candidates[i + 1].part
            gap, term = self._low[here.end : after.start], after.reading.term
            if gap in (" ", " on ", ", ", ", on ") and after.reading.type == "DATE" and term and _is_day(term):
                sentence = self._view.sentence_at(after.start)
                tense = tense_at(self._cues, self._low, sentence, after.start, after.end)
                found = resolve(term, Scene(self._today, self._narrative, self._last, None, tense, self._history))
                return Anchored(found.period, "mention", (after.start, after.end)) if found else None
        return self._same_day

    def named(self, i: int, anchored: Anchored | None) -> None:
        """Take note of what candidate ``i`` stands for."""
        part = self._candidates[i].part
        if anchored is None or part.reading.type not in ("DATE", "TIME"):
            return
        found = Anchored(anchored.period, "mention", (part.start, part.end))
        if found.period.unit == "day":
            self._same_day = found
        if self._moves_on(i, anchored):
            self._last = found
        explicit = isinstance(part.reading.term, At) or anchored.anchor == "mention"
        if self._auto and explicit and self._is_past(found.period):
            self._history = found
        elif explicit and self._auto:
            self._history = None

    def _moves_on(self, i: int, anchored: Anchored) -> bool:
        """Tell whether a tale has reached the date, or names it in passing."""
        if not self._narrative or self._last is None:
            return True
        if anchored.anchor in ("publication", "dateline"):
            return False
        term, unit = self._candidates[i].part.reading.term, anchored.period.unit
        if isinstance(term, Shift) and unit in ("year", "decade", "century"):
            return term.count >= 0  # "their gains of the previous year" looks back, and the tale goes on
        year, last, ahead = anchored.period.year, self._last.period.year, self._next_years[i]
        if unit != "year" or ahead is None or year == last:
            return unit != "year" or abs(year - last) <= _ASIDE_YEARS
        return abs(ahead - year) < abs(ahead - last) or (abs(year - last) <= _ASIDE_YEARS and ahead != last)

    def _is_past(self, period: Period) -> bool:
        """Tell whether a month or day lies years before the news, so that its passage may tell history."""
        return (
            self._today is not None
            and period.unit in ("day", "month", "season")
            and period.year < self._today.period.year - _NEWS_YEARS
        )
