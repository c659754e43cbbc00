"""The plug-ins of the environment, by the entry points of their packages."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path

from diplo_extract.errors import PluginError
from diplo_extract.plugins.plugin import Plugin

GROUP = "diplo_extract.plugins"


def installed_plugins() -> tuple[str, ...]:
    """Return the names of the plug-ins that are installed, in order; none of them is imported."""
    return tuple(sorted(_entry_points(tuple(sys.path))))


@cache
def _entry_points(path: tuple[str, ...]) -> dict[str, EntryPoint]:
    """Return the entry points of our group, read once for each search path of modules."""
    return {entry.name: entry for entry in entry_points(group=GROUP)}


def find_plugin(name: str) -> Plugin:
    """Return an installed plug-in.

    Raises:
        PluginError: there is none of this name (the message names those there are), or it cannot be imported.
    """
    entry = _entry_points(tuple(sys.path)).get(name)
    if entry is None:
        there = ", ".join(installed_plugins()) or "none"
        raise PluginError(f"no plug-in {name!r} is installed; installed: {there}")
    try:
        plugin = entry.load()
    except PluginError:
        raise
    except Exception as error:
        raise PluginError(f"plug-in {name!r}: {entry.value} cannot be imported: {error!r}") from error
    if not isinstance(plugin, Plugin) or plugin.name != name:
        raise PluginError(f"plug-in {name!r}: {entry.value} is no Plugin of this name")
    return plugin


def version_of(name: str) -> str | None:
    """Return distribution and version that bring a plug-in, "diplo-military-exercises 1.0"; None where unknown."""
    entry = _entry_points(tuple(sys.path)).get(name)
    return f"{entry.dist.name} {entry.dist.version}" if entry and entry.dist else None


def identity(name: str) -> str:
    """Return a hash of a plug-in's version and code: what it found depends on both."""
    find_plugin(name)
    entry = _entry_points(tuple(sys.path))[name]
    spec = find_spec(entry.module.partition(".")[0])
    digest = hashlib.sha256(repr((name, version_of(name))).encode())
    for path in _sources(Path(spec.origin) if spec and spec.origin else None):
        digest.update(f"{path.name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()[:16]


def _sources(origin: Path | None) -> list[Path]:
    """Return the files of a module, or of a package with its data."""
    if origin is None:
        return []
    if origin.name != "__init__.py":
        return [origin]
    return sorted(path for path in origin.parent.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
