"""How far two annotators agree on labels: Cohen's kappa over the mentions that both marked.

How far they agree on what to mark at all is said by precision, recall and F1 of one against the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diplo_extract.errors import GoldError
from diplo_extract.evaluate.annotation import Annotation, GoldArticle
from diplo_extract.evaluate.match import pair_up, shared_characters

# The values that come from a closed list.
LABELS = (
    ("agreements", "kind"),
    ("agreements", "status"),
    ("sectors", "sector"),
    ("amounts", "role"),
    ("amounts", "indicator"),
    ("monetary_targets", "indicator"),
    ("historical_dates", "event_type"),
)


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement on one label, beyond what chance would give."""

    layer: str
    label: str
    n: int  # mentions that both marked (overlapping, one to one)
    agreed: int
    kappa: float | None  # None where there is nothing, or where both always say the same one thing


def cohens_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return (observed - expected) / (1 - expected) agreement; None where it is not defined.

    >>> cohens_kappa([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")])
    0.5
    """
    n = len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    by_chance = sum(first[label] * second[label] for label in first)  # times n squared
    if n * n == by_chance:
        return None
    agreed = sum(a == b for a, b in pairs)
    return (agreed * n - by_chance) / (n * n - by_chance)


def kappas(first: Sequence[Annotation], second: Sequence[Annotation]) -> Iterator[Kappa]:
    """Yield the agreement on each label over two annotators' annotations of the same articles."""
    for layer, label in LABELS:
        pairs = [pair for a, b in zip(first, second, strict=True) for pair in _labels(a, b, layer, label)]
        yield Kappa(layer, label, len(pairs), sum(a == b for a, b in pairs), cohens_kappa(pairs))


def _labels(a: Annotation, b: Annotation, layer: str, label: str) -> Iterator[tuple[str, str]]:
    golds, others = a.items[layer], b.items[layer]
    for i, j in pair_up(shared_characters(golds, others).items()):
        yield golds[i][label], others[j][label]


def in_common(first: Sequence[GoldArticle], second: Sequence[GoldArticle]) -> list[tuple[GoldArticle, GoldArticle]]:
    """Return the articles that both annotators worked on; raise ``GoldError`` where texts differ or none is shared."""
    others = {article.id: article for article in second}
    pairs = [(article, others[article.id]) for article in first if article.id in others]
    if not pairs:
        raise GoldError("the two folders have no article in common")
    for a, b in pairs:
        if a.text != b.text:
            raise GoldError(f"{a.id}: the two folders have different texts of this article")
    return pairs


def kappa_lines(found: Sequence[Kappa]) -> Iterator[str]:
    """Yield the agreement on labels as a table."""
    yield f"{'label':29} {'agreed':>11}  kappa"
    for k in found:
        shown = "-" if k.kappa is None else f"{k.kappa:.3f}"
        yield f"{k.layer + '.' + k.label:29} {f'{k.agreed}/{k.n}':>11}  {shown}"
