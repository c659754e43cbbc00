"""``diplo-extract times``: the temporal expressions of texts or TimeML files, as TIMEX3."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from diplo_extract.article import to_date
from diplo_extract.cli.articles import add_reading_arguments, complain, read_all, write_lines
from diplo_extract.errors import ArticleError

if TYPE_CHECKING:
    from datetime import date

    from diplo_extract.timex import Timex

# A text with its name, its day, and what was found in it.
Found = tuple[str, str, "date | None", tuple["Timex", ...]]


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "times", help="find and normalize temporal expressions (TIMEX3)"
    )
    add_reading_arguments(parser)
    parser.add_argument("--lexicons", metavar="FOLDER", action="append", default=[], help="a folder of your own rows")
    parser.add_argument(
        "--tml", action="store_true", help="the files are TimeML: take text and creation time from them"
    )
    parser.add_argument(
        "--format",
        choices=("xml", "json"),
        default="xml",
        help="xml: a TimeML document a file; json: standoff, one line a file, or with --tml one object (default: xml)",
    )
    parser.add_argument(
        "--policy",
        choices=("auto", "news", "narrative"),
        default="auto",
        help="resolve against the publication date (news), the last date named (narrative), or as the text has it",
    )
    parser.add_argument(
        "--day-first",
        action=argparse.BooleanOptionalAction,
        help='read "5/6/2022" as 5 June (default: as the text has it)',
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Find and print the temporal expressions of each file."""
    to_date(args.published)  # a wrong date is wrong usage, not a fault of each file
    failed, shown = 0, dict[str, list[dict[str, Any]]]()
    for item in _each(args):
        if isinstance(item, ArticleError):
            failed += complain(str(item))
        elif args.tml and args.format == "json":
            shown[item[0]] = [_scored(timex) for timex in item[3]]
        else:
            write_lines([_document(item, args.format)])
    if args.tml and args.format == "json":
        write_lines([json.dumps(shown, ensure_ascii=False)])
    return 1 if failed else 0


def _each(args: argparse.Namespace) -> Iterator[Found | ArticleError]:
    from diplo_extract.lexicon import Lexicons
    from diplo_extract.timex import Policy, timex

    policy, lexicons = Policy(args.policy, args.day_first), Lexicons(*args.lexicons)
    for source in _timeml(args) if args.tml else _articles(args):
        if isinstance(source, ArticleError):
            yield source
        else:
            name, text, published = source
            yield name, text, published, timex(text, published, policy, lexicons=lexicons)


def _timeml(args: argparse.Namespace) -> Iterator[tuple[str, str, date | None] | ArticleError]:
    from diplo_extract.timex import read_timeml

    for path in args.articles:
        try:
            document = read_timeml(path, encoding=args.encoding)
            yield document.name, document.text, to_date(args.published) or document.created
        except ArticleError as error:
            yield error


def _articles(args: argparse.Namespace) -> Iterator[tuple[str, str, date | None] | ArticleError]:
    for article in read_all(args):
        if isinstance(article, ArticleError):
            yield article
        else:
            yield article.id, article.text, article.published


def _document(item: Found, format: str) -> str:
    from diplo_extract.timex import to_timeml

    name, text, published, found = item
    if format == "xml":
        return to_timeml(name, text, published, found)
    day = published.isoformat() if published else None
    return json.dumps({"id": name, "published": day, "timexes": [t.to_dict() for t in found]}, ensure_ascii=False)


def _scored(item: Timex) -> dict[str, Any]:
    """Return an expression as TempEval-3's scorers take it: no value is an empty one."""
    return {
        "start": item.start,
        "end": item.end,
        "type": item.type,
        "value": item.value or "",
        "text": item.text,
        "mod": item.mod or "",
    }
