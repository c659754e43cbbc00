"""What the page on the library leaves out: each other name of ``fixtures/public_surface.json``, in a line."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from figures import between

SURFACE = Path(__file__).parents[2] / "fixtures" / "public_surface.json"


def library_page(page: str) -> str:
    """Return the page with its table of further names made new."""
    shown = set(re.findall(r"^::: ([\w.]+)", page, re.MULTILINE))
    return between(page, "further", _table(shown))


def _table(shown: set[str]) -> Iterator[str]:
    yield "| name | what it is |"
    yield "| --- | --- |"
    for name, value in public_names().items():
        where = f"{value.__module__}.{value.__qualname__}"
        if where not in shown and value.__module__ not in shown:
            yield f"| `{name}` | {_first_line(value)} |"


def public_names() -> dict[str, Any]:
    """Return what the snapshot of the public surface promises, by the first name under which it is imported."""
    names: dict[str, Any] = {}
    for line in json.loads(SURFACE.read_text("utf-8")):
        path, _, name = line.removeprefix("python ").rpartition(".")
        if line.startswith("python ") and not path.rpartition(".")[2][:1].isupper():  # no member of a class
            value = getattr(import_module(path), name)
            called = inspect.isclass(value) or inspect.isfunction(value)
            if called and all(value is not known for known in names.values()):
                names[f"{path}.{name}"] = value
    return names


def _first_line(value: Any) -> str:
    return (inspect.getdoc(value) or "").partition("\n")[0].replace("|", "\\|").replace("``", "`")
