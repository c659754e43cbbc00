"""The guards, by the name that ``data.guard`` of a row in ``lexicons/time_patterns.jsonl`` gives.

A guard is given a match with the text around it and returns False where the words are no temporal expression.
"""

from __future__ import annotations

from collections.abc import Callable

from diplo_extract.components.times import guards_dates, guards_units, guards_words
from diplo_extract.components.times.around import Around

GUARDS: dict[str, Callable[[Around], bool]] = {
    name: guard
    for module in (guards_dates, guards_units, guards_words)
    for name, guard in vars(module).items()
    if getattr(guard, "__module__", "") == module.__name__ and not name.startswith("_")
}
