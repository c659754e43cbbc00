"""Arguments that several commands share, and reading the articles they name."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from diplo_extract.article import Article, decode, make_article, read_article, to_date
from diplo_extract.errors import ArticleError, DiploExtractError, OutputError

if TYPE_CHECKING:
    from diplo_extract.records import Extraction


def add_pipeline_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options that say how to extract."""
    parser.add_argument("--model", metavar="NAME", help="an installed English spaCy pipeline, or a folder of one")
    parser.add_argument(
        "--lexicons",
        metavar="FOLDER",
        action="append",
        default=[],
        help="a folder of your own rows and patterns",
    )


def add_plugin_argument(parser: Any) -> None:
    """Add the option that names plug-ins."""
    parser.add_argument(
        "--plugin",
        metavar="NAME",
        action="append",
        default=[],
        help="an installed plug-in whose records to add ('diplo-extract plugins' lists them)",
    )


def add_reading_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the articles to read and how to read them."""
    parser.add_argument("articles", metavar="FILE", nargs="+", help="text files; - is standard input")
    parser.add_argument("--published", metavar="YYYY-MM-DD", help="publication date, where the text has no header")
    parser.add_argument("--encoding", metavar="NAME", help="the files' encoding, where it is not UTF-8")


def add_article_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the articles to read, how to read them, and how to extract."""
    add_reading_arguments(parser)
    add_pipeline_arguments(parser)
    add_plugin_argument(parser)


def each_extraction(args: argparse.Namespace, take: Callable[[Article, Extraction], None]) -> int:
    """Extract each article named, hand it to ``take``, name each that fails, and return the exit status."""
    to_date(args.published)  # a wrong date is wrong usage, not a fault of each article
    from diplo_extract.pipeline import extract, load

    nlp, failed = load(args.model, lexicons=args.lexicons, plugins=args.plugin), 0
    for article in read_all(args):
        if isinstance(article, ArticleError):
            failed += complain(str(article))
            continue
        try:
            take(article, extract(article, nlp=nlp))
        except (BrokenPipeError, OutputError):
            raise  # the next article would fare no better
        except DiploExtractError as error:
            failed += complain(str(error))
        except Exception as error:
            failed += complain(f"{article.source or article.id}: could not be extracted: {error!r}")
    return 1 if failed else 0


def read_all(args: argparse.Namespace) -> Iterator[Article | ArticleError]:
    """Yield each article that ``args`` names, or the error that says why it cannot be read."""
    for name in args.articles:
        try:
            yield _read(name, args.published, args.encoding)
        except ArticleError as error:
            yield error


def _read(name: str, published: str | None, encoding: str | None) -> Article:
    if name != "-":
        return read_article(name, published=published, encoding=encoding)
    text = decode(sys.stdin.buffer.read(), "standard input", encoding)
    return make_article(text, id="stdin", published=published)


def complain(message: str) -> int:
    """Print one line to standard error; return 1."""
    print(f"diplo-extract: {' '.join(message.split())}", file=sys.stderr)
    return 1


def write_lines(lines: Iterable[str]) -> None:
    """Write lines to standard output as UTF-8, whatever the terminal's encoding.

    Raises:
        OutputError: standard output is closed, or its disk is full; ``BrokenPipeError`` is left to the caller.
    """
    if sys.stdout is None:  # "extract FILE >&-"
        raise OutputError("standard output: is closed")
    try:
        for line in lines:
            sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace") + b"\n")
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"standard output: cannot be written: {error.strerror or error}") from error
