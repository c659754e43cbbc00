"""Find the words that name fields of cooperation: the lexicon proposes, the frame around the words decides."""

from __future__ import annotations

import re
from dataclasses import dataclass

from diplo_extract.context import Context
from diplo_extract.lexicon import Match, Pattern
from diplo_extract.mentions import SectorMention

# How far a frame may stand from its field, in characters: a long "cooperation between A and B in the field of".
LEFT, RIGHT = 160, 70
GAP = 60  # characters between two items of one list
# What may stand between two items of one list: "energy, the environment, and transport".
_BETWEEN = re.compile(
    r"\s*(?:(?:,|;|/|&|•|·|–|-|\band\b|\bor\b|\bas well as\b|\bbut also\b|\band also\b|\bplus\b|\balong with\b)\s*)+"
    r"(?:(?:in|on|of|for|to)\s+)?(?:the\s+)?(?:(?:fields?|areas?|spheres?)\s+of\s+(?:the\s+)?)?"
    r"(?:(?:mutual|bilateral|joint|direct|regional|international|foreign|national|local|public|new|modern|sustainable|"
    r"advanced|other|its|their|further|greater|increased|high|related|particularly|especially|notably)\s+)?",
    re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frames:
    """The patterns of ``cooperation_frames.jsonl`` by label."""

    left: tuple[Pattern, ...]
    right: tuple[Pattern, ...]
    sentence: tuple[Pattern, ...]
    not_left: tuple[Pattern, ...]
    not_right: tuple[Pattern, ...]


def find_sectors(ctx: Context) -> tuple[SectorMention, ...]:
    """Find the fields of cooperation in a text."""
    frames: Frames = ctx.lexicons.cached("cooperation_frames", lambda: _frames(ctx))
    candidates = [m for m in ctx.matches("sectors") if not _excluded(ctx, m, frames)]
    masked = _masks(ctx)
    candidates = [m for m in candidates if not any(a < m.end and m.start < b for a, b in masked)]
    found: list[SectorMention] = []
    for group in _groups(ctx, candidates):
        frame = _group_frame(ctx, group, frames)
        for match in group:
            why = frame or _own_frame(ctx, match, frames)
            if why:
                found.append(SectorMention(match.start, match.end, f"sectors:{match.row.id}:{why}", match.row.id, why))
    return tuple(found)


def _frames(ctx: Context) -> Frames:
    by: dict[str, list[Pattern]] = {}
    for pattern in ctx.lexicons.patterns("cooperation_frames"):
        by.setdefault(pattern.label, []).append(pattern)
    return Frames(*(tuple(by.get(name, ())) for name in Frames.__slots__))


def _masks(ctx: Context) -> list[tuple[int, int]]:
    """Return the spans that name offices and organizations: "Energy Minister", "World Trade Organization"."""
    masks = [m.role_span for m in ctx.found.actors if m.role_span]
    masks += [
        (m.start, m.end) for m in ctx.found.actors if m.kind == "organization" and not _joint(ctx, m.start, m.end)
    ]
    return masks


_JOINT = re.compile(
    r"\b(?:joint|intergovernmental|business|economic|cooperation|council|forum|commission|dialogue)\b", re.IGNORECASE
)


def _joint(ctx: Context, start: int, end: int) -> bool:
    return _JOINT.search(ctx.text, start, end) is not None


def _excluded(ctx: Context, match: Match, frames: Frames) -> bool:
    left, right = _around(ctx, match.start, match.end)
    return any(p.regex.search(right) for p in frames.not_right) or any(p.regex.search(left) for p in frames.not_left)


def _around(ctx: Context, start: int, end: int) -> tuple[str, str]:
    first, last = ctx.view.sentence_at(start)
    return ctx.text[max(first, start - LEFT) : start], ctx.text[end : min(max(last, end), end + RIGHT)]


def _groups(ctx: Context, matches: list[Match]) -> list[list[Match]]:
    """Gather the matches that stand in one list."""
    groups: list[list[Match]] = []
    for match in matches:
        near = groups and match.start - groups[-1][-1].end <= GAP
        if near and _BETWEEN.fullmatch(ctx.text, groups[-1][-1].end, match.start):
            groups[-1].append(match)
        else:
            groups.append([match])
    return groups


def _group_frame(ctx: Context, group: list[Match], frames: Frames) -> str | None:
    """Return the frame that lets a whole list count: what stands before its first or after its last item."""
    for match in group:
        for mention in ctx.found.instruments:
            if mention.start <= match.start and match.end <= mention.end:
                return "title"
    left, _ = _around(ctx, group[0].start, group[0].end)
    _, right = _around(ctx, group[-1].start, group[-1].end)
    for pattern in frames.left:
        if pattern.regex.search(left):
            return pattern.id
    for pattern in frames.right:
        if pattern.regex.search(right):
            return pattern.id
    return "list" if len(group) > 2 else None


def _own_frame(ctx: Context, match: Match, frames: Frames) -> str | None:
    if match.row["frame"] == "strict":
        return None
    start, end = ctx.view.sentence_at(match.start)
    return next((p.id for p in frames.sentence if p.regex.search(ctx.text, start, end)), None)
