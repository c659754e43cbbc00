"""Where an agreement was signed: the city, building or state named with the signing, or that of the visit."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from diplo_extract.article import header_end
from diplo_extract.context import Context
from diplo_extract.resolve.actors import Actors, Place
from diplo_extract.resolve.acts import Act
from diplo_extract.resolve.instruments import REACH, Draft
from diplo_extract.resolve.signing_date import in_the_week, is_news

_IN = re.compile(
    r"\b(?:in|at|inside)\s+(?:the )?(?:(?:\w+ )?(?:capital|city|town|resort"
    r"|capital city)(?: of)?,?\s+)?$",
    re.IGNORECASE,
)
_VISIT = re.compile(
    r"\b(?:visit|trip|tour|journey|travel)(?:s|ed|ing)?\b[^.;]{0,90}\bto (?:the )?$|\bvisit(?:s|ed|ing)? (?:the )?$"
    r"|\barriv\w+ in (?:the )?$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:ambassador|embassy|envoy|projects?|investments?|invest|companies|based|born|war|conflict|situation"
    r"|people)\s+(?:\w+ )?(?:in|at)\s+(?:the )?$",
    re.IGNORECASE,
)
_OCCASION = re.compile(
    r"\b(?:visit|trip|tour|stay|sidelines|talks|meeting|summit|forum|ceremony|here)\b", re.IGNORECASE
)
_UPCOMING = re.compile(r"\b(?:during|upcoming|forthcoming|on the occasion|next|scheduled)\b", re.IGNORECASE)
_DURING = re.compile(r"\bduring (?:the|his|her|their|that|this) (?:\w+ )?(?:visit|trip|tour)\b", re.IGNORECASE)
_EVENT = re.compile(r" (?:\w+ ){0,3}(?:Forum|Summit|Conference|Congress|Fair|Dialogue)\b")
_AFTER_DATELINE = re.compile(r"[^.\n]{0,40}?(?::|—|–|--| - |\)|/)")
_MET_IN = re.compile(r"\b(?:met|meeting|meet|held|hosted) (?:here )?in (?:the )?$", re.IGNORECASE)
_RANK = {"venue": 0, "city": 1, "province": 2, "state": 3}


@dataclass(frozen=True, slots=True)
class Scene:
    """The places of an article that its signings may have taken place at, in order."""

    visited: tuple[Place, ...]  # "his visit to Peru"
    meetings: tuple[Place, ...]  # "the talks in Lima"
    dateline: str | None


def read_scene(ctx: Context, actors: Actors) -> Scene:
    """Return where the visits and talks of an article take place."""
    return Scene(
        visited=tuple(p for p in actors.places if _VISIT.search(ctx.text[max(0, p.start - 120) : p.start])),
        meetings=tuple(p for p in actors.places if p.kind != "state" and _stands_at(ctx, p) and _hosts(ctx, p)),
        dateline=_dateline(ctx, actors),
    )


def _hosts(ctx: Context, place: Place) -> bool:
    """Tell whether talks, a summit or a meeting are said to be at a place."""
    if _MET_IN.search(ctx.text[max(0, place.start - 20) : place.start]):
        return True
    return _OCCASION.search(ctx.text, *ctx.view.sentence_at(place.start)) is not None


def signing_place(
    ctx: Context,
    actors: Actors,
    scene: Scene,
    draft: Draft,
    day: str | None,
    others: Sequence[tuple[str | None, str | None]],
) -> str | None:
    """Return the words that name the place of the signing, or None; ``others`` are day and place of those before."""
    acts = [act for act in draft.acts if act.signing.status == draft.status and act.row.id != "in_force"]
    for act in acts:
        place = _in_sentence(ctx, actors, act) or _visited(ctx, actors, scene, act)
        if place:
            return place
    if draft.status != "signed":
        return None
    if in_the_week(ctx, day) or any(is_news(ctx, act) for act in acts):
        same = next((place for told, place in others[::-1][:REACH] if place and told == day), None)
        return same or _news_place(ctx, scene, acts[0]) or scene.dateline
    return None


def _news_place(ctx: Context, scene: Scene, act: Act) -> str | None:
    """Return where the talks that the article reports were held: named nearest before the signing, or first after."""
    at = bisect_left(scene.meetings, act.signing.start, key=lambda p: p.start)
    places = scene.meetings[at - 1 : at] if at else scene.visited[:1] or scene.meetings[:1]
    return ctx.text[places[0].start : places[0].end] if places else None


def _dateline(ctx: Context, actors: Actors) -> str | None:
    """Return the city of a dateline: "LIMA:", "LIMA (Agency) -", "LIMA, May 3 -"."""
    start = header_end(ctx.text)
    for place in actors.places:
        if place.start - start > 3:
            return None
        if _AFTER_DATELINE.match(ctx.text, place.end):
            return ctx.text[place.start : place.end].title()
    return None


def _between(actors: Actors, start: int, end: int) -> tuple[Place, ...]:
    first = bisect_left(actors.places, start, key=lambda p: p.start)
    return actors.places[first : bisect_left(actors.places, end, key=lambda p: p.start)]


def _in_sentence(ctx: Context, actors: Actors, act: Act) -> str | None:
    start, end = ctx.view.sentence_at(act.signing.start)
    places = [p for p in _between(actors, start, end) if _stands_at(ctx, p) and not _inside(ctx, act, p)]
    if not places:
        return None
    best = min(places, key=lambda p: (_RANK.get(p.kind, 1) if p.kind == "state" else 0, _distance(act, p)))
    return ctx.text[best.start : best.end]


def _inside(ctx: Context, act: Act, place: Place) -> bool:
    """Tell whether a place belongs to what is signed: "a deal to set up plants in Peru"."""
    after = [m.end for m in act.objects if m.end <= place.start]
    purpose = after and re.search(r"\bto [a-z]+ |\bfor \w+ing\b", ctx.text[max(after) : place.start])
    return bool(purpose) or any(m.start <= place.start < m.end for m in act.objects)


def _stands_at(ctx: Context, place: Place) -> bool:
    lead = ctx.text[max(0, place.start - 50) : place.start]
    if _EVENT.match(ctx.text, place.end) and place.kind != "state":
        return re.search(r"\b(?:at|of|in|during) the $", lead) is not None  # "on the sidelines of the Oslo Forum"
    if ctx.text[place.end : place.end + 1] == " " and ctx.text[place.end + 1 : place.end + 2].isupper():
        return False  # "at the New Zealand Pavilion"
    return _IN.search(lead) is not None and _ELSEWHERE.search(lead) is None


def _distance(act: Act, place: Place) -> int:
    return max(0, act.signing.start - place.end, place.start - act.signing.end)


def _visited(ctx: Context, actors: Actors, scene: Scene, act: Act) -> str | None:
    """Return the place of the visit that the sentence speaks of."""
    start, end = ctx.view.sentence_at(act.signing.start)
    if not _OCCASION.search(ctx.text, start, end):
        return None
    here = [p for p in _between(actors, start, end) if _VISIT.search(ctx.text[max(start, p.start - 120) : p.start])]
    if act.signing.status == "planned" and not _UPCOMING.search(ctx.text, start, end):
        return None
    if not here and (act.signing.status == "signed" or _DURING.search(ctx.text, start, end)):
        here = list(scene.visited[:1])
    return ctx.text[here[0].start : here[0].end] if here else None
