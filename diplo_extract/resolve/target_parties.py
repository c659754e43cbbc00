"""Whose indicator a goal is about: the states of its sentence or paragraph, else the principals."""

from __future__ import annotations

from collections.abc import Iterable

from diplo_extract.context import Context
from diplo_extract.resolve.actors import Actors
from diplo_extract.resolve.frames import Frame


def find_parties(ctx: Context, actors: Actors, frames: Iterable[Frame]) -> tuple[str, ...]:
    """Return the two parties that a mention's sentence or paragraph names; else the article's principals."""
    for frame in frames:
        for start, end in (frame.sentence, ctx.view.paragraph_at(frame.start)):
            codes = actors.codes_between(start, end)
            if len(codes) == 2:
                return codes
    return actors.principals
