"""The words around a field: frames that let it count, and what keeps it from counting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, cast

from diplo_extract.lexicon import Lexicons, Match, Pattern
from diplo_extract.needs import first_words, needs
from diplo_extract.text import TextView

FIELD = "<field>"
REACH = 110  # characters looked at on either side: the longest frames of cooperation_frames.jsonl


class Window(NamedTuple):
    """Words before a place: where they begin, their stems, and the set of these where all words are known by them."""

    starts: list[int]
    stems: list[str | None]
    known: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Letters:
    """A text as written and in lower case, letter by letter at the same offsets, and its words."""

    written: str
    lower: str
    view: TextView
    _windows: dict[int, Window] = field(default_factory=dict)

    def window(self, start: int) -> Window:
        """Return the words before a place, as far as patterns look; many patterns look from the same place."""
        if start not in self._windows:
            self._windows.clear()  # places are asked about in order
            starts, stems = self.view.stems_from(max(0, start - REACH), start)
            known = None if None in stems else frozenset(cast(list[str], stems))
            self._windows[start] = Window(starts, stems, known)
        return self._windows[start]


def letters(view: TextView) -> Letters:
    """Return a text with its lower case; the few letters that lower case makes longer ("İ") stay as they are."""
    text, lower = view.text, view.text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return Letters(text, lower, view)


@dataclass(frozen=True, slots=True)
class Left:
    """Patterns of one case rule that end where a field starts, tried as one regular expression.

    Patterns in small letters are tried on the lower-cased text: several times as fast as ignoring case. Most begin with
    certain words, and are tried only where one of these words stands.
    """

    source: str  # of all
    flags: int
    ids: tuple[str, ...]  # of the patterns, in the order of the groups
    lower: bool
    words: frozenset[str]  # stems of the words with which ``worded`` begins
    worded: re.Pattern[str] | None
    other: re.Pattern[str] | None  # those that may begin anywhere
    other_words: frozenset[str] | None  # stems of which the text must have one for ``other`` to match

    def before(self, text: Letters, start: int) -> str | None:
        """Return the id of the pattern that ends where a field starts, of several that which begins first."""
        written, low = text.lower if self.lower else text.written, max(0, start - REACH)
        starts, stems, known = text.window(start)
        if known is None:  # seldom: letters with marks of their own; re keeps what it has compiled
            return _id(self.ids, re.compile(self.source, self.flags).search(written, low, start))
        tried = self.other is not None and (self.other_words is None or not self.other_words.isdisjoint(known))
        first = self.other.search(written, low, start) if self.other and tried else None
        if self.worded is None or self.words.isdisjoint(known):
            return _id(self.ids, first)
        for at, stem in zip(starts, stems, strict=True):
            if first and at > first.start():
                break
            if stem in self.words and (match := self.worded.match(written, at, start)):
                if first and first.start() == at and _number(first) < _number(match):
                    break
                return _id(self.ids, match)
        return _id(self.ids, first)


@dataclass(frozen=True, slots=True)
class Right:
    """Patterns of one case rule that begin where a field ends, tried as one regular expression."""

    regex: re.Pattern[str]
    ids: tuple[str, ...]  # of the patterns, in the order of the groups
    lower: bool

    def after(self, text: Letters, end: int) -> str | None:
        """Return the id of the pattern that begins where a field ends."""
        return _id(self.ids, self.regex.match(text.lower if self.lower else text.written, end, end + REACH))


def _id(ids: tuple[str, ...], match: re.Match[str] | None) -> str | None:
    return None if match is None else ids[_number(match)]


def _number(match: re.Match[str]) -> int:
    return int((match.lastgroup or "g0")[1:])


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Patterns with a place for the field, split into what stands before it and what stands after it."""

    left: tuple[Left, ...]
    right: tuple[Right, ...]

    def before(self, text: Letters, start: int) -> str | None:
        """Return the id of a pattern that matches before the field."""
        return next((id for side in self.left if (id := side.before(text, start))), None)

    def after(self, text: Letters, end: int) -> str | None:
        """Return the id of a pattern that matches after the field."""
        return next((id for side in self.right if (id := side.after(text, end))), None)


@dataclass(frozen=True, slots=True)
class Limited:
    """A pattern that looks at both sides, or counts only for some ids or forms."""

    id: str
    left: Left | None
    right: Right | None
    ids: frozenset[str]
    forms: frozenset[str]
    capital: bool  # only for fields written with a capital, as in names
    titles: bool  # also within the title of an agreement
    whole: bool  # of a list: before its first item it holds for all

    def may_hold(self, id: str, form: str, *, capital: bool) -> bool:
        """Tell whether the pattern is for fields of this id, form and first letter."""
        if self.capital and not capital:
            return False
        return (not self.ids or id in self.ids) and (not self.forms or form in self.forms)

    def matches(self, text: Letters, match: Match) -> bool:
        """Tell whether the pattern fits the words around a field that it is for."""
        if self.right and not self.right.after(text, match.end):
            return False
        return self.left is None or self.left.before(text, match.start) is not None


def surroundings(lexicons: Lexicons, name: str, *, whole: bool = False) -> Surroundings:
    """Return the patterns of a file that look at one side only and hold for every field, or for every list."""

    def make() -> Surroundings:
        plain = [p for p in lexicons.patterns(name) if not _limited(p) and bool(p.data.get("list")) == whole]
        left = [(p, p.regex.pattern.removesuffix(FIELD)) for p in plain if p.regex.pattern.endswith(FIELD)]
        right = [(p, p.regex.pattern.removeprefix(FIELD)) for p in plain if p.regex.pattern.startswith(FIELD)]
        return Surroundings(tuple(_lefts(left)), tuple(_rights(right)))

    return lexicons.cached(("surroundings", name, whole), make)


def limited(lexicons: Lexicons, name: str) -> tuple[Limited, ...]:
    """Return the patterns of a file that look at both sides or hold for some fields only."""
    return lexicons.cached(
        ("limited", name), lambda: tuple(_make_limited(p) for p in lexicons.patterns(name) if _limited(p))
    )


def _limited(pattern: Pattern) -> bool:
    source = pattern.regex.pattern
    one_side = source.startswith(FIELD) or source.endswith(FIELD)
    return not one_side or any(pattern.data.get(key) for key in ("ids", "forms", "capital", "titles"))


def _lefts(patterns: Iterable[tuple[Pattern, str]]) -> Iterator[Left]:
    for (flags, lower), group in _by_case(patterns).items():
        sources = [f"(?P<g{number}>{source}\\Z)" for number, (_, source) in enumerate(group)]
        words = {source: first_words(source, flags) for source in sources}
        worded, other = [s for s in sources if words[s] is not None], [s for s in sources if words[s] is None]
        rest = re.compile("|".join(other), flags) if other else None
        yield Left(
            source="|".join(sources),
            flags=flags,
            ids=tuple(pattern.id for pattern, _ in group),
            lower=lower,
            words=frozenset(stem for stems in words.values() for stem in stems or ()),
            worded=re.compile("|".join(worded), flags) if worded else None,
            other=rest,
            other_words=needs(rest) if rest else None,
        )


def _rights(patterns: Iterable[tuple[Pattern, str]]) -> Iterator[Right]:
    for (flags, lower), group in _by_case(patterns).items():
        joined = "|".join(f"(?P<g{number}>{source})" for number, (_, source) in enumerate(group))
        yield Right(re.compile(joined, flags), tuple(pattern.id for pattern, _ in group), lower)


def _by_case(patterns: Iterable[tuple[Pattern, str]]) -> dict[tuple[int, bool], list[tuple[Pattern, str]]]:
    by_case: dict[tuple[int, bool], list[tuple[Pattern, str]]] = {}
    for pattern, source in patterns:
        by_case.setdefault(_case(pattern, source), []).append((pattern, source))
    return by_case


def _case(pattern: Pattern, source: str) -> tuple[int, bool]:
    """Return the flags to compile with, and whether the lower-cased text will do."""
    if not pattern.regex.flags & re.IGNORECASE:
        return 0, False
    capitals = re.search(r"(?<!\\)[A-Z]", source)
    return (re.IGNORECASE, False) if capitals else (0, True)


def _make_limited(pattern: Pattern) -> Limited:
    before, _, after = pattern.regex.pattern.partition(FIELD)
    return Limited(
        id=pattern.id,
        left=next(_lefts([(pattern, before)])) if before else None,
        right=next(_rights([(pattern, after)])) if after else None,
        ids=frozenset(pattern.data.get("ids", ())),
        forms=frozenset(pattern.data.get("forms", ())),
        capital=bool(pattern.data.get("capital")),
        titles=bool(pattern.data.get("titles")),
        whole=bool(pattern.data.get("list")),
    )


def limited_to(lexicons: Lexicons, name: str, match: Match, text: Letters) -> tuple[Limited, ...]:
    """Return the limited patterns that may hold for a match, by its id, its form and its first letter."""
    form, capital = text.lower[match.start : match.end], text.written[match.start].isupper()

    def make() -> tuple[Limited, ...]:
        return tuple(p for p in limited(lexicons, name) if p.may_hold(match.row.id, form, capital=capital))

    return lexicons.cached(("limited", name, match.row.id, form, capital), make)
