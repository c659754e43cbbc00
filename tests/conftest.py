"""What many tests share: the seed, the default pipeline, and the published schema."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from spacy.language import Language

from diplo_extract.article import Article, read_article
from diplo_extract.pipeline import load
from diplo_extract.records import Extraction
from diplo_extract.schema import json_schema

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "000_76c739ae50ea2fb1.txt"


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load()


@pytest.fixture(scope="session")
def grows_linearly() -> Callable[[Callable[[int], object], int, int], bool]:
    """Tell whether TIMES as much input takes about TIMES as long, and not TIMES squared: the least of three measures.

    A busy machine makes single measures worthless; half a second forgives what is too short to be measured.
    """

    def seconds(run: Callable[[int], object], size: int) -> float:
        start = time.process_time()
        run(size)
        return time.process_time() - start

    def check(run: Callable[[int], object], size: int, times: int) -> bool:
        run(max(1, size // 10))  # what is compiled on first use
        small = min(seconds(run, size) for _ in range(3))
        allowed = times**1.6 * small + 0.5
        return any(seconds(run, size * times) < allowed for _ in range(3))

    return check


@pytest.fixture(scope="session")
def seed() -> Article:
    return read_article(SEED)


@pytest.fixture(scope="session")
def validate() -> Callable[[Extraction], dict[str, Any]]:
    """Check an extraction against the schema and its mentions against the text; return it as a dict."""
    schema = json_schema()
    for definition in (schema, *schema["$defs"].values()):
        definition["additionalProperties"] = False  # a field that the schema does not know is a fault here
    schema["properties"]["extra"].pop("additionalProperties", None)
    validator = jsonschema.Draft202012Validator(schema)

    def check(extraction: Extraction, text: str | None = None) -> dict[str, Any]:
        data = extraction.to_dict()
        validator.validate(data)
        for mention in mentions(data):
            assert mention["start"] < mention["end"]
            assert text is None or text[mention["start"] : mention["end"]] == mention["text"]
        return data

    return check


def mentions(value: Any) -> list[dict[str, Any]]:
    """Return every mention within an extraction's plain values."""
    if isinstance(value, list):
        return [m for item in value for m in mentions(item)]
    if not isinstance(value, dict):
        return []
    here = [value] if set(value) == {"start", "end", "text", "rule"} else []
    return here + [m for item in value.values() for m in mentions(item)]
