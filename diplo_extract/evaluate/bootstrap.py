"""How far a figure may be chance: bootstrap intervals, articles being what is drawn.

Records of one article stand or fall together, so whole articles are drawn with replacement, counts are added, and
ratios taken, many times over; the interval holds the middle 95 of 100 results. The same scores and seed give the same
intervals.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from diplo_extract.evaluate.score import MEASURES, MISSION, Counts, Score

if TYPE_CHECKING:
    import numpy as np

SAMPLES = 1000
SEED = 20220511  # any number does; this one is the seed article's date
LEVEL = 95.0  # percent

Interval = tuple[float, float] | None  # None: too little was there in most draws
Intervals = dict[str, dict[str, Interval]]  # measure -> "precision", "recall", "f1"


def bootstrap(scores: Sequence[Score], *, samples: int = SAMPLES, seed: int = SEED) -> Intervals:
    """Return the interval of every measure's precision, recall and F1, and of ``mission`` F1."""
    if not scores:
        return {}
    drawn = _draw(scores, samples, seed)
    intervals: Intervals = {}
    for i, name in enumerate(MEASURES):
        precision, recall, f1 = _ratios(drawn[:, i])
        intervals[name] = {"precision": _middle(precision), "recall": _middle(recall), "f1": _middle(f1)}
    return {**intervals, "mission": {"f1": _middle(_mission(drawn))}}


def bootstrap_difference(
    before: Sequence[Score],
    after: Sequence[Score],
    *,
    samples: int = SAMPLES,
    seed: int = SEED,
) -> dict[str, Interval]:
    """Return the interval of each measure's gain in F1 from ``before`` to ``after``, over the same articles.

    The same articles are drawn on both sides, so what is hard for both does not blur the difference.
    """
    if not before or len(before) != len(after):
        return {}
    import numpy as np

    first, second = _draw(before, samples, seed), _draw(after, samples, seed)
    gains = {name: _ratios(second[:, i])[2] - _ratios(first[:, i])[2] for i, name in enumerate(MEASURES)}
    gains["mission"] = np.asarray(_mission(second) - _mission(first))
    return {name: _middle(gain) for name, gain in gains.items()}


def _draw(scores: Sequence[Score], samples: int, seed: int) -> np.ndarray[Any, Any]:
    """Return the added counts of each draw: samples x measures x (tp, fp, fn)."""
    import numpy as np

    zero = Counts()
    rows = [[_triple(score.counts.get(name, zero)) for name in MEASURES] for score in scores]
    counts = np.asarray(rows, dtype=np.float64).reshape(len(scores), -1)
    times = np.random.default_rng(seed).multinomial(len(scores), [1 / len(scores)] * len(scores), size=samples)
    return np.asarray((times @ counts).reshape(samples, len(MEASURES), 3))


def _triple(counts: Counts) -> tuple[int, int, int]:
    return counts.tp, counts.fp, counts.fn


def _ratios(counts: np.ndarray[Any, Any]) -> tuple[Any, Any, Any]:
    import numpy as np

    tp, fp, fn = counts[:, 0], counts[:, 1], counts[:, 2]
    with np.errstate(invalid="ignore"):
        return tp / (tp + fp), tp / (tp + fn), 2 * tp / (2 * tp + fp + fn)


def _mission(drawn: np.ndarray[Any, Any]) -> Any:
    """Return the mission F1 of each draw.

    A layer that no article has anything of counts as 0, as in the figure itself; one that merely this draw has
    nothing of is left out of the draw's mean, or few articles with a rare layer would pull the interval to 0.
    """
    import numpy as np

    f1 = np.stack([_ratios(drawn[:, MEASURES.index(layer)])[2] for layer in MISSION])
    defined = ~np.isnan(f1)
    present = defined.any(axis=1).sum()
    with np.errstate(invalid="ignore"):
        return np.where(defined, f1, 0).sum(axis=0) / defined.sum(axis=0) * (present / len(MISSION))


def _middle(values: Any) -> Interval:
    """Return the middle of the draws; None where fewer than half of them had anything to divide by."""
    import numpy as np

    defined = values[~np.isnan(values)]
    if 2 * len(defined) < len(values):
        return None
    low, high = np.percentile(defined, [(100 - LEVEL) / 2, (100 + LEVEL) / 2])
    return float(low), float(high)
