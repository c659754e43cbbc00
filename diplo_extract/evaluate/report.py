"""The result of an evaluation: scores, intervals, what became of every record, and which rules were right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from diplo_extract.evaluate.annotation import Annotation, GoldArticle, Item, from_extraction
from diplo_extract.evaluate.bootstrap import SAMPLES, Interval, Intervals, bootstrap
from diplo_extract.evaluate.extra import ExtraScore, extra_dict, extra_scores
from diplo_extract.evaluate.score import MEASURES, ArticleScore, Counts, Outcome, Score, score_article, total
from diplo_extract.records import Extraction

# Values of which one is often taken for another.
_CONFUSABLE = {
    "agreements": ("kind", "status"),
    "signatories": ("country",),
    "sectors": ("sector",),
    "amounts": ("role", "indicator", "currency"),
    "monetary_targets": ("indicator",),
    "historical_dates": ("event_type", "value"),
}


@dataclass(frozen=True, slots=True)
class Report:
    """How well one set of predictions agrees with gold."""

    name: str  # "default", the model's name, "predictions", or the other annotator
    articles: tuple[ArticleScore, ...]  # in the order of the gold
    total: Score
    intervals: Intervals
    extra: dict[str, ExtraScore] = field(default_factory=dict)  # by plug-in, where gold is annotated for it

    def interval(self, measure: str) -> Interval:
        """Return the interval of a measure's F1."""
        return self.intervals.get(measure, {}).get("f1")

    def outcomes(self) -> Iterator[tuple[str, Outcome]]:
        """Yield what became of every record, with its article's id."""
        yield from ((article.id, outcome) for article in self.articles for outcome in article.outcomes)


@dataclass(frozen=True, slots=True)
class RuleScore:
    """How often the records of one rule were right."""

    layer: str
    rule: str
    right: int
    wrong: int

    @property
    def precision(self) -> float:
        """Return the share that was right."""
        return self.right / (self.right + self.wrong)


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often one value was given where gold has another."""

    layer: str
    slot: str
    gold: str
    predicted: str
    n: int


def evaluate(
    gold: Sequence[GoldArticle],
    extractions: Iterable[Extraction],
    *,
    name: str = "predictions",
    samples: int = SAMPLES,
) -> Report:
    """Compare extractions with gold, article by article, in the same order.

    Args:
        gold: from ``read_gold``.
        extractions: one for each gold article.
        name: what to call the predictions in tables.
        samples: how many draws the intervals rest on; 0 leaves them out.

    Raises:
        DataError: a mention is not the text at its offsets.
    """
    made = list(extractions)
    annotations = [from_extraction(extraction, a.text) for a, extraction in zip(gold, made, strict=True)]
    report = compare(gold, annotations, name=name, samples=samples)
    return replace(report, extra=extra_scores(gold, made))


def compare(
    gold: Sequence[GoldArticle],
    predicted: Sequence[Annotation],
    *,
    name: str,
    samples: int = SAMPLES,
) -> Report:
    """Compare annotations with gold, article by article, in the same order."""
    pairs = zip(gold, predicted, strict=True)
    articles = tuple(score_article(article.id, article.annotation, other) for article, other in pairs)
    scores = [article.score for article in articles]
    return Report(name, articles, total(scores), bootstrap(scores, samples=samples) if samples else {})


def rule_scores(report: Report) -> list[RuleScore]:
    """Return how often each rule was right, most wrong first."""
    counts: dict[tuple[str, str], list[int]] = {}
    for _, outcome in report.outcomes():
        if outcome.predicted:
            entry = counts.setdefault((outcome.layer, outcome.predicted.rule), [0, 0])
            entry[outcome.kind != "right"] += 1
    scores = [RuleScore(layer, rule, right, wrong) for (layer, rule), (right, wrong) in counts.items()]
    return sorted(scores, key=lambda s: (-s.wrong, s.right, s.layer, s.rule))


def confusions(report: Report) -> list[Confusion]:
    """Return which values were taken for which: in paired records, and in unpaired ones that share words."""
    counts: dict[tuple[str, str, str, str], int] = {}
    for article in report.articles:
        for layer, slot, gold, predicted in _taken_for(article):
            key = (layer, slot, gold, predicted)
            counts[key] = counts.get(key, 0) + 1
    found = [Confusion(*key, n) for key, n in counts.items()]
    return sorted(found, key=lambda c: (-c.n, c.layer, c.slot, c.gold, c.predicted))


def _taken_for(article: ArticleScore) -> Iterator[tuple[str, str, str, str]]:
    for gold, predicted in _side_by_side(article):
        for slot in _CONFUSABLE[gold.layer]:
            if gold[slot] != predicted[slot]:
                yield gold.layer, slot, _shown(gold[slot]), _shown(predicted[slot])


def _side_by_side(article: ArticleScore) -> Iterator[tuple[Item, Item]]:
    """Yield the records that stand for the same words: the paired ones, then missed with spurious that overlap."""
    missed = [o.gold for o in article.outcomes if o.gold and not o.predicted]
    spurious = [o.predicted for o in article.outcomes if o.predicted and not o.gold]
    for outcome in article.outcomes:
        if outcome.gold and outcome.predicted:
            yield outcome.gold, outcome.predicted
    for gold in missed:
        yield from ((gold, other) for other in spurious if gold.layer == other.layer and _touch(gold, other))


def _touch(a: Item, b: Item) -> bool:
    return any(s < f and t < e for s, e in a.places for t, f in b.places)


def _shown(value: Any) -> str:
    return "null" if value is None else str(value)


def report_dict(report: Report) -> dict[str, Any]:
    """Return the figures as plain values: the totals of every measure, its interval, slots and modes."""
    score = report.total
    return {
        "articles": score.articles,
        "mission_f1": score.mission_f1,
        "mission_f1_interval": report.interval("mission"),
        "layers": {name: _measure(report, name) for name in MEASURES},
        **({"extra": extra_dict(report.extra)} if report.extra else {}),
    }


def _measure(report: Report, name: str) -> dict[str, Any]:
    score = report.total
    figures = _figures(score.counts[name])
    figures["slots"] = {slot: [s.right, s.n] for slot, s in sorted(score.slots.get(name, {}).items())}
    if name in report.intervals:
        figures["intervals"] = report.intervals[name]
    if name in score.matching:
        figures["matching"] = {mode: _figures(counts) for mode, counts in score.matching[name].items()}
    return figures


def _figures(counts: Counts) -> dict[str, Any]:
    return {
        "p": counts.precision, "r": counts.recall, "f1": counts.f1,
        "tp": counts.tp, "fp": counts.fp, "fn": counts.fn,
    }  # fmt: skip
