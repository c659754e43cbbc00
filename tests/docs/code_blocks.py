"""The code blocks of a page, and what it takes to run them one after the other as a reader would."""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from diplo_extract.cli import main

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
DATA = {"text", "json", "jsonl", "xml", "csv", "tsv", "yaml", "toml", "bibtex"}
RUN = {"python", "sh", "console", "sql"}
_BLOCK = re.compile(r"(?:^<!-- ([^>]*?) -->\n+)?^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_BASH = re.compile(r"[|<>&;$(){}*?~`]|\\$", re.MULTILINE)  # what makes a line more than a command with words


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block with the comment right above it."""

    marker: str
    language: str
    code: str
    line: int

    @property
    def runs(self) -> bool:
        """Tell whether it is to be run here."""
        # What stands below "start" and "tests" in the README is run by .ci/run, in a new environment.
        return (
            self.language in RUN and not self.marker.startswith("not run: ") and self.marker not in ("start", "tests")
        )


def blocks(page: Path) -> list[Block]:
    """Return the fenced blocks of a page."""
    text = page.read_text("utf-8")
    return [Block(m[1] or "", m[2], m[3], text[: m.start(3)].count("\n")) for m in _BLOCK.finditer(text)]


def prepare(folder: Path, page: Path) -> None:
    """Make what pages take for granted: articles, gold, and what their readers brought along."""
    gold = ROOT / "fixtures" / "gold"
    names = [f"own_0{number}" for number in range(1, 7)]
    (folder / "articles").mkdir()
    (folder / "gold").mkdir()
    (folder / "fixtures").symlink_to(ROOT / "fixtures")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    for name in names:
        shutil.copy(gold / f"{name}.txt", folder / "articles")
        for suffix in (".txt", ".json"):
            shutil.copy(gold / (name + suffix), folder / "gold")
    for seed in (ROOT / "seeds").glob("*.txt"):
        shutil.copy(seed, folder / "articles")
        shutil.copy(seed, folder / "article.txt")
        shutil.copy(seed, folder / "story.txt")
    for copy in ("ARTICLES", "my_articles"):
        shutil.copytree(folder / "articles", folder / copy)
    for copy in ("first", "second", "my_gold"):
        shutil.copytree(folder / "gold", folder / copy)
    shutil.copytree(ROOT / "examples", folder / "examples")
    shutil.copytree(ROOT / "examples" / "military_exercises" / "gold", folder / "GOLD")
    if "export.json" in page.read_text("utf-8"):  # what Label Studio would have written
        run_command("diplo-extract gold export gold --format labelstudio -o export.json")
    if "corpus/*.tml" in page.read_text("utf-8"):
        (folder / "corpus").mkdir()
        run_bash("diplo-extract times article.txt > corpus/a.tml", folder)
    if not any("--out OUT" in block.code for block in blocks(page) if block.language in ("sh", "console")):
        (folder / "OUT").symlink_to("results")


def install_example(folder: Path) -> None:
    """Put the example plug-in where an installer would: its package, and what names its entry points."""
    shutil.copytree(
        ROOT / "examples" / "military_exercises" / "diplo_military_exercises", folder / "diplo_military_exercises"
    )
    about = tomllib.loads((ROOT / "examples" / "military_exercises" / "pyproject.toml").read_text("utf-8"))["project"]
    info = folder / "diplo_military_exercises-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {about['name']}\nVersion: 1\n", "utf-8")
    points = (
        f"[{group}]\n" + "".join(f"{name} = {where}\n" for name, where in named.items())
        for group, named in about["entry-points"].items()
    )
    (info / "entry_points.txt").write_text("".join(points), "utf-8")


class Runner:
    """Runs the blocks of one page, in order, in one folder and one namespace."""

    def __init__(self, page: Path, folder: Path) -> None:
        """Take the page, and a folder in which the process already stands."""
        self.page, self.folder = page, folder
        self.names: dict[str, object] = {"__name__": "__main__"}

    def run(self) -> None:
        """Run every block; compare what a block prints with the block marked as its output."""
        printed = ""
        for block in blocks(self.page):
            where = f"{self.page.relative_to(ROOT)}:{block.line}"
            try:
                if block.runs:
                    printed = self._run(block)
                elif block.marker == "output":
                    _compare(block.code, printed)
                elif block.marker.startswith("file: "):
                    path = self.folder / block.marker.removeprefix("file: ")
                    path.parent.mkdir(exist_ok=True)
                    path.write_text(block.code, "utf-8")
            except (Exception, SystemExit) as error:
                raise AssertionError(f"{where}: {type(error).__name__}: {error}\n\n{block.code}") from error

    def _run(self, block: Block) -> str:
        if block.language == "python":
            return self._python(block)
        if block.language == "sql":
            import duckdb

            return str(duckdb.sql(block.code))
        return "".join(self._shell(block))

    def _python(self, block: Block) -> str:
        if ">>>" in block.code:
            return _doctest(block, self.names)
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(block.code, f"{self.page.name}:{block.line}", "exec", dont_inherit=True), self.names)
        shown = re.findall(r"^# (.*)$", block.code, re.MULTILINE)
        if shown:
            assert out.getvalue().splitlines() == shown
        return out.getvalue()

    def _shell(self, block: Block) -> Iterator[str]:
        code = block.code
        if block.language == "console":
            code = "".join(line[2:] + "\n" for line in code.splitlines() if line.startswith("$ "))
        if "<<" in code:
            yield run_bash(code, self.folder)
            return
        for line in code.splitlines():
            bare = re.sub(r"(^|\s+)#.*", "", line)
            if bare.startswith("diplo-extract ") and not _BASH.search(bare) and "--version" not in bare:
                yield run_command(bare)
            elif bare:
                yield run_bash(line, self.folder)


def run_command(line: str) -> str:
    """Run one command in this process, which has imported everything already; return what it printed."""
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    with contextlib.redirect_stdout(out):
        status = main(shlex.split(line)[1:])
    assert status == 0, f"exit status {status}: {line}"
    return out.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined]


def run_bash(code: str, folder: Path) -> str:
    """Run lines of a shell, with the command of this checkout; return what they printed."""
    bin = folder / ".bin"
    bin.mkdir(exist_ok=True)
    (bin / "diplo-extract").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m diplo_extract "$@"\n', "utf-8")
    (bin / "diplo-extract").chmod(0o755)
    environment = os.environ | {"PATH": f"{bin}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "EDITOR": "true"}
    command = ["bash", "-euo", "pipefail", "-c", code]
    done = subprocess.run(command, capture_output=True, cwd=folder, env=environment, timeout=60, check=False)
    assert done.returncode == 0, f"exit status {done.returncode}: {done.stderr.decode()[-2000:]}"
    return done.stdout.decode("utf-8")


def _compare(shown: str, printed: str) -> None:
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    assert doctest.OutputChecker().check_output(shown, printed, flags), f"printed:\n{printed}"


def _doctest(block: Block, names: dict[str, object]) -> str:
    test = doctest.DocTestParser().get_doctest(block.code, names, "page", None, block.line)
    runner, report = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS), io.StringIO()
    runner.run(test, out=report.write, clear_globs=False)
    assert runner.failures == 0, report.getvalue()
    names.update(test.globs)
    return report.getvalue()
