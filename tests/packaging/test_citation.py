"""CITATION.cff can be read by what reads such files, and names this version."""

from __future__ import annotations

import re
from pathlib import Path

import jsonschema
import pytest

import diplo_extract

yaml = pytest.importorskip("yaml")
ROOT = Path(__file__).parents[2]
# The part of the Citation File Format 1.2.0 that the file uses; the format's own schema allows the same here.
TEXT = {"type": "string", "minLength": 1}
SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "additionalProperties": False,
    "required": ["cff-version", "message", "title", "authors"],
    "properties": {
        "cff-version": {"const": "1.2.0"},
        "message": TEXT,
        "type": {"enum": ["dataset", "software"]},
        "title": TEXT,
        "abstract": TEXT,
        "authors": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name"],
                "additionalProperties": False,
                "properties": {"name": TEXT},
            },
        },
        "license": {"const": "Apache-2.0"},
        "version": TEXT,
        "date-released": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "doi": {"type": "string", "pattern": r"^10\.\d{4,9}/\S+$"},
        "keywords": {"type": "array", "minItems": 1, "uniqueItems": True, "items": TEXT},
    },
}


def test_the_citation_file_is_valid_and_of_this_version() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    jsonschema.validate(citation, SCHEMA)
    assert citation["version"] == diplo_extract.__version__


def test_the_security_policy_names_tests_that_there_are() -> None:
    policy = (ROOT / "SECURITY.md").read_text("utf-8")
    named = set(re.findall(r"`(tests/[\w/.]+)`", policy))
    assert len(named) >= 5
    assert [name for name in named if not (ROOT / name).exists()] == []
    assert "@" not in policy  # no address that nobody reads
