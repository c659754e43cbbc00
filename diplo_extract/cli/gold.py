"""``diplo-extract gold``: check gold annotations, and exchange them with annotation tools."""

from __future__ import annotations

import argparse
from typing import Any

from diplo_extract.cli.articles import complain, write_lines


def add_parser(commands: Any) -> None:
    """Add the command and its actions to the command line."""
    parser: argparse.ArgumentParser = commands.add_parser("gold", help="check, export and import gold annotations")
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    check = actions.add_parser("check", help="name everything that is wrong, with file, record and reason")
    check.add_argument("gold", metavar="GOLD", nargs="+", help="folders of NAME.txt with NAME.json, or single .json")
    check.set_defaults(run=run_check)


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
