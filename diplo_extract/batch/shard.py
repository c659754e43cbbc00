"""``map_shard``: from the units of one shard to the bytes of its file. Every engine runs this, and nothing else.

A shard's file is gzipped JSON lines. The first line tells what is in it: ``{"articles": [[id, words, signature]],
"errors": N}``; then one line for each article, ``{"rows": {table: [row, ...]}}``, or fault, ``{"error": row}``, in
order. Rows are those of store/schemas.py.
"""

from __future__ import annotations

import base64
import gzip
import json
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from diplo_extract.batch.limits import TooSlow, time_limit
from diplo_extract.batch.options import Settings
from diplo_extract.duplicates import signature
from diplo_extract.errors import OptionError, PluginError
from diplo_extract.plugins.extra import plugins_of
from diplo_extract.read.articles import ReadArticle, ReadFault, as_fault, read_unit
from diplo_extract.read.units import Fault, Unit
from diplo_extract.store.rows import article_row, rows_of

if TYPE_CHECKING:
    from spacy.language import Language

Line = dict[str, Any]
_ALONE = threading.Lock()
_WARM_UP = (
    "date 2023-05-11 Kenyan President A. Otieno and Uganda's foreign minister signed a memorandum of understanding on "
    "energy on Tuesday. The two countries, which established ties in March 1963, aim to raise trade to $2 billion by "
    "2030 from 500 million euros in 2022, and plan 20 flights a week and a plant of 300 MW."
)


def map_shard(units: Sequence[Unit], settings: Settings, alive: Callable[[int], None] | None = None) -> bytes:
    """Read and extract the units of a shard and return the bytes of its file.

    Args:
        units: what to read.
        settings: how.
        alive: called with the number of the unit (from 0) before each of its articles.

    Raises:
        OptionError, LexiconError: the pipeline cannot be built. Nothing that is wrong with an article raises.
    """
    nlp = pipeline(settings.model, settings.lexicons, settings.plugins)
    lines: list[Line] = []
    about: list[list[Any]] = []
    # One shard at a time in a process: a Dask worker may have several threads, a pipeline has one vocabulary.
    with _ALONE, nlp.memory_zone():  # words met in one shard are forgotten after it: memory stays flat
        for number, unit in enumerate(units):
            for line, told in _unit_lines(unit, settings, nlp, lambda n=number: alive(n) if alive else None):  # type: ignore[misc]
                lines.append(line)
                about += [told] if told else []
    head: Line = {"articles": about, "errors": len(lines) - len(about)}
    # No time in the header, the level fixed: the same articles give the same bytes.
    return gzip.compress("".join(json.dumps(line) + "\n" for line in [head, *lines]).encode(), compresslevel=1, mtime=0)


@lru_cache(maxsize=2)
def pipeline(model: str | None, lexicons: tuple[str, ...], plugins: tuple[str, ...] = ()) -> Language:
    """Return the pipeline of the settings, built once a process and warmed up.

    Raises:
        OptionError: the model carries a plug-in that is not asked for: its records would have no table.
    """
    from diplo_extract.pipeline import extract, load

    nlp = load(model, lexicons=lexicons, plugins=plugins)
    # Tables are compiled when first used: the first article must not pay for it out of its --max-seconds.
    known = {plugin.name for plugin in plugins_of(plugins, lexicons)}
    try:
        strangers = sorted(set(extract(_WARM_UP, nlp=nlp).extra) - known)
    except PluginError:  # one that fails at some article fails at each such article, and no more
        strangers = []
    if strangers:
        raise OptionError(f"the model {model!r} carries the plug-in {strangers[0]!r}; name it with --plugin")
    return nlp


def _unit_lines(
    unit: Unit, settings: Settings, nlp: Language, alive: Callable[[], None]
) -> Iterator[tuple[Line, list[Any] | None]]:
    found = read_unit(unit, settings.read)
    while True:
        alive()
        article = None
        try:
            with time_limit(settings.max_seconds):
                article = next(found, None)
                if article is None:
                    return
                made = _line(article, nlp)
            yield made
        except TooSlow:
            slow = Fault("too_slow", f"took longer than {settings.max_seconds:g} seconds (--max-seconds)", "extract")
            yield _fault_line(unit, article, slow)
            if article is None:  # its reading did: there is no going on in this unit
                return


def _line(found: ReadArticle | ReadFault, nlp: Language) -> tuple[Line, list[Any] | None]:
    if isinstance(found, ReadFault):
        return _error(found), None
    article = found.article
    try:
        from diplo_extract.pipeline import extract

        extraction = extract(article, nlp=nlp)
        rows = rows_of(extraction)
    except Exception as error:
        code, reason = as_fault(error).code, f"could not be extracted: {error!r}"
        if isinstance(error, PluginError):
            code, reason = "plugin", str(error)
        fault = Fault("failed" if code == "damaged" else code, reason, "extract")
        return _error(ReadFault(article.source or "", article.id, found.row, fault)), None
    rows["warnings"] += [[article.id, code, message, 0, 0] for code, message in found.document.notes]
    rows["articles"] = [_article_row(found, extraction)]
    sketch = base64.b64encode(signature(article.text)).decode()
    return {"rows": {table: made for table, made in rows.items() if made}}, [
        article.id,
        extraction.article.words,
        sketch,
    ]


def _article_row(found: ReadArticle, extraction: Any) -> list[Any]:
    document, article = found.document, found.article
    return article_row(
        extraction,
        row=found.row,
        record_id=document.record,
        kind=found.kind,
        published_from=found.published_from,
        language=found.language,
        url=document.url,
        characters=len(article.text),
        repairs=list(found.repairs),
        columns=document.columns,
        text=article.text,
    )


def _fault_line(unit: Unit, article: ReadArticle | ReadFault | None, fault: Fault) -> tuple[Line, None]:
    if isinstance(article, ReadArticle):
        return _error(ReadFault(unit.source, article.article.id, article.row, fault)), None
    return _error(ReadFault(unit.source, unit.id, unit.row, fault)), None


def _error(found: ReadFault) -> Line:
    fault = found.fault
    return {"error": [found.source, found.id, found.row, fault.stage, fault.code, str(fault)]}
