"""Check tables and patterns, packaged ones and a user's: every fault with file and line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from diplo_extract.errors import LexiconError
from diplo_extract.lexicon import Lexicons, Row, example_faults, read_sector_ids
from diplo_extract.lexicon_check_actors import actor_faults
from diplo_extract.plugins.terms import is_term_file
from diplo_extract.text import fold, tokenize

# Tables in which a form stands for exactly one id. In the others a form may mean several things, told apart by
# their columns: "Georgia" is a state of its own and one of the United States, "rupees" are of many states.
ONE_MEANING = ("sectors", "instruments", "organizations")
# Tables whose ids come from a closed list of their own.
CLOSED = {"sectors": "sector_ids.csv"}

# What the columns of sectors.tsv may hold besides nothing.
COLUMNS = {"kind": ("", "adjective", "head"), "frame": ("", "strict", "list")}


def lexicon_faults(lexicons: Lexicons) -> Iterator[str]:
    """Yield every fault of a set of lexicons as ``file:line: what``."""
    for name in (*lexicons.names, *(name for name in lexicons.added if is_term_file(Path(name)))):
        stem, _, suffix = name.rpartition(".")
        try:
            if suffix == "tsv":
                yield from table_faults(lexicons, stem)
            elif suffix == "jsonl":
                for pattern in lexicons.patterns(stem):
                    yield from example_faults(pattern)
        except LexiconError as error:  # a row that cannot be read at all; the other tables are still checked
            yield str(error)
    if "states.tsv" in lexicons.names:
        yield from actor_faults(lexicons)
    yield from _strangers(lexicons)


def table_faults(lexicons: Lexicons, name: str) -> Iterator[str]:
    """Yield the faults of one table: ids, sources, and rows that can never match."""
    rows = lexicons.rows(name)
    for row in rows:
        if not row.source:
            yield f"{row.where}: {row.form!r} has no source"
    if name in CLOSED:
        allowed = read_sector_ids(lexicons)
        for row in rows:
            if row.id not in allowed:
                yield f"{row.where}: {row.id!r} is not in the list of ids, {CLOSED[name]}"
            if row["core"].lower() not in row.form.lower():
                yield f"{row.where}: the core {row['core']!r} is no part of {row.form!r}"
            for column, allowed_values in COLUMNS.items():
                if row[column] not in allowed_values:
                    yield f"{row.where}: {column} is {row[column]!r}; allowed: {', '.join(allowed_values[1:])}, or none"
    yield from _collisions(rows, one_meaning=name in ONE_MEANING)


def _collisions(rows: tuple[Row, ...], *, one_meaning: bool) -> Iterator[str]:
    """Yield each row whose words another row, read before it, always takes."""
    first: dict[tuple[str, ...], Row] = {}
    for row in rows:
        words = tuple(fold(row.form[a:b]) for a, b in tokenize(row.form))
        key = (row.form,) if row.exact else words
        taken = first.setdefault(key, row)
        if taken is row or (not one_meaning and (taken.id, taken.data) != (row.id, row.data)):
            continue
        if taken.id == row.id:
            yield f"{row.where}: {row.form!r} is shadowed by {taken.where}, which reads the same words"
        else:
            yield f"{row.where}: {row.form!r} is {row.id!r} here and {taken.id!r} at {taken.where}"


def _strangers(lexicons: Lexicons) -> Iterator[str]:
    """Yield each file of a user's folder that adds to no packaged table: a name mistyped is a table unread."""
    for folder in lexicons.folders:
        for path in sorted(folder.iterdir()):
            if path.suffix in (".tsv", ".jsonl") and path.name not in lexicons.names and not is_term_file(path):
                yield f"{path.name}: no such table; there are {', '.join(lexicons.names)}"
