"""The output contract as JSON Schema (draft 2020-12), made from the record types themselves."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from typing import Any

from pydantic import TypeAdapter

from diplo_extract import records
from diplo_extract.plugins.installed import find_plugin
from diplo_extract.records import SCHEMA_VERSION, Extraction

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DECIMAL = r"^-?\d+(\.\d+)?$"
_DAY = r"(-?\d{4}(-\d{2}(-\d{2})?)?|\d{3}X)"
# The subset of EDTF (ISO 8601-2) that the records use: days, months, years, decades, centuries, intervals, "~" and "?".
EDTF = rf"^({_DAY}[~?]?|\d{{2}}XX|({_DAY}|\.\.)/({_DAY}|\.\.))$"
# What the types alone do not say. A field of the same name means the same in every record.
_LIMITS: dict[str, dict[str, Any]] = {
    "amount": {"pattern": _DECIMAL},
    "amount_max": {"pattern": _DECIMAL},
    "baseline": {"pattern": _DECIMAL},
    "quantity": {"pattern": _DECIMAL},
    "currency": {"pattern": "^[A-Z]{3}$"},
    "country": {"pattern": "^[A-Z]{3}$"},
    "date": {"pattern": EDTF},
    "value": {"pattern": EDTF},
    "published": {"pattern": r"^\d{4}-\d{2}-\d{2}$"},
    "sha256": {"pattern": "^[0-9a-f]{64}$"},
    "mentions": {"minItems": 1},
    "start": {"minimum": 0},
    "end": {"minimum": 0},
    "words": {"minimum": 0},
}
_COMMENT = re.compile(r"^    (\w+): .*?  # (.+)$", re.MULTILINE)


def json_schema(plugins: Iterable[str] = ()) -> dict[str, Any]:
    """Return the JSON Schema of one extraction as ``Extraction.to_dict`` writes it.

    Every field is required, since the output always has it. Further fields are allowed: the contract adds fields
    without a new version.

    Args:
        plugins: installed plug-ins whose records to describe; records of others need only have mentions.

    Raises:
        PluginError: a plug-in is not installed.
    """
    schema = TypeAdapter(Extraction).json_schema(mode="serialization")
    del schema["properties"]["text"]  # for display only
    _describe("Extraction", schema)
    for name, definition in schema["$defs"].items():
        _describe(name, definition)
    _describe_extra(schema, plugins)
    schema["properties"]["schema_version"] = {"const": SCHEMA_VERSION}
    return {"$schema": DIALECT, **schema, "title": f"diplo_extract extraction, contract version {SCHEMA_VERSION}"}


def _describe_extra(schema: dict[str, Any], plugins: Iterable[str]) -> None:
    """Say what the records of plug-ins are: those named by their fields, all others by their mentions."""
    mentions = {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/Mention"}}
    extra = schema["properties"]["extra"]
    known = extra.setdefault("properties", {})
    for name in plugins:
        record = TypeAdapter(find_plugin(name).record).json_schema(mode="serialization")
        record.pop("$defs", None)
        record["required"] = list(record["properties"])
        record["properties"]["mentions"] = mentions
        known[name] = {"type": "array", "items": record}
    other = {"type": "object", "required": ["mentions"], "properties": {"mentions": mentions}}
    extra["additionalProperties"] = {"type": "array", "items": other}


def _describe(name: str, definition: dict[str, Any]) -> None:
    """Add to a record's schema what its fields are, from the comments in the source, and their limits."""
    record = getattr(records, name)
    comments = dict(_COMMENT.findall(inspect.getsource(record)))
    definition["description"] = inspect.getdoc(record)
    definition["required"] = list(definition["properties"])
    for field, schema in definition["properties"].items():
        schema.pop("title", None)
        schema.pop("default", None)
        if field in comments:
            schema["description"] = comments[field]
        for target in schema.get("anyOf", [schema]):
            if target.get("type") != "null":
                target.update(_LIMITS.get(field, {}))
