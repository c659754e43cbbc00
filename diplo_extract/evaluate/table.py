"""An evaluation as lines of text for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diplo_extract.evaluate.annotation import GoldArticle
from diplo_extract.evaluate.bootstrap import Interval, bootstrap_difference
from diplo_extract.evaluate.describe import Sentences, describe
from diplo_extract.evaluate.report import Report, confusions, rule_scores
from diplo_extract.evaluate.score import MEASURES, MISSION, MODES, Outcome


def score_lines(report: Report) -> Iterator[str]:
    """Yield the score table: precision, recall, F1 with its interval, counts, slots."""
    score = report.total
    yield f"{report.name}: {score.articles} article{'s' if score.articles != 1 else ''}"
    yield f"{'layer':17} {'P':>6} {'R':>6} {'F1':>6}  {'95% interval':13}  {'tp':>5} {'fp':>5} {'fn':>5}  slots"
    for name in MEASURES:
        counts = score.counts[name]
        slots = "  ".join(f"{slot} {s.right}/{s.n}" for slot, s in score.slots.get(name, {}).items())
        yield (
            f"{name:17} {_figure(counts.precision)} {_figure(counts.recall)} {_figure(counts.f1)}  "
            f"{_interval(report.interval(name)):13}  {counts.tp:5} {counts.fp:5} {counts.fn:5}  {slots}"
        ).rstrip()
    yield (
        f"mission F1 (mean of {', '.join(MISSION)}): {score.mission_f1:.3f}  {_interval(report.interval('mission'))}"
    ).rstrip()
    for name, extra in report.extra.items():
        counts = extra.counts
        slots = "  ".join(f"{slot} {s.right}/{s.n}" for slot, s in extra.slots.items())
        yield (
            f"plug-in {name}, {extra.articles} articles annotated for it: P {_figure(counts.precision).strip()} "
            f"R {_figure(counts.recall).strip()} F1 {_figure(counts.f1).strip()}  "
            f"tp {counts.tp} fp {counts.fp} fn {counts.fn}  {slots}"
        ).rstrip()


def side_by_side_lines(reports: Sequence[Report]) -> Iterator[str]:
    """Yield F1 of two pipelines in one table, with the gain of the second and its interval."""
    first, second = reports
    gain = bootstrap_difference([a.score for a in first.articles], [a.score for a in second.articles])
    yield f"{'F1':17} {first.name:>16} {second.name:>16} {'gain':>7}  95% interval"
    for name in (*MEASURES, "mission"):
        was, now = (r.total.mission_f1 if name == "mission" else r.total.counts[name].f1 or 0.0 for r in reports)
        interval = gain.get(name)
        shown = f"{interval[0]:+.3f} {interval[1]:+.3f}" if interval else ""
        yield f"{name:17} {was:16.3f} {now:16.3f} {now - was:+7.3f}  {shown}".rstrip()


def matching_lines(report: Report) -> Iterator[str]:
    """Yield F1 of each layer under each way of matching."""
    yield f"{'F1 by matching':17} " + " ".join(f"{mode:>8}" for mode in MODES)
    for layer, modes in report.total.matching.items():
        yield f"{layer:17} " + " ".join(f"{_figure(modes[mode].f1):>8}" for mode in MODES)


def rule_lines(report: Report, most: int = 40) -> Iterator[str]:
    """Yield the rules that were wrong most often, with how often they were right."""
    scores = rule_scores(report)
    yield f"{'right':>6} {'wrong':>6} {'P':>6}  rule ({len(scores)} fired)"
    for s in scores[:most]:
        yield f"{s.right:6} {s.wrong:6} {_figure(s.precision)}  {s.layer}: {s.rule}"


def confusion_lines(report: Report, most: int = 40) -> Iterator[str]:
    """Yield which values were taken for which, most frequent first."""
    found = confusions(report)
    yield f"{'n':>6}  gold -> predicted ({len(found)} kinds)"
    yield from (f"{c.n:6}  {c.layer}.{c.slot}: {c.gold} -> {c.predicted}" for c in found[:most])


def _figure(value: float | None) -> str:
    return f"{'-':>6}" if value is None else f"{value:6.3f}"


def _interval(interval: Interval) -> str:
    return f"{interval[0]:.3f}-{interval[1]:.3f}" if interval else ""


def error_lines(report: Report, gold: Sequence[GoldArticle], layer: str) -> Iterator[str]:
    """Yield every missed and spurious record, and every wrong slot, of one layer or of all, in its sentence."""
    for article, result in zip(gold, report.articles, strict=True):
        sentences = Sentences(article.text)
        for outcome in result.outcomes:
            if layer in (outcome.layer, "all"):
                yield from _error_lines(article.id, outcome, sentences)
        for extra in report.extra.values() if layer in ("extra", "all") else ():
            for outcome in (outcome for id, outcome in extra.outcomes if id == article.id):
                yield from _error_lines(article.id, outcome, sentences)


def _error_lines(id: str, outcome: Outcome, sentences: Sentences) -> Iterator[str]:
    shown = outcome.gold or outcome.predicted
    if shown and (outcome.kind != "right" or outcome.wrong_slots):
        yield f"{id}  {_error(outcome)}"
        yield f"    {sentences.around(shown.places[0])}" if shown.places else "    (no words)"


def _error(outcome: Outcome) -> str:
    gold, predicted = outcome.gold, outcome.predicted
    if gold and predicted:
        wrong = ", ".join(f"{slot} {gold[slot]!r} -> {predicted.values.get(slot)!r}" for slot in outcome.wrong_slots)
        return f"{outcome.layer}  slot  {describe(gold)}: {wrong}  ({predicted.rule})"
    if predicted:
        return f"{outcome.layer}  spurious  {describe(predicted)}  ({predicted.rule})"
    return f"{outcome.layer}  missed  {describe(gold)}" if gold else outcome.layer
