"""When a gold record and a predicted one are the same, and pairing them one to one. Every test is symmetric."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from diplo_extract.evaluate.annotation import Item

Pair = tuple[int, int]  # (index of the gold item, index of the predicted item)
# Letters that Unicode does not decompose into a base letter and a mark.
_UNDECOMPOSED = str.maketrans({"ı": "i", "ø": "o", "ł": "l"})
# Words that many bodies share and that therefore do not tell that two are the same one.
_COMMON = frozenset({"the", "of", "and", "for", "ministry", "company", "co", "ltd", "inc", "plc", "corp"})


@lru_cache(maxsize=65536)
def fold(name: str | None) -> str:
    """Fold a name for comparing: lower case, no accents, only letters a-z, digits and spaces.

    >>> fold("Recep Tayyip Erdoğan")
    'recep tayyip erdogan'
    """
    spread = unicodedata.normalize("NFKD", (name or "").translate(_UNDECOMPOSED))
    bare = "".join(c for c in spread if not unicodedata.combining(c)).lower()
    return re.sub(r"[^a-z0-9 ]", "", bare).strip()


@lru_cache(maxsize=65536)
def _words(name: str | None) -> frozenset[str]:
    return frozenset(fold(name).split())


def same_person(a: str | None, b: str | None) -> bool:
    """Tell whether two names are of one person: same last word, or one name's words among the other's."""
    x, y = _words(a), _words(b)
    return bool(x and y) and (x <= y or y <= x or fold(a).split()[-1] == fold(b).split()[-1])


def same_organization(a: str | None, b: str | None) -> bool:
    """Tell whether two names are of one body (or both are none): one within the other, or half of the telling words."""
    if not a or not b:
        return not a and not b
    x, y = _words(a), _words(b)
    if x <= y or y <= x:
        return bool(x & y)
    x, y = x - _COMMON, y - _COMMON
    return bool(x and y) and 2 * len(x & y) >= len(x | y)


def same_actor(a: Item, b: Item) -> bool:
    """Tell whether two signatories are one actor: the same body, and the same state or, failing that, person."""
    if not same_organization(a["organization"], b["organization"]):
        return False
    if a["country"] and b["country"]:
        return bool(a["country"] == b["country"])
    if a["organization"] and b["organization"]:
        return True
    return same_person(a["person"], b["person"])


def same_number(a: Decimal | None, b: Decimal | None) -> bool:
    """Tell whether two sums are equal, up to one part in a million; nothing equals a missing one."""
    if a is None or b is None:
        return False
    x, y = float(a), float(b)
    return abs(x - y) <= 1e-6 * max(1.0, abs(x))


def same_sum(a: Item, b: Item) -> bool:
    """Tell whether two records name the same amount in the same currency."""
    return bool(a["currency"] == b["currency"]) and same_number(a["amount"], b["amount"])


def shared_characters(golds: tuple[Item, ...], predicted: tuple[Item, ...]) -> dict[Pair, int]:
    """Return how many characters each overlapping pair of items shares, summed over all their mentions."""
    places = sorted((start, end, j) for j, item in enumerate(predicted) for start, end in item.places)
    starts = [start for start, _, _ in places]
    longest = max((end - start for start, end, _ in places), default=0)
    shared: dict[Pair, int] = {}
    for i, item in enumerate(golds):
        for start, end in item.places:
            for k in range(bisect_left(starts, start - longest), bisect_left(starts, end)):
                other_start, other_end, j = places[k]
                common = min(end, other_end) - max(start, other_start)
                if common > 0:
                    shared[i, j] = shared.get((i, j), 0) + common
    return shared


def pair_up(weights: Iterable[tuple[Pair, float]]) -> list[Pair]:
    """Pair items one to one, heaviest pair first; ties go to the earlier items.

    >>> pair_up([((0, 0), 3), ((0, 1), 5), ((1, 1), 4)])
    [(0, 1)]
    """
    pairs: list[Pair] = []
    golds, predicted = set(), set()
    for _, (i, j) in sorted((-weight, pair) for pair, weight in weights if weight > 0):
        if i not in golds and j not in predicted:
            pairs.append((i, j))
            golds.add(i)
            predicted.add(j)
    return pairs
