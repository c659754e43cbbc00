"""Find the fields in which parties cooperate: the lexicon finds candidates, the words around them decide.

Candidates that stand in one coordination ("economic, trade and cultural ties") are one list: what stands before its
first item and after its last holds for all, and once one item counts, all do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplo_extract.components.fields import limited, surroundings
from diplo_extract.components.lists import Item, chains
from diplo_extract.context import Context
from diplo_extract.lexicon import Match
from diplo_extract.mentions import SectorMention

# A sentence that speaks of dealings between parties lets the plain names of fields count without a frame of their own.
_DEALINGS = re.compile(
    r"\b(?:cooperat|co-operat|collaborat|partner|bilateral|ties\b|relations\b|agree|memorand|mou\b|mous\b|joint"
    r"|mutual|two (?:countries|sides|nations|leaders|parties)|both (?:countries|sides|nations|leaders|parties)|accord"
    r"|pact\b|deal\b|deals\b|treaty|dialogue|signed|talks\b|strengthen|boost|enhanc|deepen|expand)",
    re.IGNORECASE,
)


def find_sectors(ctx: Context) -> tuple[SectorMention, ...]:
    """Find the fields of cooperation of a text; those that no row names have no ``sector``."""
    found: list[SectorMention] = []
    dealings: dict[int, bool] = {}
    for chain in chains(ctx, _candidates(ctx)):
        found += _counted(ctx, chain, dealings)
    return tuple(sorted(found, key=lambda m: (m.start, m.end)))


def _candidates(ctx: Context) -> Iterator[Match]:
    """Yield the lexicon's matches that nothing keeps from counting."""
    excluded = surroundings(ctx.lexicons, "sector_exclusions")
    special = limited(ctx.lexicons, "sector_exclusions")
    masks = _masks(ctx)
    position = 0
    for match in ctx.matches("sectors"):
        while position < len(masks) and masks[position][1] <= match.start:
            position += 1
        if position < len(masks) and masks[position][0] <= match.start:
            continue
        if excluded.after(ctx.text, match.end) or excluded.before(ctx.text, match.start):
            continue
        if not any(pattern.matches(ctx.text, match) for pattern in special):
            yield match


def _masks(ctx: Context) -> list[tuple[int, int]]:
    """Return the spans of offices, in which a field is a portfolio: "Minister of Trade and Export Growth"."""
    return sorted({actor.role_span for actor in ctx.found.actors if actor.role_span})


def _counted(ctx: Context, chain: list[Item], dealings: dict[int, bool]) -> Iterator[SectorMention]:
    """Yield the mentions of a coordination that counts."""
    frames = surroundings(ctx.lexicons, "cooperation_frames")
    before = frames.before(ctx.text, chain[0].start)
    after = frames.after(ctx.text, chain[-1].end)
    frame = before or after or next(_inside(ctx, chain), None)
    for item in chain:
        if item.row is None:
            if before and len(chain) > 2:
                yield SectorMention(item.start, item.end, "sectors:unlisted", None, frame)
        elif item.adjective and not after and not _heads(ctx, item) and len(chain) < 3:
            continue
        elif frame or (not item.strict and _speaks_of_dealings(ctx, item.start, dealings)):
            yield SectorMention(item.start, item.end, f"sectors:{frame or 'dealings'}", item.row.id, frame)


def _inside(ctx: Context, chain: list[Item]) -> Iterator[str]:
    """Yield frames of items within a coordination: "trade cooperation, education and sports"."""
    frames = surroundings(ctx.lexicons, "cooperation_frames")
    for item in chain[:-1]:
        if rule := frames.after(ctx.text, item.end):
            yield rule
    for item in chain[1:]:
        if rule := frames.before(ctx.text, item.start):
            yield rule


def _heads(ctx: Context, item: Item) -> bool:
    return surroundings(ctx.lexicons, "cooperation_frames").after(ctx.text, item.end) is not None


def _speaks_of_dealings(ctx: Context, start: int, dealings: dict[int, bool]) -> bool:
    index = ctx.view.sentence_index(start)
    if index not in dealings:
        dealings[index] = _DEALINGS.search(ctx.text, *ctx.view.sentence_at(start)) is not None
    return dealings[index]
