"""The command line on good and bad input: one clear line each, the exit status of the contract, no traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from diplo_extract.cli import COMMANDS, main

TEXT = "Kenya and Uganda signed a trade agreement on Tuesday.\n"
BAD = {
    "missing.txt": None,
    "binary.txt": b"\x7fELF\0\0\0\1\2\3" * 50,
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "latin.txt": "Türkiye signed".encode("latin-1"),
    "line.txt": b"word " * 2_000_000,
}


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_jsonl_writes_one_line_an_article_in_the_order_given(good: Path, tmp_path: Path, capfdbinary) -> None:
    other = tmp_path / "another.txt"
    other.write_text("Nothing at all.", encoding="utf-8")
    assert main(["extract", str(good), str(other), "--format", "jsonl"]) == 0
    out, err = capfdbinary.readouterr()
    assert [json.loads(line)["article"]["id"] for line in out.splitlines()] == ["good", "another"]
    assert err == b""


@pytest.mark.parametrize("name", BAD)
def test_a_bad_article_is_one_line_and_the_rest_goes_on(name: str, good: Path, tmp_path: Path, capfdbinary) -> None:
    if (content := BAD[name]) is not None:
        (tmp_path / name).write_bytes(content)
    assert main(["extract", str(tmp_path / name), str(tmp_path), str(good), "--format", "jsonl"]) == 1
    out, err = capfdbinary.readouterr()
    assert len(out.splitlines()) == 1
    first, second = err.decode().splitlines()
    assert name in first
    assert "is a directory" in second
    assert "Traceback" not in first + second


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--published", "yesterday"], "'yesterday' is no date; write YYYY-MM-DD"),
        (["--published", "2022-02-30"], "'2022-02-30' is no date"),
        (["--model", "xx_no_model"], "'xx_no_model' is neither an installed spaCy pipeline"),
        (["--lexicons", "no-such-folder"], "no-such-folder: no such folder of lexicons"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(arguments: list[str], words: str, good: Path, capfd) -> None:
    assert main(["extract", str(good), *arguments]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert words in err
    assert len(err.splitlines()) == 1


def test_the_encoding_is_named_never_guessed(tmp_path: Path, capfd) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes("Türkiye and Kenya signed a pact.".encode("latin-1"))
    assert main(["extract", str(path)]) == 1
    assert "--encoding" in capfd.readouterr().err
    assert main(["extract", str(path), "--encoding", "latin-1", "--format", "jsonl"]) == 0
    assert json.loads(capfd.readouterr().out)["article"]["words"] == 6


def test_standard_input() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "diplo_extract", "extract", "-", "--format", "jsonl"],
        input=TEXT.encode(),
        capture_output=True,
        check=True,
    )
    assert json.loads(run.stdout)["article"]["id"] == "stdin"


@pytest.mark.parametrize("command", ["extract", "show", "explain"])
def test_the_views_on_the_seed(command: str, capfd) -> None:
    seed = Path(__file__).parents[2] / "seeds" / "000_76c739ae50ea2fb1.txt"
    assert main([command, str(seed)]) == 0
    out = capfd.readouterr().out
    assert "10,000,000,000" in out or "10000000000" in out
    assert "\x1b" not in out  # no colors into a file


def test_help_names_every_command_and_needs_no_spacy() -> None:
    code = (
        "import sys\nfrom diplo_extract.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    print('spacy' in sys.modules, 'numpy' in sys.modules)"
    )
    env = {**os.environ, "COLUMNS": "200"}
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env).stdout
    assert out.rstrip().endswith("False False")
    assert all(f"    {command}" in out for command in COMMANDS)


def test_the_schema_command_prints_the_schema(capfd) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capfd.readouterr().out)["$schema"].endswith("2020-12/schema")
