"""The vocabulary of ``lexicons/times.tsv``, ready for reading: which month, unit or part of day a form stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from diplo_extract.lexicon import Lexicons
from diplo_extract.text import fold

DURATION_CODES = {"second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "fortnight": "W",
                  "weekend": "WE", "month": "M", "season": "", "quarter": "Q", "year": "Y", "decade": "DE",
                  "century": "CE", "millennium": "ML"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """Forms in lower case -> values, by kind."""

    kinds: dict[str, dict[str, str]]

    def value(self, kind: str, form: str) -> str:
        """Return what a form of this kind stands for; raise ``KeyError`` where it has no such meaning."""
        return self.kinds[kind][form]

    def month(self, form: str) -> int:
        """Return the number of a month by its name or abbreviation."""
        form = form.rstrip(".")
        return int(self.kinds["month"].get(form) or self.kinds["mon"][form])

    def weekday(self, form: str) -> int:
        """Return the number of a weekday (Monday is 1) by its name, plural or abbreviation."""
        form = form.rstrip(".")
        return int(self.kinds["weekday"].get(form) or self.kinds["weekdays"].get(form) or self.kinds["wd"][form])


def any_of(forms: Iterable[str]) -> str:
    """Return a regular expression for any of these forms, the longest first."""
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    return "(?:" + "|".join(re.escape(form).replace(r"\ ", " ") for form in ordered) + ")"


def read_words(lexicons: Lexicons) -> Words:
    """Return the vocabulary of a set of lexicons."""

    def make() -> Words:
        kinds: dict[str, dict[str, str]] = {}
        for row in lexicons.rows("times"):
            kinds.setdefault(row["kind"], {})[" ".join(fold(row.form).split())] = row["value"]
        return Words(kinds)

    return lexicons.cached("time words", make)
