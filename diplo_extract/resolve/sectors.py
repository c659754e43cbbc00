"""From sector mentions to sector records, linked to the agreements that cover them."""

from __future__ import annotations

from dataclasses import dataclass

from diplo_extract.context import Context
from diplo_extract.lexicon import read_sector_ids
from diplo_extract.mentions import SectorMention
from diplo_extract.records import Mention, Sector, UnlistedField
from diplo_extract.resolve.actors import Actors
from diplo_extract.resolve.agreements import Signed
from diplo_extract.resolve.coverage import covering


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of cooperation of a text."""

    sectors: tuple[Sector, ...] = ()
    unlisted: tuple[UnlistedField, ...] = ()


def resolve_sectors(ctx: Context, actors: Actors, signed: Signed) -> Fields:
    """Gather sector mentions by id and link them to agreements."""
    ids = read_sector_ids(ctx.lexicons)
    covers = covering(ctx, signed)
    by_id: dict[str, list[SectorMention]] = {}
    unlisted: dict[str, list[SectorMention]] = {}
    for mention in ctx.found.sectors:
        if mention.sector is None:
            unlisted.setdefault(ctx.text[mention.start : mention.end].lower(), []).append(mention)
        else:
            by_id.setdefault(mention.sector, []).append(mention)
    sectors = tuple(
        Sector(id, ids[id]["eurovoc"] or None, _agreements(found, covers), _mentions(ctx, found))
        for id, found in by_id.items()
    )
    fields = tuple(
        UnlistedField(None, _agreements(found, covers), _mentions(ctx, found)) for found in unlisted.values()
    )
    return Fields(sectors, fields)


def _agreements(found: list[SectorMention], covers: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
    ids = {id for mention in found for id in covers.get(mention.start, ())}
    return tuple(sorted(ids, key=lambda id: int(id[1:])))


def _mentions(ctx: Context, found: list[SectorMention]) -> tuple[Mention, ...]:
    return tuple(ctx.mention(m.start, m.end, m.rule) for m in found)
