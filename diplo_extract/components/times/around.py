"""A match of a pattern and the text around it, as guards see it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from diplo_extract.normalize.times.words import Words

_WORD_BEFORE = re.compile(r"([^\s,;:()\"“”]+)\s*$")
_WORD_AFTER = re.compile(r"[\s]*([^\s,;:.()!?\"“”]+)")


@dataclass
class Around:
    """A match and the text around it."""

    text: str
    low: str
    start: int
    end: int
    groups: Mapping[str, str]
    words: Words
    mark: re.Match[str] | None  # what was read before it: "the end of", "about"

    @property
    def left(self) -> int:
        """Return where the match begins, with what was read before it."""
        return self.mark.start() if self.mark else self.start

    @property
    def written(self) -> str:
        """Return the match as it stands in the text."""
        return self.text[self.start : self.end]

    @cached_property
    def before(self) -> str:
        """Return the folded text before the match, as far as guards look."""
        return self.low[max(0, self.left - 40) : self.left]

    @cached_property
    def after(self) -> str:
        """Return the folded text after the match, as far as guards look."""
        return self.low[self.end : self.end + 40]

    @cached_property
    def last_word(self) -> str:
        """Return the word right before the match, folded; empty at a punctuation mark or the beginning."""
        found = _WORD_BEFORE.search(self.before)
        return found[1] if found else ""

    @cached_property
    def next_word(self) -> str:
        """Return the word right after the match, folded; empty at a punctuation mark or the end."""
        found = _WORD_AFTER.match(self.after)
        return found[1] if found else ""

    @property
    def capital(self) -> bool:
        """Tell whether the match begins with a capital."""
        return self.text[self.start : self.start + 1].isupper()

    @property
    def follows_capital(self) -> bool:
        """Tell whether a capitalized word stands right before the match, within the sentence."""
        head = self.text[max(0, self.left - 30) : self.left]
        return re.search(r"(?<![.!?:\n] )(?<!^)\b[A-Z][\w'’]*[^\S\n]$", head) is not None
