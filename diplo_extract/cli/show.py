"""``diplo-extract show``: the text of an article with its records marked."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from diplo_extract.article import Article
from diplo_extract.cli.articles import add_article_arguments, each_extraction, write_lines
from diplo_extract.errors import OptionError
from diplo_extract.records import Extraction


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("show", help="show the text of articles with their records marked")
    add_article_arguments(parser)
    parser.add_argument("--html", metavar="FILE", help="write one article with its records as an HTML page instead")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print each article with its marks; colors only on a terminal, and never where NO_COLOR is set."""
    if args.html:
        return _write_page(args)
    color = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    def take(article: Article, extraction: Extraction) -> None:
        from diplo_extract.report.terminal import marked

        write_lines([marked(article.text, extraction, color=color), ""])

    return each_extraction(args, take)


def _write_page(args: argparse.Namespace) -> int:
    if len(args.articles) != 1:
        raise OptionError(f"--html shows one article, but {len(args.articles)} were named")

    def take(article: Article, extraction: Extraction) -> None:
        from diplo_extract.report.article_page import article_page

        try:
            Path(args.html).write_text(article_page(extraction, article.text), encoding="utf-8", newline="\n")
        except OSError as error:
            raise OptionError(f"--html: {args.html} cannot be written: {error.strerror}") from error

    return each_extraction(args, take)
