"""The tables of plug-ins: the columns of their records, between the record's number and its place."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import cast

from diplo_extract.plugins.extra import plugins_of
from diplo_extract.plugins.plugin import Plugin, columns_of
from diplo_extract.store.schemas import PLACE, Columns


def extra_tables(plugins: Iterable[str], lexicons: Iterable[str | Path] = ()) -> dict[str, Columns]:
    """Return the columns of each table that plug-ins and folders of lexicons add: ``extra_NAME``.

    Raises:
        PluginError: a plug-in is not installed.
    """
    return {plugin.table: table_columns(plugin) for plugin in plugins_of(plugins, lexicons)}


def table_columns(plugin: Plugin) -> Columns:
    """Return the columns of a plug-in's table."""
    own = cast(Columns, columns_of(plugin))
    return (("article", "string"), ("record", "integer"), *own, *PLACE)
