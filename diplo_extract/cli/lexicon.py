"""``diplo-extract lexicon``: check tables and patterns; suggest rows that the lexicon lacks."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from diplo_extract.article import read_article
from diplo_extract.cli.articles import add_pipeline_arguments, complain, write_lines
from diplo_extract.errors import ArticleError, OptionError


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("lexicon", help="check tables and patterns; suggest rows that are missing")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    check = actions.add_parser("check", help="name every fault of the packaged tables and patterns, and of yours")
    check.add_argument("folders", metavar="FOLDER", nargs="*", help="folders of your own rows and patterns")
    check.set_defaults(run=run_check)
    suggest = actions.add_parser("suggest", help="rank fields of cooperation that no row names, over a folder of texts")
    suggest.add_argument("folder", metavar="FOLDER", help="a folder of .txt files, read with its subfolders")
    suggest.add_argument("--most", type=int, default=50, metavar="N", help="how many to print (default: 50)")
    add_pipeline_arguments(suggest)
    suggest.set_defaults(run=run_suggest)


def run_check(args: argparse.Namespace) -> int:
    """Print each fault, one a line; status 1 where there is any."""
    from diplo_extract.lexicon import Lexicons
    from diplo_extract.lexicon_check import lexicon_faults

    lexicons = Lexicons(*args.folders)
    faults = list(lexicon_faults(lexicons))
    write_lines(faults)
    if not faults:
        forms = sum(len(lexicons.rows(name[:-4])) for name in lexicons.names if name.endswith(".tsv"))
        patterns = sum(len(lexicons.patterns(name[:-6])) for name in lexicons.names if name.endswith(".jsonl"))
        print(f"{forms:,} rows and {patterns:,} patterns, no faults", file=sys.stderr)
    return 1 if faults else 0


def run_suggest(args: argparse.Namespace) -> int:
    """Print the unlisted fields of a folder: how many articles name them, the words, and one place to look."""
    from diplo_extract.pipeline import extract, load

    paths = sorted(Path(args.folder).rglob("*.txt"))
    if not paths:
        raise OptionError(f"{args.folder}: no .txt files in this folder")
    nlp, failed = load(args.model, lexicons=args.lexicons), 0
    articles: Counter[str] = Counter()
    places: dict[str, str] = {}
    for path in paths:
        try:
            unlisted = extract(read_article(path), nlp=nlp).unlisted_fields
        except ArticleError as error:
            failed += complain(str(error))
            continue
        mentions = {m.text.lower(): m for field in unlisted for m in field.mentions}
        articles.update(mentions.keys())
        for words, mention in mentions.items():
            places.setdefault(words, f"{path}:{mention.start}-{mention.end}")
    ranked = sorted(articles.items(), key=lambda item: (-item[1], item[0]))[: args.most]
    write_lines(f"{count}\t{words}\t{places[words]}" for words, count in ranked)
    return 1 if failed else 0
