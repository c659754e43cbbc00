"""Every mention of an extraction with its kind and a short label: what the views of an article mark and list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from diplo_extract.records import Extraction, Mention, decimal_string


@dataclass(frozen=True, slots=True)
class Labeled:
    """One mention of one record."""

    layer: str  # the field of Extraction that the record stands in
    record: int  # its index there
    label: str  # what the record says, in a few words
    mention: Mention


def _joined(*parts: str | None) -> str:
    return " ".join(part for part in parts if part)


# One short label a layer; a layer that is not named here has no mentions of its own to show.
LABELS: dict[str, Callable[[Any], str]] = {
    "agreements": lambda r: _joined(r.id, r.kind, r.status),
    "signatories": lambda r: _joined(r.agreement, r.country or r.organization or r.person),
    "sectors": lambda r: str(r.sector),
    "amounts": lambda r: _joined(decimal_string(r.amount), r.currency, r.role),
    "monetary_targets": lambda r: _joined("target", decimal_string(r.amount), r.currency),
    "quantity_targets": lambda r: _joined("target", decimal_string(r.quantity), r.unit),
    "historical_dates": lambda r: _joined(r.value, r.event_type),
    "unlisted_fields": lambda r: "unlisted",
}


def labeled(extraction: Extraction) -> Iterator[Labeled]:
    """Yield every mention of every record, layer by layer."""
    for layer, label in LABELS.items():
        for index, record in enumerate(getattr(extraction, layer)):
            for mention in record.mentions:
                yield Labeled(layer, index, label(record), mention)
