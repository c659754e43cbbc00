"""``diplo-extract schema``: the JSON Schema of the output."""

from __future__ import annotations

import argparse
import json
from typing import Any

from diplo_extract.cli.articles import add_plugin_argument, write_lines


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("schema", help="print the JSON Schema of the output")
    add_plugin_argument(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the schema."""
    from diplo_extract.schema import json_schema

    write_lines([json.dumps(json_schema(args.plugin), indent=2, ensure_ascii=False)])
    return 0
