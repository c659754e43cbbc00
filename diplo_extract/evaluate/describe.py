"""Records in a few words, and the sentence they stand in: for lists of errors, gains and losses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from diplo_extract.evaluate.annotation import Item, Place
from diplo_extract.records import decimal_string
from diplo_extract.text import split_sentences

_MOST = 240  # characters of a sentence that are shown; longer ones are cut around the words


def describe(item: Item) -> str:
    """Say what a record says, in one line."""
    return " ".join(_DESCRIBE.get(item.layer, _all_values)(item).split())


def _join(*parts: Any, by: str = " ") -> str:
    return by.join(_shown(part) for part in parts if part not in (None, "", ()))


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return decimal_string(Decimal(str(value))) if isinstance(value, int | float | Decimal) else str(value)


def _sum(item: Item) -> str:
    return f"{_shown(item['amount'])} {item['currency'] or '?'}"


def _agreement(a: Item) -> str:
    return _join(a["kind"], f"×{a['count']}" if a["count"] != 1 else "", a["status"], a["date"], a["place"])


def _target(t: Item) -> str:
    return _join(_sum(t), t["indicator"], t["deadline"], t["parties"])


def _date(d: Item) -> str:
    return _join(f"{d['value']} {d['event_type']}", d["event"], by=": ")


def _all_values(item: Item) -> str:
    """Say all that a plug-in's record holds."""
    return _join(*item.values.values(), by=", ")


_DESCRIBE: dict[str, Callable[[Item], str]] = {
    "agreements": _agreement,
    "signatories": lambda s: _join(s["person"], s["role"], s["organization"], s["country"], by=", "),
    "sectors": lambda s: str(s["sector"]),
    "amounts": lambda a: _join(_sum(a), a["role"], a["indicator"]),
    "monetary_targets": _target,
    "historical_dates": _date,
}


def keyed(items: Iterable[Item]) -> list[tuple[str, Item]]:
    """Return the items of one layer, each with a key that tells it from the others: what it says, and where."""
    seen: dict[str, int] = {}
    rows = []
    for item in items:
        start, end = item.places[0] if item.places else (0, 0)
        key = f"{item.layer}: {describe(item)} @{start}-{end}"
        seen[key] = seen.get(key, 0) + 1
        rows.append((key if seen[key] == 1 else f"{key} #{seen[key]}", item))
    return rows


def place_in(key: str) -> Place:
    """Return the place that a key of ``keyed`` ends with.

    >>> place_in("sectors: energy @120-126 #2")
    (120, 126)
    """
    match = re.search(r"@(\d+)-(\d+)(?: #\d+)?$", key)
    return (int(match[1]), int(match[2])) if match else (0, 0)


class Sentences:
    """The sentences of one text, with the words that are meant put in brackets."""

    def __init__(self, text: str) -> None:
        """Split the text."""
        self.text = text
        self.spans = split_sentences(text)

    def around(self, place: Place) -> str:
        """Return the sentence in which a place begins, its words in brackets, on one line.

        >>> Sentences("They met. They signed a treaty in Oslo.").around((22, 30))
        'They signed [a treaty] in Oslo.'
        """
        start, end = place
        first, last = next((span for span in self.spans if span[0] <= start < span[1]), place)
        last = max(last, end)
        left, right = first, last
        if start - _MOST // 2 > first:
            left = min(self.text.find(" ", start - _MOST // 2) + 1 or start, start)
        if end + _MOST // 2 < last:
            right = max(self.text.rfind(" ", end, end + _MOST // 2), end)
        before = ("… " if left > first else "") + self.text[left:start]
        after = self.text[end:right] + (" …" if right < last else "")
        return " ".join(f"{before}[{self.text[start:end]}]{after}".split())
