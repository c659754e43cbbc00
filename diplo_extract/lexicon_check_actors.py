"""Check the tables of actors: codes that exist, members that are states, years that can be, columns that are known."""

from __future__ import annotations

from collections.abc import Iterator

from diplo_extract.lexicon import Lexicons, Row

STATUSES = frozenset(("", "member", "observer", "state", "territory", "former"))
KINDS = {
    "states": frozenset("name official abbreviation former demonym people capital metonym stop".split()),
    "places": frozenset("city venue province".split()),
    "organizations": frozenset("name abbreviation part".split()),
    "regions": frozenset("region type noun".split()),
}
CHECKS = frozenset(("", "known", "person"))
EARLIEST, LATEST = 1800, 2100  # years in which a state's name may have ended


def actor_faults(lexicons: Lexicons) -> Iterator[str]:
    """Yield every fault of the tables of actors as ``file:line: what``."""
    states = lexicons.rows("states")
    codes = {row.id for row in states if row["status"]}
    for row in states:
        yield from _state_faults(row, codes)
    for row in lexicons.rows("places"):
        if row.id not in codes:
            yield f"{row.where}: {row.id!r} is no code of a state in states.tsv"
    for name in ("organizations", "regions"):
        for row in lexicons.rows(name):
            for code in sorted(set(row["members"].split()) - codes):
                yield f"{row.where}: member {code!r} is no code of a state in states.tsv"
    for name in ("offices", "bodies"):
        for row in lexicons.rows(name):
            if row["country"] and row["country"] not in codes:
                yield f"{row.where}: country {row['country']!r} is no code of a state in states.tsv"
    for name, allowed in KINDS.items():
        yield from _column_faults(lexicons.rows(name), allowed)


def _state_faults(row: Row, codes: set[str]) -> Iterator[str]:
    if row["kind"] != "stop" and row.id not in codes:
        yield f"{row.where}: no row of {row.id!r} has a status; one row of each state needs one"
    if row["status"] not in STATUSES:
        yield f"{row.where}: status is {row['status']!r}; allowed: {', '.join(sorted(STATUSES - {''}))}"
    until = row["until"]
    if until and not (until.isdigit() and EARLIEST <= int(until) <= LATEST):
        yield f"{row.where}: until is {until!r}; expected a year from {EARLIEST} to {LATEST}"


def _column_faults(rows: tuple[Row, ...], kinds: frozenset[str]) -> Iterator[str]:
    for row in rows:
        if row["kind"] not in kinds:
            yield f"{row.where}: kind is {row['kind']!r}; allowed: {', '.join(sorted(kinds))}"
        if row["check"] not in CHECKS:
            yield f"{row.where}: check is {row['check']!r}; allowed: known, person, or none"
