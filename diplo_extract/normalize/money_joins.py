"""What two neighboring sums are to one another: a range, a sum with its cents, or two sums of their own."""

from __future__ import annotations

import re
from dataclasses import replace

from diplo_extract.normalize.money_anchors import Anchor
from diplo_extract.normalize.money_sums import Sum, inherit

_RANGE_GAP = re.compile(
    r"[ \u00a0]?[-–—‑][ \u00a0]?|[ \u00a0](?:to|or|and)[ \u00a0](?:about |around |nearly |some |over )?"
)
_MINOR_GAP = re.compile(r",?[ \u00a0](?:and[ \u00a0])?")
_BETWEEN = re.compile(r"between[ \u00a0](?:about |around |some |an estimated )?$", re.IGNORECASE)
# "rose from $5 billion to $10 billion" and "up $2 billion to $10 billion" are two sums, without "rose" one range.
_FROM = re.compile(r"\bfrom\b(?:(?! to ).){0,60}$", re.IGNORECASE | re.DOTALL)
_RANGING = re.compile(r"\b(?:rang\w+|var(?:y|ies|ied|ying)|anywhere|anything) from\b[^.;]{0,20}$", re.IGNORECASE)
_MOVED = re.compile(
    r"\b(?:by|rose|risen|rises?|rising|grew|grown?|growing|up|increas\w+|rais\w+|boost\w*|fell|fall\w*|down|drop\w*|cut\w*|"
    r"declin\w+|jump\w*|climb\w*|current\w*|bring\w*|lift\w*|expand\w*|surg\w+|soar\w*)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"\b(?:to|of|at|worth|between|about|around|approximately|some|nearly|costs?|estimated)[ \u00a0](?:an? )?$",
    re.IGNORECASE,
)
LOOKBACK = 90  # characters in which the verb of a rise is looked for


def join_sums(text: str, sums: list[Sum]) -> list[Sum]:
    """Make ranges and sums with cents of neighbors; split "from 5 to 10 billion dollars"."""
    joined: list[Sum] = []
    for item in sums:
        last = joined[-1] if joined else None
        whole = _with_cents(text, last, item) or _range(text, last, item) if last else None
        if last and whole:
            joined[-1:] = whole
        else:
            joined += _split(text, item)
    return joined


def _with_cents(text: str, last: Sum, item: Sum) -> list[Sum] | None:
    """Make one of "3 dollars 50 cents"."""
    if (
        item.currency.kind != "minor"
        or last.currency.kind == "minor"
        or not _MINOR_GAP.fullmatch(text, last.end, item.start)
    ):
        return None
    if last.high or item.high or not last.currency.codes() & item.currency.codes() or last.low.scale > 1:
        return None
    low = replace(last.low, value=last.low.value + item.amount, doubt=last.doubt or item.doubt)
    return [replace(last, end=item.end, low=low)]


def _range(text: str, last: Sum, item: Sum) -> list[Sum] | None:
    gap = _RANGE_GAP.fullmatch(text, last.end, item.start)
    if not gap or last.high or item.high or not last.currency.codes() & item.currency.codes():
        return None
    word = gap[0].split()[0] if gap[0].strip().split()[:1] else ""
    between = _BETWEEN.search(text[max(0, last.start - 30) : last.start])
    low = inherit(last.low, item.low)
    if low is None or last.low.value_max or item.low.value_max or (word == "and" and not between):
        return None
    narrow = item.currency if item.currency.code else last.currency
    if word == "to" and moved(text, last.start):
        return [replace(last, low=low), item]
    start = last.start - len(between[0]) if between else last.start
    return [Sum(start, item.end, low, item.low, narrow, between is not None)]


def _split(text: str, item: Sum) -> list[Sum]:
    """Make two of "rose from 5 to 10 billion dollars": the level before and the level after."""
    high = item.high
    if high is None or " to " not in text[item.low.end : high.start] or not moved(text, item.start):
        return [item]
    first = replace(item, end=item.low.end, high=None)
    second = Sum(high.start, item.end, high, None, item.currency)
    return [first, second]


def moved(text: str, start: int) -> bool:
    """Tell whether a sum is the level or the step of a rise to the next one."""
    before = text[max(0, start - LOOKBACK) : start].rpartition("\n")[2]
    if _RANGING.search(before):
        return False
    if _FROM.search(before):
        return True
    return _MOVED.search(before) is not None and _LEVEL.search(before) is None


def absorbed(text: str, item: Sum, after: Anchor | None) -> Sum:
    """Take in a currency that is said twice: "$2bn dollars", "$5 million Canadian", "$100 million USD"."""
    if after is None or item.start > after.start or after.currency.kind == "minor":
        return item
    if (
        text[item.end : after.start] not in (" ", "-", "\u00a0", " (")
        or not item.currency.codes() & after.currency.codes()
    ):
        return item
    if text[after.end : after.end + 2].lstrip(" \u00a0")[:1].isdigit():
        return item  # "$5-$10": the currency of the next number
    if text[item.end : after.start] == " (" and text[after.end : after.end + 1] != ")":
        return item
    narrow = after.currency if after.currency.code else item.currency
    closing = 1 if text[item.end : after.start] == " (" else 0
    return replace(item, end=after.end + closing, currency=replace(narrow, factor=item.currency.factor))
