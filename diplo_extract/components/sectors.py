"""Find sectors."""

from __future__ import annotations

from diplo_extract.context import Context
from diplo_extract.mentions import SectorMention


def find_sectors(ctx: Context) -> tuple[SectorMention, ...]:
    """Find sectors in a text."""
    return ()
