"""Whose dealings an article is about: its principals."""

from __future__ import annotations

from collections import defaultdict

from diplo_extract.context import Context
from diplo_extract.mentions import ActorMention

# What a mention tells about who deals with whom. A place of events ("in Geneva") tells little; a name much.
_WEIGHTS = {"capital": 0.5, "metonym": 0.7, "people": 0.7, "former": 0.3}
_LEAD = 400  # characters: who is named in the lead is whom the article is about


def find_principals(ctx: Context, named: tuple[ActorMention, ...]) -> tuple[str, ...]:
    """Return the codes of the states and organizations whose dealings the text is about, in order of first mention."""
    scores = score(ctx, named)
    ranked = sorted(scores, key=lambda code: -scores[code])
    if len(ranked) < 2:
        return tuple(ranked[:0])
    limit = max(0.6 * scores[ranked[1]], min(3.0, scores[ranked[1]]))
    chosen = set(ranked[:2]) | {code for code in ranked[2:5] if scores[code] >= limit}
    return tuple(code for code in scores if code in chosen)


def score(ctx: Context, named: tuple[ActorMention, ...]) -> dict[str, float]:
    """Weigh every state and organization, by how often and where it is named."""
    scores: dict[str, float] = defaultdict(float)
    for mention in named:
        if mention.kind not in ("state", "organization"):
            continue
        weight = _WEIGHTS.get(mention.form, 1.0)
        weight *= 0.6 if mention.located else 1.0
        weight *= 0.5 if mention.kind == "organization" else 1.0
        weight *= 2.0 if mention.start < _LEAD else 1.0
        for code in mention.codes:
            scores[code] += weight
    return dict(scores)


def is_state(ctx: Context, code: str) -> bool:
    """Tell the code of a state or territory from that of an organization: PIF and FAO have three letters too."""
    codes = ctx.lexicons.cached("codes of states", lambda: frozenset(row.id for row in ctx.lexicons.rows("states")))
    return code in codes
