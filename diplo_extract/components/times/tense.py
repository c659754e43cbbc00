"""Which way a clause points in time, by the nearest word that tells."""

from __future__ import annotations

import re

from diplo_extract.normalize.times.words import Words, any_of

_CLAUSE = re.compile(
    r"[;:]\s|, (?:and|but|which|who|while|when|where|as) |\b(?:that|which|who|while|whereas|although|but) "
)
# How far a cue may stand, in characters: some fifteen words.
_REACH = 90


def make_cues(words: Words) -> re.Pattern[str]:
    """Return the pattern of the words that point ahead or back."""
    future, past = (any_of(words.kinds[kind]) for kind in ("future", "past"))
    return re.compile(rf"\b(?:(?P<future>{future})|(?P<past>{past}|(?<!\bbe )(?:held|[a-z]{{2,}}ed)))\b")


def tense_at(cues: re.Pattern[str], low: str, sentence: tuple[int, int], start: int, end: int) -> int:
    """Return -1 where the clause around a span points to the past, 1 to the future, 0 where nothing tells."""
    head = low[max(sentence[0], start - _REACH) : start]
    clause = head[max((m.end() for m in _CLAUSE.finditer(head)), default=0) :]
    found = list(cues.finditer(clause))
    cue = found[-1] if found else cues.search(low[end : min(sentence[1], end + _REACH)])
    if cue is None:
        return 0
    return 1 if cue["future"] else -1
