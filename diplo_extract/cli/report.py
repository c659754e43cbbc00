"""``diplo-extract report``: the tables of a batch run as one HTML page."""

from __future__ import annotations

import argparse
from typing import Any


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("report", help="show the tables of a batch run as one HTML page")
    parser.add_argument("results", metavar="OUT", help="the folder that 'diplo-extract batch --out OUT' wrote")
    parser.add_argument("--html", metavar="FILE", required=True, help="the page to write, such as report.html")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the page."""
    from diplo_extract.report.corpus import corpus_report

    corpus_report(args.results, args.html)
    return 0
