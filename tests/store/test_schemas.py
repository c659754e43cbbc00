"""Columns are a promise: this snapshot changes only by additions at the end of a table."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import get_args, get_type_hints

from diplo_extract import records
from diplo_extract.store.schemas import RECORD_TABLES, TABLES

SNAPSHOT = Path(__file__).parents[2] / "fixtures" / "table_schemas.json"


def test_the_schemas_are_those_of_the_snapshot() -> None:
    assert json.loads(SNAPSHOT.read_text("utf-8")) == {
        table: [list(column) for column in columns] for table, columns in TABLES.items()
    }


def test_every_field_of_every_record_has_its_column() -> None:
    hints = get_type_hints(records.Extraction)
    assert set(RECORD_TABLES) == {
        name
        for name, hint in hints.items()
        if get_args(hint) and hasattr(get_args(hint)[0], "__dataclass_fields__") and name != "warnings"
    }
    for table in RECORD_TABLES:
        kind = get_args(hints[table])[0]
        stored = {name for name, _ in TABLES[table]} | {"mentions", "id"}
        if table == "unlisted_fields":
            stored.add("sector")  # always null
        assert {f.name for f in fields(kind)} <= stored, table
