"""Plug-ins installed as packages are: a module and its entry points on the search path."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "examples" / "military_exercises"
# A plug-in that does as its text tells it: right, or wrong in one of the ways in which plug-ins go wrong.
SHIPS = """
from __future__ import annotations
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal
from spacy.language import Language
from diplo_extract.plugins import Plugin, PluginComponent
from diplo_extract.records import Mention

@dataclass(frozen=True, slots=True)
class Ship:
    name: str
    kind: Literal["frigate", "tanker"]
    tons: Decimal | None
    guns: int
    armed: bool
    flags: tuple[str, ...]
    mentions: tuple[Mention, ...]

PLUGIN = Plugin("ships", Ship)

@Language.factory("ships")
def make(nlp, name):
    return PluginComponent(PLUGIN, find)

def find(ctx):
    for word in ("Marlin", "Heron"):
        at = ctx.text.rfind(word)  # found last to first: the order of the text is put right
        if at >= 0:
            start = at + ("adrift" in ctx.text)
            mention = Mention(start, start + len(word), word, "ships:" + word)
            if "sunk" in ctx.text:
                raise ValueError("no ship")
            kind = "canoe" if "paddled" in ctx.text else "tanker"
            yield Ship(word, kind, Decimal("12.50"), 3, True, ("PAN", "LBR"), () if "ghost" in ctx.text else (mention,))
"""
MODULES = {
    "ships": SHIPS,
    "broken": "raise ImportError('no sails')",
    "other": "PLUGIN = 5",
}


def install(folder: Path, name: str, factories: bool) -> None:
    """Write what an installer writes: the entry points of a package."""
    about = folder / f"diplo_{name}-2.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: diplo-{name}\nVersion: 2.0\n", "utf-8")
    points = f"[diplo_extract.plugins]\n{name} = diplo_{name}:PLUGIN\n"
    points += f"[spacy_factories]\n{name} = diplo_{name}:make\n" if factories else ""
    (about / "entry_points.txt").write_text(points, "utf-8")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the example, a plug-in of ships, and two that do not work: once, since a module is imported once."""
    folder = tmp_path_factory.mktemp("site")
    install(folder, "military_exercises", True)
    shutil.copytree(EXAMPLE / "diplo_military_exercises", folder / "diplo_military_exercises")
    for name, code in MODULES.items():
        install(folder, name, name == "ships")
        (folder / f"diplo_{name}.py").write_text(code, "utf-8")
    return folder


@pytest.fixture
def installed(site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put what is installed on the search path; return the folder it lies in."""
    monkeypatch.syspath_prepend(str(site))
    return site


@pytest.fixture
def terms(tmp_path: Path) -> Callable[..., Path]:
    """Return what makes a folder of lexicons with a kind of record of its own."""

    def make(name: str = "summits") -> Path:
        folder = tmp_path / "rows"
        folder.mkdir(exist_ok=True)
        (folder / f"extra_{name}.tsv").write_text(
            "form\tid\tmatch\tsource\nriver summit\triver\tlower\town\nsummit\tany\tlower\town\n", "utf-8"
        )
        (folder / f"extra_{name}.jsonl").write_text(
            '{"id": "hosted", "label": "hosted", "pattern": "hosted a (?P<words>\\\\w+ forum)",'
            ' "examples": ["Togo hosted a trade forum"], "counterexamples": ["a forum"]}\n',
            "utf-8",
        )
        return folder

    return make
