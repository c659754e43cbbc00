"""What the documentation does not type by hand is as ``python scripts/make_docs`` makes it, and complete."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from diplo_extract.cli import COMMANDS, build_parser

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "commands.md").read_text("utf-8")


def parsers(parser: argparse.ArgumentParser, name: str = "") -> Iterator[tuple[str, argparse.ArgumentParser, str]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for word, below in action.choices.items():
                yield f"{name} {word}".strip(), below, helps.get(word, "")
                yield from parsers(below, f"{name} {word}".strip())


ALL = list(parsers(build_parser()))


def test_made_files_are_as_the_command_makes_them() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "make_docs"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.stderr == ""
    assert done.stdout == "", "run: python scripts/make_docs"


@pytest.mark.parametrize(("name", "parser", "help"), ALL, ids=[name for name, _, _ in ALL])
def test_every_command_and_option_says_what_it_does(name: str, parser: argparse.ArgumentParser, help: str) -> None:
    assert len(help) > 15
    for action in parser._actions:
        assert len(action.help or (action.metavar if action.dest == "action" else None) or "") > 5, action.dest


def test_the_page_has_every_command_and_option() -> None:
    assert {name.split()[0] for name, _, _ in ALL} == set(COMMANDS)
    for name, parser, _ in ALL:
        if any(isinstance(action, argparse._SubParsersAction) for action in parser._actions):
            continue
        section = PAGE.split(f"\n## {name}\n")[1].split("\n## ")[0]
        for action in parser._actions[1:]:
            words = action.option_strings or [str(action.metavar or action.dest)]
            assert all(f"`{word}" in section or f"`[{word}" in section or f", {word}" in section for word in words), (
                name,
                words,
            )
