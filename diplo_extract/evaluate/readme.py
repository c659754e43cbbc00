"""The accuracy table of the README: made from an evaluation, and compared with what the README says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from diplo_extract.errors import DataError
from diplo_extract.evaluate.score import MISSION

OPENING, CLOSING = "<!-- accuracy -->", "<!-- /accuracy -->"
_ROWS = ("agreements", *MISSION[:2], "amounts", *MISSION[2:])
_NAMES = {"default": "default pipeline"}


def accuracy_lines(pipelines: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield the table, between its markers: F1 of each layer in each pipeline, with n and intervals.

    Args:
        pipelines: by name, the figures as ``report_dict`` gives them and as a baseline holds them.
    """
    first = next(iter(pipelines.values()))
    heads = [_NAMES.get(name, f"with {name}") for name in pipelines]
    yield OPENING
    yield f"| F1 on {first['articles']} articles | records | {' | '.join(heads)} |"
    yield f"| --- | ---: |{' ---: |' * len(heads)}"
    for layer in _ROWS:
        cells = [_cell(p["layers"][layer]["f1"], _interval(p["layers"][layer])) for p in pipelines.values()]
        yield f"| {layer.replace('_', ' ')} | {_records(first, layer)} | {' | '.join(cells)} |"
    cells = [_cell(p["mission_f1"], p.get("mission_f1_interval")) for p in pipelines.values()]
    records = sum(_records(first, layer) for layer in MISSION)
    yield f"| **mission** (mean of {', '.join(MISSION).replace('_', ' ')}) | {records} | {' | '.join(cells)} |"
    yield CLOSING


def _records(figures: Mapping[str, Any], layer: str) -> int:
    return int(figures["layers"][layer]["tp"] + figures["layers"][layer]["fn"])


def _interval(layer: Mapping[str, Any]) -> Any:
    return layer.get("intervals", {}).get("f1")


def _cell(f1: float | None, interval: Any) -> str:
    if f1 is None:
        return "-"
    return f"{f1:.3f} ({interval[0]:.2f}-{interval[1]:.2f})" if interval else f"{f1:.3f}"


def table_in(text: str) -> str:
    """Return what a README has between the markers, markers included; raise ``DataError`` where they are missing."""
    start, end = text.find(OPENING), text.find(CLOSING)
    if not 0 <= start < end:
        raise DataError(f"the text has no table between {OPENING} and {CLOSING}")
    return text[start : end + len(CLOSING)]


def with_table(text: str, lines: Iterator[str]) -> str:
    """Return a README with the table between its markers made new."""
    return text.replace(table_in(text), "\n".join(lines))
