"""What a change gained and lost: figures and records of an evaluation, saved, and compared with a later one.

A baseline (JSON) holds, for each pipeline, its figures and, for each article, which gold records were found and which
predicted ones were spurious, each with the rule. ``allowed_loss`` says how far F1 may fall before a check fails; it is
kept when the baseline is saved anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from diplo_extract.errors import DataError
from diplo_extract.evaluate.annotation import LAYERS, GoldArticle
from diplo_extract.evaluate.bootstrap import Interval, bootstrap_difference
from diplo_extract.evaluate.describe import Sentences, keyed, place_in
from diplo_extract.evaluate.report import Report, report_dict
from diplo_extract.evaluate.score import ArticleScore, Counts, Score, total

FORMAT = 1
# How far F1 may fall. The mission must not get worse; a layer may give up half a point where another gains more.
ALLOWED_LOSS = {"mission_f1": 0.0, "layer_f1": 0.005}
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Change:
    """One record that is found or spurious now and was not in the baseline, or the other way round."""

    article: str
    layer: str
    kind: str  # "lost", "gained", "newly spurious", "no longer spurious"
    record: str  # what the record says, and where
    rule: str  # the rule that finds it, or found it
    sentence: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """One pipeline now and in the baseline, over the articles that both have with the same gold."""

    name: str
    before: Score
    after: Score
    gain: dict[str, Interval]  # of F1, by layer and "mission"
    changes: tuple[Change, ...]
    losses: tuple[str, ...]  # what fell further than is allowed


def save_baseline(path: Path, gold: Sequence[GoldArticle], reports: Sequence[Report]) -> None:
    """Write a baseline; the allowed loss of one that is there is kept."""
    allowed = read_baseline(path)["allowed_loss"] if path.exists() else ALLOWED_LOSS
    pipelines = {report.name: _pipeline(report) for report in reports}
    data = {"format": FORMAT, "allowed_loss": allowed, "gold": {a.id: gold_hash(a) for a in gold}}
    path.parent.mkdir(parents=True, exist_ok=True)
    # One record a line, so that a change is easy to see in a diff.
    text = json.dumps({**data, "pipelines": pipelines}, indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _pipeline(report: Report) -> dict[str, Any]:
    figures = report_dict(report)
    for layer in figures["layers"].values():
        layer.pop("matching", None)
    return {"figures": figures, "articles": {article.id: _records(article) for article in report.articles}}


def _records(article: ArticleScore) -> dict[str, dict[str, str]]:
    """Return the found and the spurious records of an article, by key, with their rules."""
    found, spurious = {}, {}
    for layer in LAYERS:
        outcomes = [o for o in article.outcomes if o.layer == layer]
        golds = keyed(o.gold for o in outcomes if o.gold)
        partners = [o.predicted for o in outcomes if o.gold]
        found.update({key: p.rule for (key, _), p in zip(golds, partners, strict=True) if p})
        extra = keyed(o.predicted for o in outcomes if o.predicted and not o.gold)
        spurious.update({key: item.rule for key, item in extra})
    return {"found": found, "spurious": spurious}


def gold_hash(article: GoldArticle) -> str:
    """Return a short hash of an article's text and gold; another one means that figures cannot be compared."""
    gold = json.dumps(article.raw, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(f"{article.text}\0{gold}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def read_baseline(path: Path) -> dict[str, Any]:
    """Read a baseline; raise ``DataError`` where it is none."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise DataError(f"{path}: is a baseline of format {data['format']!r}; this version reads {FORMAT}")
        allowed = {**ALLOWED_LOSS, **data["allowed_loss"]}
        data["allowed_loss"] = {name: float(value) for name, value in allowed.items()}
        for pipeline in data["pipelines"].values():
            dict(pipeline["figures"]), dict(pipeline["articles"])
        dict(data["gold"])
    except OSError as error:
        raise DataError(f"{path}: cannot be read: {error.strerror or error}") from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DataError(f"{path}: is no baseline ({error!r}); --save-baseline writes one") from error
    return dict(data)


def compare_with_baseline(
    baseline: dict[str, Any],
    gold: Sequence[GoldArticle],
    reports: Sequence[Report],
) -> tuple[list[Comparison], list[str]]:
    """Compare reports with a baseline.

    Returns:
        A comparison for each pipeline that both have, and notes on what could not be compared; with notes, a check
        fails as well, because nobody would know whether anything was lost.
    """
    notes = list(_notes(baseline, gold, reports))
    same = {a.id for a in gold if baseline["gold"].get(a.id) == gold_hash(a)}
    articles = {a.id: a for a in gold if a.id in same}
    comparisons = [
        _comparison(report, baseline["pipelines"][report.name]["articles"], articles, baseline["allowed_loss"])
        for report in reports
        if report.name in baseline["pipelines"]
    ]
    return comparisons, notes


def _notes(baseline: dict[str, Any], gold: Sequence[GoldArticle], reports: Sequence[Report]) -> Iterator[str]:
    now = {a.id: gold_hash(a) for a in gold}
    for what, ids in (
        ("are new", [id for id in now if id not in baseline["gold"]]),
        ("are gone", [id for id in baseline["gold"] if id not in now]),
        ("have other gold or text", [id for id, h in now.items() if baseline["gold"].get(id, h) != h]),
    ):
        if ids:
            yield f"{len(ids)} articles {what} and were not compared: {', '.join(ids[:5])}; save the baseline anew"
    missing = [report.name for report in reports if report.name not in baseline["pipelines"]]
    if missing:
        yield f"the baseline has no pipeline {', '.join(missing)}; save it anew"


def _comparison(
    report: Report,
    before: dict[str, Any],
    articles: dict[str, GoldArticle],
    allowed: dict[str, float],
) -> Comparison:
    after = [article for article in report.articles if article.id in articles]
    scores = [_score(_records(article), article) for article in after]
    old_scores = [_score(before[article.id], article) for article in after]
    changes = tuple(c for a in after for c in _changes(a, before[a.id], articles[a.id].text))
    summed = total(old_scores), total(scores)
    gain = bootstrap_difference(old_scores, scores)
    return Comparison(report.name, *summed, gain, changes, tuple(_losses(*summed, allowed)))


def _score(records: dict[str, dict[str, str]], article: ArticleScore) -> Score:
    """Count again from the lists of records."""
    score = Score(articles=1)
    for layer in LAYERS:
        golds = sum(1 for o in article.outcomes if o.layer == layer and o.gold)
        found = sum(1 for key in records["found"] if key.startswith(f"{layer}: "))
        spurious = sum(1 for key in records["spurious"] if key.startswith(f"{layer}: "))
        score.counts[layer] = Counts(found, spurious, golds - found)
    return score


def _losses(before: Score, after: Score, allowed: dict[str, float]) -> Iterator[str]:
    figures = [("mission", before.mission_f1, after.mission_f1, allowed["mission_f1"])]
    for layer in LAYERS:
        limit = allowed.get(f"{layer}_f1", allowed["layer_f1"])
        figures.append((layer, before.counts[layer].f1 or 0.0, after.counts[layer].f1 or 0.0, limit))
    for name, was, now, limit in figures:
        if was - now > limit + _ROUNDING:
            yield f"{name} F1 fell from {was:.4f} to {now:.4f}; allowed is a loss of {limit:g}"


def _changes(article: ArticleScore, before: dict[str, dict[str, str]], text: str) -> Iterator[Change]:
    now = _records(article)
    sentences = Sentences(text)
    for side, gone, come in (("found", "lost", "gained"), ("spurious", "no longer spurious", "newly spurious")):
        rows = [(key, gone, before[side][key]) for key in before[side] if key not in now[side]]
        rows += [(key, come, now[side][key]) for key in now[side] if key not in before[side]]
        for key, kind, rule in rows:
            yield Change(article.id, key.split(": ")[0], kind, key, rule, sentences.around(place_in(key)))


def comparison_lines(comparison: Comparison) -> Iterator[str]:
    """Yield the figures before and after, then each lost or gained record with its rule and sentence."""
    before, after = comparison.before, comparison.after
    yield f"{comparison.name} against the baseline, over {after.articles} articles"
    yield f"{'layer':17} {'F1 was':>7} {'is':>6} {'gain':>7}  95% interval    {'tp':>5} {'fp':>5}"
    for layer in LAYERS:
        was, now = before.counts[layer], after.counts[layer]
        counts = f"   {now.tp - was.tp:+5} {now.fp - was.fp:+5}"
        yield _figures_line(layer, was.f1 or 0.0, now.f1 or 0.0, comparison.gain.get(layer)) + counts
    yield _figures_line("mission", before.mission_f1, after.mission_f1, comparison.gain.get("mission")).rstrip()
    yield from _change_lines(comparison.changes)


def _figures_line(name: str, was: float, now: float, interval: Interval) -> str:
    shown = f"{interval[0]:+.3f} {interval[1]:+.3f}" if interval else ""
    return f"{name:17} {was:7.3f} {now:6.3f} {now - was:+7.3f}  {shown:13}"


def _change_lines(changes: Sequence[Change]) -> Iterator[str]:
    last = ""
    for change in changes:
        if change.article != last:
            last = change.article
            yield last
        yield f"  {change.kind:18} {change.record}  ({change.rule or 'no rule'})"
        yield f"  {'':18} {change.sentence}"
