"""Gold files and extractions, turned into one another: to pre-fill gold, and to read gold as predictions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from diplo_extract.article import make_article
from diplo_extract.evaluate.annotation import GoldArticle, Item, Place
from diplo_extract.evaluate.gold import quote_places
from diplo_extract.lexicon import Lexicons, read_sector_ids
from diplo_extract.plugins.extra import read_extra
from diplo_extract.records import (
    Agreement,
    Amount,
    ArticleInfo,
    Extraction,
    HistoricalDate,
    Mention,
    MonetaryTarget,
    Sector,
    Signatory,
    decimal_string,
    plain,
)

GOLD_RULE = "gold"  # the rule of mentions that a reader marked


def to_extraction(gold: GoldArticle) -> Extraction:
    """Return a gold article's records as if they had been extracted; every mention's rule is "gold"."""
    items = gold.annotation.items
    text = gold.text

    def mentions(item: Item) -> tuple[Mention, ...]:
        return tuple(Mention(start, end, text[start:end], GOLD_RULE) for start, end in item.places)

    return Extraction(
        article=_info(gold),
        principals=tuple(sorted(gold.annotation.principals)),
        agreements=tuple(
            Agreement(title=mentions(a)[0].text, mentions=mentions(a), **a.values) for a in items["agreements"]
        ),
        signatories=tuple(Signatory(mentions=mentions(s), **s.values) for s in items["signatories"]),
        sectors=_sectors(gold),
        amounts=tuple(
            Amount(approximate=False, mentions=mentions(a), **_with_decimals(a.values)) for a in items["amounts"]
        ),
        monetary_targets=tuple(
            MonetaryTarget(mentions=mentions(t), **_with_decimals(t.values)) for t in items["monetary_targets"]
        ),
        historical_dates=tuple(HistoricalDate(mentions=mentions(d), **d.values) for d in items["historical_dates"]),
        extra=_extra(gold),
    )


def _extra(gold: GoldArticle) -> dict[str, tuple[Any, ...]]:
    """Return the records that gold holds for plug-ins, typed where the plug-in is installed."""
    found = {
        name: [
            {
                **{key: value for key, value in record.items() if key not in ("quote", "nth", "quotes", "note")},
                "mentions": [
                    {"start": start, "end": end, "text": gold.text[start:end], "rule": GOLD_RULE}
                    for start, end in quote_places(record, gold.text)
                ],
            }
            for record in records
        ]
        for name, records in gold.raw.get("extra", {}).items()
    }
    return read_extra(found)


def _info(gold: GoldArticle) -> ArticleInfo:
    article = make_article(gold.text, id=gold.id)
    return ArticleInfo(gold.id, gold.path or None, gold.published, None, article.sha256, len(gold.text.split()))


def _with_decimals(values: dict[str, Any]) -> dict[str, Any]:
    sums = ("amount", "amount_max", "baseline")
    return {k: Decimal(str(v)) if k in sums and v is not None else v for k, v in values.items()}


def _sectors(gold: GoldArticle) -> tuple[Sector, ...]:
    """Gather the sector mentions of an article by their id."""
    ids = read_sector_ids(Lexicons())
    found: dict[str, list[Mention]] = {}
    for item in gold.annotation.items["sectors"]:
        start, end = item.places[0]
        found.setdefault(item["sector"], []).append(Mention(start, end, gold.text[start:end], GOLD_RULE))
    return tuple(
        Sector(
            sector=sector,
            eurovoc=ids[sector]["eurovoc"] or None,
            agreements=tuple(sorted(agreement for id, agreement in gold.annotation.links if id == sector)),
            mentions=tuple(mentions),
        )
        for sector, mentions in found.items()
    )


class Quoter:
    """Says places of a text as gold does: the words, and which occurrence of them it is."""

    def __init__(self, text: str) -> None:
        """Take the text."""
        self.text = text
        self._places: dict[str, list[int]] = {}

    def quote(self, start: int, end: int) -> tuple[str, int]:
        """Return quote and number of a place; the nearest earlier one where occurrences overlap one another."""
        words = self.text[start:end]
        places = self._places.get(words)
        if places is None:
            places = self._places[words] = self._find(words)
        return words, min(bisect_left(places, start) + 1, len(places))

    def _find(self, words: str) -> list[int]:
        places, at = [], self.text.find(words)
        while at >= 0:
            places.append(at)
            at = self.text.find(words, at + len(words))
        return places


def to_gold(extraction: Extraction, text: str) -> dict[str, Any]:
    """Return an extraction in the shape of a gold file, to be corrected by hand."""
    quoter = Quoter(text)
    return {
        "published": extraction.article.published,
        "principals": list(extraction.principals),
        "agreements": [_gold_agreement(a, quoter) for a in extraction.agreements],
        "signatories": [
            {
                "agreement": s.agreement, "person": s.person, "role": s.role, "organization": s.organization,
                "country": s.country, **_quote(s.mentions, quoter),
            }
            for s in extraction.signatories
        ],
        "sectors": _gold_sectors(extraction, quoter),
        "amounts": [_gold_amount(a, quoter) for a in extraction.amounts],
        "monetary_targets": [
            {
                "amount": _number(t.amount), "currency": t.currency, "indicator": t.indicator,
                "baseline": _number(t.baseline), "deadline": t.deadline, "parties": list(t.parties),
                "quotes": _quotes(t.mentions, quoter),
            }
            for t in extraction.monetary_targets
        ],
        "historical_dates": [
            {
                "value": d.value, **_quote(d.mentions, quoter), "event_type": d.event_type, "event": d.event,
                "parties": list(d.parties),
            }
            for d in extraction.historical_dates
        ],
        **({"extra": _gold_extra(extraction, quoter)} if extraction.extra else {}),
    }  # fmt: skip


def _gold_extra(extraction: Extraction, quoter: Quoter) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, records in extraction.extra.items():
        found[name] = []
        for record in records:
            values = {key: value for key, value in plain(record).items() if key != "mentions"}
            others = _quotes(record.mentions[1:], quoter)
            found[name].append({**values, **_quote(record.mentions, quoter), **({"quotes": others} if others else {})})
    return found


def _gold_agreement(a: Agreement, quoter: Quoter) -> dict[str, Any]:
    others = _quotes(a.mentions[1:], quoter)
    return {
        "id": a.id, "kind": a.kind, **_quote(a.mentions, quoter), "quotes": others, "status": a.status,
        "date": a.date, "place": a.place, "count": a.count,
    }  # fmt: skip


def _gold_sectors(extraction: Extraction, quoter: Quoter) -> list[dict[str, Any]]:
    """Return the sector mentions in order; a link is that of the mention in the agreement's name."""
    titles = {a.id: [(m.start, m.end) for m in a.mentions] for a in extraction.agreements}
    found = []
    for sector in extraction.sectors:
        mentions = sector.mentions
        owners = [_owner((m.start, m.end), sector.agreements, titles) for m in mentions]
        # An agreement that covers the field without naming it in its title is noted at the first free mention.
        left = [id for id in sector.agreements if id not in owners]
        for mention, owner in zip(mentions, owners, strict=True):
            agreement = owner or (left.pop(0) if left else None)
            found.append((mention.start, mention.end, sector.sector, agreement))
    found.sort(key=lambda row: row[:3])
    rows = []
    for start, end, id, agreement in found:
        quote, nth = quoter.quote(start, end)
        rows.append({"sector": id, "quote": quote, "nth": nth, "agreement": agreement})
    return rows


def _owner(place: Place, agreements: Sequence[str], titles: dict[str, list[Place]]) -> str | None:
    start, end = place
    within = (id for id in agreements if any(s <= start and end <= e for s, e in titles.get(id, ())))
    return next(within, None)


def _gold_amount(a: Amount, quoter: Quoter) -> dict[str, Any]:
    high = {"amount_max": _number(a.amount_max)} if a.amount_max is not None else {}
    return {
        "amount": _number(a.amount), **high, "currency": a.currency, "role": a.role, "indicator": a.indicator,
        **_quote(a.mentions, quoter),
    }  # fmt: skip


def _quote(mentions: Sequence[Mention], quoter: Quoter) -> dict[str, Any]:
    quote, nth = quoter.quote(mentions[0].start, mentions[0].end)
    return {"quote": quote, "nth": nth}


def _quotes(mentions: Sequence[Mention], quoter: Quoter) -> list[list[Any]]:
    return [list(quoter.quote(m.start, m.end)) for m in mentions]


def _number(value: Decimal | None) -> int | float | None:
    """Write a sum as a JSON number: whole where it is whole."""
    if value is None:
        return None
    text = decimal_string(value)
    return int(text) if "." not in text else float(text)
