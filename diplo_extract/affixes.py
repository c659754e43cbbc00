"""Split long words of punctuation in linear time.

spaCy takes one suffix after the other from a word and scans the whole word for each: 20,000 commas in a row took half
a minute. A suffix stands at the end of the word and a prefix at its beginning, so neither needs the scan.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

# Characters at the end of a word among which a suffix is looked for; the longest of spaCy's English ones, but for
# runs of dots, are shorter than ten.
REACH = 100


class SuffixSearch:
    """The search for a suffix pattern in the last characters of a word; spaCy writes it to disk by ``pattern``."""

    def __init__(self, pattern: str) -> None:
        """Compile a pattern whose branches all end with ``$``."""
        self.pattern = pattern
        self._search = re.compile(pattern).search

    def search(self, word: str) -> re.Match[str] | None:
        """Return the suffix of a word."""
        return self._search(word, max(0, len(word) - REACH))


def bound_affixes(nlp: Language) -> None:
    """Let the tokenizer look for prefixes and suffixes only where they can stand."""
    tokenizer: Any = nlp.tokenizer
    suffixes = getattr(getattr(tokenizer, "suffix_search", None), "__self__", None)
    if isinstance(suffixes, re.Pattern):
        tokenizer.suffix_search = SuffixSearch(suffixes.pattern).search
    prefixes = getattr(getattr(tokenizer, "prefix_search", None), "__self__", None)
    if isinstance(prefixes, re.Pattern):
        tokenizer.prefix_search = prefixes.match  # the branches begin with ^
