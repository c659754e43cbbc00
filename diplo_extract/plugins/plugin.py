"""What a plug-in says of itself: its name, and the shape of its records."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast, get_args, get_origin, get_type_hints

from diplo_extract.errors import PluginError
from diplo_extract.records import Mention

# A name is a key in JSON, a table, a file and a spaCy pipe.
_NAME = re.compile("[a-z][a-z0-9_]{0,40}")
# Columns that every table of records has of its own.
_TAKEN = ("article", "record", "start", "end", "text", "rule")
_COLUMN_TYPES: dict[Any, str] = {str: "string", int: "integer", bool: "boolean", Decimal: "string"}
ALLOWED = "str, int, bool, Decimal, Literal of strings (each also with | None), tuple[str, ...]"


@dataclass(frozen=True, slots=True)
class Plugin:
    """A kind of record that a plug-in finds.

    The object that the entry point ``name`` of the group ``diplo_extract.plugins`` names. The spaCy factory of the
    same name, in the group ``spacy_factories``, makes the component that finds the records.

    Raises:
        PluginError: the name is not allowed, or the record type is not a frozen dataclass of plain values with
            ``mentions: tuple[Mention, ...]``.
    """

    name: str  # lower-case letters, digits and "_": the key in Extraction.extra; the table is extra_NAME
    record: type[Any]
    lexicons: Path | None = None  # the plug-in's own tables and patterns, which a user's folders may add to
    label: Callable[[Any], str] | None = None  # a record in a few words, for pages; None: its first value
    factory: str | None = None  # the spaCy factory; None: of the same name

    def __post_init__(self) -> None:
        """Check the name and the shape of the records."""
        if not _NAME.fullmatch(self.name):
            raise PluginError(f"plug-in {self.name!r}: a name is lower-case letters, digits and '_', a letter first")
        columns_of(self)

    @property
    def table(self) -> str:
        """Return the name of the plug-in's table in a batch run."""
        return f"extra_{self.name}"


@dataclass(frozen=True, slots=True)
class UnknownRecord:
    """A record, read back from JSON, of a plug-in that is not installed here: its values as they stand there."""

    data: dict[str, Any]
    mentions: tuple[Mention, ...]

    def plain(self) -> dict[str, Any]:
        """Return what was read, to the letter."""
        return self.data


@cache
def record_columns(record: type, where: str) -> tuple[tuple[str, str], ...]:
    """Return name and column type of each field of a record type but ``mentions``; raise ``PluginError``."""
    if not is_dataclass(record) or not cast(Any, record).__dataclass_params__.frozen:
        raise PluginError(f"{where}: its record type {record!r} is no frozen dataclass")
    hints = get_type_hints(record)
    if hints.get("mentions") != tuple[Mention, ...]:
        raise PluginError(f"{where}: its record type has no field 'mentions: tuple[Mention, ...]'")
    columns = []
    for field in fields(record):
        if field.name in _TAKEN:
            raise PluginError(f"{where}: a field of a record cannot be named {field.name!r}")
        if field.name != "mentions":
            columns.append((field.name, _column_type(hints[field.name], f"{where}: {field.name}")))
    return tuple(columns)


def columns_of(plugin: Plugin) -> tuple[tuple[str, str], ...]:
    """Return name and column type of each field of a plug-in's records but ``mentions``."""
    return record_columns(plugin.record, f"plug-in {plugin.name!r}")  # type: ignore[arg-type]  # a class is hashable


def _column_type(hint: Any, where: str) -> str:
    if hint == tuple[str, ...]:
        return "strings"
    args = get_args(hint)
    if get_origin(hint) is not Literal and type(None) in args:
        options = [arg for arg in args if arg is not type(None)]
        hint = options[0] if len(options) == 1 else None
    if get_origin(hint) is Literal and all(isinstance(arg, str) for arg in get_args(hint)):
        return "string"
    if hint not in _COLUMN_TYPES:
        raise PluginError(f"{where}: the type {hint!r} is not allowed; allowed: {ALLOWED}")
    return _COLUMN_TYPES[hint]
