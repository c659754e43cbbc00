"""Every code block of the README and the documentation runs, in order, as a reader would run it."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import catalogue
import pytest

from diplo_extract.store.schemas import TABLES

_spec = importlib.util.spec_from_file_location("code_blocks", Path(__file__).parent / "code_blocks.py")
assert _spec is not None
assert _spec.loader is not None
code_blocks = importlib.util.module_from_spec(_spec)
sys.modules["code_blocks"] = code_blocks
_spec.loader.exec_module(code_blocks)
PAGES, ROOT, DATA, RUN = code_blocks.PAGES, code_blocks.ROOT, code_blocks.DATA, code_blocks.RUN

# The only blocks that may stand unrun, each with the reason that the page gives.
NOT_RUN = {
    ("index.md", "installs"),
    ("label_studio.md", "installs"),
    ("clusters.md", "needs object storage"),
    ("clusters.md", "needs Spark"),
    ("clusters.md", "needs Ray"),
    ("accuracy.md", "takes both pipelines over all articles"),
    ("r.md", "R is no part of the tests; the columns are checked"),
}


@pytest.fixture
def shown_factories() -> Iterator[None]:
    """Forget the spaCy factory that a page registers: another test registers the same one."""
    names = set(re.findall(r'@Language\.factory\("(\w+)"\)', "".join(page.read_text("utf-8") for page in PAGES)))

    def forget() -> None:
        for key in [key for key in catalogue.REGISTRY if key[-1] in names]:
            del catalogue.REGISTRY[key]

    forget()
    yield
    forget()


@pytest.mark.slow
@pytest.mark.usefixtures("shown_factories")
@pytest.mark.parametrize("page", [pytest.param(page, id=str(page.relative_to(ROOT))) for page in PAGES])
def test_the_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("pandas", "polars", "duckdb", "pyarrow"):
        pytest.importorskip(module)
    if not any(block.runs for block in code_blocks.blocks(page)):
        return
    folder = tmp_path / "folder"
    folder.mkdir()
    monkeypatch.chdir(folder)
    if "military_exercises" in page.read_text("utf-8"):
        (tmp_path / "site").mkdir()
        code_blocks.install_example(tmp_path / "site")
        monkeypatch.syspath_prepend(str(tmp_path / "site"))
    code_blocks.prepare(folder, page)
    code_blocks.Runner(page, folder).run()


def test_every_block_is_run_or_says_why_not() -> None:
    excused = set()
    for page in PAGES:
        for block in code_blocks.blocks(page):
            reason = re.match(r"not run: (.+)", block.marker)
            if reason:
                excused.add((page.name, reason[1]))
            else:
                assert block.language in RUN | DATA, f"{page.name}:{block.line}: a block of {block.language!r}"
                # Code that cannot run must say so, not pass as text.
                assert block.language != "text" or block.marker in ("seed", "output"), f"{page.name}:{block.line}"
    assert excused == NOT_RUN


def test_no_code_hides_in_an_indented_block() -> None:
    hidden = [
        f"{page.name}: {line}" for page in PAGES for line in page.read_text("utf-8").splitlines()
        if re.match(r"    (\$ )?(diplo-extract|pip|python|import) ", line)
    ]  # fmt: skip
    assert hidden == []


def test_the_columns_that_the_r_page_names_exist() -> None:
    code = "\n".join(b.code for b in code_blocks.blocks(ROOT / "docs" / "guides" / "r.md") if b.language == "r")
    tables = re.findall(r"results/(\w+)\.(?:parquet|jsonl)", code)
    columns = {name for table in tables for name, _ in TABLES[table]}
    verbs = "filter|count|select|mutate|is\\.na"
    named = set(re.findall(r'"(\w+)"', code)) | set(re.findall(r"\$(\w+)", code))
    for arguments in re.findall(rf"(?:{verbs})\(([^()]+)\)", code):
        named |= set(re.findall(r"(?<![\w\"])([a-z_]+)(?! *[(=\w])", re.sub(r"\b\w+ = (TRUE|FALSE)", "", arguments)))
    named -= {"signed", "as", "numeric"}
    assert len(named) > 12
    assert named - columns == set()
