"""Buildings that no table names: capitalized words with a word of buildings, after "at" or "in"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplo_extract.context import Context
from diplo_extract.lexicon import Lexicons
from diplo_extract.resolve.actors import Place

_NAME = r"[^\W\d_a-zß-öø-ÿ][\w'’-]*"
_LINK = r"(?:of(?: the)?|de|da|do|des|du|la|el|al|es|bin)"


def venues_between(ctx: Context, start: int, end: int) -> Iterator[Place]:
    """Yield the buildings named between two characters: "at the Lower Palace", "at Villa Borghese"."""
    for match in _pattern(ctx.lexicons).finditer(ctx.text, start, end):
        yield Place(match.start("name"), match.end("name"), "venue", "", True)


def _pattern(lexicons: Lexicons) -> re.Pattern[str]:
    return lexicons.cached("venue words", lambda: _compile(lexicons))


def _compile(lexicons: Lexicons) -> re.Pattern[str]:
    words: dict[str, list[str]] = {"first": [], "last": [], "whole": []}
    for row in lexicons.rows("venue_words"):
        words[row.id].append(re.escape(row.form if row.exact else row.form.capitalize()))
    first, last, whole = ("|".join(words[key]) for key in ("first", "last", "whole"))
    # At most five words a side: a name, not a sentence of capitals.
    ends = rf"(?:{_NAME} ){{1,5}}(?:{last})\b(?: {_LINK} {_NAME}(?: {_NAME})?)?"
    return re.compile(
        rf"\b(?:at|in|inside) (?:the )?(?P<name>{whole}|{ends}|(?:{last}) {_LINK} {_NAME}(?: {_NAME})?"
        rf"|(?:{first}) (?:{_LINK} )?{_NAME}(?: {_NAME}){{0,3}})"
    )
