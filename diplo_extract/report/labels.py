"""Every mention of an extraction with its kind and a short label: what the views of an article mark and list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from diplo_extract.plugins.installed import find_plugin, installed_plugins
from diplo_extract.records import Extraction, Mention, decimal_string, plain


@dataclass(frozen=True, slots=True)
class Labeled:
    """One mention of one record."""

    layer: str  # the field of Extraction that the record stands in; "extra.NAME" for a plug-in's
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


EXTRA = "extra."  # before the name of a plug-in, where it stands for a layer


def labeled(extraction: Extraction) -> Iterator[Labeled]:
    """Yield every mention of every record, layer by layer; those of plug-ins are last."""
    for layer, label in LABELS.items():
        for index, record in enumerate(getattr(extraction, layer)):
            for mention in record.mentions:
                yield Labeled(layer, index, label(record), mention)
    for name, records in extraction.extra.items():
        for index, record in enumerate(records):
            for mention in record.mentions:
                yield Labeled(EXTRA + name, index, extra_label(name, record), mention)


def extra_label(name: str, record: Any) -> str:
    """Say what a record of a plug-in is: as the plug-in itself does, else by its name and first value."""
    label = find_plugin(name).label if name in installed_plugins() else None
    if label is not None:
        return label(record)
    values = (value for key, value in plain(record).items() if key != "mentions" and isinstance(value, str))
    return _joined(name.replace("_", " "), next(values, None))
