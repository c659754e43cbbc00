"""From instruments and signings to agreements and their signatories."""

from __future__ import annotations

from dataclasses import dataclass

from diplo_extract.context import Context
from diplo_extract.records import Agreement, Signatory
from diplo_extract.resolve.actors import Actors


@dataclass(frozen=True, slots=True)
class Signed:
    """The agreements of a text, and who signed them."""

    agreements: tuple[Agreement, ...] = ()
    signatories: tuple[Signatory, ...] = ()


def resolve_agreements(ctx: Context, actors: Actors) -> Signed:
    """Link instruments, signings and actors."""
    return Signed()
