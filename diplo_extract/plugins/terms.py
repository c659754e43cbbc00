"""A kind of record without code: the tables and patterns ``extra_NAME`` of a user's lexicon folder.

Every match of a row of ``extra_NAME.tsv`` or of a pattern of ``extra_NAME.jsonl`` is a record in
``Extraction.extra[NAME]``. Of a pattern with a group named ``words``, the record stands on that group.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from diplo_extract.errors import PluginError
from diplo_extract.plugins.component import PluginComponent
from diplo_extract.plugins.installed import installed_plugins
from diplo_extract.plugins.plugin import Plugin
from diplo_extract.records import Mention

if TYPE_CHECKING:
    from diplo_extract.context import Context

PREFIX = "extra_"
_SUFFIXES = (".tsv", ".jsonl")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that a row or pattern of a user's own lexicon names, and what stands beside them."""

    id: str  # of the row; the label of the pattern
    actors: tuple[str, ...]  # codes of the states and organizations named in the same sentence, in order
    dates: tuple[str, ...]  # EDTF values of the dates in the same sentence, in order
    mentions: tuple[Mention, ...]


def term_names(folders: Iterable[str | Path]) -> tuple[str, ...]:
    """Return the kinds of records that folders of lexicons bring, in order.

    Raises:
        PluginError: one of them has the name of a plug-in that is installed.
    """
    files = [path for folder in folders if Path(folder).is_dir() for path in Path(folder).iterdir()]
    found = {path.stem.removeprefix(PREFIX) for path in files if is_term_file(path)}
    taken = sorted(found & set(installed_plugins())) if found else []
    if taken:
        raise PluginError(f"{PREFIX}{taken[0]}: an installed plug-in has this name; name your table another")
    return tuple(sorted(found))


def is_term_file(path: Path) -> bool:
    """Tell whether a file of a folder of lexicons brings a kind of record of its own."""
    return path.name.startswith(PREFIX) and path.suffix in _SUFFIXES


def term_plugin(name: str) -> Plugin:
    """Return the plug-in of a user's own tables and patterns."""
    return Plugin(name, Term, label=lambda term: term.id, factory="diplo_terms")


def term_component(name: str) -> PluginComponent:
    """Make the component that finds the terms of a name; without such tables it finds none."""
    return PluginComponent(term_plugin(name), partial(find_terms, name=name))


def find_terms(ctx: Context, name: str) -> Iterator[Term]:
    """Yield a record for each match; of matches that overlap, the longest."""
    taken_until = 0
    for start, end, id, rule in sorted(_matches(ctx, f"{PREFIX}{name}"), key=lambda m: (m[0], -m[1], m[2])):
        if start < taken_until:
            continue
        taken_until = end
        yield Term(id, *_beside(ctx, start), (ctx.mention(start, end, rule),))


def _matches(ctx: Context, table: str) -> Iterator[tuple[int, int, str, str]]:
    there = ctx.lexicons.added
    if f"{table}.tsv" in there:
        for match in ctx.matches(table):
            yield match.start, match.end, match.row.id, f"{table}:{match.row.id}"
    if f"{table}.jsonl" in there:
        for pattern in ctx.lexicons.patterns(table):
            group = "words" if "words" in pattern.regex.groupindex else 0
            for hit in pattern.regex.finditer(ctx.text):
                if hit.end(group) > hit.start(group):
                    yield hit.start(group), hit.end(group), pattern.label, f"{table}:{pattern.id}"


def _beside(ctx: Context, at: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    start, end = ctx.view.sentence_at(at)
    codes = (code for a in ctx.found.actors if start <= a.start < end and a.kind != "place" for code in a.codes)
    dates = (time.edtf for time in ctx.found.times if start <= time.start < end)
    return tuple(dict.fromkeys(codes)), tuple(dict.fromkeys(date for date in dates if date))
