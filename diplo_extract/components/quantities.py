"""Find quantities."""

from __future__ import annotations

from diplo_extract.context import Context
from diplo_extract.mentions import QuantityMention


def find_quantities(ctx: Context) -> tuple[QuantityMention, ...]:
    """Find quantities in a text."""
    return ()
