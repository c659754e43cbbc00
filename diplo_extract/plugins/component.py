"""The component of a plug-in: calls its finder on what the chain has found, and checks what it returns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diplo_extract.errors import DataError, PluginError
from diplo_extract.lexicon import Lexicons
from diplo_extract.plugins.plugin import Plugin
from diplo_extract.records import build, plain

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from diplo_extract.context import Context

Find = Callable[["Context"], Iterable[Any]]


class PluginComponent:
    """A spaCy component that runs after ``diplo_extract`` and adds one kind of record to its extraction.

    The finder is a function of the context: the text and its view, all mentions that the chain found
    (``ctx.found.actors``, ``ctx.found.times`` ...), and the lexicons, the plug-in's own among them.
    """

    def __init__(self, plugin: Plugin, find: Find) -> None:
        """Take the plug-in and its finder."""
        self.plugin = plugin
        self.find = find
        self.lexicons = Lexicons(*self._own())

    def _own(self) -> tuple[Path, ...]:
        return (self.plugin.lexicons,) if self.plugin.lexicons else ()

    def __call__(self, doc: Doc) -> Doc:
        """Find the records of a Doc that the chain has read; raise ``PluginError`` naming the plug-in."""
        from diplo_extract.components.factories import context_of

        context = context_of(doc, self.lexicons)
        if context is None:
            raise PluginError(f"plug-in {self.plugin.name!r}: add the pipe 'diplo_extract' before it")
        try:
            records = tuple(self.find(replace(context, lexicons=self.lexicons, _matches={})))
        except PluginError:
            raise
        except Exception as error:
            raise PluginError(f"plug-in {self.plugin.name!r}: {error!r}") from error
        add_records(doc, self.plugin, records)
        return doc

    def use_lexicons(self, lexicons: Lexicons) -> None:
        """Take the chain's lexicons and the user's, with the plug-in's own between them."""
        self.lexicons = Lexicons(*self._own(), *lexicons.folders, root=lexicons.root)

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the plug-in's tables and patterns, with what users' folders add to them."""
        self.lexicons.to_disk(Path(path) / "lexicons", self.lexicons.added)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> PluginComponent:
        """Take the tables and patterns of the component's folder, over those that the chain brings."""
        chain = Path(path).parent / "diplo_extract" / "lexicons"
        roots = {"root": chain} if chain.is_dir() else {}
        self.lexicons = Lexicons(Path(path) / "lexicons", **roots)
        return self


def add_records(doc: Doc, plugin: Plugin, records: Iterable[Any]) -> None:
    """Put the records of a plug-in into a Doc's extraction, ``doc._.diplo.extra[plugin.name]``.

    For components that are no ``PluginComponent``. Records are put in order of their first mention.

    Raises:
        PluginError: there is no extraction yet, or a record is not of the plug-in's type, has a value of another
            type than its field, has no mention, or one that is not the text at its offsets.
    """
    from diplo_extract.components.factories import add_extra

    found = tuple(records)
    text = doc.text
    for number, record in enumerate(found, 1):
        _check(record, plugin, text, f"plug-in {plugin.name!r}: record {number}")
    ordered = tuple(sorted(found, key=lambda record: min(m.start for m in record.mentions)))
    if not add_extra(doc, plugin.name, ordered):
        raise PluginError(f"plug-in {plugin.name!r}: add the pipe 'diplo_extract' before it")


def _check(record: Any, plugin: Plugin, text: str, where: str) -> None:
    if type(record) is not plugin.record:
        raise PluginError(f"{where}: is no {plugin.record.__name__} but {type(record).__name__}")
    try:
        same = build(plugin.record, plain(record), where) == record
    except DataError as error:
        raise PluginError(str(error)) from error
    if not same:
        raise PluginError(f"{where}: holds a value that its field's type does not allow: {record!r}")
    if not record.mentions:
        raise PluginError(f"{where}: has no mention")
    for mention in record.mentions:
        if not 0 <= mention.start < mention.end or text[mention.start : mention.end] != mention.text:
            raise PluginError(
                f"{where}: its mention {mention.text!r} is not the text at {mention.start}-{mention.end}, "
                f"{text[max(0, mention.start) : max(0, mention.end)][:80]!r}"
            )
