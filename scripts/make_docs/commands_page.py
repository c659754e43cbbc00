"""The page of commands, from the argument parsers."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from diplo_extract.cli import build_parser

_HEAD = """# Commands

<!-- made by: python scripts/make_docs -->

Every command and option of `diplo-extract`. `diplo-extract COMMAND --help` says the same. Exit status: 0 every
article was processed, 1 some were not (each is named on standard error with the reason), 2 wrong usage, 130 stopped
with Ctrl-C. Results go to standard output, messages to standard error.
"""
# One that is run in the tests, by command; the other commands are in the guides.
EXAMPLES = {
    "extract": "diplo-extract extract articles/own_01.txt --format jsonl",
    "batch": "diplo-extract batch articles --out results --format csv",
    "report": "diplo-extract report results --html report.html",
    "show": "diplo-extract show articles/own_01.txt --html own_01.html",
    "explain": "diplo-extract explain articles/own_01.txt",
    "schema": "diplo-extract schema > schema.json",
    "times": "diplo-extract times articles/own_01.txt",
    "evaluate": "diplo-extract evaluate gold --pipeline default --errors monetary_targets",
    "gold check": "diplo-extract gold check gold",
    "gold export": "diplo-extract gold export gold --format inline -o inline",
    "gold import": "diplo-extract gold import inline --format inline -o copied",
    "annotate": "diplo-extract annotate articles --force",
    "plot": "diplo-extract plot results --kind timeline -o timeline.svg",
    "export": "diplo-extract extract articles/own_01.txt --format jsonl | diplo-extract export -",
    "lexicon check": "diplo-extract lexicon check",
    "lexicon suggest": "diplo-extract lexicon suggest articles --most 5",
    "plugins": "diplo-extract plugins",
    "build-model": "diplo-extract build-model my_pipeline",
}


def commands_page() -> str:
    """Return the page."""
    lines = [_HEAD]
    for name, help, parser in commands(build_parser()):
        lines += _command(name, help, parser)
    return "\n".join(lines).rstrip() + "\n"


def commands(parser: argparse.ArgumentParser, prefix: str = "") -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    """Yield the name, help and parser of every command, those with actions by their actions."""
    for action in parser._actions:
        if not isinstance(action, argparse._SubParsersAction):
            continue
        helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
        for name, command in action.choices.items():
            below = list(commands(command, f"{prefix}{name} "))
            yield from below or [(prefix + name, helps.get(name, ""), command)]


def options(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.Action]]:
    """Yield what a command takes, as it is written, without ``--help``."""
    for action in parser._actions:
        if isinstance(action, argparse._HelpAction):
            continue
        value = "" if action.nargs == 0 else _metavar(action)
        names = [f"{name} {value}".strip() for name in action.option_strings]
        yield ", ".join(names) or value + (" ..." if action.nargs in ("+", "*") else ""), action


def _metavar(action: argparse.Action) -> str:
    if action.metavar:
        value = str(action.metavar)
    else:
        value = "{" + ",".join(map(str, action.choices)) + "}" if action.choices else action.dest.upper()
    return f"[{value}]" if action.nargs in ("?", "*") else value


def _command(name: str, help: str, parser: argparse.ArgumentParser) -> Iterator[str]:
    yield f"\n## {name}\n"
    yield f"{help[0].upper()}{help[1:]}.\n"
    if parser.description:
        yield f"{parser.description}\n"
    yield f"```sh\n{EXAMPLES[name]}\n```\n"
    yield "| argument | what it does |"
    yield "| --- | --- |"
    for written, action in options(parser):
        yield f"| {_cell(written)} | {described(action)}{' (required)' if _must(action) else ''} |"


def _cell(written: str) -> str:
    return f"`{written}`".replace("|", "\\|")


def described(action: argparse.Action) -> str:
    """Return the help of an argument as ``--help`` prints it."""
    filled = (action.help or "") % {**vars(action), "prog": "diplo-extract"}
    return filled.replace("|", "\\|").replace("<", "&lt;")


def _must(action: argparse.Action) -> bool:
    return bool(action.option_strings) and action.required
