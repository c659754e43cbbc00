"""The text of an article in the terminal, with its records marked."""

from __future__ import annotations

import re

from diplo_extract.records import Extraction
from diplo_extract.report.labels import Labeled, labeled

_RESET = "\x1b[0m"
# Distinct in dark and light terminals, and in most kinds of color blindness: no red beside green.
COLORS = {
    "agreements": "\x1b[1;34m",
    "signatories": "\x1b[1;35m",
    "sectors": "\x1b[36m",
    "amounts": "\x1b[33m",
    "historical_dates": "\x1b[1;33m",
    "extra": "\x1b[1;36m",  # of all plug-ins
}


def marked(text: str, extraction: Extraction, *, color: bool) -> str:
    """Return the text with the words of its records in brackets, each followed by what they say.

    Marks nest; where two cross, the inner part carries both. Control characters of the text are made visible, so
    that an article cannot steer the terminal.
    """
    marks = [mark for mark in labeled(extraction) if _kind(mark) in COLORS]
    opening: dict[int, list[Labeled]] = {}
    closing: dict[int, list[Labeled]] = {}
    for mark in sorted(marks, key=lambda m: (m.mention.start, -m.mention.end, m.layer, m.record)):
        opening.setdefault(mark.mention.start, []).append(mark)
        closing.setdefault(mark.mention.end, []).insert(0, mark)
    cuts = sorted({0, len(text), *opening, *closing})
    parts: list[str] = []
    for at, following in zip(cuts, [*cuts[1:], len(text)], strict=True):
        parts += [_close(mark, color) for mark in closing.get(at, [])]
        parts += [_open(mark, color) for mark in opening.get(at, [])]
        parts.append(_visible(text[at:following]))
    return "".join(parts)


def _kind(mark: Labeled) -> str:
    return mark.layer.split(".")[0]


def _open(mark: Labeled, color: bool) -> str:
    return f"{COLORS[_kind(mark)]}[{_RESET}" if color else "["


def _close(mark: Labeled, color: bool) -> str:
    label = _visible(mark.label)
    return f"{COLORS[_kind(mark)]}|{label}]{_RESET}" if color else f"|{label}]"


# Control characters, lone surrogates, and the marks that turn the direction of text around.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029\u2066-\u2069\ud800-\udfff]")


def _visible(text: str) -> str:
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
