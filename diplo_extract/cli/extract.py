"""``diplo-extract extract``: the records of each article, as a table, JSON, or JSON lines."""

from __future__ import annotations

import argparse
from typing import Any

from diplo_extract.article import Article
from diplo_extract.cli.articles import add_article_arguments, each_extraction, write_lines
from diplo_extract.records import Extraction


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser: argparse.ArgumentParser = commands.add_parser("extract", help="extract the records of articles")
    add_article_arguments(parser)
    parser.add_argument(
        "--format",
        choices=("table", "json", "jsonl"),
        default="table",
        help="table: for people; json: indented; jsonl: one line an article (default: table)",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Extract and print each article."""

    def take(article: Article, extraction: Extraction) -> None:
        if args.format == "table":
            from diplo_extract.report.table import table_lines

            write_lines(table_lines(extraction))
        else:
            write_lines([extraction.to_json(indent=2 if args.format == "json" else None)])

    return each_extraction(args, take)
