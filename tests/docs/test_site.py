"""The site is built whole, without a broken link, and loads nothing from another host."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def pages_of_nav() -> list[str]:
    nav = (ROOT / "mkdocs.yml").read_text("utf-8").split("\nnav:\n")[1]
    return re.findall(r": ([\w/]+\.md)$", nav, re.MULTILINE)


def test_every_page_is_in_the_navigation_once() -> None:
    assert sorted(pages_of_nav()) == sorted(str(path.relative_to(DOCS)) for path in DOCS.rglob("*.md"))


def test_every_picture_is_shown_and_described() -> None:
    text = "\n".join(path.read_text("utf-8") for path in [ROOT / "README.md", *DOCS.rglob("*.md")])
    shown = set(re.findall(r"!\[[^\]]{10,}\]\((?:\.\./|docs/)*(images/[^)]+)\)", text))
    assert shown == {str(path.relative_to(DOCS)) for path in (DOCS / "images").iterdir()}


@pytest.mark.slow
def test_the_site_is_built_strictly_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    pytest.importorskip("zensical")
    pytest.importorskip("mkdocstrings")
    shutil.copytree(DOCS, tmp_path / "docs")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / "diplo_extract").symlink_to(ROOT / "diplo_extract")
    command = [sys.executable, "-m", "zensical", "build", "--clean", "--strict"]
    plain = {**os.environ, "NO_COLOR": "1"}
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=plain, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    built = sorted((tmp_path / "site").rglob("*.html"))
    assert len(built) > len(pages_of_nav())
    loaded = re.compile(r"""<(?:script|img|iframe|link|source)\b[^>]*(?:src|href)=["'](?:https?:)?//[^"']*["'][^>]*>""")
    elsewhere = {tag for page in built for tag in loaded.findall(page.read_text("utf-8")) if "canonical" not in tag}
    assert elsewhere == set()
    library = (tmp_path / "site" / "library.html").read_text("utf-8")
    assert "Extract article by article, in order and in constant memory." in library
