"""What kind of event the words beside a date tell of; the rules are ``event_types.jsonl`` and ``event_nouns.tsv``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from diplo_extract.context import Context
from diplo_extract.records import EventType
from diplo_extract.resolve.clauses import Sentence
from diplo_extract.resolve.event_words import LIGHT, Phrase
from diplo_extract.resolve.heads import Head


@dataclass(frozen=True, slots=True)
class Kind:
    """The type of an event, and what decided it."""

    type: EventType
    rule: str
    alone: bool = False  # data of one state ("GDP per capita"), never shared with a partner


def event_type(ctx: Context, s: Sentence, head: Head, phrase: Phrase) -> Kind:
    """Return the type of an event and the rule that decided."""
    starts, ends = ctx.view.starts, ctx.view.ends
    clause = starts[phrase.clause_first], ends[phrase.clause_last - 1]
    core = starts[phrase.first], ends[phrase.last - 1]
    noun = s.nouns.get(head.token)
    if head.kind == "noun" and head.place == "modifier":
        clause = core  # "the 2015 nuclear deal": the noun phrase alone says what it was
    word = starts[head.token], ends[head.token]
    # What is said of the verb itself decides before what is said of its object: "signed a memorandum establishing ..."
    found = _first_match(ctx, clause, word) or (None if head.kind == "noun" else _first_match(ctx, clause, core))
    if found:
        return found
    if noun and head.kind == "noun":
        return Kind(cast(EventType, noun.row.id), f"event_nouns:{noun.row.form}")
    return _by_arguments(ctx, s, head, phrase)


def _first_match(ctx: Context, clause: tuple[int, int], core: tuple[int, int]) -> Kind | None:
    """Return the first pattern with a match in the clause that shares characters with the core."""
    for pattern in ctx.lexicons.patterns("event_types"):
        for match in pattern.regex.finditer(ctx.text, *clause):
            if match.start() < core[1] and match.end() > core[0]:
                return Kind(
                    cast(EventType, pattern.label), f"event_types:{pattern.id}", bool(pattern.data.get("alone"))
                )
    return None


def _by_arguments(ctx: Context, s: Sentence, head: Head, phrase: Phrase) -> Kind:
    """Decide by the sum or the event noun that a light verb goes with: "there was an earthquake", "saw a rise"."""
    start, end = ctx.view.starts[phrase.first], ctx.view.ends[phrase.last - 1]
    if any(start <= m.start < end for m in ctx.found.money):
        return Kind("economic", "event_types:money")
    if s.words[head.token] in LIGHT:
        for token, noun in sorted(s.nouns.items()):
            if phrase.first <= token < phrase.last and noun.row["use"] == "any":
                return Kind(cast(EventType, noun.row.id), f"event_nouns:{noun.row.form}")
    return Kind("other", "event_types:none")
