"""Find actors."""

from __future__ import annotations

from diplo_extract.context import Context
from diplo_extract.mentions import ActorMention


def find_actors(ctx: Context) -> tuple[ActorMention, ...]:
    """Find actors in a text."""
    return ()
