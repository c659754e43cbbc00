"""What is compared: one article's records, gold or predicted, in one shape, so that either may stand on either side."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from diplo_extract.errors import DataError
from diplo_extract.records import Extraction, Mention

Place = tuple[int, int]  # half-open character offsets

# The layers of records, in the order in which they are reported, and what each record holds besides its place.
FIELDS = {
    "agreements": ("id", "kind", "status", "date", "place", "count"),
    "signatories": ("agreement", "person", "role", "organization", "country"),
    "sectors": ("sector",),
    "amounts": ("amount", "amount_max", "currency", "role", "indicator"),
    "monetary_targets": ("amount", "currency", "indicator", "baseline", "deadline", "parties"),
    "historical_dates": ("value", "event_type", "event", "parties"),
}
LAYERS = tuple(FIELDS)


@dataclass(frozen=True, slots=True)
class Item:
    """One record: where it stands and what it says. Of sectors each mention is an item of its own."""

    layer: str
    places: tuple[Place, ...]  # the quote first, then other mentions
    values: dict[str, Any]
    rule: str = ""  # what found its first mention; empty for gold

    def __getitem__(self, name: str) -> Any:
        """Return one of the values."""
        return self.values[name]


@dataclass(frozen=True, slots=True)
class Annotation:
    """All records of one article."""

    items: dict[str, tuple[Item, ...]]  # by layer, in the order given
    principals: frozenset[str] = frozenset()
    links: frozenset[tuple[str, str]] = (
        frozenset()
    )  # which sector is covered by which agreement: (sector, Agreement.id)


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """A text and what a careful reader wrote down about it."""

    id: str  # the file name without suffix
    text: str
    published: str | None  # ISO 8601 date
    annotation: Annotation
    raw: dict[str, Any] = field(repr=False)  # the gold file, as it was read
    path: str = ""


def from_extraction(extraction: Extraction, text: str) -> Annotation:
    """Take the records of an extraction; raise ``DataError`` where a mention is not the text at its offsets."""
    items = {layer: _items(layer, getattr(extraction, layer)) for layer in LAYERS}
    for layer, records in ((layer, getattr(extraction, layer)) for layer in LAYERS):
        for record in records:
            for mention in record.mentions:
                _check_grounded(mention, text, f"{extraction.article.id}: {layer}")
    for name, records in extraction.extra.items():
        for mention in (mention for record in records for mention in record.mentions):
            _check_grounded(mention, text, f"{extraction.article.id}: extra.{name}")
    links = frozenset((record.sector, id) for record in extraction.sectors for id in record.agreements)
    return Annotation(items, frozenset(extraction.principals), links)


def _items(layer: str, records: tuple[Any, ...]) -> tuple[Item, ...]:
    if layer == "sectors":
        return tuple(_item(layer, record, (mention,)) for record in records for mention in record.mentions)
    return tuple(_item(layer, record, record.mentions) for record in records)


def _item(layer: str, record: Any, mentions: tuple[Mention, ...]) -> Item:
    values = {name: getattr(record, name) for name in FIELDS[layer]}
    places = tuple((mention.start, mention.end) for mention in mentions)
    return Item(layer, places, values, mentions[0].rule if mentions else "")


def _check_grounded(mention: Mention, text: str, where: str) -> None:
    if not 0 <= mention.start <= mention.end or text[mention.start : mention.end] != mention.text:
        raise DataError(
            f"{where}: the mention {mention.text!r} is not the text at {mention.start}-{mention.end}; "
            "were the predictions made from this text?"
        )
