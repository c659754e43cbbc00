"""Gold as a text with labelled spans: what all annotation tools understand, and what the formats are made from.

One span a quote. The span of a record's first quote carries the record's values as strings (null is left out, a list
is written ``TUR; KAZ``); further quotes carry ``of``, the record's id. Labels are singular: agreement, signatory,
sector, amount, target, date.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from diplo_extract.errors import GoldError
from diplo_extract.evaluate.annotation import GoldArticle
from diplo_extract.evaluate.check import find_quote
from diplo_extract.evaluate.convert import Quoter
from diplo_extract.evaluate.inline import Span
from diplo_extract.records import AgreementKind, AmountRole, EventType, Indicator, Status

LABELS = {
    "agreement": "agreements",
    "signatory": "signatories",
    "sector": "sectors",
    "amount": "amounts",
    "target": "monetary_targets",
    "date": "historical_dates",
}
# The values of closed lists; a tool that has labels only carries them in the label: "amount/target/trade".
CLOSED = {
    "agreement": ("kind", "status"),
    "signatory": (),
    "sector": ("sector",),
    "amount": ("role", "indicator"),
    "target": ("indicator",),
    "date": ("event_type",),
}
# What a closed list allows; of sectors the packaged table tells.
CHOICES: dict[str, tuple[str, ...]] = {
    "kind": get_args(AgreementKind),
    "status": get_args(Status),
    "role": get_args(AmountRole),
    "indicator": get_args(Indicator),
    "event_type": get_args(EventType),
}
# In the order of a gold file; "" stands where the quotes belong.
_FIELDS = {
    "agreement": ("id", "kind", "", "status", "date", "place", "count"),
    "signatory": ("agreement", "person", "role", "organization", "country", ""),
    "sector": ("sector", "", "agreement"),
    "amount": ("amount", "amount_max", "currency", "role", "indicator", ""),
    "target": ("amount", "currency", "indicator", "baseline", "deadline", "parties", ""),
    "date": ("value", "", "event_type", "event", "parties"),
}
_NUMBERS = frozenset({"amount", "amount_max", "baseline", "count"})
_LISTS = frozenset({"parties"})
_LEFT_OUT_WHEN_NULL = frozenset({"amount_max", "note"})


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """One article with its gold as spans."""

    id: str
    text: str
    published: str | None
    principals: tuple[str, ...]
    spans: tuple[Span, ...]

    @property
    def about(self) -> dict[str, Any]:
        """Return what belongs to the article and to no span."""
        return {"published": self.published, "principals": list(self.principals)}


def to_marks(gold: GoldArticle) -> MarkedArticle:
    """Return a gold article as text with spans, record by record."""
    raw = gold.raw
    spans = tuple(
        span
        for label, layer in LABELS.items()
        for number, record in enumerate(raw[layer], 1)
        for span in _record_spans(label, number, record, gold.text)
    )
    return MarkedArticle(gold.id, gold.text, raw["published"], tuple(raw["principals"]), spans)


def _record_spans(label: str, number: int, record: dict[str, Any], text: str) -> Iterator[Span]:
    quotes = [(record["quote"], record["nth"])] if "quote" in record else []
    quotes += [(quote, nth) for quote, nth in record.get("quotes", ())]
    names = [name for name in (*_FIELDS[label], "note") if name and record.get(name) is not None]
    values = {name: _to_string(record[name]) for name in names}
    id = values.get("id") or f"{label[0].upper()}{number}"
    if len(quotes) > 1:
        values["id"] = id
    for i, (quote, nth) in enumerate(quotes):
        at = find_quote(text, quote, nth)
        if at is not None:
            yield Span(at, at + len(quote), label, values if i == 0 else {"of": id})


def _to_string(value: Any) -> str:
    if isinstance(value, list):
        plain = all(code == code.strip() and ";" not in code and not code.startswith("[") for code in value)
        return "; ".join(value) if plain else json.dumps(value, ensure_ascii=False)
    return str(value)


def from_marks(marked: MarkedArticle) -> dict[str, Any]:
    """Return the gold annotation that a text with spans stands for.

    Raises:
        GoldError: a label is unknown, or a span belongs to a record that is not there. What else may be wrong with
            the records, ``gold_faults`` says.
    """
    quoter = Quoter(marked.text)
    raw: dict[str, Any] = {**marked.about, **{layer: [] for layer in LABELS.values()}}
    others = _other_quotes(marked, quoter)
    for span in marked.spans:
        if "of" not in span.values:
            id = span.values.get("id", "")
            raw[LABELS[span.label]].append(_record(span, quoter, others.pop((span.label, id), [])))
    if others:
        label, id = next(iter(others))
        raise GoldError(f"a span of {label} {id!r} has no record: none has this id")
    return raw


def _other_quotes(marked: MarkedArticle, quoter: Quoter) -> dict[tuple[str, str], list[list[Any]]]:
    others: dict[tuple[str, str], list[list[Any]]] = {}
    for span in marked.spans:
        if span.label not in LABELS:
            raise GoldError(f"{span.start}-{span.end}: unknown label {span.label!r}; there are {', '.join(LABELS)}")
        if "of" in span.values:
            quote = list(quoter.quote(span.start, span.end))
            others.setdefault((span.label, span.values["of"]), []).append(quote)
    return others


def _record(span: Span, quoter: Quoter, others: list[list[Any]]) -> dict[str, Any]:
    quote, nth = quoter.quote(span.start, span.end)
    record: dict[str, Any] = {}
    for name in _FIELDS[span.label]:
        if not name:
            record |= _quote_fields(span.label, quote, nth, others)
        elif name in span.values:
            record[name] = _from_string(name, span.values[name])
        elif name not in _LEFT_OUT_WHEN_NULL:
            record[name] = [] if name in _LISTS else None
    known = {*record, "id"}
    return record | {name: value for name, value in span.values.items() if name not in known}


def _quote_fields(label: str, quote: str, nth: int, others: list[list[Any]]) -> dict[str, Any]:
    if label == "target":
        return {"quotes": [[quote, nth], *others]}
    return {"quote": quote, "nth": nth, **({"quotes": others} if label == "agreement" or others else {})}


def _from_string(name: str, value: str) -> Any:
    if name in _LISTS:
        return codes(value)
    if name not in _NUMBERS:
        return value
    for kind in (int, float):
        try:
            return kind(value)
        except ValueError:
            continue
    return value  # no number: the check will say so


def codes(value: Any) -> list[str]:
    """Read a list of codes written as ``TUR; KAZ``; leave a list as it is.

    >>> codes("TUR; KAZ")
    ['TUR', 'KAZ']
    """
    if isinstance(value, list):
        return value
    if str(value).startswith("["):
        try:
            return list(json.loads(value))
        except (ValueError, TypeError):
            return [str(value)]
    return [code.strip() for code in str(value or "").split(";") if code.strip()]


def flat_label(span: Span) -> str:
    """Return a label that holds the span's closed-list values, for tools that have labels only.

    >>> flat_label(Span(0, 5, "amount", {"role": "target", "indicator": "trade"}))
    'amount/target/trade'
    """
    if "of" in span.values:
        return f"{span.label}/of"
    return "/".join([span.label, *(span.values.get(name, "") for name in CLOSED[span.label])])


def unflat(flat: str, values: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Undo ``flat_label``: the label is what the annotator saw, so it wins over the values that traveled along."""
    label, *rest = flat.split("/")
    if rest == ["of"] or label not in CLOSED:
        return label, dict(values)
    closed = dict(zip(CLOSED[label], rest, strict=False))
    return label, {**values, **{name: value for name, value in closed.items() if value}}


def settle(text: str, start: Any, end: Any, words: Any, where: str) -> tuple[int, int]:
    """Return a span's place in code points; raise ``GoldError`` where it is none or its words are not there.

    Tools that run in a browser may count UTF-16 units, in which "😀" has two; the words tell which was meant.
    """
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise GoldError(f"{where}: {start!r}-{end!r} is no place in the text")
    if end <= len(text) and (words is None or text[start:end] == words):
        return start, end
    if words is None:
        raise GoldError(f"{where}: {start}-{end} is beyond the text, which has {len(text)} characters")
    units = text.encode("utf-16-le", "surrogatepass")
    before = units[: 2 * start].decode("utf-16-le", "replace")
    inside = units[2 * start : 2 * end].decode("utf-16-le", "replace")
    if inside == words:
        return len(before), len(before) + len(inside)
    raise GoldError(f"{where}: the words {words!r} are not at {start}-{end}")
