"""Plug-ins: further kinds of records, found by components that other packages, or a user's lexicons, bring.

A plug-in is asked for by name (``load(plugins=["military_exercises"])``, ``--plugin military_exercises``) and never
taken just because it is installed: what a command gives must not change with what else lies in the environment.
Its records are in ``Extraction.extra[name]``. ``docs/plugins.md`` shows how to write one.
"""

from diplo_extract.plugins.component import PluginComponent, add_records
from diplo_extract.plugins.installed import find_plugin, installed_plugins
from diplo_extract.plugins.plugin import Plugin, UnknownRecord
from diplo_extract.plugins.terms import Term

__all__ = [
    "Plugin",
    "PluginComponent",
    "Term",
    "UnknownRecord",
    "add_records",
    "find_plugin",
    "installed_plugins",
]
