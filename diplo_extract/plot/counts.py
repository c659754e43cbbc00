"""What each plot shows, as rows: the picture draws these and no others, and the CSV beside it holds them.

Copies of an article are left out. A sector's parties are those of the agreements that cover it, else its article's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple, TypeVar

from diplo_extract.report.corpus.edtf_start import edtf_start
from diplo_extract.report.corpus.entries import Corpus, Entry

Key = TypeVar("Key")
# What fits on a page and can still be read.
MOST_NODES, MOST_EDGES = 40, 120
MOST_TARGETS, MOST_CURRENCIES = 30, 3
MOST_ROWS, MOST_COLUMNS = 30, 20
LONGEST_NAME = 24  # characters
EARLY = 20  # one event in so many may lie before the first year drawn by itself


class EventCount(NamedTuple):
    """Events of one kind in one year, or articles published in it."""

    year: int
    before: bool  # all years before this one
    kind: str  # an event type, or "published"
    tense: str  # past (and present), future; of articles "published"
    number: int


class Edge(NamedTuple):
    """Two that signed together, and how often."""

    one: str
    other: str
    one_name: str
    other_name: str
    agreements: int


class Target(NamedTuple):
    """A monetary target, as the text gives it."""

    article: str
    parties: str
    indicator: str
    currency: str
    baseline: Decimal | None
    amount: Decimal
    amount_max: Decimal | None
    deadline: str


class Cell(NamedTuple):
    """A field, and how many articles name it for a pair of countries or in a year."""

    sector: str
    by: str
    articles: int


def _originals(corpus: Corpus, *tables: str) -> Iterable[Entry]:
    return (entry for entry in corpus.entries(*tables) if not corpus.articles[entry.article].copy_of)


def event_counts(corpus: Corpus) -> list[EventCount]:
    """Count dated events by year, kind and tense, and articles by year of publication."""
    found: Counter[tuple[int, str, str]] = Counter()
    for entry in _originals(corpus, "timeline"):
        start = edtf_start(entry.values["value"] or "")
        if start:
            found[start[0], entry.kind or "other", "future" if entry.values["tense"] == "future" else "past"] += 1
    years = sorted(year for (year, _, _), n in found.items() for _ in range(n))
    printed = [int(a.published[:4]) for a in corpus.articles if a.published and not a.copy_of] if years else []
    first = min([years[len(years) // EARLY], *printed]) if years else 0
    early: Counter[tuple[int, bool, str, str]] = Counter()
    for (year, kind, tense), n in found.items():
        early[max(year, first), year < first, kind, tense] += n
    for year in printed:
        early[year, False, "published", "published"] += 1
    return sorted(EventCount(*key, n) for key, n in early.items())


def edges(corpus: Corpus) -> list[Edge]:
    """Count agreements by pair of those who sign them; the most frequent pairs of the most frequent signers."""
    signers: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for entry in _originals(corpus, "agreements"):
        if len(entry.parties) > 1:
            signers.update(entry.parties)
            pairs.update(combinations(sorted(entry.parties), 2))
    drawn = {code for code, _ in _ranked(signers)[:MOST_NODES]}
    names = corpus.names
    shown = [(pair, n) for pair, n in _ranked(pairs) if drawn.issuperset(pair)][:MOST_EDGES]
    return [Edge(one, other, names(one), names(other), n) for (one, other), n in shown]


def targets(corpus: Corpus) -> list[Target]:
    """Return the highest targets in each of the currencies with the most of them."""
    found = [_target(corpus, entry) for entry in _originals(corpus, "monetary_targets")]
    currencies = [code for code, _ in _ranked(Counter(t.currency for t in found))[:MOST_CURRENCIES]]
    rows: list[Target] = []
    for currency in currencies:
        same = sorted((t for t in found if t.currency == currency), key=lambda t: (-t.amount, t.article))
        rows += same[: MOST_TARGETS // len(currencies)]
    return rows


def _target(corpus: Corpus, entry: Entry) -> Target:
    values = entry.values
    return Target(
        corpus.articles[entry.article].id,
        ", ".join(corpus.names(code) for code in entry.parties),
        entry.kind or "",
        values["currency"] or "",
        Decimal(values["baseline"]) if values["baseline"] else None,
        Decimal(values["amount"]),
        Decimal(values["amount_max"]) if values["amount_max"] else None,
        values["deadline"] or "",
    )


def sectors_by_year(corpus: Corpus) -> list[Cell]:
    """Count the articles that name a field, by year of publication; those without a date are left out."""
    found: Counter[tuple[str, str]] = Counter()
    for entry in _originals(corpus, "sectors"):
        published = corpus.articles[entry.article].published
        if published:
            found[corpus.names.sector(entry.sectors[0]), published[:4]] += 1
    last = max((int(year) for _, year in found), default=0)
    years = {year for _, year in found if int(year) > last - MOST_COLUMNS}
    return _cells(found, sorted(years))


def sectors_by_pair(corpus: Corpus) -> list[Cell]:
    """Count the articles that name a field, by pair of parties; the pairs with the most."""
    found: Counter[tuple[str, str]] = Counter()
    pairs: Counter[str] = Counter()
    for entry in _originals(corpus, "sectors"):
        parties = entry.parties or corpus.articles[entry.article].principals
        for pair in combinations(sorted({_short(corpus.names(code), code) for code in parties}), 2):
            found[corpus.names.sector(entry.sectors[0]), " – ".join(pair)] += 1
            pairs[" – ".join(pair)] += 1
    return _cells(found, [pair for pair, _ in _ranked(pairs)[:MOST_COLUMNS]])


def _short(name: str, code: str) -> str:
    """Return the code where the name would take half of the picture ("ASEAN")."""
    return name if len(name) <= LONGEST_NAME else code


def _cells(found: Counter[tuple[str, str]], columns: list[str]) -> list[Cell]:
    """Keep the fields named most in these columns, the most frequent first."""
    sectors: Counter[str] = Counter()
    for (sector, column), n in found.items():
        if column in columns:
            sectors[sector] += n
    ranked = [sector for sector, _ in _ranked(sectors)[:MOST_ROWS]]
    return [Cell(sector, by, found[sector, by]) for sector in ranked for by in columns if found[sector, by]]


def _ranked(counts: Counter[Key]) -> list[tuple[Key, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))
