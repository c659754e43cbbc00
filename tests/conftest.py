"""What many tests share: the seed, the default pipeline, and the published schema."""

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
