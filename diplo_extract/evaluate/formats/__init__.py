"""Gold in the formats of annotation tools, both ways.

Every format carries all of gold: what a tool has no place for travels with the text or the span and comes back. On the
way in a span's words are checked against the text, so offsets that a tool counts in UTF-16 units are set right, and
any that are off are a fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from diplo_extract.evaluate.formats import brat, inline_files, json_lines, label_studio
from diplo_extract.evaluate.formats.marks import MarkedArticle


@dataclass(frozen=True, slots=True)
class Format:
    """How one format is written and read."""

    write: Callable[[Iterable[MarkedArticle], Path], None]
    read: Callable[[Path], Iterator[MarkedArticle]]


FORMATS = {
    "labelstudio": Format(label_studio.write, label_studio.read),
    "brat": Format(brat.write, brat.read),
    "doccano": Format(json_lines.write_doccano, json_lines.read_doccano),
    "prodigy": Format(json_lines.write_prodigy, json_lines.read_prodigy),
    "inline": Format(inline_files.write, inline_files.read),
}
