"""From sums and quantities to amounts with roles, and targets with baseline, deadline and parties."""

from __future__ import annotations

from dataclasses import dataclass

from diplo_extract.context import Context
from diplo_extract.records import Amount, MonetaryTarget, QuantityTarget
from diplo_extract.resolve.actors import Actors


@dataclass(frozen=True, slots=True)
class Money:
    """The sums and targets of a text."""

    amounts: tuple[Amount, ...] = ()
    monetary_targets: tuple[MonetaryTarget, ...] = ()
    quantity_targets: tuple[QuantityTarget, ...] = ()


def resolve_targets(ctx: Context, actors: Actors) -> Money:
    """Give every sum its role and indicator, and gather the targets."""
    return Money()
