"""From sector mentions to sector records, linked to the agreements that cover them."""

from __future__ import annotations

from dataclasses import dataclass

from diplo_extract.context import Context
from diplo_extract.lexicon import read_sector_ids
from diplo_extract.mentions import SectorMention
from diplo_extract.records import Sector, UnlistedField
from diplo_extract.resolve.actors import Actors
from diplo_extract.resolve.agreements import Signed


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of cooperation of a text."""

    sectors: tuple[Sector, ...] = ()
    unlisted: tuple[UnlistedField, ...] = ()


def resolve_sectors(ctx: Context, actors: Actors, signed: Signed) -> Fields:
    """Gather sector mentions by id and link them to agreements."""
    ids = read_sector_ids(ctx.lexicons)
    by: dict[str, list[SectorMention]] = {}
    for mention in ctx.found.sectors:
        if mention.sector:
            by.setdefault(mention.sector, []).append(mention)
    sectors = tuple(
        Sector(
            sector=id,
            eurovoc=ids[id]["eurovoc"] or None,
            agreements=tuple(dict.fromkeys(a for m in mentions for a in _covering(ctx, m, signed))),
            mentions=tuple(ctx.mention(m.start, m.end, m.rule) for m in mentions),
        )
        for id, mentions in by.items()
    )
    return Fields(sectors=sectors)


def _covering(ctx: Context, mention: SectorMention, signed: Signed) -> list[str]:
    return [
        agreement.id
        for agreement in signed.agreements
        if any(m.start <= mention.start and mention.end <= m.end for m in agreement.mentions)
    ]
