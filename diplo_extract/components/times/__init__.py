"""Find temporal expressions: candidates by their words, patterns only there, then values in the order of the text."""

from __future__ import annotations

import re

from diplo_extract.components.times.candidates import Candidate, find_candidates, folded
from diplo_extract.components.times.grammar import read_grammar
from diplo_extract.components.times.passages import Passages, before_end, find_dateline, join, share_years
from diplo_extract.context import Context
from diplo_extract.mentions import TimeMention
from diplo_extract.normalize.times.anchor import Anchored, Policy, resolve
from diplo_extract.normalize.times.readings import Reading, Shift
from diplo_extract.normalize.times.values import edtf_of, value_of

__all__ = ["Policy", "find_times"]

DEFAULT = Policy()
TODAY = Shift("day", 0, "publication")
NOWADAYS = Reading("DATE", value="PRESENT_REF")


def find_times(ctx: Context, policy: Policy = DEFAULT) -> tuple[TimeMention, ...]:
    """Find the temporal expressions of a text, each with its type, TIMEX3 value and EDTF form.

    Args:
        ctx: the text; its publication date is what "last year" and "Tuesday" are resolved against.
        policy: whether relative dates lean on the publication or on the last date named, and how "5/6/2022" is read.
    """
    low, grammar = folded(ctx.text), read_grammar(ctx.lexicons)
    candidates = join(low, list(find_candidates(ctx.view, low, grammar, _day_first(low, policy))))
    candidates, untils = share_years(low, candidates)
    dateline = find_dateline(ctx.text, candidates)
    passages = Passages(ctx, low, policy, candidates, dateline)
    mentions: list[TimeMention] = []
    for i, candidate in enumerate(candidates):
        scene = passages.scene(i)
        if i in untils:
            candidate = before_end(candidate, candidates[i + 1], scene)
        reading = candidate.part.reading
        if scene.narrative and reading.term == TODAY and not reading.clock:
            reading = NOWADAYS  # "the region is poor today", in a history
        anchored = resolve(reading.term, scene) if reading.term else None
        mentions.append(_mention(candidate, reading, anchored, untils.get(i)))
        passages.named(i, anchored)
    return tuple(mentions)


_MONTH_FIRST = re.compile(r"\b(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/\d\d")


def _day_first(low: str, policy: Policy) -> bool:
    """Tell how "5/6/2022" is read: the day first, unless policy or another date ("5/16/2022") say no."""
    if policy.day_first is not None:
        return policy.day_first
    return "/" not in low or _MONTH_FIRST.search(low) is None


def _mention(
    candidate: Candidate, reading: Reading, anchored: Anchored | None, until: tuple[int, int] | None
) -> TimeMention:
    period = anchored.period if anchored else None
    return TimeMention(
        start=candidate.part.start,
        end=candidate.part.end,
        rule=candidate.rule,
        type=reading.type,
        value=value_of(reading, period),
        mod=reading.mod,
        anchor=anchored.anchor if anchored else None,
        anchor_span=anchored.span if anchored else None,
        edtf=edtf_of(reading, period),
        until=until,
    )
