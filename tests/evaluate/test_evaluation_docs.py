"""docs/evaluation.md says what is so: its Python runs, its sample is sound gold, its options are all there are."""

import argparse
import json
import re
from pathlib import Path

import pytest

from diplo_extract.cli import build_parser
from diplo_extract.cli.gold import FORMAT_NAMES
from diplo_extract.evaluate.check import gold_faults
from diplo_extract.evaluate.formats import FORMATS
from diplo_extract.evaluate.gold import known_codes
from diplo_extract.evaluate.inline import parse_inline

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", DOCS, re.S)


def test_the_python_runs(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    (code,) = blocks("python")
    exec(code, {})
    assert re.fullmatch(r"0\.\d+ 0\.\d+\n", capsys.readouterr().out)


def test_the_sample_is_sound_gold():
    (sample,) = blocks("json")
    text = (
        "Ann Example signed a memorandum on shipping; the memorandum ... $5 billion ... opened relations November 1905"
    )
    assert list(gold_faults(json.loads(sample), text, known_codes())) == []


def test_the_markup_is_markup():
    (markup,) = blocks("xml")
    assert [span.values["role"] for span in parse_inline(markup).spans] == ["baseline", "target"]


@pytest.mark.parametrize("command", ["evaluate", "annotate"])
def test_options_that_are_named_exist(command):
    (commands,) = [a for a in build_parser()._actions if isinstance(a, argparse._SubParsersAction)]
    options = {option for action in commands.choices[command]._actions for option in action.option_strings}
    for line in DOCS.splitlines():
        if line.startswith(f"$ diplo-extract {command} "):
            assert set(re.findall(r"--[a-z-]+", line)) <= options
    if command == "evaluate":
        explained = set(re.findall(r"--[a-z-]+", DOCS))
        assert options - {"--help", "-h", "--model", "--lexicons"} <= explained


def test_every_format_is_explained():
    assert set(FORMAT_NAMES) == set(FORMATS) == set(re.findall(r"^\| `(\w+)` \|", DOCS, re.M))
