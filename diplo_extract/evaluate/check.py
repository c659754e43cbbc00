"""What is wrong with a gold annotation: every fault, with the record it stands in and the reason.

Nothing that JSON can hold makes this crash, and nothing wrong passes: fields that are missing or unknown, values of a
wrong type or outside a closed list, quotes that are not in the text, ids that repeat or point nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from diplo_extract.evaluate.annotation import LAYERS
from diplo_extract.records import AgreementKind, AmountRole, EventType, Indicator, Status


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a gold file."""

    file: str
    where: str  # "sectors[3]", or "file"
    reason: str

    def __str__(self) -> str:
        """Write the fault as one line."""
        return f"{self.file}: {self.where}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes that there are."""

    sectors: frozenset[str]
    states: frozenset[str]  # ISO 3166-1 alpha-3
    currencies: frozenset[str]  # ISO 4217


@dataclass(frozen=True, slots=True)
class _Scope:
    """What the values of a record are checked against."""

    text: str
    agreements: frozenset[str]
    codes: Codes


LARGEST = 10**21
_Check = Callable[[Any, _Scope], str | None]
_DAY = r"-?\d{4}(?:-\d{2}(?:-\d{2})?)?"
_EDTF = re.compile(rf"(?:{_DAY}|\d{{3}}X|\d{{2}}XX)[~?]?|(?:{_DAY}|\d{{3}}X|\.\.)/(?:{_DAY}|\d{{3}}X|\.\.)")


def find_quote(text: str, quote: str, nth: int) -> int | None:
    """Return the offset of the nth occurrence (from 1, none overlapping) of a quote, or None.

    >>> find_quote("trade and trade", "trade", 2)
    10
    """
    at = -len(quote)
    for _ in range(nth):
        at = text.find(quote, at + len(quote))
        if at < 0:
            return None
    return at


def is_edtf(value: str) -> bool:
    """Tell whether a string is a date, decade, century or interval in EDTF, with days that exist.

    >>> [is_edtf(value) for value in ("1992-03-02", "199X", "2019/..", "1992-02-30", "March 1992")]
    [True, True, True, False, False]
    """
    if not _EDTF.fullmatch(value) or value == "../..":
        return False
    return all(_exists(part) for part in value.rstrip("~?").split("/"))


def _exists(part: str) -> bool:
    numbers = re.fullmatch(r"-?(\d{4})-(\d{2})(?:-(\d{2}))?", part)
    if not numbers:
        return True
    try:
        # Years before 1 have no ``date``; any leap year stands in for them.
        date(2000 if part.startswith("-") else max(int(numbers[1]), 4), int(numbers[2]), int(numbers[3] or 1))
    except ValueError:
        return False
    return True


def _one_of(allowed: tuple[str, ...]) -> _Check:
    def check(value: Any, scope: _Scope) -> str | None:
        return None if isinstance(value, str) and value in allowed else _not_in(value, allowed)

    return check


def _not_in(value: Any, allowed: tuple[str, ...] | frozenset[str]) -> str:
    return f"{value!r} is not one of {', '.join(sorted(allowed)) or '(none)'}"


def _or_null(check: _Check) -> _Check:
    return lambda value, scope: None if value is None else check(value, scope)


def _matches(pattern: str, what: str) -> _Check:
    return lambda value, scope: (
        None if isinstance(value, str) and re.fullmatch(pattern, value) else f"{value!r} is no {what}"
    )


def _words(value: Any, scope: _Scope) -> str | None:
    return None if isinstance(value, str) and value.strip() else f"{value!r} is no text"


def _from_text(value: Any, scope: _Scope) -> str | None:
    return _words(value, scope) or (None if value in scope.text else f"{value!r} is not in the text")


def _number(value: Any, scope: _Scope) -> str | None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return f"{value!r} is no number"
    # No sum in a press text has more digits; a longer one is a slip of the keyboard, and 10 ** 400 is no float.
    return None if abs(value) < LARGEST else f"is no sum below {LARGEST:.0e}"


def _whole(value: Any, scope: _Scope) -> str | None:
    return None if type(value) is int and value > 0 else f"{value!r} is no whole number above 0"


def _edtf(value: Any, scope: _Scope) -> str | None:
    return None if isinstance(value, str) and is_edtf(value) else f"{value!r} is not EDTF"


def _codes(value: Any, scope: _Scope) -> str | None:
    if not isinstance(value, list):
        return f"{value!r} is no list of codes"
    wrong = next((code for code in value if _words(code, scope)), None)
    if wrong is not None or None in value:
        return f"{wrong!r} is no code"
    return "names a code twice" if len(set(value)) < len(value) else None


def _sector(value: Any, scope: _Scope) -> str | None:
    known = isinstance(value, str) and value in scope.codes.sectors
    return None if known else f"{value!r} is no sector id; 'diplo-extract lexicon' shows the closed list"


def _agreement(value: Any, scope: _Scope) -> str | None:
    known = isinstance(value, str) and value in scope.agreements
    there = ", ".join(sorted(scope.agreements)) or "none"
    return None if known else f"{value!r} is no id of an agreement here; there are {there}"


def _quote(value: Any, scope: _Scope) -> str | None:
    return None if isinstance(value, str) and value else f"{value!r} is no quote"


def _quotes(value: Any, scope: _Scope) -> str | None:
    shaped = isinstance(value, list) and all(isinstance(pair, list) and len(pair) == 2 for pair in value)
    if not shaped:
        return f"{value!r} is no list of [quote, nth]"
    reasons = [_quote(q, scope) or _whole(n, scope) or _in_text(q, n, scope) for q, n in value]
    return next((reason for reason in reasons if reason), None)


def _some_quotes(value: Any, scope: _Scope) -> str | None:
    return "is empty; a record needs a quote" if value == [] else _quotes(value, scope)


def _in_text(quote: str, nth: int, scope: _Scope) -> str | None:
    there = scope.text.count(quote)
    return None if nth <= there else f"{quote!r} number {nth} is not in the text, which has it {there} times"


def _state(value: Any, scope: _Scope) -> str | None:
    known = isinstance(value, str) and value in scope.codes.states
    return None if known else f"{value!r} is no ISO 3166-1 alpha-3 code of a state"


def _currency_code(value: Any, scope: _Scope) -> str | None:
    known = isinstance(value, str) and value in scope.codes.currencies
    return None if known else f"{value!r} is no ISO 4217 code"


_currency = _or_null(_currency_code)
_indicator = _one_of(get_args(Indicator))
# What each field of a record must be; all must be there.
_RULES: dict[str, dict[str, _Check]] = {
    "agreements": {
        "id": _words, "kind": _one_of(get_args(AgreementKind)), "quote": _quote, "nth": _whole, "quotes": _quotes,
        "status": _one_of(get_args(Status)), "date": _or_null(_edtf), "place": _or_null(_words),
        "count": _or_null(_whole),
    },
    "signatories": {
        "agreement": _agreement, "person": _or_null(_from_text), "role": _or_null(_words),
        "organization": _or_null(_words), "country": _or_null(_state),
        "quote": _quote, "nth": _whole,
    },
    "sectors": {"sector": _sector, "quote": _quote, "nth": _whole, "agreement": _or_null(_agreement)},
    "amounts": {
        "amount": _number, "currency": _currency, "role": _one_of(get_args(AmountRole)), "indicator": _indicator,
        "quote": _quote, "nth": _whole,
    },
    "monetary_targets": {
        "amount": _number, "currency": _currency, "indicator": _indicator, "baseline": _or_null(_number),
        "deadline": _or_null(_words), "parties": _codes, "quotes": _some_quotes,
    },
    "historical_dates": {
        "value": _edtf, "quote": _quote, "nth": _whole, "event_type": _one_of(get_args(EventType)),
        "event": _or_null(_from_text), "parties": _codes,
    },
}  # fmt: skip
_OPTIONAL: dict[str, _Check] = {"amount_max": _or_null(_number), "note": _or_null(_words)}
_EXTRA_PLACE: dict[str, _Check] = {"quote": _quote, "nth": _whole, "quotes": _quotes}
_TOP: dict[str, _Check] = {
    "published": _or_null(_matches(r"\d{4}-\d{2}-\d{2}", "date YYYY-MM-DD")),
    "principals": _codes,
}


def gold_faults(raw: Any, text: str, codes: Codes) -> Iterator[tuple[str, str]]:
    """Yield where and what is wrong with one gold annotation of a text.

    Args:
        raw: what the JSON file holds, of any shape.
        text: the article.
        codes: the codes of sectors, states and currencies that there are.
    """
    if not isinstance(raw, dict):
        yield "file", f"holds no object but {type(raw).__name__}"
        return
    yield from _top_faults(raw, _Scope(text, frozenset(), codes))
    layers = {layer: raw[layer] for layer in LAYERS if isinstance(raw.get(layer), list)}
    ids = [a.get("id") for a in layers.get("agreements", []) if isinstance(a, dict)]
    known = frozenset(id for id in ids if isinstance(id, str))
    scope = _Scope(text, known, codes)
    yield from (("agreements", f"the id {id!r} repeats") for id in sorted(known) if ids.count(id) > 1)
    for layer, records in layers.items():
        for number, record in enumerate(records):
            yield from ((f"{layer}[{number}]", reason) for reason in _record_faults(layer, record, scope))
    yield from _repeats(layers.get("sectors", []))
    yield from _extra_faults(raw.get("extra", {}), scope)


def _top_faults(raw: dict[str, Any], scope: _Scope) -> Iterator[tuple[str, str]]:
    for name in (*_TOP, *LAYERS):
        if name not in raw:
            yield "file", f"has no {name!r}"
    for name in sorted(set(raw) - {*_TOP, *LAYERS, "note", "extra"}):
        yield "file", f"has an unknown field {name!r}"
    for name, check in _TOP.items():
        if name in raw and (reason := check(raw[name], scope)):
            yield name, reason
    for layer in LAYERS:
        if layer in raw and not isinstance(raw[layer], list):
            yield layer, f"is no list but {type(raw[layer]).__name__}"


def _record_faults(layer: str, record: Any, scope: _Scope) -> Iterator[str]:
    if not isinstance(record, dict):
        yield f"is no object but {type(record).__name__}"
        return
    rules = _RULES[layer]
    yield from (f"has no {name!r}" for name in rules if name not in record)
    yield from (f"has an unknown field {name!r}" for name in sorted(set(record) - {*rules, *_OPTIONAL}))
    for name, value in record.items():
        check = rules.get(name) or _OPTIONAL.get(name)
        if check and (reason := check(value, scope)):
            yield f"{name}: {reason}"
    quote, nth = record.get("quote"), record.get("nth")
    grounded = "quote" in rules and not _quote(quote, scope) and not _whole(nth, scope)
    if grounded and (reason := _in_text(str(quote), int(nth or 0), scope)):
        yield f"quote: {reason}"
    if layer == "signatories" and not any(record.get(name) for name in ("person", "organization", "country")):
        yield "names no actor: person, organization and country are all null"


def _extra_faults(extra: Any, scope: _Scope) -> Iterator[tuple[str, str]]:
    """Yield the faults of records of plug-ins: their places are checked, their values are the plug-in's own."""
    if not isinstance(extra, dict):
        yield "extra", f"is no object but {type(extra).__name__}"
        return
    for name, records in extra.items():
        if not isinstance(records, list):
            yield f"extra.{name}", f"is no list but {type(records).__name__}"
            continue
        for number, record in enumerate(records):
            yield from ((f"extra.{name}[{number}]", reason) for reason in _extra_record_faults(record, scope))


def _extra_record_faults(record: Any, scope: _Scope) -> Iterator[str]:
    if not isinstance(record, dict):
        yield f"is no object but {type(record).__name__}"
        return
    yield from (f"has no {field!r}" for field in ("quote", "nth") if field not in record)
    checked = {field: check(record[field], scope) for field, check in _EXTRA_PLACE.items() if field in record}
    yield from (f"{field}: {reason}" for field, reason in checked.items() if reason)
    grounded = {"quote", "nth"} <= set(checked) and not any(checked.values())
    if grounded and (reason := _in_text(record["quote"], record["nth"], scope)):
        yield f"quote: {reason}"


def _repeats(sectors: list[Any]) -> Iterator[tuple[str, str]]:
    seen = set()
    for number, record in enumerate(sectors):
        if not isinstance(record, dict):
            continue
        key = repr([record.get(name) for name in ("sector", "quote", "nth")])
        if key in seen:
            yield f"sectors[{number}]", f"repeats {record.get('quote')!r} number {record.get('nth')} as the same sector"
        seen.add(key)
