"""Find sums of money: anchors (currencies) first, then the numbers beside them, their bounds, rates and equivalents.

"to $10 billion (TL 153.15 billion)" gives two mentions, the second the equivalent of the first. A sum whose number or
currency has two readings is not guessed: it gives a warning, and no amount or no currency.
"""

from __future__ import annotations

import re
from dataclasses import replace

from diplo_extract.components.money_elided import with_elided
from diplo_extract.context import Context
from diplo_extract.mentions import MoneyMention
from diplo_extract.normalize.money_anchors import Anchor, find_anchors
from diplo_extract.normalize.money_joins import absorbed, join_sums
from diplo_extract.normalize.money_marks import Marks
from diplo_extract.normalize.money_sums import Sum, SumReader
from diplo_extract.normalize.numbers import NumberGrammar

# A text that writes "7,5 billion" may mean 1.234 billion by "1,234 billion".
_DECIMAL_COMMA = re.compile(
    r"(?<![\d,.])\d{1,3},\d{1,2}(?![\d,])(?=[ \u00a0-]?(?:million|billion|trillion|bn|mn|mln|bln|percent|per cent|%))"
)
_VAGUE = re.compile(
    r"\b((?:several|few|many|some|countless|dozens of|hundreds of|thousands of|multiple)\s)?(\w+)(?:\s(?:of\s)?)$",
    re.IGNORECASE,
)
# "a balance of -$5 billion"; at the start of a line the dash begins an item of a list.
_MINUS = re.compile(r"[^\s][ \u00a0(][-−]$")
# "RM5mil" is five million; "R$ 5 mil" is five thousand, where "mil" was left untranslated.
_MIL = re.compile(r"\d([ \u00a0]?)mil\b", re.IGNORECASE)
_THOUSAND_MIL = frozenset({"BRL", "AOA", "MZN", "PTE", "CLP", "COP", "ARS", "MXN", "PEN", "BOB", "UYU", "PYG"})
_DOUBTS = {
    "digits": "the digits can be grouped in no known way",
    "dot": "the dot may set off thousands or decimals",
    "comma": "the comma may set off thousands or decimals; the text uses decimal commas",
    "space": "the digits before the space may belong to something else",
    "suffix": "the letters after the digits are no known magnitude",
    "minus": "the dash before the sum may be a minus sign",
    "two numbers": "the numbers on both sides of the currency can't be told apart",
}


def find_money(ctx: Context) -> tuple[MoneyMention, ...]:
    """Find the sums of money of a text, in order."""
    anchors = find_anchors(ctx)
    if not anchors:
        return ()
    grammar = ctx.lexicons.cached("money:numbers", lambda: NumberGrammar(ctx.lexicons))
    marks = ctx.lexicons.cached("money:marks", lambda: Marks(ctx.lexicons))
    sums = with_elided(ctx, join_sums(ctx.text, _read(ctx, anchors, grammar)), grammar)
    mentions: list[MoneyMention] = []
    for item in sums:
        if marks.false(ctx, item) or _unread(ctx, item):
            continue
        mentions.append(_mention(ctx, item, marks, mentions[-1] if mentions else None))
    return tuple(mentions)


def _read(ctx: Context, anchors: list[Anchor], grammar: NumberGrammar) -> list[Sum]:
    reader = SumReader(ctx.view, grammar)
    sums, unread = _read_once(ctx, anchors, reader)
    reader.trusted = frozenset(item.currency.form for item in sums) & reader.dropped
    if reader.trusted:  # "a fund of P500 million ... at P41 a kilo": the first shows what the second is
        sums, unread = _read_once(ctx, anchors, reader)
    for anchor in unread:
        _warn_vague(ctx, anchor, grammar)
    return sums


def _read_once(ctx: Context, anchors: list[Anchor], reader: SumReader) -> tuple[list[Sum], list[Anchor]]:
    """Return the sums, and the anchors beside which no number stands."""
    sums: list[Sum] = []
    unread: list[Anchor] = []
    claimed = 0
    for i, anchor in enumerate(anchors):
        if anchor.start < claimed:
            continue
        after = anchors[i + 1] if i + 1 < len(anchors) else None
        item = reader.read(anchor, after, claimed)
        if item is None:
            unread.append(anchor)
            continue
        if after and item.end > after.start and item.end < after.end:
            continue
        item = absorbed(ctx.text, item, after)
        sums.append(item)
        claimed = item.end
    return sums, unread


def _warn_vague(ctx: Context, anchor: Anchor, grammar: NumberGrammar) -> None:
    """Say that "several million euros" and "billions of dollars" are sums without an amount."""
    if not anchor.currency.after:
        return
    before = _VAGUE.search(ctx.text, max(0, anchor.start - 40), anchor.start)
    word = before[2].lower() if before else ""
    if before and (word in grammar.magnitudes or word in grammar.vague or word in grammar.multiples):
        ctx.warn("amount_vague", "a sum without an amount: left out", before.start(), anchor.end)


def _unread(ctx: Context, item: Sum) -> bool:
    """Tell whether a sum has two readings; say so."""
    doubt = item.doubt
    styles = {item.low.style, item.high.style if item.high else None} & {"comma", "dot"}
    if not doubt and styles and ctx.lexicons and _has_decimal_commas(ctx):
        doubt = "comma"
    if not doubt and _thousands(ctx, item):
        doubt = "suffix"
    if not doubt and _MINUS.search(ctx.text, max(0, item.start - 3), item.start):
        doubt = "minus"
    if doubt:
        ctx.warn("amount_unread", f"no amount given: {_DOUBTS[doubt]}", item.start, item.end)
    return doubt is not None


def _thousands(ctx: Context, item: Sum) -> bool:
    """Tell whether "mil" may stand for thousands."""
    mil = _MIL.search(ctx.text, item.low.start, item.end)
    return mil is not None and (bool(mil[1]) or item.currency.code in _THOUSAND_MIL)


def _has_decimal_commas(ctx: Context) -> bool:
    return _DECIMAL_COMMA.search(ctx.text) is not None


def _mention(ctx: Context, item: Sum, marks: Marks, last: MoneyMention | None) -> MoneyMention:
    currency = item.currency
    bound, end = marks.bound(ctx, item)
    vague = item.low.value_max is not None and item.high is None
    mention = MoneyMention(
        start=item.start,
        end=end,
        rule=f"currencies:{currency.form}",
        amount=item.amount,
        amount_max=item.amount_max,
        currency=currency.code,
        candidates=currency.candidates,
        bound="approximately" if vague else bound,
        per=marks.rate(ctx, end),
    )
    if last and marks.repeats(ctx.text, last, mention):
        first = last.equivalent_of or (last.start, last.end)
        mention = replace(mention, equivalent_of=first, per=mention.per or last.per)
    return mention
