"""The dateline of an article: "LIMA, May 3 (Agency) -", the city that it is told from and the day it was written."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from diplo_extract.article import header_end
from diplo_extract.context import Context
from diplo_extract.resolve.actors import Actors

PARAGRAPHS = 4  # a headline, a subtitle and a byline may stand before it
LONGEST = 90  # characters
_MARK = re.compile(r"\s?[–—]\s?|\s?(?:\.-|--)\s?|\s-\s|:\s|(?<=[)/])\s|(?<=\. )[A-Z]{4,12}\s")
# What may stand between the city and the mark: ", Peru", ", May 3", " (Agency)", "/AGENCY/", but no word of prose.
_BRACKETS = re.compile(r"[(\[/][^)\]/\n]{2,40}[)\]/]")
_PROSE = re.compile(r"\b[a-z]{2,}")
_CAPITALS = re.compile(r"[A-Z][A-Z' .-]{2,30}[A-Z](?=[,:(/ ]|\. )")
_SPACE = " \t\"“*•"


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a dateline stands, and the city it names."""

    start: int
    end: int
    city: str
    code: str  # of the state it lies in; empty for a city that no table names


def read_dateline(ctx: Context, actors: Actors) -> Dateline | None:
    """Return the dateline of an article, or None: at the very beginning of one of its first paragraphs."""
    body = header_end(ctx.text)
    for start, end in ctx.view.paragraphs[:PARAGRAPHS]:
        start = max(start, body)
        start += len(ctx.text[start:end]) - len(ctx.text[start:end].lstrip(_SPACE))
        found = _at(ctx, actors, start, min(end, start + LONGEST))
        if found:
            return found
    return None


def _at(ctx: Context, actors: Actors, start: int, end: int) -> Dateline | None:
    at = bisect_left(actors.places, start, key=lambda p: p.start)
    place = actors.places[at] if at < len(actors.places) and actors.places[at].start == start else None
    if place and place.kind == "state":
        return None
    capitals = _CAPITALS.match(ctx.text, start, end)
    if not place and (not capitals or ctx.text[start:end].isupper()):
        return None
    city_end = place.end if place else capitals.end() if capitals else start
    mark = _MARK.search(ctx.text, city_end, end)
    if not mark or _PROSE.search(_BRACKETS.sub("", ctx.text[city_end : mark.start()])):
        return None
    city = ctx.text[start:city_end]
    if not place and ctx.text[city_end : mark.start()].strip() == "" and ctx.text[mark.start()] == ":":
        return None  # "BREAKING NEWS: ..."
    return Dateline(start, mark.end(), city.title() if city.isupper() else city, place.code if place else "")
