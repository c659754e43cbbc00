"""Which agreement covers which field: by its title, or by what the text says of it."""

from __future__ import annotations

import re
from bisect import bisect_right

from diplo_extract.context import Context
from diplo_extract.resolve.agreements import Signed

NEAREST = 16  # mentions of agreements looked back at
REACH = 300  # characters after an agreement within which the text says what it is about
# Between an agreement and a field in one sentence: the words that say what the agreement is about.
_ABOUT = re.compile(
    r"\b(?:on|in|for|covers?|covering|provid(?:es?|ing) for|includ(?:es?|ing)|regarding|concerning|regulat\w+"
    r"|aim(?:s|ed|ing)? (?:at|to)|to (?:boost|enhanc|expand|increas|promot|strengthen|deepen|develop|facilitat)\w*"
    r"|establish\w*|relating to|related to|focus\w*|envisag\w*|span\w*|will|would|designed to|expected to)\b",
    re.IGNORECASE,
)


# A sentence that goes on about the agreement named last: "It also provides for ...", "Under the document, ...".
_GOES_ON = re.compile(
    r"[\"“']?(?:It|They|This|These|Both|The (?:(?:two )?document|deal|text|accord)s?|Under (?:it|this|these))\s"
    r"(?:(?:will|would|should|is|are|was|were|can|may|also|further|agreements?|documents?|memorandums?|memoranda"
    r"|deals?)\s){0,3}"
    r"(?:provid|cover|includ|aim|envisag|establish|promot|strengthen|enhanc|boost|facilitat|expand|focus|set|open"
    r"|pav|creat|improv|help|contribut|support|deepen|span|address|regulat|design|intended|expected)\w*"
)


def covering(ctx: Context, signed: Signed) -> dict[int, tuple[str, ...]]:
    """Return the ids of the agreements that cover each field mention, by the mention's start."""
    mentions = sorted((m.start, m.end, a.id) for a in signed.agreements for m in a.mentions)
    covers: dict[int, tuple[str, ...]] = {}
    for found in ctx.found.sectors:
        last = bisect_right(mentions, (found.start, len(ctx.text), ""))
        # Only the nearest: the work stays linear in texts that name hundreds of agreements.
        covers[found.start] = _covering(ctx, found.start, found.end, mentions[max(0, last - NEAREST) : last])
    return covers


def _covering(ctx: Context, start: int, end: int, near: list[tuple[int, int, str]]) -> tuple[str, ...]:
    inside = [id for a, b, id in near if end <= b]
    if inside:
        return tuple(dict.fromkeys(inside))
    low, _ = ctx.view.sentence_at(start)
    before = [(b, id) for a, b, id in near if low <= a and b <= start]
    if before:
        after, id = before[-1]
        return (id,) if _ABOUT.search(ctx.text, after, min(start, after + REACH)) else ()
    if not _GOES_ON.match(ctx.text, low):
        return ()
    previous, _ = ctx.view.sentences[max(0, ctx.view.sentence_index(start) - 1)]
    named = {id for a, b, id in near if previous <= a and b <= low}
    return tuple(named) if len(named) == 1 else ()  # two agreements: which one "it" is cannot be told
