"""Who took part in a dated event: the actors of its clause, and the article's two principals where it is theirs."""

from __future__ import annotations

from bisect import bisect_left

from diplo_extract.context import Context
from diplo_extract.records import EventType
from diplo_extract.resolve.actors import Actor, Actors
from diplo_extract.resolve.clauses import Sentence
from diplo_extract.resolve.event_words import Phrase
from diplo_extract.resolve.heads import Head

# What takes two: one named side of a bilateral article had the other for its partner.
BILATERAL = frozenset(
    "relations_established agreement_signed agreement_in_force partnership_upgraded embassy_opened visit meeting "
    "economic recognition".split()
)
SHARED = BILATERAL | {"other", "institution_established"}  # without any name: of those whom the article is about
# "in Kazakhstan", "in Washington": only where the event is what happened there is the place a party.
PLACES_COUNT = frozenset("visit embassy_opened conflict independence economic office_taken office_left".split())
LOCATIVE = frozenset("in at near outside".split())
BROKERED = frozenset(
    "brokered led mediated backed sponsored made built based hosted funded owned born trained drafted occupied".split()
)


def parties(ctx: Context, actors: Actors, s: Sentence, head: Head, kind: EventType, phrase: Phrase) -> tuple[str, ...]:
    """Return the codes of those that took part, in the order of the text; completed from the principals."""
    start, end = _region(ctx, s, head, phrase)
    named = [a for a in _within(actors, start, end) if not _is_place(ctx, a, kind) and not _brokers(ctx, a)]
    found = tuple(dict.fromkeys(code for actor in named for code in codes_of(actor, actors)))
    found = tuple(dict.fromkeys((*_subject_pronoun(ctx, actors, s, head, phrase), *found)))
    if not found:
        if head.kind == "noun" and s.role(head.token) == "W":
            return ()  # "the Outer Space Treaty of 1967": not theirs alone
        return _concerned(ctx, actors, start) if kind in SHARED else ()
    if kind in BILATERAL and len(found) == 1:
        concerned = _concerned(ctx, actors, start)
        if found[0] in concerned and len(concerned) == 2:
            return (*found, *(p for p in concerned if p not in found))
    return found


def codes_of(actor: Actor, actors: Actors) -> tuple[str, ...]:
    """Return the codes that an actor stands for; a person stands for the state of the office."""
    if actor.codes:
        return actor.codes
    if actor.organization in actors.principals and actor.organization:
        return (actor.organization,)
    country = actor.country or (actor.person.country if actor.person else None)
    return (country,) if country else ()


def _region(ctx: Context, s: Sentence, head: Head, phrase: Phrase) -> tuple[int, int]:
    """Return the characters in which the event's participants are named."""
    starts, ends = ctx.view.starts, ctx.view.ends
    if head.kind == "noun" and head.place == "modifier":
        # "a nationalist march that marked Israel's 1967 capture of the city": the noun phrase with its genitive
        first = phrase.first
        while first > s.first and s.role(first - 1) in "TXWN'-D":
            first -= 1
        last = phrase.last
        while (last < s.last and s.word(last) in ("between", "with", "of", "and")) or (
            s.role(last) in "WX,'" and last < s.last
        ):
            last += 1
        return starts[first], ends[last - 1]
    return starts[phrase.clause_first], ends[phrase.clause_last - 1]


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


def _brokers(ctx: Context, actor: Actor) -> bool:
    """Tell whether an actor only brought the event about: "the US-brokered deal"."""
    after = ctx.view.token_at(actor.end)
    words = ctx.view.lowers[after : after + 2]
    return len(words) == 2 and words[0] == "-" and words[1] in BROKERED


def _subject_pronoun(ctx: Context, actors: Actors, s: Sentence, head: Head, phrase: Phrase) -> tuple[str, ...]:
    """Return whom "he" or "it" stands for as the subject of the clause: the nearest person or state named before."""
    words = set(s.words[phrase.clause_first : min(head.token, phrase.clause_last)])
    start = ctx.view.starts[phrase.clause_first]
    if words & {"he", "she", "his", "her"}:
        kinds: tuple[str, ...] = ("person",)
    elif head.kind == "verb" and words & {"it", "its"}:
        kinds = ("state", "organization")
    else:
        return ()
    for actor in actors.before(start, kinds):
        codes = codes_of(actor, actors)
        if ctx.view.paragraph_index(actor.start) < ctx.view.paragraph_index(start) - 1:
            return ()
        if codes and not actor.located:
            return codes[:1]
    return ()


def _concerned(ctx: Context, actors: Actors, at: int) -> tuple[str, ...]:
    """Return the principals; of three or more, those that the paragraph and the one before it have named so far."""
    principals = actors.principals
    if len(principals) <= 2:
        return principals
    paragraph = ctx.view.paragraph_at(at)
    named = {code for a in _within(actors, *paragraph) for code in codes_of(a, actors)}
    here = tuple(p for p in principals if p in named)
    if len(here) == 1 and here[0] != principals[0]:
        return (principals[0], here[0])
    return here if len(here) >= 2 else principals
