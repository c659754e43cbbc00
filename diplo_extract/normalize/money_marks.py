"""What stands around a sum: bounds ("up to"), rates ("a year"), brackets that repeat it, what makes it no sum."""

from __future__ import annotations

import re
from typing import Literal

from diplo_extract.context import Context
from diplo_extract.lexicon import Lexicons
from diplo_extract.mentions import MoneyMention
from diplo_extract.normalize.money_sums import Sum
from diplo_extract.text import fold, tokenize

Bound = Literal["exact", "approximately", "at_least", "at_most"]
# Words between a bound and its sum that change nothing: "more than a total of $5 billion".
_SKIPPED = frozenset(
    {
        "a",
        "an",
        "the",
        "total",
        "of",
        "whopping",
        "staggering",
        "combined",
        "another",
        "further",
        "additional",
        "(",
        "sum",
    }
)
_LONGEST_BOUND = 4
_PER = re.compile(
    r"[ \u00a0]?(?:/[ ]?|-?per[- ])(?:cubic |metric |square |1,000 |100 |million )?([A-Za-z]+)", re.IGNORECASE
)
_REPEATED = re.compile(
    r",?[ \u00a0]?[(\[][ ]?(?:or |about |around |approx\.? |approximately |nearly |almost |some |roughly |over |"
    r"more than |just over |"
    r"ca\.? |equivalent to |the equivalent of |equal to |equals |worth |i\.e\.,? |= ?|~ ?|≈ ?|USD ?){0,3}|"
    r",?[ \u00a0](?:or|i\.e\.|equivalent to|the equivalent of|equal to|equal+ing|which is equivalent to)"
    r"[ \u00a0]"
    r"(?:about |around |approximately |nearly |almost |some |roughly |over |more than |just over ){0,2}|"
    r"[ \u00a0]?/[ \u00a0]?"
)
# "increase the scope of investment up to $2bn": the level to be reached, not a ceiling.
_BROUGHT = re.compile(
    r"\b(?:increas\w+|rais\w+|bring\w*|enhanc\w+|boost\w*|expand\w*|grow\w*|level|lift\w*|scope|elevat\w+)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_AFTER_MINUS = re.compile(r"(?:\+|-plus\b)")


class Marks:
    """The tables of bounds and rates and the patterns of false sums, ready for use."""

    def __init__(self, lexicons: Lexicons) -> None:
        """Compile the tables."""
        self._before: dict[tuple[str, ...], Bound] = {}
        self._after: dict[tuple[str, ...], Bound] = {}
        for row in lexicons.rows("money_bounds"):
            table = self._before if row["place"] == "before" else self._after
            table[_tokens(row.form)] = row.id  # type: ignore[assignment]  # a test holds the table to the closed list
        self._rates = {_tokens(row.form): row.id for row in lexicons.rows("money_rates")}
        self._false = lexicons.patterns("money_false")

    def bound(self, ctx: Context, item: Sum) -> tuple[Bound, int]:
        """Return the bound of a sum, and where the sum ends with a bound that is part of it ("$15 billion-plus")."""
        view = ctx.view
        plus = _AFTER_MINUS.match(ctx.text, item.end)
        if plus:
            return "at_least", plus.end()
        first, last = view.token_at(item.start), view.token_at(item.end)
        after = self._match(self._after, view.lowers[last : last + _LONGEST_BOUND], forward=True)
        if after:
            return after, item.end
        stop = first
        for _ in range(4):
            words = view.lowers[max(0, stop - _LONGEST_BOUND) : stop]
            if found := self._match(self._before, words, forward=False):
                return self._leveled(ctx, item, found, words), item.end
            if not words or words[-1] not in _SKIPPED:
                break
            stop -= 1
        return "exact", item.end

    def _leveled(self, ctx: Context, item: Sum, found: Bound, words: list[str]) -> Bound:
        if found == "at_most" and words[-2:] == ["up", "to"]:
            start = ctx.view.sentence_at(item.start)[0]
            return "exact" if _BROUGHT.search(ctx.text, max(start, item.start - 90), item.start) else found
        return found

    def _match(self, table: dict[tuple[str, ...], Bound], words: list[str], *, forward: bool) -> Bound | None:
        for size in range(len(words), 0, -1):
            key = tuple(words[:size] if forward else words[-size:])
            if key in table:
                return table[key]
        return None

    def rate(self, ctx: Context, end: int) -> str | None:
        """Return the unit of a rate that follows a sum: "a year", "-a-barrel", "per tonne", "/MWh"."""
        first = ctx.view.token_at(end)
        words = [word for word in ctx.view.lowers[first : first + 6] if word != "-"][:3]
        for size in (3, 2, 1):
            if unit := self._rates.get(tuple(words[:size])):
                return unit
        per = _PER.match(ctx.text, end)
        return _singular(per[1]) if per and per[1].lower() not in ("cent", "se") else None

    def repeats(self, text: str, last: MoneyMention, this: MoneyMention) -> bool:
        """Tell whether a sum repeats the one before in another currency, in brackets or after "or"."""
        if this.start - last.end > 40 or (last.currency or last.candidates) == (this.currency or this.candidates):
            return False
        return _REPEATED.fullmatch(text, last.end, this.start) is not None

    def false(self, ctx: Context, item: Sum) -> bool:
        """Tell whether what looks like a sum is something else: "20 pounds of gold"."""
        label = item.currency.group
        patterns = [p for p in self._false if p.label == label]
        if not patterns or item.currency.kind != "name":
            return False
        stretch = ctx.text[max(0, item.start - 40) : item.start] + "§" + ctx.text[item.end : item.end + 60]
        return any(p.regex.search(stretch) for p in patterns)


def _tokens(form: str) -> tuple[str, ...]:
    return tuple(fold(form[a:b]) for a, b in tokenize(form))


def _singular(word: str) -> str:
    return word.lower() if word.islower() or word.istitle() else word
