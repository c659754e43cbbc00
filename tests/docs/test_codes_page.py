"""The page of codes has every code that the package gives, and no other."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "codes.md").read_text("utf-8")
SOURCE = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "diplo_extract").rglob("*.py")))


def rows(heading: str) -> set[str]:
    section = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE))


def test_every_warning_is_on_the_page() -> None:
    given = re.findall(r'\b(?:warn|Warning)\(\s*"(\w+)"', SOURCE)
    given += re.findall(r'_tell\(.*, "(\w+)", f?"', SOURCE) + re.findall(r'\(\("(\w+)", f"the column', SOURCE)
    assert rows("Warnings") == set(given)


def test_every_error_is_on_the_page() -> None:
    given = re.findall(r'\bFault\(\s*"(\w+)"', SOURCE) + re.findall(r'_faulty\([\w, ]+, "(\w+)"', SOURCE)
    given += re.findall(r'code, reason = "(\w+)"', SOURCE) + re.findall(r'^ +code = "(\w+)"', SOURCE, re.MULTILINE)
    assert rows("Errors of a batch run") >= set(given)
    # Nothing on the page that no source names.
    assert {code for code in rows("Errors of a batch run") if f'"{code}"' not in SOURCE} == set()
