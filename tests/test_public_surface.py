"""The public surface is what fixtures/public_surface.json says: no change to it is accidental.

``python tests/test_public_surface.py --record`` writes the file anew, after a change that is meant.
"""

from __future__ import annotations

import argparse
import inspect
import json
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SNAPSHOT = ROOT / "fixtures" / "public_surface.json"
COMMAND = "python tests/test_public_surface.py --record"
# Modules whose names users import, as README and docs/ show them. Others may change without notice.
MODULES = (
    "diplo_extract",
    "diplo_extract.article",
    "diplo_extract.batch",
    "diplo_extract.context",
    "diplo_extract.errors",
    "diplo_extract.evaluate.gold",
    "diplo_extract.evaluate.report",
    "diplo_extract.export",
    "diplo_extract.fx",
    "diplo_extract.mentions",
    "diplo_extract.plot",
    "diplo_extract.plugins",
    "diplo_extract.read",
    "diplo_extract.records",
    "diplo_extract.report.corpus",
    "diplo_extract.schema",
    "diplo_extract.timex",
)


def surface() -> dict[str, str]:
    """Describe everything that a program of a user's may depend on, one line each."""
    parts = (_names(), _commands(), _tables(), _schema(), _entry_points())
    return dict(sorted(line for part in parts for line in part))


def _names() -> Iterator[tuple[str, str]]:
    for path in MODULES:
        module = import_module(path)
        listed = getattr(module, "__all__", None)
        names = listed or [n for n, value in vars(module).items() if getattr(value, "__module__", None) == path]
        for name in names:
            if name == "__version__" or name.startswith("_"):
                continue
            value = getattr(module, name)
            yield f"python {path}.{name}", _described(value)
            if inspect.isclass(value):
                yield from ((f"python {path}.{name}.{member}", told) for member, told in _members(value))


def _described(value: Any) -> str:
    if inspect.isclass(value):
        return f"class({', '.join(base.__name__ for base in value.__bases__)})"
    if callable(value) and not hasattr(value, "__args__"):
        return f"def {_signature(value)}"
    return str(value)


def _members(kind: type) -> Iterator[tuple[str, str]]:
    if is_dataclass(kind):
        for field in fields(kind):
            default = " = ..." if (field.default, field.default_factory) != (MISSING, MISSING) else ""
            yield field.name, f"{field.type}{default}"
    elif "__init__" in vars(kind) and not issubclass(kind, Exception):
        yield "__init__", f"def {_signature(kind.__init__)}"  # type: ignore[misc]
    for name, member in vars(kind).items():
        if name.startswith("_"):
            continue
        if isinstance(member, property):
            yield name, "property"
        elif inspect.isfunction(member) or isinstance(member, classmethod | staticmethod):
            yield name, f"def {_signature(inspect.unwrap(getattr(kind, name)))}"


def _signature(function: Any) -> str:
    signature = inspect.signature(function)
    plain = (bool, int, float, str, tuple, type(None))
    parameters = [
        p if p.default is p.empty or isinstance(p.default, plain) else p.replace(default=...)
        for p in signature.parameters.values()
    ]
    return str(signature.replace(parameters=parameters)).replace("'", "").replace("Ellipsis", "...")


def _commands() -> Iterator[tuple[str, str]]:
    from diplo_extract.cli import build_parser

    yield from _arguments(build_parser(), "command diplo-extract")


def _arguments(parser: argparse.ArgumentParser, path: str) -> Iterator[tuple[str, str]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, command in action.choices.items():
                yield f"{path} {name}", "command"
                yield from _arguments(command, f"{path} {name}")
        elif action.dest != "help":
            told = {"choices": action.choices, "default": action.default, "nargs": action.nargs}
            shown = [f"{key} {value}" for key, value in told.items() if value not in (None, [], False, "==SUPPRESS==")]
            shown += ["required"] if action.required and action.option_strings else []
            yield f"{path} {' '.join(action.option_strings) or action.metavar or action.dest}", ", ".join(shown)


def _tables() -> Iterator[tuple[str, str]]:
    from diplo_extract.store.schemas import TABLES

    for table, columns in TABLES.items():
        yield f"table {table}", ", ".join(f"{name} {kind}" for name, kind in columns)


def _schema() -> Iterator[tuple[str, str]]:
    from diplo_extract.schema import json_schema

    def leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:
        if isinstance(value, dict) and value:
            for name, item in value.items():
                if name != "description" or isinstance(item, dict):  # words may change, promises may not
                    yield from leaves(item, f"{path}/{name}")
        else:
            yield path, json.dumps(value)

    yield from leaves(json_schema(), "schema #")


def _entry_points() -> Iterator[tuple[str, str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for group, points in {"scripts": project["scripts"], **project["entry-points"]}.items():
        yield from ((f"entry point {group} {name}", value) for name, value in points.items())
    for extra, packages in project["optional-dependencies"].items():
        yield f"extra {extra}", ", ".join(packages) if extra not in ("test", "dev") else "for development"


def differences(recorded: dict[str, str], now: dict[str, str]) -> list[str]:
    """Say what is gone, what has changed, and what is new."""
    gone = [f"gone: {name}" for name in recorded if name not in now]
    both = [name for name in recorded if name in now and recorded[name] != now[name]]
    changed = [f"changed: {name}\n    was {recorded[name]}\n    is  {now[name]}" for name in both]
    return gone + changed + [f"new: {name}: {value}" for name, value in now.items() if name not in recorded]


def test_the_public_surface_is_as_recorded() -> None:
    found = differences(json.loads(SNAPSHOT.read_text("utf-8")), surface())
    assert not found, (
        "the public surface is not as recorded:\n  " + "\n  ".join(found) + f"\nIf that is meant: {COMMAND}, "
        "and say it in CHANGELOG.md (what is gone or changed breaks users' programs: raise the version for it)"
    )


def test_a_change_is_named() -> None:
    was = {"python a.f": "def (x)", "python a.g": "def ()"}
    now = {"python a.f": "def (x, y)", "python a.h": "def ()"}
    assert differences(was, now) == [
        "gone: python a.g",
        "changed: python a.f\n    was def (x)\n    is  def (x, y)",
        "new: python a.h: def ()",
    ]


def test_the_surface_holds_what_users_call() -> None:
    now = surface()
    assert now["python diplo_extract.extract"].startswith("def (article: str | Article, *, published:")
    assert now["python diplo_extract.records.Agreement.date"] == "str | None"
    assert "default parquet" in now["command diplo-extract batch --format"]
    assert now["table warnings"].startswith("article string, code string")
    assert now["schema #/$defs/Mention/properties/start/minimum"] == "0"


if __name__ == "__main__":
    if sys.argv[1:] != ["--record"]:
        sys.exit(f"usage: {COMMAND}")
    sys.path.insert(0, str(ROOT))
    SNAPSHOT.write_text(json.dumps(surface(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    print(f"{SNAPSHOT.relative_to(ROOT)}: {len(surface())} lines")
