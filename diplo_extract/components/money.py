"""Find money."""

from __future__ import annotations

from diplo_extract.context import Context
from diplo_extract.mentions import MoneyMention


def find_money(ctx: Context) -> tuple[MoneyMention, ...]:
    """Find money in a text."""
    return ()
