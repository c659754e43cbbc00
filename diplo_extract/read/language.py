"""Is a text English? The share of English function words tells, without a model; naming other languages needs one."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from diplo_extract.errors import MissingExtraError

# Frequent English words that are no frequent words of other languages ("was", "in", "to", "for", "is" are).
_ENGLISH = frozenset(
    "the of and that with from which has have had were will this its are said their been would they who also "
    "between both than more into other after during his her we our it by".split()
)
_WORD = re.compile(r"[^\W\d_]+")
# English press texts have a share of 15 to 30 percent, tables and lists of names 7 or more; texts in other
# languages stay below 3 (fixtures/languages.jsonl).
LEAST_SHARE = 0.06
LEAST_WORDS = 20  # below, the share says nothing
_SAMPLE = 20_000  # characters


def english_share(text: str) -> float | None:
    """Return the share of English function words among a text's words; None for a text too short to tell.

    >>> english_share("Too short.")
    """
    words = _WORD.findall(text[:_SAMPLE].lower())
    if len(words) < LEAST_WORDS:
        letters = sum(char.isalpha() for char in text[:_SAMPLE])
        # Chinese or Japanese has few "words" but many letters, hardly any of them Latin.
        latin = sum(char.isascii() and char.isalpha() for char in text[:_SAMPLE])
        return 0.0 if letters >= 20 and latin < letters / 2 else None
    return sum(word in _ENGLISH for word in words) / len(words)


def is_english(text: str) -> bool:
    """Tell whether a text is English, as far as it is long enough to tell."""
    share = english_share(text)
    return share is None or share >= LEAST_SHARE


def detect(text: str) -> str:
    """Name the language of a text, as ISO 639-1; raise ``MissingExtraError`` where py3langid is not installed."""
    language, _ = _classifier().classify(text[:_SAMPLE])
    return str(language)


@cache
def _classifier() -> Any:
    try:
        import py3langid
    except ImportError as error:
        raise MissingExtraError("naming the language of articles", "py3langid", "lang") from error
    return py3langid
