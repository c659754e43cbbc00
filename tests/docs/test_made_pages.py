"""What the documentation does not type by hand is as ``python scripts/make_docs`` makes it, and complete."""

from __future__ import annotations

import argparse
import inspect
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
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


def test_every_public_name_is_on_the_page_on_the_library() -> None:
    page = (ROOT / "docs" / "library.md").read_text("utf-8")
    shown = set(re.findall(r"^::: ([\w.]+)", page, re.MULTILINE)) | set(
        re.findall(r"^\| `([\w.]+)` \|", page, re.MULTILINE)
    )
    checked = 0
    for line in json.loads((ROOT / "fixtures" / "public_surface.json").read_text("utf-8")):
        found = re.fullmatch(r"python ((?:[a-z_]+\.)+)(\w+)", line)
        value = found and getattr(import_module(found[1].rstrip(".")), found[2])
        if found and (inspect.isclass(value) or inspect.isfunction(value)):
            homes = {f"{found[1]}{found[2]}", f"{value.__module__}.{value.__qualname__}", value.__module__}
            known = {name for name in shown if name.rpartition(".")[2] == found[2]}
            assert homes & shown or any(_named(name) is value for name in known), line
            checked += 1
    assert checked > 60


def _named(path: str) -> object:
    module, _, name = path.rpartition(".")
    return getattr(import_module(module), name)


def test_what_the_page_on_the_library_shows_is_documented() -> None:
    page = (ROOT / "docs" / "library.md").read_text("utf-8")
    for path in re.findall(r"^::: ([\w.]+)", page, re.MULTILINE):
        value = import_module(path) if path.endswith(".errors") else _named(path)
        assert len(inspect.getdoc(value) or "") > 12, path
    rows = re.findall(r"^\| `([\w.]+)` \| (.*) \|$", page, re.MULTILINE)
    assert [name for name, told in rows if len(told) < 20] == []
