"""Score articles against gold: counts first, added over articles; ratios last.

When two records are the same (one to one, the pair that shares most first):

- agreements: their mentions overlap;
- signatories: their agreements are paired and the actor is the same (body, and state or else person);
- sectors: same id and overlapping mention; each mention counts;
- amounts: overlapping mention, same amount and currency;
- monetary targets: same amount, currency and indicator;
- historical dates: overlapping mention and same value;
- principals: same code.

Slots (a record's other values) are scored on paired records only, as accuracy.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from diplo_extract.evaluate.annotation import LAYERS, Annotation, Item
from diplo_extract.evaluate.match import (
    Pair,
    fold,
    pair_up,
    same_actor,
    same_number,
    same_person,
    same_sum,
    shared_characters,
)

# The layers that the project is about; mission F1 is the mean of their F1.
MISSION = ("signatories", "sectors", "monetary_targets", "historical_dates")
MEASURES = (
    "agreements", "signatories", "signer_set", "sectors", "sectors_exact", "sectors_span", "sector_set",
    "sector_links", "amounts", "monetary_targets", "historical_dates", "dates_span", "principals",
)  # fmt: skip
# exact: paired records with a mention at the same offsets; overlap: mentions overlap, whatever they say;
# value: the records say the same, wherever they stand; record: the layer's own rule (above).
MODES = ("exact", "overlap", "value", "record")


@dataclass(frozen=True, slots=True)
class Counts:
    """True positives, false positives, false negatives."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Add the counts of another article or folder."""
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float | None:
        """Return the share of predicted records that are right; None where nothing was predicted."""
        return ratio(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float | None:
        """Return the share of gold records that were found; None where gold has none."""
        return ratio(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float | None:
        """Return the harmonic mean of precision and recall; None where there is nothing at all."""
        return ratio(2 * self.tp, 2 * self.tp + self.fp + self.fn)


@dataclass(frozen=True, slots=True)
class Slot:
    """How many paired records have one of their values right."""

    right: int = 0
    n: int = 0

    def __add__(self, other: Slot) -> Slot:
        """Add the counts of another article or folder."""
        return Slot(self.right + other.right, self.n + other.n)

    @property
    def accuracy(self) -> float | None:
        """Return the share that is right; None where nothing was paired."""
        return ratio(self.right, self.n)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one record: right (both sides), missed (gold alone), spurious (predicted alone)."""

    layer: str
    gold: Item | None
    predicted: Item | None
    wrong_slots: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """Return "right", "missed" or "spurious"."""
        return "right" if self.gold and self.predicted else "missed" if self.gold else "spurious"


@dataclass(slots=True)
class Score:
    """The counts of one article, or of many added up."""

    articles: int = 0
    counts: dict[str, Counts] = field(default_factory=dict)  # by measure
    slots: dict[str, dict[str, Slot]] = field(default_factory=dict)  # by layer and slot
    matching: dict[str, dict[str, Counts]] = field(default_factory=dict)  # by layer and mode

    @property
    def mission_f1(self) -> float:
        """Return the mean F1 of the mission's layers; a layer with nothing at all counts as 0."""
        return sum(self.counts[layer].f1 or 0 if layer in self.counts else 0 for layer in MISSION) / len(MISSION)


@dataclass(frozen=True, slots=True)
class ArticleScore:
    """One article's score, and what became of each of its records."""

    id: str
    score: Score
    outcomes: tuple[Outcome, ...]


def ratio(part: int, whole: int) -> float | None:
    """Divide; None where there is nothing to divide by."""
    return part / whole if whole else None


def total(scores: Iterable[Score]) -> Score:
    """Add up scores; the order changes nothing."""
    summed = Score(counts={name: Counts() for name in MEASURES})
    for score in scores:
        summed.articles += score.articles
        for name, counts in score.counts.items():
            summed.counts[name] = summed.counts.get(name, Counts()) + counts
        for layer, modes in score.matching.items():
            into = summed.matching.setdefault(layer, {})
            for mode, counts in modes.items():
                into[mode] = into.get(mode, Counts()) + counts
        for layer, slots in score.slots.items():
            names = summed.slots.setdefault(layer, {})
            for name, slot in slots.items():
                names[name] = names.get(name, Slot()) + slot
    return summed


def score_article(id: str, gold: Annotation, predicted: Annotation) -> ArticleScore:
    """Compare one article's predicted records with its gold."""
    shared = {layer: shared_characters(gold.items[layer], predicted.items[layer]) for layer in LAYERS}
    pairs = _pairs(gold, predicted, shared)
    score = Score(articles=1)
    for layer in LAYERS:
        golds, preds = gold.items[layer], predicted.items[layer]
        score.matching[layer] = _matching(layer, golds, preds, pairs[layer], shared[layer])
        score.counts[layer] = score.matching[layer]["record"]
    score.counts |= _other_counts(gold, predicted, pairs["agreements"], score.matching)
    score.counts = {name: score.counts[name] for name in MEASURES}
    outcomes = tuple(o for layer in LAYERS for o in _outcomes(layer, gold, predicted, pairs[layer]))
    score.slots = _slots(outcomes)
    return ArticleScore(id, score, outcomes)


def _pairs(gold: Annotation, predicted: Annotation, shared: dict[str, dict[Pair, int]]) -> dict[str, list[Pair]]:
    """Pair the records of every layer by its own rule."""
    pairs = {"agreements": pair_up(shared["agreements"].items())}
    partner = _partners(gold, predicted, pairs["agreements"])
    for layer, weigh in _WEIGHTS.items():
        golds, preds, common = gold.items[layer], predicted.items[layer], shared[layer]
        # A record that need not overlap is compared with all others; the rest only where words are shared.
        candidates: Iterable[Pair] = common
        if layer in ("signatories", "monetary_targets"):
            candidates = ((i, j) for i in range(len(golds)) for j in range(len(preds)))
        pairs[layer] = pair_up(
            ((i, j), weigh(golds[i], preds[j], common.get((i, j), 0), partner)) for i, j in candidates
        )
    return pairs


def _partners(gold: Annotation, predicted: Annotation, pairs: list[Pair]) -> dict[str, str]:
    """Return for each paired predicted agreement's id that of its gold partner."""
    golds, preds = gold.items["agreements"], predicted.items["agreements"]
    return {preds[j]["id"]: golds[i]["id"] for i, j in pairs}


def _weigh_signatory(g: Item, p: Item, shared: int, partner: dict[str, str]) -> float:
    paired = partner.get(p["agreement"]) == g["agreement"]
    return 1 + same_person(g["person"], p["person"]) if paired and same_actor(g, p) else 0


def _weigh_sector(g: Item, p: Item, shared: int, partner: dict[str, str]) -> float:
    return shared if g["sector"] == p["sector"] else 0


def _weigh_amount(g: Item, p: Item, shared: int, partner: dict[str, str]) -> float:
    return shared if same_sum(g, p) else 0


def _weigh_target(g: Item, p: Item, shared: int, partner: dict[str, str]) -> float:
    return 1 + shared if g["indicator"] == p["indicator"] and same_sum(g, p) else 0


def _weigh_date(g: Item, p: Item, shared: int, partner: dict[str, str]) -> float:
    # Two events may share one date expression; the half point lets the one of the same type be its partner.
    return shared + 0.5 * (g["event_type"] == p["event_type"]) if shared and g["value"] == p["value"] else 0


_WEIGHTS: dict[str, Callable[[Item, Item, int, dict[str, str]], float]] = {
    "signatories": _weigh_signatory,
    "sectors": _weigh_sector,
    "amounts": _weigh_amount,
    "monetary_targets": _weigh_target,
    "historical_dates": _weigh_date,
}


def _matching(
    layer: str,
    golds: tuple[Item, ...],
    preds: tuple[Item, ...],
    pairs: list[Pair],
    shared: dict[Pair, int],
) -> dict[str, Counts]:
    """Count one layer in each mode."""
    matched = {
        "exact": sum(not set(golds[i].places).isdisjoint(preds[j].places) for i, j in pairs),
        "overlap": len(pair_up(shared.items())),
        "record": len(pairs),
    }
    counts = {mode: counted(len(golds), len(preds), n) for mode, n in matched.items()}
    counts["value"] = _compare([_VALUE[layer](g) for g in golds], [_VALUE[layer](p) for p in preds], layer)
    return {mode: counts[mode] for mode in MODES}


def counted(golds: int, predicted: int, matched: int) -> Counts:
    """Turn sizes into counts."""
    return Counts(matched, predicted - matched, golds - matched)


def _who(item: Item) -> tuple[Any, ...]:
    """Return who signed, whichever agreement: the state, the body, and the person only where there is no state."""
    person = fold(item["person"]).split()[-1:] if item["person"] and not item["country"] else []
    return item["country"], fold(item["organization"]), "".join(person)


# What a record says, apart from where it stands.
_VALUE: dict[str, Callable[[Item], Any]] = {
    "agreements": lambda r: (r["kind"], r["status"], r["date"], r["count"]),
    "signatories": _who,
    "sectors": lambda r: r["sector"],
    "amounts": lambda r: (float(r["amount"]), r["currency"]),
    "monetary_targets": lambda r: (float(r["amount"]), r["currency"], r["indicator"]),
    "historical_dates": lambda r: r["value"],
}
# Of these an article has a set: who signed anything, and which sectors there are.
_SETS = ("signatories", "sectors")


def _compare(golds: list[Any], preds: list[Any], layer: str) -> Counts:
    if layer in _SETS:
        return compare_sets(set(golds), set(preds))
    left = list(golds)
    matched = 0
    for value in preds:
        if value in left:
            left.remove(value)
            matched += 1
    return counted(len(golds), len(preds), matched)


def compare_sets(golds: Collection[Any], preds: Collection[Any]) -> Counts:
    """Count what two sets have in common."""
    return counted(len(golds), len(preds), len(set(golds) & set(preds)))


def _other_counts(
    gold: Annotation,
    predicted: Annotation,
    agreements: list[Pair],
    matching: dict[str, dict[str, Counts]],
) -> dict[str, Counts]:
    partner = _partners(gold, predicted, agreements)
    links = {(sector, partner.get(id, f"unpaired {id}")) for sector, id in predicted.links}
    return {
        "signer_set": matching["signatories"]["value"],
        "sectors_exact": matching["sectors"]["exact"],
        "sectors_span": matching["sectors"]["overlap"],
        "sector_set": matching["sectors"]["value"],
        "sector_links": compare_sets(gold.links, links),
        "dates_span": matching["historical_dates"]["overlap"],
        "principals": compare_sets(gold.principals, predicted.principals),
    }


def _outcomes(layer: str, gold: Annotation, predicted: Annotation, pairs: list[Pair]) -> Iterable[Outcome]:
    golds, preds = gold.items[layer], predicted.items[layer]
    partner = dict(pairs)
    for i, item in enumerate(golds):
        other = preds[partner[i]] if i in partner else None
        wrong = tuple(name for name, same in SLOTS[layer].items() if other and not same(item[name], other[name]))
        yield Outcome(layer, item, other, wrong)
    taken = set(partner.values())
    yield from (Outcome(layer, None, item) for j, item in enumerate(preds) if j not in taken)


def _slots(outcomes: Iterable[Outcome]) -> dict[str, dict[str, Slot]]:
    slots: dict[str, dict[str, Slot]] = {}
    for outcome in outcomes:
        if outcome.kind == "right" and SLOTS[outcome.layer]:
            into = slots.setdefault(outcome.layer, {})
            for name in SLOTS[outcome.layer]:
                into[name] = into.get(name, Slot()) + Slot(name not in outcome.wrong_slots, 1)
    return slots


def _equal(a: Any, b: Any) -> bool:
    return bool(a == b)


def _same_words(a: str | None, b: str | None) -> bool:
    return fold(a) == fold(b)


def _same_place(a: str | None, b: str | None) -> bool:
    x, y = fold(a), fold(b)
    return x == y or bool(a and b and (x in y or y in x))


def _same_person_or_none(a: str | None, b: str | None) -> bool:
    return (not a and not b) or same_person(a, b)


def _same_number_or_none(a: Any, b: Any) -> bool:
    return (a is None and b is None) or same_number(a, b)


def _same_set(a: Iterable[str], b: Iterable[str]) -> bool:
    return set(a) == set(b)


def _share_a_word(a: str | None, b: str | None) -> bool:
    return not set(fold(a).split()).isdisjoint(fold(b).split())


# The slots of each layer and when two of their values are the same.
SLOTS: dict[str, dict[str, Callable[[Any, Any], bool]]] = {
    "agreements": {"kind": _equal, "status": _equal, "date": _equal, "place": _same_place, "count": _equal},
    "signatories": {"person": _same_person_or_none, "role": _same_words, "country": _equal},
    "sectors": {},
    "amounts": {"role": _equal, "indicator": _equal},
    "monetary_targets": {"baseline": _same_number_or_none, "deadline": _same_words, "parties": _same_set},
    "historical_dates": {"event_type": _equal, "parties": _same_set, "event": _share_a_word},
}
