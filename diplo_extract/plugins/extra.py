"""The records of plug-ins, read back from plain values."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from diplo_extract.errors import DataError
from diplo_extract.plugins.installed import find_plugin, installed_plugins
from diplo_extract.plugins.plugin import Plugin, UnknownRecord
from diplo_extract.plugins.terms import Term, term_names, term_plugin
from diplo_extract.records import Mention, build, field_names


def plugins_of(names: Iterable[str], lexicons: Iterable[str | Path] = ()) -> tuple[Plugin, ...]:
    """Return the plug-ins asked for: the installed ones by name, then the kinds of records of folders of lexicons.

    Raises:
        PluginError: one is not installed, or two have one name.
    """
    installed = tuple(find_plugin(name) for name in dict.fromkeys(names))
    return installed + tuple(term_plugin(name) for name in term_names(lexicons))


def read_extra(data: dict[str, Any]) -> dict[str, tuple[Any, ...]]:
    """Return the records of all plug-ins by name, typed where the plug-in is installed.

    Raises:
        DataError: they do not have the shape of the contract, or of the plug-in.
    """
    return {name: _read_records(name, records) for name, records in data.items()}


def _read_records(name: str, records: Any) -> tuple[Any, ...]:
    where = f"Extraction.extra[{name!r}]"
    if not isinstance(records, list | tuple):
        raise DataError(f"{where}: expected a list, got {type(records).__name__}")
    if not records:
        return ()
    kind = find_plugin(name).record if name in installed_plugins() else None
    return tuple(_read_record(kind, record, f"{where}[{i}]") for i, record in enumerate(records))


def _read_record(kind: type | None, data: Any, where: str) -> Any:
    if not isinstance(data, dict):
        raise DataError(f"{where}: expected an object, got {type(data).__name__}")
    if kind is None and tuple(data) != field_names(Term):
        mentions = data.get("mentions")
        if not isinstance(mentions, list) or not mentions:
            raise DataError(f"{where}.mentions: expected a list of at least one mention")
        places = (build(Mention, item, f"{where}.mentions[{i}]") for i, item in enumerate(mentions))
        return UnknownRecord(data, tuple(places))
    return build(kind or Term, data, where)
