"""Who took part in a dated event: the actors of its clause, and the article's two principals where it is theirs."""

from __future__ import annotations

from bisect import bisect_left

from diplo_extract.context import Context
from diplo_extract.records import EventType
from diplo_extract.resolve.actors import Actor, Actors
from diplo_extract.resolve.event_words import Phrase

# What takes two: one named side of a bilateral article had the other for its partner.
BILATERAL = frozenset(
    "relations_established agreement_signed agreement_in_force partnership_upgraded embassy_opened visit meeting "
    "economic recognition".split()
)
# "in Kazakhstan", "in Washington": only where the event is what happened there is the place a party.
PLACES_COUNT = frozenset("visit embassy_opened conflict independence economic office_taken office_left".split())
LOCATIVE = frozenset("in at near outside".split())


def parties(ctx: Context, actors: Actors, kind: EventType, phrase: Phrase) -> tuple[str, ...]:
    """Return the codes of those that took part, in the order of the text; completed from the principals."""
    start, end = ctx.view.starts[phrase.clause_first], ctx.view.ends[phrase.clause_last - 1]
    named = dict.fromkeys(
        code for actor in _within(actors, start, end) if not _is_place(ctx, actor, kind) for code in codes_of(actor)
    )
    found = tuple(named)
    principals = actors.principals
    if not found:
        return principals if kind in BILATERAL or kind in ("other", "institution_established") else ()
    if kind in BILATERAL and len(found) == 1 and found[0] in principals and len(principals) == 2:
        return (*found, *(p for p in principals if p not in found))
    return found


def codes_of(actor: Actor) -> tuple[str, ...]:
    """Return the codes that an actor stands for; a person stands for the state of the office."""
    if actor.codes:
        return actor.codes
    country = actor.country or (actor.person.country if actor.person else None)
    return (country,) if country else ()


def _within(actors: Actors, start: int, end: int) -> list[Actor]:
    at = bisect_left(actors.actors, start, key=lambda a: a.start)
    found: list[Actor] = []
    for actor in actors.actors[at:]:
        if actor.start >= end:
            break
        found.append(actor)
    return found


def _is_place(ctx: Context, actor: Actor, kind: EventType) -> bool:
    if kind in PLACES_COUNT or actor.kind == "person":
        return False
    before = ctx.view.token_at(actor.start) - 1
    if before >= 0 and ctx.view.lowers[before] == "the":
        before -= 1
    return before >= 0 and ctx.view.lowers[before] in LOCATIVE
