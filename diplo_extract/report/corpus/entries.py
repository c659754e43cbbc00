"""The records of a run as the report and the plots count them: who is party, which fields, what kind.

An agreement's parties are the states and bodies that sign it; a signatory, and a sector that an agreement covers, share
them. A record's sectors are its own, or those of its agreement. What a record does not say itself stays empty here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from diplo_extract.errors import StoreError
from diplo_extract.export import describe
from diplo_extract.records import Signatory
from diplo_extract.report.corpus.names import Names
from diplo_extract.store.frames import Results

# The tables of records that are shown, and the column that says which kind of it a record is.
KINDS = {
    "agreements": "kind",
    "signatories": None,
    "sectors": None,
    "amounts": "role",
    "monetary_targets": "indicator",
    "quantity_targets": "indicator",
    "timeline": "event_type",
}
_PLACE = ("article", "record", "start", "end", "text", "rule", "parties", "sectors")
Key = tuple[int, str]  # an article's number, an agreement's id


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What the report tells of an article."""

    id: str
    source: str
    title: str | None
    url: str | None
    published: str | None  # ISO 8601
    principals: tuple[str, ...]
    words: int
    copy_of: str | None  # the id of the first article with the same words


@dataclass(frozen=True, slots=True)
class Entry:
    """One record: where it stands, and what it is counted under."""

    table: str
    article: int  # the article's number in ``Corpus.articles``
    start: int  # characters, of its first mention
    end: int
    text: str
    rule: str
    kind: str | None
    parties: tuple[str, ...]
    sectors: tuple[str, ...]
    values: dict[str, Any]  # the table's other columns


@dataclass(slots=True)
class Corpus:
    """A finished run, its records read when asked for."""

    results: Results
    articles: list[ArticleRow]
    names: Names
    _number: dict[str, int] = field(default_factory=dict)
    _parties: dict[Key, tuple[str, ...]] = field(default_factory=dict)
    _sectors: dict[Key, tuple[str, ...]] = field(default_factory=dict)
    _kinds: dict[Key, str] = field(default_factory=dict)

    def entries(self, *tables: str) -> Iterator[Entry]:
        """Yield the records of the named tables, or of all that are shown, in the order of the run."""
        for table in tables or KINDS:
            for row in self.results.rows(table):
                yield self._entry(table, row)

    def number(self, table: str, row: dict[str, Any]) -> int:
        """Return the number of the article that a row belongs to; raise ``StoreError`` where there is none."""
        try:
            return self._number[row["article"]]
        except KeyError as error:
            missing = f"an article {row['article']!r} that the table 'articles' does not have"
            raise StoreError(f"{self.results.folder}: {table}: {missing}") from error

    def texts(self) -> Iterator[str]:
        """Yield the text of each article, in order."""
        for row in self.results.rows("articles"):
            yield row["text"] or ""

    def _entry(self, table: str, row: dict[str, Any]) -> Entry:
        article = self.number(table, row)
        column = KINDS[table]
        parties, sectors, kind = self._counted_under(table, article, row)
        return Entry(
            table,
            article,
            row["start"],
            row["end"],
            row["text"] or "",
            row["rule"] or "",
            row[column] if column else kind,
            parties,
            sectors,
            {name: value for name, value in row.items() if name not in _PLACE and name != column},
        )

    def _counted_under(
        self, table: str, article: int, row: dict[str, Any]
    ) -> tuple[tuple[str, ...], tuple[str, ...], str | None]:
        if table in ("agreements", "signatories"):
            key = (article, row["agreement"])
            return self._parties.get(key, ()), self._sectors.get(key, ()), self._kinds.get(key)
        if table == "sectors":
            keys = [(article, id) for id in row["agreements"] or ()]
            parties = dict.fromkeys(party for key in keys for party in self._parties.get(key, ()))
            kinds = [self._kinds[key] for key in keys if key in self._kinds]
            return tuple(parties), (row["sector"],), kinds[0] if kinds else None
        return tuple(row.get("parties") or ()), (), None


def read_corpus(folder: str | Path) -> Corpus:
    """Open a finished run; raise ``StoreError`` where the folder is none."""
    results = Results(folder)
    articles = [_article(row) for row in results.rows("articles")]
    corpus = Corpus(results, articles, Names())
    corpus._number = {article.id: number for number, article in enumerate(articles)}
    for row in results.rows("signatories"):
        key = (corpus.number("signatories", row), row["agreement"])
        party = signing_party(row, corpus.names)
        if party:
            corpus._parties[key] = tuple(dict.fromkeys((*corpus._parties.get(key, ()), party)))
    for row in results.rows("agreements"):
        corpus._kinds[(corpus.number("agreements", row), row["agreement"])] = row["kind"]
    for row in results.rows("sectors"):
        for id in row["agreements"] or ():
            key = (corpus.number("sectors", row), id)
            corpus._sectors[key] = (*corpus._sectors.get(key, ()), row["sector"])
    return corpus


def _article(row: dict[str, Any]) -> ArticleRow:
    return ArticleRow(
        row["article"],
        row["source"] or "",
        row["title"],
        row["url"],
        row["published"],
        tuple(row["principals"] or ()),
        row["words"] or 0,
        row["duplicate_of"],
    )


def signing_party(row: dict[str, Any], names: Names) -> str | None:
    """Return the state, or else the body, that a row of ``signatories`` signs for; a person of neither is no party."""
    if row["country"]:
        return str(row["country"])
    return names.code(row["organization"]) if row["organization"] else None


def signer(values: dict[str, Any]) -> str:
    """Write a row of ``signatories`` in one line: "Foreign Minister X, Ministry of Y (ABC)"."""
    return describe(Signatory("", values["person"], values["role"], values["organization"], values["country"], ()))
