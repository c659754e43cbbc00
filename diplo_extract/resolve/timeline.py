"""All dated events of an article, past, present and to come, in the order of their dates."""

from __future__ import annotations

from collections.abc import Iterable

from diplo_extract.context import Context
from diplo_extract.records import Tense, TimelineEvent
from diplo_extract.resolve.agreements import Signed
from diplo_extract.resolve.dated_events import DatedEvent
from diplo_extract.resolve.periods import START, bounds, day


def timeline(ctx: Context, events: Iterable[DatedEvent], signed: Signed) -> tuple[TimelineEvent, ...]:
    """Return what the text dates, and the signings that the agreements date, sorted by value and then by place."""
    rows = [_from_event(ctx, event) for event in events if event.told and not event.spoken]
    rows += _signings(ctx, signed, rows)
    return tuple(
        sorted(rows, key=lambda row: (bounds(row.value) or (START, START), row.mentions[0].start, row.event or ""))
    )


def _from_event(ctx: Context, event: DatedEvent) -> TimelineEvent:
    return TimelineEvent(
        value=event.value,
        tense=tense(ctx, event.value, event.future),
        event_type=event.type,
        event=event.words,
        parties=event.parties,
        mentions=(ctx.mention(event.date.start, event.date.end, event.rule),),
    )


def _signings(ctx: Context, signed: Signed, rows: list[TimelineEvent]) -> list[TimelineEvent]:
    """Return the signings that no dated sentence tells: their date came from elsewhere in the text."""
    told = {
        (row.value, ctx.view.sentence_index(row.mentions[0].start))
        for row in rows
        if row.event_type == "agreement_signed"
    }
    signers: dict[str, dict[str, None]] = {}
    for signatory in signed.signatories:
        if signatory.country:
            signers.setdefault(signatory.agreement, {})[signatory.country] = None
    added = []
    for agreement in signed.agreements:
        if not agreement.date or not bounds(agreement.date):
            continue
        if any((agreement.date, ctx.view.sentence_index(m.start)) in told for m in agreement.mentions):
            continue
        added.append(
            TimelineEvent(
                value=agreement.date,
                tense=tense(ctx, agreement.date, agreement.status == "planned"),
                event_type="agreement_signed",
                event=agreement.title,
                parties=tuple(signers.get(agreement.id, ())),
                mentions=agreement.mentions[:1],
            )
        )
    return added


def tense(ctx: Context, value: str, future: bool) -> Tense:
    """Tell past, present and future against the publication date; by the verb where that is not known."""
    span = bounds(value)
    if ctx.published is None or span is None:
        return "future" if future else "past"
    today = day(ctx.published)
    if span[1] < today:
        return "past"
    return "future" if span[0] > today else "present"
