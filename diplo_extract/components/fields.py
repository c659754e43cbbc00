"""The words around a field: frames that let it count, and what keeps it from counting."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from diplo_extract.lexicon import Lexicons, Match, Pattern

FIELD = "<field>"
REACH = 110  # characters looked at on either side: the longest frames of cooperation_frames.jsonl


@dataclass(frozen=True, slots=True)
class Side:
    """Patterns of one side and one case rule, tried as one regular expression."""

    regex: re.Pattern[str]
    ids: tuple[str, ...]  # of the patterns, in the order of the groups

    def before(self, text: str, start: int) -> str | None:
        """Return the id of the pattern that ends where a field starts."""
        return self._id(self.regex.search(text, max(0, start - REACH), start))

    def after(self, text: str, end: int) -> str | None:
        """Return the id of the pattern that begins where a field ends."""
        return self._id(self.regex.match(text, end, end + REACH))

    def _id(self, match: re.Match[str] | None) -> str | None:
        return None if match is None else self.ids[int((match.lastgroup or "g0")[1:])]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Patterns with a place for the field, split into what stands before it and what stands after it."""

    left: tuple[Side, ...]
    right: tuple[Side, ...]

    def before(self, text: str, start: int) -> str | None:
        """Return the id of a pattern that matches before the field."""
        return next((id for side in self.left if (id := side.before(text, start))), None)

    def after(self, text: str, end: int) -> str | None:
        """Return the id of a pattern that matches after the field."""
        return next((id for side in self.right if (id := side.after(text, end))), None)


@dataclass(frozen=True, slots=True)
class Limited:
    """A pattern that counts only for some ids or forms."""

    id: str
    left: re.Pattern[str] | None
    right: re.Pattern[str] | None
    ids: frozenset[str]
    forms: frozenset[str]

    def matches(self, text: str, match: Match) -> bool:
        """Tell whether the pattern fits the words around a field."""
        if self.ids and match.row.id not in self.ids:
            return False
        if self.forms and text[match.start : match.end].lower() not in self.forms:
            return False
        if self.left and not self.left.search(text, max(0, match.start - REACH), match.start):
            return False
        return self.right is None or self.right.match(text, match.end, match.end + REACH) is not None


def surroundings(lexicons: Lexicons, name: str) -> Surroundings:
    """Return the patterns of a file that look at one side only and hold for every field."""

    def make() -> Surroundings:
        plain = [p for p in lexicons.patterns(name) if not _limited(p)]
        left = [(p, p.regex.pattern.removesuffix(FIELD)) for p in plain if p.regex.pattern.endswith(FIELD)]
        right = [(p, p.regex.pattern.removeprefix(FIELD)) for p in plain if p.regex.pattern.startswith(FIELD)]
        return Surroundings(tuple(_sides(left, r"\Z")), tuple(_sides(right, "")))

    return lexicons.cached(("surroundings", name), make)


def limited(lexicons: Lexicons, name: str) -> tuple[Limited, ...]:
    """Return the patterns of a file that look at both sides or hold for some fields only."""
    return lexicons.cached(
        ("limited", name), lambda: tuple(_make_limited(p) for p in lexicons.patterns(name) if _limited(p))
    )


def _limited(pattern: Pattern) -> bool:
    source = pattern.regex.pattern
    one_side = source.startswith(FIELD) or source.endswith(FIELD)
    return not one_side or bool(pattern.data.get("ids") or pattern.data.get("forms"))


def _sides(patterns: Iterable[tuple[Pattern, str]], close: str) -> Iterable[Side]:
    by_flags: dict[int, list[tuple[Pattern, str]]] = {}
    for pattern, source in patterns:
        by_flags.setdefault(pattern.regex.flags & re.IGNORECASE, []).append((pattern, source))
    for flags, group in by_flags.items():
        joined = "|".join(f"(?P<g{number}>{source}{close})" for number, (_, source) in enumerate(group))
        yield Side(re.compile(joined, flags), tuple(pattern.id for pattern, _ in group))


def _make_limited(pattern: Pattern) -> Limited:
    before, _, after = pattern.regex.pattern.partition(FIELD)
    flags = pattern.regex.flags & re.IGNORECASE
    return Limited(
        id=pattern.id,
        left=re.compile(before + r"\Z", flags) if before else None,
        right=re.compile(after, flags) if after else None,
        ids=frozenset(pattern.data.get("ids", ())),
        forms=frozenset(pattern.data.get("forms", ())),
    )
