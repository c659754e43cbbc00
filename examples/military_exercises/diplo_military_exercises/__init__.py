"""Named military exercises, with who takes part and when: a plug-in for diplo_extract.

spaCy imports this module whenever any pipeline is made, so it is light: nothing is read before the first article.
"""

# No "from __future__ import annotations": older releases of spaCy 3.8 cannot read a factory's arguments then.
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.language import Language

from diplo_extract.plugins import Plugin, PluginComponent
from diplo_extract.records import Mention

if TYPE_CHECKING:
    from diplo_extract.context import Context

FILE = "military_exercises"  # lexicons/military_exercises.jsonl
_KINDS = re.compile(r"\b(?:(naval|maritime)|(air)|(cyber))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MilitaryExercise:
    """A military exercise that the text names or describes."""

    name: str | None  # "Steppe Shield 2023"; None where it has no name of its own
    kind: str  # naval | air | cyber | general
    participants: tuple[str, ...]  # codes of the states and organizations named in the sentence, in order
    date: str | None  # EDTF, where the sentence has exactly one date
    mentions: tuple[Mention, ...]


def label(exercise: MilitaryExercise) -> str:
    """Say what an exercise is, in a few words."""
    return " ".join(part for part in ("exercise", exercise.name, exercise.date) if part)


PLUGIN = Plugin("military_exercises", MilitaryExercise, lexicons=Path(__file__).parent / "lexicons", label=label)


@Language.factory("military_exercises")
def make(nlp: Language, name: str) -> PluginComponent:
    """Make the component; ``load(plugins=["military_exercises"])`` adds it after the chain."""
    return PluginComponent(PLUGIN, find_exercises)


def find_exercises(ctx: "Context") -> Iterator[MilitaryExercise]:
    """Yield each exercise; one that is named again in a later sentence is the same record, with one mention more."""
    named: dict[str, MilitaryExercise] = {}
    nameless: list[MilitaryExercise] = []
    for found in _in_sentences(ctx):
        if found.name is None:
            nameless.append(found)
        elif found.name in named:
            named[found.name] = _joined(named[found.name], found)
        else:
            named[found.name] = found
    yield from (*named.values(), *nameless)


def _in_sentences(ctx: "Context") -> Iterator[MilitaryExercise]:
    """Yield an exercise for each match of a pattern; where two patterns match, the one that starts first."""
    patterns = ctx.lexicons.patterns(FILE)
    for start, end in ctx.view.sentences:
        words = ctx.text[start:end]
        hits = ((hit, pattern.id) for pattern in patterns for hit in pattern.regex.finditer(words))
        until = 0
        for hit, rule in sorted(hits, key=lambda pair: (pair[0].start(), -pair[0].end())):
            if hit.start() >= until:
                until = hit.end()
                yield _exercise(ctx, hit, rule, (start, end))


def _exercise(ctx: "Context", hit: re.Match[str], rule: str, sentence: tuple[int, int]) -> MilitaryExercise:
    start, end = sentence
    first, last = start + hit.start(), start + hit.end()
    name = hit.groupdict().get("name")
    found = _KINDS.search(hit[0]) or _KINDS.search(ctx.text, max(start, first - 40), end)
    kind = ("naval", "air", "cyber")[found.lastindex - 1] if found and found.lastindex else "general"
    # A year in the name of an exercise is no date in the sentence.
    dates = {t.edtf for t in ctx.found.times if start <= t.start < end and t.edtf and not first <= t.start < last}
    return MilitaryExercise(
        name=name,
        kind=kind,
        participants=_participants(ctx, start, end),
        date=dates.pop() if len(dates) == 1 else None,
        mentions=(ctx.mention(first, last, f"{FILE}:{rule}"),),
    )


def _participants(ctx: "Context", start: int, end: int) -> tuple[str, ...]:
    """Return who is named in a sentence, but for a place that something is held in: "in Kenya", "off Oman"."""
    codes = (a.codes for a in ctx.found.actors if start <= a.start < end and a.kind != "place" and not a.located)
    return _each_once(code for some in codes for code in some)


def _joined(first: MilitaryExercise, again: MilitaryExercise) -> MilitaryExercise:
    return MilitaryExercise(
        name=first.name,
        kind=first.kind if first.kind != "general" else again.kind,
        participants=_each_once((*first.participants, *again.participants)),
        date=first.date or again.date,
        mentions=(*first.mentions, *again.mentions),
    )


def _each_once(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
