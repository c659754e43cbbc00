"""Writing gold files so that a person can correct them in an editor: one record a line."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any


def gold_text(raw: dict[str, Any]) -> str:
    """Return a gold annotation as JSON with one record a line.

    >>> print(gold_text({"published": None, "principals": ["TUR"], "sectors": [{"sector": "energy"}], "amounts": []}))
    {
     "published": null,
     "principals": ["TUR"],
     "sectors": [
      {"sector": "energy"}
     ],
     "amounts": []
    }
    <BLANKLINE>
    """
    return "{\n" + ",\n".join(f" {_dump(name)}: {_value(value)}" for name, value in raw.items()) + "\n}\n"


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _value(value: Any) -> str:
    if isinstance(value, dict) and value:  # the records of plug-ins, by name
        return "{\n" + ",\n".join(f"  {_dump(name)}: {_dump(records)}" for name, records in value.items()) + "\n }"
    if not (isinstance(value, list) and value and isinstance(value[0], dict)):
        return _dump(value)
    return "[\n" + ",\n".join(f"  {_dump(record)}" for record in value) + "\n ]"


def write_gold(path: Path, raw: dict[str, Any], *, force: bool = False) -> bool:
    """Write a gold file, whole or not at all; return False where one is there already and ``force`` is not set."""
    if path.exists() and not force:
        return False
    partial = path.with_name(f".{path.name}.partial")
    partial.write_text(gold_text(raw), encoding="utf-8", newline="\n")
    os.replace(partial, path)  # noqa: PTH105 - replaces atomically on every system
    return True
