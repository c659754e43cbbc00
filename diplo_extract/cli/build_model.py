"""``diplo-extract build-model``: write the spaCy pipeline directory."""

from __future__ import annotations

import argparse
from typing import Any

from diplo_extract.cli.articles import add_plugin_argument, write_lines


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("build-model", help="write the pipeline as a folder for spacy.load")
    parser.add_argument("folder", metavar="FOLDER", help="where to write it")
    parser.add_argument(
        "--lexicons", metavar="FOLDER", action="append", default=[], help="a folder of your own rows and patterns"
    )
    add_plugin_argument(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Build the pipeline directory."""
    from diplo_extract.model import build_model

    write_lines([str(build_model(args.folder, lexicons=tuple(args.lexicons), plugins=args.plugin))])
    return 0
