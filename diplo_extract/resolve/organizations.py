"""Which body is meant: the fullest name that the article gives, and the state that is left for a body without one."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from diplo_extract.context import Context
from diplo_extract.mentions import ActorMention

# What may stand between two bodies that sign with one another: "the Institute of X (IX) and the Y Academy".
_PAIRED = re.compile(r"\s*(?:\([^()\n]{1,20}\)\s*)?,?\s*(?:and|with|&)\s+(?:the\s+)?")


def full_names(found: tuple[ActorMention, ...]) -> dict[str, str]:
    """Return the fullest name in the text of each coded organization: "European Union" for EU."""
    names: dict[str, str] = {}
    for mention in found:
        if mention.kind == "organization" and mention.codes and mention.name and mention.form != "part":
            code = mention.codes[0]
            names[code] = max(names.get(code, ""), mention.name, key=len)
    return names


def with_states(ctx: Context, found: tuple[ActorMention, ...], principals: tuple[str, ...]) -> tuple[ActorMention, ...]:
    """Give a body without a state the principal that is left when its partner in the sentence has the other.

    "a memorandum between the Foreign Service Institute of Maldives and the Bandar Institute", in a text on the Maldives
    and Sri Lanka.
    """
    if len(principals) != 2:
        return found
    bodies = [m for m in found if m.kind == "organization" and not m.codes and ctx.text[m.start - 1 : m.start] != "("]
    own = {id(m) for m in bodies}
    given: dict[str, str] = {}
    for first, second in pairwise(bodies):
        if not _PAIRED.fullmatch(ctx.text, first.end, second.start):
            continue
        for one, other in ((first, second), (second, first)):
            if one.organization in principals and not other.organization:
                given.setdefault(other.name or "", principals[1 - principals.index(one.organization)])
    return tuple(
        replace(m, organization=given[m.name or ""]) if id(m) in own and not m.organization and m.name in given else m
        for m in found
    )
