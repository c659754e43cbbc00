"""Tables of the records' fields: names and types from the dataclasses, meanings from the comments beside them."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import fields
from typing import get_args

from figures import between

from diplo_extract import records
from diplo_extract.records import Agreement, Amount, HistoricalDate, MonetaryTarget, Sector, Signatory

_KINDS = (Agreement, Signatory, Sector, Amount, MonetaryTarget, HistoricalDate)
_FIELD = re.compile(r"^    (\w+): ([^#=\n]+?)(?: = ([^#\n]+?))?(?:  # (.*))?$", re.MULTILINE)
# What the comments leave to the name of the field.
_ALSO = {
    "mentions": "where the text says so: `start`, `end`, `text`, `rule`; at least one",
    "currency": "ISO 4217; null where the text does not tell",
    "approximate": "whether the text says about, nearly, some",
    "amount": "plain units, exact",
    "amount_max": "the upper bound of a range",
    "indicator": "what the money measures",
    "bound": "what the text says of the sum: up to, at least ...",
    "equivalents": "the same sum in other currencies, as the text gives them",
    "parties": "codes of states and organizations",
    "kind": "the kind of instrument",
    "status": "whether it was signed, is to be, or was refused",
    "place": "where it was or is to be signed",
    "role": "what the sum is in its sentence",
    "event_type": "the kind of what happened",
}
# Comments that only a reader of the code understands.
_SPOKEN = {
    "Agreement.id": "the `id` of the agreement",
    "an id of lexicons/sector_ids.csv": "the id of the field, of the closed list",
}


def field_tables(page: str) -> str:
    """Return the page with the table of each record made new."""
    for kind in _KINDS:
        page = between(page, kind.__name__, _table(kind))
    return page


def _table(kind: type) -> Iterator[str]:
    written = {name: (hint, comment) for name, hint, _, comment in _FIELD.findall(inspect.getsource(kind))}
    yield "| field | type | meaning |"
    yield "| --- | --- | --- |"
    for name in (f.name for f in fields(kind)):
        hint, comment = written[name]
        meaning = _SPOKEN.get(comment, comment.replace("None: ", "null: ")) or _ALSO[name]
        yield f"| `{name}` | {_type(hint)} | {meaning}{_allowed(hint)} |"


def _type(hint: str) -> str:
    optional = hint.endswith(" | None")
    name = hint.removesuffix(" | None")
    known = {"str": "text", "int": "whole number", "bool": "true, false", "Decimal": "exact decimal"}
    listed = re.fullmatch(r"tuple\[(\w+), \.\.\.\]", name)
    shown = f"list of {known.get(listed[1], listed[1])}" if listed else known.get(name, "one of a list")
    return shown + (" or null" if optional else "")


def _allowed(hint: str) -> str:
    values = get_args(getattr(records, hint, None))
    return ": " + ", ".join(f"`{value}`" for value in values) if values else ""
