"""``diplo-extract annotate``: a pre-filled gold file beside each article, to be corrected by hand."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diplo_extract.article import read_article
from diplo_extract.cli.articles import add_pipeline_arguments, add_plugin_argument, complain, write_lines
from diplo_extract.errors import ArticleError, DiploExtractError

if TYPE_CHECKING:
    from spacy.language import Language


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser: argparse.ArgumentParser = commands.add_parser("annotate", help="write gold to be corrected by hand")
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="a folder of articles, NAME.txt, or one of them")
    parser.add_argument("--force", action="store_true", help="overwrite gold files that are there")
    parser.add_argument("--encoding", metavar="NAME", help="the files' encoding, where it is not UTF-8")
    add_pipeline_arguments(parser)
    add_plugin_argument(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write ``NAME.json`` beside each ``NAME.txt``; one that is there is left alone."""
    from diplo_extract.pipeline import load

    files = sorted(args.folder.rglob("*.txt")) if args.folder.is_dir() else [args.folder]
    if not files:
        raise ArticleError(f"{args.folder}: holds no article, no NAME.txt")
    nlp = load(args.model, lexicons=args.lexicons, plugins=args.plugin)
    failed = 0
    for file in files:
        try:
            write_lines([_annotate(file, nlp, args)])
        except DiploExtractError as error:
            failed += complain(str(error))
    return 1 if failed else 0


def _annotate(file: Path, nlp: Language, args: argparse.Namespace) -> str:
    from diplo_extract.evaluate.annotation import LAYERS
    from diplo_extract.evaluate.convert import to_gold
    from diplo_extract.evaluate.write import write_gold
    from diplo_extract.pipeline import extract

    target = file.with_suffix(".json")
    if target.exists() and not args.force:
        return f"{target}: is there already, left alone (--force overwrites)"
    article = read_article(file, encoding=args.encoding)
    raw = to_gold(extract(article, nlp=nlp), article.text)
    write_gold(target, raw, force=args.force)
    records = sum(len(raw[layer]) for layer in LAYERS) + sum(map(len, raw.get("extra", {}).values()))
    return f"{target}: {records} records to correct"
