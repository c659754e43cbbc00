"""A user's faulty row or pattern is one line that names file and line, never a crash in the middle of an article."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from diplo_extract import extract, load
from diplo_extract.errors import LexiconError

HEADER = "form\tid\tmatch\tsource"
TEXT = "Peru and Chile signed an agreement on cooperation in zorbing in Lima, worth 5 million dollars."
PATTERN = {"id": "own", "label": "signed", "pattern": "<sign> zorbs", "examples": ["<sign> zorbs"]}


def extracted_with(folder: Path, name: str, content: str | bytes) -> list[str]:
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return [sector.sector for sector in extract(TEXT, nlp=load(lexicons=[folder])).sectors]


def jsonl(**changes: object) -> str:
    return json.dumps({**PATTERN, **changes}) + "\n"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("sectors.tsv", f"{HEADER}\nzorbing\town\tlower\tx\n", "sectors.tsv:2: 'own' is not in the list of ids"),
        ("sectors.tsv", HEADER.encode() + b"\nzorb\xff\tsports\tlower\tx\n", "sectors.tsv: not UTF-8: invalid start"),
        ("numbers.tsv", f"{HEADER}\tkind\nzillion\tmany\tlower\tx\tmagnitude\n", "numbers.tsv:2: 'many' is no number"),
        ("currencies.tsv", f"{HEADER}\tfactor\nzorb\tUSD\tlower\tx\tfew\n", "currencies.tsv:2: 'few' is no number"),
        ("signing.jsonl", '["id"]\n', "signing.jsonl:1: expected an object, got list"),
        ("signing.jsonl", '{"atom": "own"}\n', "signing.jsonl:1: no pattern"),
        ("signing.jsonl", jsonl(pattern=5), "signing.jsonl:1: pattern must be a str, not a int"),
        ("signing.jsonl", jsonl(examples="<sign> zorbs"), "signing.jsonl:1: examples must be a list, not a str"),
        ("signing.jsonl", jsonl(examples=[]), "signing.jsonl:1: no examples"),
        ("signing.jsonl", jsonl(label="own"), "signing.jsonl:1: label is 'own'; allowed: none, planned, rejected"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, name: str, content: str | bytes, message: str) -> None:
    with pytest.raises(LexiconError) as caught:
        extracted_with(tmp_path, name, content)
    assert str(caught.value).startswith(message)


def test_a_table_saved_by_a_spreadsheet_is_read(tmp_path: Path) -> None:
    row = f"\ufeff{HEADER}\r\nzorbing\tsports\tlower\tx\r\n"
    assert extracted_with(tmp_path, "sectors.tsv", row) == ["sports"]


def test_a_pattern_of_ones_own_is_taken(tmp_path: Path) -> None:
    assert extracted_with(tmp_path, "signing.jsonl", jsonl()) == []
