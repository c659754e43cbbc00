"""``diplo-extract plugins``: the plug-ins that are installed, and what their records hold."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import Any

from diplo_extract.cli.articles import complain, write_lines
from diplo_extract.errors import PluginError


def add_parser(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("plugins", help="list the installed plug-ins and the fields of their records")
    parser.add_argument("--json", action="store_true", help="as one JSON object")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print each plug-in with its package; status 1 where one cannot be imported, named on standard error."""
    from diplo_extract.plugins.installed import find_plugin, installed_plugins, version_of
    from diplo_extract.plugins.plugin import columns_of

    found: dict[str, Any] = {}
    failed = 0
    for name in installed_plugins():
        try:
            plugin = find_plugin(name)
        except PluginError as error:
            failed += complain(str(error))
            continue
        found[name] = {"package": version_of(name), "table": plugin.table, "fields": dict(columns_of(plugin))}
    write_lines([json.dumps(found, ensure_ascii=False)] if args.json else _lines(found))
    return 1 if failed else 0


def _lines(found: dict[str, Any]) -> Iterator[str]:
    if not found:
        yield "no plug-ins are installed"
    for name, about in found.items():
        fields = ", ".join(f"{field} ({kind})" for field, kind in about["fields"].items())
        yield f"{name}  {about['package'] or ''}  {about['table']}: {fields}"
