"""``diplo-extract gold``: check gold annotations, and exchange them with annotation tools."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diplo_extract.cli.articles import complain, write_lines
from diplo_extract.errors import GoldError, OptionError

if TYPE_CHECKING:
    from diplo_extract.evaluate.formats.marks import MarkedArticle

FORMAT_NAMES = ("labelstudio", "brat", "doccano", "prodigy", "inline")


def add_parser(commands: Any) -> None:
    """Add the command and its actions to the command line."""
    parser: argparse.ArgumentParser = commands.add_parser("gold", help="check, export and import gold annotations")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    check = actions.add_parser("check", help="name everything that is wrong, with file, record and reason")
    check.add_argument("gold", metavar="GOLD", nargs="+", help="folders of NAME.txt with NAME.json, or single .json")
    check.set_defaults(run=run_check)
    export = actions.add_parser("export", help="write gold for an annotation tool")
    export.add_argument("gold", metavar="GOLD", nargs="+", help="folders of NAME.txt with NAME.json, or single .json")
    _add_exchange_arguments(export, "the file to write; a folder for brat and inline")
    export.set_defaults(run=run_export)
    import_ = actions.add_parser("import", help="read what an annotation tool wrote, and write gold")
    import_.add_argument("path", metavar="PATH", type=Path, help="the tool's file or folder")
    _add_exchange_arguments(import_, "the folder to write NAME.txt and NAME.json into")
    import_.add_argument("--force", action="store_true", help="overwrite gold files that are there")
    import_.set_defaults(run=run_import)


def _add_exchange_arguments(parser: argparse.ArgumentParser, output: str) -> None:
    parser.add_argument("--format", choices=FORMAT_NAMES, required=True, help="the tool's format")
    parser.add_argument("--output", "-o", metavar="PATH", type=Path, required=True, help=output)


def run_check(args: argparse.Namespace) -> int:
    """Name every fault on standard error and exit with 2, or print how many records of each layer there are."""
    from diplo_extract.evaluate.annotation import LAYERS
    from diplo_extract.evaluate.gold import check_gold

    articles, faults = check_gold(*args.gold)
    for fault in faults:
        complain(str(fault))
    totals = (f"{layer} {sum(len(a.annotation.items[layer]) for a in articles)}" for layer in LAYERS)
    write_lines([f"{len(articles)} articles sound, {len(faults)} faults; {', '.join(totals)}"])
    return 2 if faults else 0


def run_export(args: argparse.Namespace) -> int:
    """Write sound gold in a tool's format; faults are named, and nothing is written."""
    from diplo_extract.evaluate.formats import FORMATS
    from diplo_extract.evaluate.formats.marks import to_marks
    from diplo_extract.evaluate.gold import check_gold

    articles, faults = check_gold(*args.gold)
    for fault in faults:
        complain(str(fault))
    if faults:
        return 2
    try:
        FORMATS[args.format].write((to_marks(article) for article in articles), args.output)
    except OSError as error:
        raise OptionError(f"{args.output}: cannot be written: {error.strerror or error}") from error
    write_lines([f"{len(articles)} articles written to {args.output}"])
    return 0


def run_import(args: argparse.Namespace) -> int:
    """Write each article's text and gold; what is wrong with an article's gold is named, and it is not written."""
    from diplo_extract.evaluate.formats import FORMATS

    written = faulty = kept = 0
    args.output.mkdir(parents=True, exist_ok=True)
    for marked in FORMATS[args.format].read(args.path):
        reasons = _faults(marked)
        for reason in reasons:
            complain(f"{marked.id}: {reason}")
        if reasons:
            faulty += 1
        elif _write(marked, args.output, args.force):
            written += 1
        else:
            kept += complain(f"{marked.id}: gold or another text is there already, left alone (--force overwrites)")
    write_lines([f"{written} articles written to {args.output}, {faulty} faulty, {kept} left alone"])
    return 2 if faulty else 1 if kept else 0


def _faults(marked: MarkedArticle) -> list[str]:
    from diplo_extract.evaluate.check import gold_faults
    from diplo_extract.evaluate.formats.marks import from_marks
    from diplo_extract.evaluate.gold import known_codes

    if marked.id != Path(marked.id).name or marked.id in ("", ".", ".."):
        return ["is no name that a file can have"]
    try:
        raw = from_marks(marked)
    except GoldError as error:
        return [str(error)]
    return [f"{where}: {reason}" for where, reason in gold_faults(raw, marked.text, known_codes())]


def _write(marked: MarkedArticle, folder: Path, force: bool) -> bool:
    from diplo_extract.evaluate.formats.marks import from_marks
    from diplo_extract.evaluate.write import write_gold

    text = folder / f"{marked.id}.txt"
    if text.exists() and not force and text.read_text(encoding="utf-8", errors="replace") != marked.text:
        return False
    if not write_gold(folder / f"{marked.id}.json", from_marks(marked), force=force):
        return False
    if not text.exists() or text.read_text(encoding="utf-8", errors="replace") != marked.text:
        text.write_text(marked.text, encoding="utf-8", newline="\n")
    return True
