"""From sector mentions to sector records, linked to the agreements that cover them."""

from __future__ import annotations

from dataclasses import dataclass

from diplo_extract.context import Context
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
    return Fields()
