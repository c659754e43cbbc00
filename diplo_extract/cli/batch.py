"""``diplo-extract batch``: folders of articles into tables, resumable."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any, cast

from diplo_extract.cli.articles import add_pipeline_arguments, add_plugin_argument, complain
from diplo_extract.errors import OptionError, StoreError

if TYPE_CHECKING:
    from diplo_extract.batch import BatchOptions, Summary
    from diplo_extract.batch.progress import Progress

_DESCRIPTION = """Extract the records of every article under ARTICLES and write tables of them to OUT.

Reads .txt, .html, .pdf, .docx, .eml, .mhtml, .json, .jsonl, .csv, .tsv, .parquet, .xml (RSS, Atom, NITF, NewsML),
.warc, and .zip and .tar of these. An article that cannot be processed becomes a row of the table "errors"; the others
go on. A run that was stopped goes on where it was; a rerun does only what is new or changed."""


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "batch",
        help="extract folders of articles into tables",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("articles", metavar="ARTICLES", nargs="+", help="folders or files")
    parser.add_argument("--out", metavar="OUT", required=True, help="the folder of results")
    _add_output(parser)
    _add_reading(parser)
    _add_running(parser)
    parser.set_defaults(run=run)


def _add_output(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("output")
    group.add_argument("--format", choices=("parquet", "csv", "jsonl"), default="parquet", help="default: parquet")
    group.add_argument("--unique", action="store_true", help="drop copies of articles, instead of marking them")
    group.add_argument("--force", action="store_true", help="redo what an earlier run has done")
    group.add_argument("--quiet", action="store_true", help="no progress and no summary")


def _add_reading(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("reading")
    group.add_argument("--encoding", metavar="NAME", help="of files that are not UTF-8 and do not say what they are")
    group.add_argument(
        "--columns",
        metavar="ROLE=NAME,...",
        help="columns of tables: text, title, date, id, language, url; others are guessed by their names",
    )
    group.add_argument(
        "--date-from",
        metavar="SOURCE,...",
        help="filename, created, mtime: where else a publication date may come from, in this order, "
        "after what the format, the text's header and a dateline with a year say",
    )
    group.add_argument(
        "--repair",
        metavar="WHAT,...",
        help="mojibake, hyphens (soft ones, and words broken at line ends), lines (broken at a width); recorded",
    )
    group.add_argument("--any-language", action="store_true", help="take articles that are not English, too")
    group.add_argument("--detect-language", action="store_true", help="name each article's language (extra: lang)")
    group.add_argument("--max-chars", metavar="N", type=int, default=1_000_000, help="of an article (default: 1000000)")
    group.add_argument(
        "--max-bytes",
        metavar="N",
        type=int,
        default=20_000_000,
        help="of a file, archive member or row (default: 20000000)",
    )


def _add_running(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("running")
    add_pipeline_arguments(parser)
    add_plugin_argument(parser)
    group.add_argument("--workers", metavar="N", type=int, help="processes (default: one for each processor)")
    group.add_argument("--engine", choices=("local", "dask"), default="local", help="default: local processes")
    group.add_argument("--scheduler", metavar="ADDRESS", help="of a Dask cluster; without it, one is made here")
    group.add_argument(
        "--max-seconds",
        metavar="N",
        type=float,
        default=60.0,
        help="for one article (default: 60); then it is an error",
    )


def run(args: argparse.Namespace) -> int:
    """Run the folder; say at the end what to open."""
    from diplo_extract.batch import run_batch

    if args.workers is not None and args.workers < 0:
        raise OptionError("--workers must be 0 (this process) or more")
    if args.scheduler and args.engine != "dask":
        raise OptionError("--scheduler needs --engine dask")
    progress = _progress(args.quiet)
    try:
        summary = run_batch(
            args.articles,
            args.out,
            _options(args),
            workers=args.workers,
            engine=args.engine,
            scheduler=args.scheduler,
            progress=progress,
        )
    except StoreError as error:
        progress.clear()
        return complain(f"{error} (run again to go on: what is done is kept)")
    except KeyboardInterrupt:
        progress.clear()
        complain("stopped; what is done is kept, run again to go on")
        return 130
    progress.clear()
    if not args.quiet:
        _tell(summary, args.format)
    return 1 if summary.errors else 0


def _options(args: argparse.Namespace) -> BatchOptions:
    from diplo_extract.batch import BatchOptions
    from diplo_extract.batch.options import Settings
    from diplo_extract.read import ReadOptions

    read = ReadOptions(
        encoding=args.encoding,
        columns=_columns(args.columns),
        date_from=cast(Any, _listed(args.date_from)),
        repairs=cast(Any, _listed(args.repair)),
        any_language=args.any_language,
        detect_language=args.detect_language,
        max_bytes=args.max_bytes,
        max_chars=args.max_chars,
    )
    settings = Settings(
        read=read,
        model=args.model,
        lexicons=tuple(args.lexicons),
        max_seconds=args.max_seconds,
        plugins=tuple(args.plugin),
    )
    return BatchOptions(settings=settings, format=args.format, unique=args.unique, force=args.force)


def _listed(value: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (value or "").split(",") if part.strip())


def _columns(value: str | None) -> tuple[tuple[str, str], ...]:
    pairs = [part.partition("=") for part in _listed(value)]
    if any(not equals or not name for _, equals, name in pairs):
        raise OptionError(f"--columns: {value!r}; write ROLE=NAME, as in text=body,date=pub_date")
    return tuple((role.strip(), name.strip()) for role, _, name in pairs)


def _progress(quiet: bool) -> Progress:
    from diplo_extract.batch.progress import Progress

    return Progress("none" if quiet else "bar" if sys.stderr.isatty() else "lines")


def _tell(summary: Summary, format: str) -> None:
    from diplo_extract.batch.progress import duration

    lines = [
        f"{summary.articles:,} articles, {summary.words:,} words, in {duration(summary.seconds)}"
        + (" (nothing has changed)" if summary.unchanged else ""),
    ]
    if summary.copies:
        lines.append(f"{summary.copies:,} are copies of others (articles.duplicate_of)")
    if summary.errors:
        kinds = ", ".join(f"{count:,} {code}" for code, count in summary.errors.items())
        lines.append(f"{sum(summary.errors.values()):,} not processed: {kinds}; see {summary.out}/errors.{format}")
    if summary.ignored:
        lines.append(f"{sum(summary.ignored.values()):,} files are no articles: {', '.join(summary.ignored)}")
    lines.append(f"Open {summary.out}/agreements.{format}, signatories, monetary_targets ...; they join on 'article'")
    print("\n".join(f"diplo-extract: {line}" for line in lines), file=sys.stderr)
