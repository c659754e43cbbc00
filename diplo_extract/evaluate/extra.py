"""Scores of the records that plug-ins find, each kind a layer of its own; the agreed layers know nothing of it.

Gold may hold ``"extra": {"NAME": [{"quote": ..., "nth": 1, "quotes": [...], FIELD: VALUE ...}]}``. An article whose
gold has no list for a plug-in was not annotated for it and does not count; an empty list says that there is nothing to
find. Records are paired one to one where their mentions overlap, the pair that shares most characters first. The fields
that the gold record gives are slots: compared on paired records, as accuracy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from diplo_extract.evaluate.annotation import GoldArticle, Item
from diplo_extract.evaluate.gold import quote_places
from diplo_extract.evaluate.match import pair_up, shared_characters
from diplo_extract.evaluate.score import Counts, Outcome, Slot, counted
from diplo_extract.records import Extraction, decimal_string, plain

PREFIX = "extra."  # of the layers' names in tables
_ABOUT_PLACE = ("quote", "nth", "quotes", "note", "mentions")


@dataclass(slots=True)
class ExtraScore:
    """The counts of one plug-in's records over all articles that are annotated for it."""

    articles: int = 0
    counts: Counts = field(default_factory=Counts)
    slots: dict[str, Slot] = field(default_factory=dict)
    outcomes: list[tuple[str, Outcome]] = field(default_factory=list)  # with the article's id


def extra_scores(gold: Sequence[GoldArticle], extractions: Iterable[Extraction]) -> dict[str, ExtraScore]:
    """Compare the records of every plug-in that gold is annotated for, by the plug-in's name.

    An extraction that lacks the plug-in (it was not asked for) is left out, as if the gold had no list.
    """
    scores: dict[str, ExtraScore] = {}
    for article, extraction in zip(gold, extractions, strict=True):
        for name, records in sorted(article.raw.get("extra", {}).items()):
            if name not in extraction.extra:
                continue
            golds = tuple(_gold_item(name, record, article.text) for record in records)
            found = tuple(_found_item(name, record) for record in extraction.extra[name])
            _add(scores.setdefault(name, ExtraScore()), article.id, golds, found)
    return scores


def _gold_item(name: str, record: dict[str, Any], text: str) -> Item:
    values = {key: _value(value) for key, value in record.items() if key not in _ABOUT_PLACE}
    return Item(PREFIX + name, quote_places(record, text), values)


def _found_item(name: str, record: Any) -> Item:
    values = {key: _value(value) for key, value in plain(record).items() if key not in _ABOUT_PLACE}
    places = tuple((mention.start, mention.end) for mention in record.mentions)
    return Item(PREFIX + name, places, values, record.mentions[0].rule)


def _value(value: Any) -> Any:
    """Write a value so that gold and records agree on it: lists as sorted tuples, numbers as decimal strings."""
    if isinstance(value, list | tuple):
        return tuple(sorted(map(str, value)))
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return decimal_string(Decimal(str(value)))
    return value


def _add(score: ExtraScore, id: str, golds: tuple[Item, ...], found: tuple[Item, ...]) -> None:
    pairs = pair_up(shared_characters(golds, found).items())
    score.articles += 1
    score.counts += counted(len(golds), len(found), len(pairs))
    for outcome in _outcomes(golds, found, dict(pairs)):
        score.outcomes.append((id, outcome))
        if outcome.gold and outcome.predicted:
            for name in outcome.gold.values:
                score.slots[name] = score.slots.get(name, Slot()) + Slot(name not in outcome.wrong_slots, 1)


def _outcomes(golds: tuple[Item, ...], found: tuple[Item, ...], partner: dict[int, int]) -> Iterator[Outcome]:
    for i, item in enumerate(golds):
        other = found[partner[i]] if i in partner else None
        wrong = tuple(name for name, value in item.values.items() if other and other.values.get(name) != value)
        yield Outcome(item.layer, item, other, wrong)
    taken = set(partner.values())
    yield from (Outcome(item.layer, None, item) for j, item in enumerate(found) if j not in taken)


def extra_dict(scores: dict[str, ExtraScore]) -> dict[str, Any]:
    """Return the figures as plain values."""
    return {
        name: {
            "articles": score.articles,
            "p": score.counts.precision, "r": score.counts.recall, "f1": score.counts.f1,
            "tp": score.counts.tp, "fp": score.counts.fp, "fn": score.counts.fn,
            "slots": {slot: [s.right, s.n] for slot, s in sorted(score.slots.items())},
        }
        for name, score in scores.items()
    }  # fmt: skip
