"""Which agreement covers which field: by its title, or by what the text says of it."""

from __future__ import annotations

import re

from diplo_extract.context import Context
from diplo_extract.resolve.agreements import Signed

# Between an agreement and a field in one sentence: the words that say what the agreement is about.
_ABOUT = re.compile(
    r"\b(?:on|in|for|covers?|covering|provid(?:es?|ing) for|includ(?:es?|ing)|regarding|concerning|regulat\w+"
    r"|aim(?:s|ed|ing)? (?:at|to)|to (?:boost|enhanc|expand|increas|promot|strengthen|deepen|develop|facilitat)\w*"
    r"|establish\w*|relating to|related to|focus\w*|envisag\w*|span\w*|will|would|designed to|expected to)\b",
    re.IGNORECASE,
)


def covering(ctx: Context, signed: Signed) -> dict[int, tuple[str, ...]]:
    """Return the ids of the agreements that cover each field mention, by the mention's start."""
    agreements = [(m.start, m.end, a.id) for a in signed.agreements for m in a.mentions]
    agreements.sort()
    return {field.start: _covering(ctx, field.start, field.end, agreements) for field in ctx.found.sectors}


def _covering(ctx: Context, start: int, end: int, agreements: list[tuple[int, int, str]]) -> tuple[str, ...]:
    inside = [id for a, b, id in agreements if a <= start and end <= b]
    if inside:
        return tuple(dict.fromkeys(inside))
    low, _ = ctx.view.sentence_at(start)
    before = [(a, b, id) for a, b, id in agreements if low <= a and b <= start]
    if before and _ABOUT.search(ctx.text, before[-1][1], start):
        return (before[-1][2],)
    return ()
