"""Who may import whom (DESIGN): plain data knows no spaCy, components do no I/O, nothing imports the command line."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "diplo_extract"
SPACY_FREE = (
    "records",
    "article",
    "errors",
    "mentions",
    "context",
    "lexicon",
    "text",
    "normalize",
    "resolve",
    "evaluate",
)
ABOVE = ("cli", "report", "store", "batch", "read")  # what the core must not know


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    return names | {
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def modules(part: str) -> list[Path]:
    return [PACKAGE / f"{part}.py"] if (PACKAGE / f"{part}.py").exists() else sorted((PACKAGE / part).rglob("*.py"))


@pytest.mark.parametrize("part", SPACY_FREE)
def test_plain_parts_import_no_spacy(part: str) -> None:
    paths = modules(part)
    assert paths
    for path in paths:
        assert not {name for name in imported(path) if name.split(".")[0] == "spacy"}, path


@pytest.mark.parametrize("path", [p for part in (*SPACY_FREE, "components") for p in modules(part)], ids=str)
def test_the_core_knows_nothing_above_it(path: Path) -> None:
    if path.parts[-2] == "evaluate":  # the evaluation has a report of its own
        return
    # An extraction shows itself (to_html, to_frames): imported there when called, not before.
    above = {f"diplo_extract.{name}" for name in ABOVE} - (
        {"diplo_extract.report", "diplo_extract.store"} if path.stem == "records" else set()
    )
    assert not {name for name in imported(path) if ".".join(name.split(".")[:2]) in above}


@pytest.mark.parametrize("path", sorted(set(PACKAGE.rglob("*.py")) - set((PACKAGE / "cli").rglob("*.py"))), ids=str)
def test_nothing_imports_the_command_line(path: Path) -> None:
    allowed = {"__main__.py"}
    assert path.name in allowed or not {name for name in imported(path) if name.startswith("diplo_extract.cli")}


@pytest.mark.parametrize("path", modules("components"), ids=str)
def test_components_do_no_input_or_output(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not calls & {"open", "print", "input"}
