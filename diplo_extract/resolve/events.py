"""From dates to what happened on them: historical dates and the timeline."""

from __future__ import annotations

from dataclasses import dataclass

from diplo_extract.context import Context
from diplo_extract.records import HistoricalDate, TimelineEvent
from diplo_extract.resolve.actors import Actors
from diplo_extract.resolve.agreements import Signed


@dataclass(frozen=True, slots=True)
class Events:
    """The dated events of a text."""

    historical_dates: tuple[HistoricalDate, ...] = ()
    timeline: tuple[TimelineEvent, ...] = ()


def resolve_events(ctx: Context, actors: Actors, signed: Signed) -> Events:
    """Tie every date to its event."""
    return Events()
