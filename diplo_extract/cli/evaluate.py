"""``diplo-extract evaluate``: how well the extractions agree with gold, per layer and record."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from diplo_extract.cli.articles import complain, write_lines
from diplo_extract.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diplo_extract.evaluate.annotation import GoldArticle
    from diplo_extract.evaluate.report import Report

MODEL = "en_core_web_sm"


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser: argparse.ArgumentParser = commands.add_parser("evaluate", help="compare extractions with gold")
    parser.add_argument("gold", metavar="GOLD", nargs="+", help="folders of NAME.txt with NAME.json, or single .json")
    what = parser.add_argument_group("what is compared with gold (default: both pipelines, where a model is installed)")
    what.add_argument("--pipeline", choices=("default", "model", "both"), help="which pipelines extract")
    what.add_argument("--model", metavar="NAME", help=f"the model of the second pipeline (default: {MODEL})")
    what.add_argument("--lexicons", metavar="FOLDER", action="append", default=[], help="your own rows and patterns")
    what.add_argument("--predictions", metavar="FILE", help="extractions made before, as JSON lines")
    out = parser.add_argument_group("what is printed (default: the score table)")
    out.add_argument("--json", action="store_true", help="all figures as one JSON object")
    out.add_argument("--rules", action="store_true", help="how often each rule was right and wrong")
    out.add_argument("--confusions", action="store_true", help="which values were taken for which")
    out.add_argument("--samples", type=int, default=1000, help="draws for the intervals; 0: none (default: 1000)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Evaluate and print."""
    from diplo_extract.evaluate.gold import check_gold

    articles, faults = check_gold(*args.gold)
    for fault in faults:
        complain(str(fault))
    if faults:
        return 2
    reports = _reports(args, articles)
    if args.json:
        write_lines([json.dumps(_as_json(reports), ensure_ascii=False)])
    else:
        write_lines(_lines(args, reports))
    return 0


def _reports(args: argparse.Namespace, articles: Sequence[GoldArticle]) -> list[Report]:
    from diplo_extract.evaluate.gold import match_predictions, read_predictions
    from diplo_extract.evaluate.report import evaluate

    if args.predictions:
        extractions = match_predictions(articles, read_predictions(args.predictions))
        return [evaluate(articles, extractions, name="predictions", samples=args.samples)]
    return [_evaluate_model(args, articles, model) for model in _models(args)]


def _models(args: argparse.Namespace) -> list[str | None]:
    """Return the models to run, None being the default pipeline."""
    from diplo_extract.evaluate.models import installed_model

    wanted = args.pipeline or ("model" if args.model else "both")
    model = args.model or installed_model(MODEL)
    if wanted == "default" or (wanted == "both" and not model and not args.pipeline):
        return [None]
    # A model that is asked for and not there is the loader's error, which names the pip command.
    return [None, model or MODEL] if wanted == "both" else [model or MODEL]


def _evaluate_model(args: argparse.Namespace, articles: Sequence[GoldArticle], model: str | None) -> Report:
    from diplo_extract.article import make_article
    from diplo_extract.evaluate.report import evaluate
    from diplo_extract.pipeline import extract_many, load

    inputs = [make_article(a.text, id=a.id, source=a.path, published=a.published) for a in articles]
    extractions = list(extract_many(inputs, nlp=load(model, lexicons=args.lexicons)))
    if len(extractions) != len(articles):
        raise DataError(f"only {len(extractions)} of {len(articles)} articles could be extracted")
    return evaluate(articles, extractions, name=model or "default", samples=args.samples)


def _lines(args: argparse.Namespace, reports: Sequence[Report]) -> list[str]:
    from diplo_extract.evaluate.table import confusion_lines, matching_lines, rule_lines, score_lines

    lines: list[str] = []
    for report in reports:
        lines += [*score_lines(report), "", *matching_lines(report), ""]
        lines += [*rule_lines(report), ""] if args.rules else []
        lines += [*confusion_lines(report), ""] if args.confusions else []
    return lines[:-1]


def _as_json(reports: Sequence[Report]) -> dict[str, Any]:
    from diplo_extract.evaluate.report import report_dict

    return {"pipelines": {report.name: report_dict(report) for report in reports}}
