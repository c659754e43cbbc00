"""Who "the two countries", "both leaders", "the Central Asian country" are, where one reading is left."""

from __future__ import annotations

from diplo_extract.context import Context
from diplo_extract.mentions import ActorMention


def members(ctx: Context, name: str) -> tuple[str, ...]:
    """Return the states of a region or of a type ("kingdom")."""

    def read() -> dict[str, tuple[str, ...]]:
        return {row.id: tuple(row["members"].split()) for row in ctx.lexicons.rows("regions") if row["members"]}

    return ctx.lexicons.cached("members of regions", read).get(name, ())


def pair_before(position: int, named: tuple[ActorMention, ...], principals: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes that "the two countries" at ``position`` stands for."""
    if len(principals) == 2:
        return principals
    recent = [code for m in named if m.kind == "state" and m.start < position for code in m.codes if code in principals]
    pair = tuple(dict.fromkeys(reversed(recent)))[:2]
    return tuple(code for code in principals if code in pair) if len(pair) == 2 else ()


def described(
    ctx: Context, mention: ActorMention, named: tuple[ActorMention, ...], principals: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the one state of a region that the text is about ("the Central Asian country")."""
    candidates = members(ctx, mention.name or "")
    fitting = [code for code in principals if code in candidates]
    if not fitting:
        states = [code for m in named if m.kind == "state" and m.start < mention.start for code in m.codes]
        fitting = [code for code in dict.fromkeys(states) if code in candidates]
    return tuple(fitting) if len(fitting) == 1 else ()
