"""Which way a clause points in time, by the nearest word that tells."""

from __future__ import annotations

import re

from diplo_extract.normalize.times.words import Words, any_of

_CLAUSE = re.compile(
    r"[;:]\s|, (?:and|but|which|who|while|when|where|as) |\b(?:that|which|who|while|whereas|although|but) "
)
# How far a cue may stand, in characters: some fifteen words.
_DAY_BESIDE = re.compile(r"\d (?:of )?may\b|\bmay,? \d|\b(?:in|of) may\b", re.ASCII)
_REACH = 90


def make_cues(words: Words) -> re.Pattern[str]:
    """Return the pattern of the words that point ahead or back."""
    future, past = (any_of(words.kinds[kind]) for kind in ("future", "past"))
    return re.compile(rf"\b(?:(?P<future>{future})|(?P<past>{past}|(?<!\bbe )(?:held|[a-z]{{2,}}ed)))\b")


def _is_month(text: str, cue: re.Match[str]) -> bool:
    """Tell whether "may" is the month: "Luanda, May 7 - The ministers on Tuesday signed ..."."""
    return cue[0].strip() == "may" and _DAY_BESIDE.search(text[max(0, cue.start() - 4) : cue.end() + 4]) is not None


def tense_at(cues: re.Pattern[str], low: str, sentence: tuple[int, int], start: int, end: int) -> int:
    """Return -1 where the clause around a span points to the past, 1 to the future, 0 where nothing tells."""
    head = low[max(sentence[0], start - _REACH) : start]
    clause = head[max((m.end() for m in _CLAUSE.finditer(head)), default=0) :]
    tail = low[end : min(sentence[1], end + _REACH)]
    found = [cue for cue in cues.finditer(clause) if not _is_month(clause, cue)]
    cue = found[-1] if found else next((c for c in cues.finditer(tail) if not _is_month(tail, c)), None)
    if cue is None:
        return 0
    return 1 if cue["future"] else -1
