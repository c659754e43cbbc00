"""``diplo-extract plot``: one plot of a batch run as a picture, its numbers as CSV."""

from __future__ import annotations

import argparse
import sys
from typing import Any

# Written out here, since --help must not import what draws; a test holds them equal.
KINDS = ("timeline", "network", "targets", "sectors", "sectors-by-pair")


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("plot", help="draw the tables of a batch run as SVG or PNG, with the numbers as CSV")
    parser.add_argument("results", metavar="OUT", help="the folder that 'diplo-extract batch --out OUT' wrote")
    parser.add_argument("--kind", choices=KINDS, required=True, help="what to draw")
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        required=True,
        help="the picture, .svg or .png; the CSV beside it has the same name",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the picture and the CSV, and say where."""
    from diplo_extract.plot import plot

    beside = plot(args.results, args.kind, args.output)
    print(f"diplo-extract: wrote {args.output} and {beside}", file=sys.stderr)
    return 0
