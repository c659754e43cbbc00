"""The figures of the page on accuracy, from ``fixtures/baseline.json``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from diplo_extract.evaluate.readme import accuracy_lines, with_table

BASELINE = Path(__file__).parents[2] / "fixtures" / "baseline.json"


def accuracy_page(page: str) -> str:
    """Return the page with its tables made new."""
    pipelines = {name: p["figures"] for name, p in json.loads(BASELINE.read_text("utf-8"))["pipelines"].items()}
    page = with_table(page, accuracy_lines(pipelines))
    return between(page, "layers", layer_lines(pipelines["default"]["layers"]))


def layer_lines(layers: Mapping[str, Any]) -> Iterator[str]:
    """Yield precision and recall of every layer."""
    yield "| layer | found | missed | spurious | precision | recall | F1 |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for name, layer in layers.items():
        found, missed, spurious = layer["tp"], layer["fn"], layer["fp"]
        ratios = (
            _ratio(found, found + spurious),
            _ratio(found, found + missed),
            _ratio(2 * found, 2 * found + missed + spurious),
        )
        yield f"| {name.replace('_', ' ')} | {found} | {missed} | {spurious} | {' | '.join(ratios)} |"


def _ratio(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def between(page: str, marker: str, lines: Iterator[str]) -> str:
    """Return a page with what stands between ``<!-- marker -->`` and ``<!-- /marker -->`` made new."""
    opening, closing = f"<!-- {marker} -->", f"<!-- /{marker} -->"
    made = "\n".join([opening, "", *lines, "", closing])
    changed, count = re.subn(f"{re.escape(opening)}.*?{re.escape(closing)}", lambda _: made, page, flags=re.DOTALL)
    if count != 1:
        raise ValueError(f"{opening} must stand once, with {closing} after it; it stands {count} times")
    return changed
