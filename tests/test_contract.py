"""The output contract: schema, grounding, round trip, determinism."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplo_extract import extract
from diplo_extract.errors import DataError
from diplo_extract.records import Extraction
from diplo_extract.schema import json_schema

ROOT = Path(__file__).parent.parent
GOLD = sorted((ROOT / "fixtures" / "gold").rglob("*.txt"))
# Words that the rules look for, between any other characters: random text alone would hardly fire a rule.
WORDS = st.sampled_from(
    "Türkiye|President Aïssata Touré|signed|a joint declaration|on trade|in Nairobi|last year|$5–10 billion|"
    "in the fields of energy, health and|March 2, 1992|the two sides|his Kenyan counterpart|€3.5bn|by 2030|\n".split(
        "|"
    )
)
TEXTS = st.lists(WORDS | st.text(st.characters(), max_size=8), max_size=25).map(" ".join)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_every_mention_is_the_text_at_its_offsets(validate, text: str) -> None:
    """Random Unicode, with combining marks, characters beyond the BMP, and lone surrogates."""
    extraction = extract(text, published="2022-05-11")
    data = validate(extraction, text)
    assert Extraction.from_json(extraction.to_json()) == extraction
    assert json.loads(extraction.to_json()) == data


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.stem)
def test_output_on_fixtures_fits_the_schema(validate, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    extraction = extract(text)
    validate(extraction, text)
    assert Extraction.from_dict(extraction.to_dict()) == extraction


def test_records_stand_in_order_of_their_first_mention(seed) -> None:
    data = extract(seed).to_dict()
    for layer in ("agreements", "sectors", "amounts", "monetary_targets", "historical_dates"):
        starts = [min(m["start"] for m in r["mentions"]) for r in data[layer]]
        assert starts == sorted(starts), layer


def test_the_same_bytes_in_one_process_and_in_two(tmp_path: Path) -> None:
    files = [str(p) for p in GOLD[:4]]
    command = [sys.executable, "-m", "diplo_extract", "extract", *files, "--format", "jsonl"]
    runs = [
        subprocess.run(command, capture_output=True, check=True, cwd=ROOT, env={"PYTHONHASHSEED": hash_seed}).stdout
        for hash_seed in ("1", "2")
    ]
    from diplo_extract import extract_many, read_article

    here = "".join(e.to_json() + "\n" for e in extract_many(read_article(f) for f in files))
    assert runs[0] == runs[1] == here.encode()


def test_the_schema_is_valid_2020_12() -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert "A sum of money, exact." in json.dumps(schema)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"agreements": 5}, "Extraction.agreements: expected a list, got int"),
        ({"agreements": [{"kind": "pact"}]}, "Extraction.agreements[0].kind: 'pact' is not one of treaty"),
        ({"amounts": [{"amount": "ten"}]}, "Extraction.amounts[0].amount: 'ten' is no decimal number"),
        ({"colour": 1}, "Extraction: unknown field 'colour'"),
        ({"article": {"id": "x"}}, "Extraction.article: .*missing"),
    ],
)
def test_a_malformed_extraction_is_an_error_that_names_the_place(seed, change, message) -> None:
    data = extract("nothing here").to_dict()
    with pytest.raises(DataError, match=message.replace("[", r"\[")):
        Extraction.from_dict({**data, **change})
