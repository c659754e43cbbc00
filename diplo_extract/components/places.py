"""Where a name stands: whether the words before it make it the place of something rather than an actor."""

from __future__ import annotations

from diplo_extract.text import TextView

# "in Ankara", "to Türkiye", "visited Baku": the words before a state's name or capital that make it a place.
_BEFORE_PLACES = frozenset(
    "in at to into from near outside inside around across via through toward towards visit visited visiting visits "
    "leave left reached arrived capital".split()
)


def is_located(view: TextView, first: int) -> bool:
    """Tell whether the name at token ``first`` stands as a place: "in Ankara", "to the United States"."""
    before = first - 1
    while before >= 0 and view.lowers[before] in ("the", "capital", "city", "of", ","):
        if view.lowers[before] == "of" and view.lowers[before - 1] not in ("capital", "city"):
            return False
        before -= 1
        if first - before > 4:
            return False
    return before >= 0 and view.lowers[before] in _BEFORE_PLACES
