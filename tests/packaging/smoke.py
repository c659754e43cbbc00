"""The main jobs from a new virtual environment that holds the wheel and what it needs, and nothing else.

``python tests/packaging/smoke.py dist/diplo_extract-*.whl`` makes the environment in a temporary folder, runs the jobs
outside this checkout, prints each, and ends with 1 at the first that fails.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

EXAMPLE = Path(__file__).parents[2] / "examples" / "military_exercises"
DEVELOPMENT = {"pytest", "hypothesis", "ruff", "mypy", "jsonschema", "build", "hatchling", "pyarrow", "pandas"}
TEXT = "date 2023-05-11 Kenya and Uganda signed a memorandum on energy on Tuesday. They hold joint naval drills."
LIBRARY = f"""
import diplo_extract
extraction = diplo_extract.extract({TEXT!r})
assert [a.kind for a in extraction.agreements] == ["memorandum_of_understanding"], extraction
assert extraction.principals == ("KEN", "UGA"), extraction
assert diplo_extract.Extraction.from_json(extraction.to_json()) == extraction
assert "<html" in extraction.to_html()
"""
IN_SPACY = f"""
import spacy
nlp = spacy.blank("en")
nlp.add_pipe("diplo_extract")
assert nlp({TEXT!r})._.diplo.principals == ("KEN", "UGA")
"""
PLUGIN = f"""
import diplo_extract
nlp = diplo_extract.load(plugins=["military_exercises"])
[found] = diplo_extract.extract({TEXT!r}, nlp=nlp).extra["military_exercises"]
assert found.kind == "naval", found
"""


class Environment:
    """A virtual environment, and a folder to work in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        venv.create(folder / "venv", with_pip=True)
        self.bin = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
        (folder / "work").mkdir()

    def run(self, program: str, *arguments: str, status: int = 0) -> str:
        """Run a program of the environment away from the checkout; return what it prints."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_"))}
        command = [str(self.bin / program), *arguments]
        ended = subprocess.run(
            command, cwd=self.folder / "work", env=kept, capture_output=True, text=True, encoding="utf-8", check=False
        )
        if ended.returncode != status:
            raise SystemExit(f"{' '.join(command)} ended with {ended.returncode}:\n{ended.stdout}\n{ended.stderr}")
        return ended.stdout + ended.stderr


def installs_alone(env: Environment, wheel: Path) -> None:
    """The wheel installs with what it names, and no development tool among it."""
    env.run("python", "-m", "pip", "install", "-q", str(wheel))
    env.run("python", "-m", "pip", "check")
    there = {package["name"].lower() for package in json.loads(env.run("python", "-m", "pip", "list", "--format=json"))}
    assert "diplo-extract" in there
    assert not there & DEVELOPMENT, there & DEVELOPMENT


def command_line(env: Environment) -> None:
    """Every command says what it is for, and extract, show, schema and lexicon check do their work."""
    (env.folder / "work" / "story.txt").write_text(TEXT, "utf-8")
    listed = env.run("diplo-extract", "--help")
    for command in ("extract", "batch", "show", "explain", "schema", "evaluate", "lexicon", "plugins"):
        assert f"\n    {command}" in listed, command
        env.run("diplo-extract", command, "--help")
    for command in [line.split()[0] for line in listed.splitlines() if line.startswith("    ") and line[4] != " "]:
        env.run("diplo-extract", command, "--help")
    line = env.run("diplo-extract", "extract", "story.txt", "--format", "jsonl")
    assert json.loads(line)["agreements"][0]["date"] == "2023-05-09", line
    env.run("diplo-extract", "show", "story.txt", "--html", "story.html")
    assert json.loads(env.run("diplo-extract", "schema"))["title"].endswith("contract version 1")
    assert "no faults" in env.run("diplo-extract", "lexicon", "check")
    assert "pip install 'diplo-extract[parquet]'" in env.run(
        "diplo-extract", "batch", "story.txt", "--out", "parquet", status=2
    )


def batch_on_100_files(env: Environment, *options: str, out: str = "out") -> list[str]:
    """A folder of 100 articles becomes tables; return those."""
    articles = env.folder / "work" / "articles"
    articles.mkdir(exist_ok=True)
    for number in range(100):
        (articles / f"story{number:03}.txt").write_text(f"{TEXT}\nIt was round {number} of their talks.\n", "utf-8")
    how = ("--out", out, "--format", "csv", "--workers", "2", "--quiet", *options)
    env.run("diplo-extract", "batch", "articles", *how)
    folder = env.folder / "work" / out
    assert json.loads((folder / "run.json").read_text("utf-8"))["counts"]["articles"] == 100
    with (folder / "signatories.csv").open(encoding="utf-8", newline="") as lines:
        assert len(list(csv.DictReader(lines))) == 200
    return sorted(path.name for path in folder.glob("*.csv"))


def report(env: Environment) -> None:
    """Where there is a report of a folder of results, it is written as one page."""
    if "\n    report" in env.run("diplo-extract", "--help"):
        arguments = env.run("diplo-extract", "report", "--help")
        target = ["--html", "report.html"] if "--html" in arguments else ["--out", "report.html"]
        env.run("diplo-extract", "report", "out", *target)
        assert (env.folder / "work" / "report.html").stat().st_size > 1000


def plugin(env: Environment) -> None:
    """The example installs beside the wheel and takes part everywhere once it is named."""
    env.run("python", "-m", "pip", "install", "-q", str(EXAMPLE))
    assert env.run("diplo-extract", "plugins").startswith("military_exercises  diplo-military-exercises 1.0")
    env.run("python", "-c", LIBRARY)
    env.run("python", "-c", PLUGIN)
    tables = batch_on_100_files(env, "--plugin", "military_exercises", out="with_plugin")
    assert "extra_military_exercises.csv" in tables
    rows = (env.folder / "work" / "with_plugin" / "extra_military_exercises.csv").read_text("utf-8").splitlines()
    assert len(rows) == 101, len(rows)
    gold = str(EXAMPLE / "gold")
    told = env.run("diplo-extract", "evaluate", gold, "--plugin", "military_exercises", "--pipeline", "default")
    assert "tp 2 fp 0 fn 0" in told, told


def main() -> None:
    """Run every job in order."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=Path, help="the wheel to install")
    wheel = parser.parse_args().wheel.resolve()
    with tempfile.TemporaryDirectory() as folder:
        env = Environment(Path(folder))
        jobs = {
            "the wheel alone": lambda: installs_alone(env, wheel),
            "library": lambda: env.run("python", "-c", LIBRARY),
            "nlp.add_pipe": lambda: env.run("python", "-c", IN_SPACY),
            "command line": lambda: command_line(env),
            "batch on 100 files": lambda: batch_on_100_files(env),
            "report": lambda: report(env),
            "plug-in": lambda: plugin(env),
        }
        for name, job in jobs.items():
            job()
            print(f"ok  {name}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
