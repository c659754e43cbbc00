"""The README keeps its word: its code runs, its commands exist, its output is what comes out."""

import re
from pathlib import Path

import pytest

from diplo_extract import extract
from diplo_extract.cli import COMMANDS
from diplo_extract.report.table import table_lines

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


def test_the_seed_output_shown_is_what_comes_out(seed) -> None:
    shown = re.search(r"```text\n(.*?)```", between("seed"), re.DOTALL)
    assert shown
    real = {line.strip() for line in table_lines(extract(seed))}
    lines = [line.strip() for line in shown[1].splitlines() if line.strip() not in ("", "...")]
    assert len(lines) > 10
    assert [line for line in lines if line not in real] == []
