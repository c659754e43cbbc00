"""``diplo-extract explain``: for each record, which rules fired on which words."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from diplo_extract.article import Article
from diplo_extract.cli.articles import add_article_arguments, each_extraction, write_lines
from diplo_extract.records import Extraction


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("explain", help="say for each record which rules fired on which words")
    add_article_arguments(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print every record of each article with its mentions and their rules."""
    return each_extraction(args, lambda article, extraction: write_lines(explained(article, extraction)))


def explained(article: Article, extraction: Extraction) -> Iterator[str]:
    """Yield the lines that explain an extraction: layer and record, then place, words and rule of each mention."""
    from diplo_extract.report.labels import labeled

    yield article.id
    last = None
    for mark in labeled(extraction):
        if (mark.layer, mark.record) != last:
            yield f"  {mark.layer}[{mark.record}]  {mark.label}"
            last = (mark.layer, mark.record)
        m = mark.mention
        yield f"    {m.start:>6}-{m.end:<6}  {m.text!r}  {m.rule}"
    for warning in extraction.warnings:
        yield f"  warning {warning.start}-{warning.end}  {warning.code}: {warning.message}"
    yield ""
