"""Find times."""

from __future__ import annotations

from diplo_extract.context import Context
from diplo_extract.mentions import TimeMention


def find_times(ctx: Context) -> tuple[TimeMention, ...]:
    """Find times in a text."""
    return ()
