"""The readers, by the name that ``data.read`` of a row in ``lexicons/time_patterns.jsonl`` gives.

A reader is given a match and returns a reading, several parts with extents of their own, or None where the words are
no temporal expression after all.
"""

from __future__ import annotations

from collections.abc import Callable

from diplo_extract.normalize.times import read_clock, read_dates, read_durations, read_relative
from diplo_extract.normalize.times.matched import Matched, Result

READERS: dict[str, Callable[[Matched], Result]] = {
    name: reader
    for module in (read_dates, read_relative, read_durations, read_clock)
    for name, reader in vars(module).items()
    if getattr(reader, "__module__", "") == module.__name__ and not name.startswith("_")
}
