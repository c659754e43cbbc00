"""The constraint files say what pyproject.toml says, and name no package index."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
MINIMUM = (ROOT / "constraints" / "minimum.txt").read_text("utf-8")
LOCKED = (ROOT / "constraints" / "locked.txt").read_text("utf-8")
LOCK = re.compile(r"[\w.-]+==[\w.!+]+( ; [^\n]+)? \\\n( +--hash=sha256:[0-9a-f]{64}( \\)?\n?)+")
BOUND = re.compile(r"([\w.-]+)(?:\[.*\])?[>=]=([\d.]+)")


def direct(*extras: str) -> dict[str, str]:
    """Return the lower bound of each direct dependency, by name."""
    wanted = [*PROJECT["dependencies"], *(r for extra in extras for r in PROJECT["optional-dependencies"][extra])]
    return {found[1].lower(): found[2] for requirement in wanted if (found := BOUND.match(requirement))}


def test_every_direct_dependency_has_a_lower_bound() -> None:
    for requirements in (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()):
        for requirement in requirements:
            assert BOUND.match(requirement) or requirement.startswith("diplo-extract["), requirement


def test_the_minimum_is_the_lower_bound_of_each() -> None:
    extras = set(PROJECT["optional-dependencies"]) - {"dev", "all"}
    listed = dict(line.split("==") for line in MINIMUM.splitlines() if not line.startswith("#"))
    assert listed == direct(*sorted(extras))


def test_every_package_is_locked_with_its_hashes() -> None:
    entries = re.split(r"\n(?=\w)", LOCKED.partition("\n\n")[2])
    assert len(entries) > 40
    for entry in entries:
        assert LOCK.fullmatch(entry), entry[:200]
    names = {entry.partition("==")[0] for entry in entries}
    assert set(direct()) <= names
    assert set(direct("html", "pdf", "parquet", "warc", "frames", "dask", "fsspec")) <= names


@pytest.mark.parametrize("text", [MINIMUM, LOCKED], ids=["minimum", "locked"])
def test_no_index_and_no_host_is_named(text: str) -> None:
    assert not re.search(r"https?:|file:|index-url|find-links|trusted-host|\.org|\.com|\.io", text)
