"""The README keeps its word: its code runs, its commands exist, its output is what comes out."""

import re
from pathlib import Path

import pytest

from diplo_extract.cli import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def between(marker: str) -> str:
    return README.split(f"<!-- {marker} -->")[1].split(f"<!-- /{marker} -->")[0]


@pytest.mark.parametrize("code", blocks("python"))
def test_python_blocks_run(code: str) -> None:
    exec(compile(code, "README.md", "exec"), {})


def test_every_command_stands_in_the_readme() -> None:
    rows = "\n".join(re.findall(r"^\| `.*", README, re.MULTILINE))
    named = set(re.findall(r"`([a-z-]+)", rows))
    assert set(COMMANDS) <= named
