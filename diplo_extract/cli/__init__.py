"""The command line, ``diplo-extract``: one module a command, each imported light; spaCy only when used.

Exit status: 0 every article was processed, 1 some were not (each named on standard error), 2 wrong usage.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from diplo_extract import __version__
from diplo_extract.errors import DiploExtractError, OutputError

# Each is a module of this package (with _ for -) with ``add_parser(commands)``, which sets ``run`` as the default.
COMMANDS = (
    "extract",
    "batch",
    "report",
    "plot",
    "show",
    "explain",
    "schema",
    "times",
    "evaluate",
    "gold",
    "annotate",
    "export",
    "lexicon",
    "plugins",
    "build-model",
)


def build_parser() -> argparse.ArgumentParser:
    """Build the parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="diplo-extract",
        description="Signatories, sectors, monetary targets and historical dates out of diplomatic press texts.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in COMMANDS:
        import_module(f"diplo_extract.cli.{name.replace('-', '_')}").add_parser(commands)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    args = build_parser().parse_args(argv)
    try:
        return int(args.run(args))
    except OutputError as error:
        print(f"diplo-extract: {error}", file=sys.stderr)
        _drop_output()
        return 1
    except DiploExtractError as error:
        print(f"diplo-extract: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("diplo-extract: stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:  # "| head" has read enough
        _drop_output()
        return 0


def _drop_output() -> None:
    """Keep the interpreter from writing what is left, and failing, when it ends."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
