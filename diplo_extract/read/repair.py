"""Repairs of damaged text, made only on request and recorded with the article, since offsets count in the result."""

from __future__ import annotations

import re
from collections.abc import Callable

from diplo_extract.errors import MissingExtraError
from diplo_extract.read.units import Repair

_SOFT_HYPHEN = re.compile("\u00ad\n?")
# "co-\noperation": a hyphen at the end of a line, between small letters.
_BROKEN_WORD = re.compile(r"(?<=[a-z])-\n(?=[a-z])")


def repair(text: str, repairs: tuple[Repair, ...]) -> tuple[str, tuple[Repair, ...]]:
    """Return the repaired text and which of the repairs changed it.

    Raises:
        MissingExtraError: "mojibake" needs ftfy, and it is not installed.
    """
    made: list[Repair] = []
    for name in repairs:
        repaired = _REPAIRS[name](text)
        if repaired != text:
            made.append(name)
        text = repaired
    return text, tuple(made)


def _mojibake(text: str) -> str:
    try:
        import ftfy
    except ImportError as error:
        raise MissingExtraError("repairing mojibake", "ftfy", "fix") from error
    return str(ftfy.fix_encoding(text))  # encodings only: quotes, ligatures and line ends stay as they are


def _hyphens(text: str) -> str:
    return _BROKEN_WORD.sub("", _SOFT_HYPHEN.sub("", text))


def unwrap(text: str) -> str:
    """Turn line ends inside paragraphs into spaces, in a text whose lines were broken at a width; length stays.

    A line is taken as broken where it is nearly as long as the text's long lines and another one follows; a line
    that ends a sentence must be even longer.

    >>> unwrap("The two sides met on Tuesday in\\nAnkara and signed a protocol on\\ntrade.\\n\\nThey left.")
    'The two sides met on Tuesday in Ankara and signed a protocol on trade.\\n\\nThey left.'
    """
    lines = text.split("\n")
    lengths = sorted(len(line) for line in lines if line.strip())
    width = lengths[len(lengths) * 4 // 5] if lengths else 0
    if not 25 <= width <= 160:  # paragraphs in one line each, or a list of words
        return text
    parts: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        ends = line.rstrip("\"'”’)").endswith((".", "!", "?", ":"))
        goes_on = following.strip() and not following.startswith((" ", "\t", "•", "- ", "* "))
        broken = goes_on and len(line) >= width * (0.9 if ends else 0.7)
        parts.append(line + (" " if broken else "\n"))
    return "".join(parts)[:-1]


_REPAIRS: dict[str, Callable[[str], str]] = {"mojibake": _mojibake, "hyphens": _hyphens, "lines": unwrap}
