"""Who is meant: actor mentions to codes and persons; the principals of an article."""

from __future__ import annotations

from dataclasses import dataclass

from diplo_extract.context import Context


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the article, all mentions taken together."""

    name: str  # the fullest form that the article gives
    role: str | None
    country: str | None
    organization: str | None
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Actor:
    """What one actor mention stands for."""

    start: int
    end: int
    kind: str  # state | organization | person | group | reference
    codes: tuple[str, ...]  # states and coded organizations
    person: Person | None = None
    organization: str | None = None  # fullest form in the article
    country: str | None = None  # of an organization or person
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Actors:
    """All actors of a text, resolved where one reading is left."""

    actors: tuple[Actor, ...] = ()  # in order of their place
    principals: tuple[str, ...] = ()

    def between(self, start: int, end: int) -> tuple[Actor, ...]:
        """Return the actors whose mention lies within the characters ``start`` to ``end``."""
        return tuple(a for a in self.actors if a.start >= start and a.end <= end)

    def codes_between(self, start: int, end: int) -> tuple[str, ...]:
        """Return the codes named within the characters ``start`` to ``end``, each once, in order."""
        return tuple(dict.fromkeys(code for a in self.between(start, end) for code in a.codes))


def resolve_actors(ctx: Context) -> Actors:
    """Resolve the actor mentions of a text."""
    return Actors()
