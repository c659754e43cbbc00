"""Number words of temporal expressions: "three", "twenty-five", "third", "two and a half".

>>> number("twenty-five"), number("2,500"), ordinal("twenty-first"), ordinal("19th")
(25, 2500, 21, 19)
"""

from __future__ import annotations

import re

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_WORDS = {word: value for value, word in enumerate(_ONES)} | _TENS | {"a": 1, "an": 1, "hundred": 100, "thousand": 1000,
          "dozen": 12, "single": 1, "half": 0.5, "quarter": 0.25, "couple": 2}  # fmt: skip
_ORDINALS = {word: value for value, word in enumerate(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split())} | {"thirtieth": 30}  # fmt: skip
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def number(text: str) -> int | float | None:
    """Read a number in digits or words; None where it is none ("several")."""
    if _DIGITS.fullmatch(text):
        value = float(text.replace(",", ""))
        return int(value) if value.is_integer() else value
    words = [word for word in re.split(r"[\s-]+", text) if word not in ("and", "of")]
    total: float = 0
    if not words or any(word not in _WORDS for word in words):
        return None
    for word in words:
        value = _WORDS[word]
        total = (total or 1) * value if word in ("hundred", "thousand", "dozen") else total + value
    return int(total) if float(total).is_integer() else total


def ordinal(text: str) -> int | None:
    """Read an ordinal number in digits or words."""
    if text[:1].isdigit():
        digits = re.match(r"\d+", text)
        return int(digits[0]) if digits else None
    head, _, tail = text.replace(" ", "-").rpartition("-")
    last = _ORDINALS.get(tail)
    if last is None or (head and head not in _TENS):
        return None
    return last + int(_TENS.get(head, 0))
