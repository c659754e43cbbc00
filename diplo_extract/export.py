"""Agreements in the shapes that treaty databases and event data use: one row an agreement, one PLOVER event a signing.

``diplo-extract export out.jsonl --as plover`` reads what ``diplo-extract extract --format jsonl`` wrote. Both
shapes are made from finished extractions and add nothing to them. ``docs/agreements.md`` lists every column.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields

from diplo_extract.records import Agreement, Extraction, Signatory

LIST_SEPARATOR = "; "
# PLOVER's event types: a signing supports what was agreed, a promise to sign is a verbal agreement, a refusal rejects.
PLOVER_TYPES = {"signed": "SUPPORT", "planned": "AGREE", "rejected": "REJECT"}


@dataclass(frozen=True, slots=True)
class TreatyRow:
    """One agreement as treaty collections list it."""

    article: str
    agreement: str  # Agreement.id
    title: str
    kind: str
    status: str
    count: int | None
    parties: tuple[str, ...]  # states (ISO 3166-1 alpha-3), then bodies that belong to none
    signatories: tuple[str, ...]  # "Foreign Minister X, Ministry of Y (ABC)"
    signed: str | None  # EDTF; of a planned signing, the day it is planned for
    place: str | None
    sectors: tuple[str, ...]
    start: int  # characters, of the first mention
    end: int


@dataclass(frozen=True, slots=True)
class PloverEvent:
    """One signing, promise to sign or refusal, in PLOVER's terms; who takes part is one list, not pairs."""

    id: str  # "ARTICLE-A1"
    event_type: str  # SUPPORT | AGREE | REJECT
    mode: str  # the kind of agreement
    date: str | None
    published: str | None
    actors: tuple[str, ...]
    location: str | None
    sectors: tuple[str, ...]
    text: str  # the words that name the instrument
    start: int
    end: int
    source: str | None


def treaty_rows(extractions: Iterable[Extraction]) -> Iterator[TreatyRow]:
    """Yield one row for each agreement, in order."""
    for extraction in extractions:
        for agreement in extraction.agreements:
            signed = _signers(extraction, agreement)
            yield TreatyRow(
                article=extraction.article.id,
                agreement=agreement.id,
                title=agreement.title,
                kind=agreement.kind,
                status=agreement.status,
                count=agreement.count,
                parties=_parties(signed),
                signatories=tuple(dict.fromkeys(describe(signatory) for signatory in signed)),
                signed=agreement.date,
                place=agreement.place,
                sectors=_sectors(extraction, agreement),
                start=agreement.mentions[0].start,
                end=agreement.mentions[0].end,
            )


def plover_events(extractions: Iterable[Extraction]) -> Iterator[PloverEvent]:
    """Yield one event for each agreement of which the text says who signs; others have no actor to code."""
    for extraction in extractions:
        for agreement in extraction.agreements:
            actors = _parties(_signers(extraction, agreement))
            if not actors:
                continue
            mention = agreement.mentions[0]
            yield PloverEvent(
                id=f"{extraction.article.id}-{agreement.id}",
                event_type=PLOVER_TYPES[agreement.status],
                mode=agreement.kind,
                date=agreement.date,
                published=extraction.article.published,
                actors=actors,
                location=agreement.place,
                sectors=_sectors(extraction, agreement),
                text=mention.text,
                start=mention.start,
                end=mention.end,
                source=extraction.article.source,
            )


def to_csv(rows: Iterable[TreatyRow | PloverEvent], kind: type[TreatyRow] | type[PloverEvent]) -> str:
    """Write rows as CSV with a header; lists are joined by "; ", what is unknown is empty."""
    out = io.StringIO()
    names = [f.name for f in fields(kind)]
    writer = csv.DictWriter(out, names, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(value) for name, value in asdict(row).items()})
    return out.getvalue()


def describe(signatory: Signatory) -> str:
    """Write a signatory in one line.

    >>> describe(Signatory("A1", "Ana Li", "Foreign Minister", None, "PER", ()))
    'Foreign Minister Ana Li (PER)'
    """
    person = " ".join(part for part in (signatory.role, signatory.person) if part and signatory.person)
    name = ", ".join(part for part in (person, signatory.organization) if part)
    if not name:
        return signatory.country or ""
    return f"{name} ({signatory.country})" if signatory.country else name


def _signers(extraction: Extraction, agreement: Agreement) -> list[Signatory]:
    return [signatory for signatory in extraction.signatories if signatory.agreement == agreement.id]


def _parties(signed: list[Signatory]) -> tuple[str, ...]:
    """Return the states that signed, and the bodies and persons of no state, each once."""
    names = [s.country or s.organization or s.person for s in signed]
    return tuple(dict.fromkeys(name for name in names if name))


def _sectors(extraction: Extraction, agreement: Agreement) -> tuple[str, ...]:
    return tuple(s.sector for s in extraction.sectors if agreement.id in s.agreements)


def _cell(value: object) -> object:
    if isinstance(value, tuple | list):
        return LIST_SEPARATOR.join(str(item) for item in value)
    return "" if value is None else value
