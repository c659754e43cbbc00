"""What the page of a run carries: columns of numbers over one list of strings, and the words around each record.

The page counts, filters and lists from the columns; the words are read only when a list is opened.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from diplo_extract.report.corpus.edtf_start import edtf_start
from diplo_extract.report.corpus.entries import KINDS, ArticleRow, Corpus, Entry, signer
from diplo_extract.text import split_sentences

# The columns that a table adds to those that all have.
OWN = {
    "agreements": ("title", "status", "date", "place"),
    "signatories": ("who",),
    "sectors": (),
    "amounts": ("amount", "amount_max", "currency"),
    "monetary_targets": ("amount", "amount_max", "currency", "bound", "baseline", "deadline", "due"),
    "quantity_targets": ("quantity", "unit", "baseline", "deadline", "due"),
    "timeline": ("value", "event", "tense", "year", "month"),
}
_NUMBERS = ("due", "year", "month")  # these stay numbers; all other own columns are strings
_LONGEST = 500  # characters of a sentence that are shown; of a longer one, what stands around the record
_BEFORE, _AFTER = 160, 300


class Interned:
    """Values by number, each kept once."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._numbers: dict[Any, int] = {}

    def __call__(self, value: Any) -> int:
        """Return the number of a value; -1 for None."""
        return -1 if value is None else self._numbers.setdefault(value, len(self._numbers))

    def values(self) -> list[Any]:
        """Return all values in the order of their numbers."""
        return list(self._numbers)


def page_data(corpus: Corpus) -> tuple[dict[str, Any], list[list[Any]]]:
    """Return the columns, and for each article the offsets and words of its passages: [offset, words, ...]."""
    strings, sets = Interned(), Interned()
    places: list[list[tuple[int, int]]] = [[] for _ in corpus.articles]
    tables = {table: _columns(corpus, table, strings, sets, places) for table in KINDS}
    articles = _articles(corpus.articles, strings, sets)
    codes = dict.fromkeys(code for codes in sets.values() for code in codes)
    data = {
        "run": _run(corpus),
        "strings": strings.values(),
        "sets": [list(codes) for codes in sets.values()],
        "names": {code: corpus.names(code) for code in codes if corpus.names(code) != code},
        "states": [code for code in codes if code in corpus.names.states],
        "sectors": {id: list(corpus.names.sectors[id]) for id in codes if id in corpus.names.sectors},
        "articles": articles,
        "tables": tables,
        "errors": [[row["source"], row["stage"], row["code"], row["reason"]] for row in corpus.results.rows("errors")],
    }
    return data, [_passages(text, at) for text, at in zip(corpus.texts(), places, strict=True)]


def _run(corpus: Corpus) -> dict[str, Any]:
    run = corpus.results.run
    return {"version": run.get("version"), "counts": run.get("counts", {}), "folder": corpus.results.folder.name}


def _columns(
    corpus: Corpus, table: str, strings: Interned, sets: Interned, places: list[list[tuple[int, int]]]
) -> dict[str, list[int]]:
    names = ("article", "start", "end", "text", "rule", "kind", "parties", "sectors", *OWN[table])
    columns: dict[str, list[int]] = {name: [] for name in names}
    added = [column.append for column in columns.values()]
    for entry in corpus.entries(table):
        places[entry.article].append((entry.start, entry.end))
        own = (value if name in _NUMBERS else strings(value) for name, value in _own(entry))
        row = (
            entry.article,
            entry.start,
            entry.end,
            strings(entry.text),
            strings(entry.rule),
            strings(entry.kind),
            sets(entry.parties),
            sets(entry.sectors),
            *own,
        )
        for add, value in zip(added, row, strict=True):
            add(value)
    return columns


def _own(entry: Entry) -> Iterator[tuple[str, Any]]:
    year, month, _ = edtf_start(entry.values.get("value") or "") or (None, None, None)
    due = edtf_start(entry.values.get("deadline") or "")
    # 0 is no month, and no year of any press text.
    made = {"year": year or 0, "month": month or 0, "due": due[0] if due else 0}
    for name in OWN[entry.table]:
        yield name, signer(entry.values) if name == "who" else made[name] if name in made else entry.values[name]


def _articles(articles: Iterable[ArticleRow], strings: Interned, sets: Interned) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {
        name: [] for name in ("id", "source", "title", "published", "principals", "from", "copy")
    }
    for article in articles:
        row = (
            article.id,
            article.source,
            article.title or "",
            strings(article.published),
            sets(article.principals),
            strings(origin(article)),
            int(article.copy_of is not None),
        )
        for column, value in zip(columns.values(), row, strict=True):
            column.append(value)
    return columns


def origin(article: ArticleRow) -> str:
    """Return where an article comes from: the host of its address, or the first folder or file of its path.

    >>> origin(ArticleRow("a", "2022/05/a.txt", None, None, None, (), 0, None))
    '2022/'
    """
    host = urlsplit(article.url).hostname if article.url and "[" not in article.url else None
    if host:
        return host
    first, slash, _ = article.source.replace("!", "/", 1).partition("/")
    return first + slash if slash else "(the folder itself)"


def _passages(text: str, places: list[tuple[int, int]]) -> list[Any]:
    """Return the sentences that hold the places; of a long one, what stands around each."""
    sentences = split_sentences(text) if places else []
    starts = [start for start, _ in sentences]
    spans = {_passage(sentences[max(0, bisect_right(starts, start) - 1)], start, end) for start, end in set(places)}
    return [part for start, end in sorted(spans) for part in (start, text[start:end])]


def _passage(sentence: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    first, last = sentence
    if last - first <= _LONGEST and end <= last:
        return sentence
    return max(first, start - _BEFORE), max(start + 1, min(max(last, end), start + _AFTER))
