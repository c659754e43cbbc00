"""What a generator writes as a sum is what is read, or nothing is: never another number, never another currency."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplo_extract.components.money import find_money
from diplo_extract.context import make_context
from diplo_extract.lexicon import Lexicons, Row
from diplo_extract.mentions import MoneyMention

LEXICONS = Lexicons()
ROWS = [row for row in LEXICONS.rows("currencies") if row["kind"] != "minor"]
SCALES = {
    "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "crore": 7, "lakh": 5, "lakh crore": 12, "milliard": 9,
    "bn": 9, "bln": 9, "mn": 6, "mln": 6, "m": 6, "k": 3, "tn": 12, "trn": 12,
}  # fmt: skip
GLUED = {"bn": 9, "mn": 6, "m": 6, "k": 3, "tn": 12, "K": 3, "M": 6, "B": 9}
BOUNDS = {
    "": "exact", "more than ": "at_least", "at least ": "at_least", "up to ": "at_most", "less than ": "at_most",
    "about ": "approximately", "nearly ": "approximately", "some ": "approximately", "no more than ": "at_most",
}  # fmt: skip
WORDS = {"two": 2, "ten": 10, "twenty-five": 25, "one hundred and twenty": 120, "two and a half": Decimal("2.5")}


@dataclass(frozen=True)
class Written:
    """A number as a text writes it, and what it is."""

    text: str
    value: Decimal


def grouped(number: int, mark: str, indian: bool) -> str:
    if not indian:
        return f"{number:,}".replace(",", mark)
    head, tail = str(number)[:-3], str(number)[-3:]
    groups = [head[max(0, i - 2) : i] for i in range(len(head), 0, -2)][::-1]
    return mark.join([*groups, tail]) if head else tail


@st.composite
def digits(draw: st.DrawFn) -> Written:
    whole = draw(st.integers(1, 999_999_999))
    mark = draw(st.sampled_from(["", ",", ".", " ", "\u00a0", "\u202f", "'"]))
    cents = draw(st.sampled_from(["", "5", "25", "75"]))
    point = "," if mark == "." or (mark == " " and draw(st.booleans())) else "."
    text = grouped(whole, mark, draw(st.booleans()) and mark == ",") if mark else str(whole)
    return Written(text + (point + cents if cents else ""), Decimal(f"{whole}.{cents or 0}"))


@st.composite
def scaled(draw: st.DrawFn) -> Written:
    coefficient = draw(st.decimals(Decimal("0.1"), Decimal("999.9"), places=draw(st.integers(0, 2))))
    number = str(coefficient)
    if draw(st.booleans()):
        number = number.replace(".", ",")
    if draw(st.booleans()):
        scale = draw(st.sampled_from(sorted(GLUED)))
        return Written(number + scale, coefficient * Decimal(10) ** GLUED[scale])
    scale = draw(st.sampled_from(sorted(SCALES)))
    gap = draw(st.sampled_from([" ", "\u00a0", "-"]))
    return Written(number + gap + scale, coefficient * Decimal(10) ** SCALES[scale])


@st.composite
def worded(draw: st.DrawFn) -> Written:
    word, scale = draw(st.sampled_from(sorted(WORDS))), draw(st.sampled_from(["thousand", "million", "billion"]))
    return Written(f"{word} {scale}", Decimal(WORDS[word]) * Decimal(10) ** SCALES[scale])


NUMBERS = st.one_of(digits(), scaled(), worded())


def phrase(row: Row, number: Written, gap: str) -> str:
    if row["place"] == "before" or (row["place"] == "both" and row["kind"] != "name"):
        return row.form + gap + number.text
    return f"{number.text} {row.form}"


def read(text: str) -> tuple[MoneyMention, ...]:
    return find_money(make_context(text, None, LEXICONS))


def is_right(mention: MoneyMention, row: Row, number: Written) -> bool:
    codes = set(row["candidates"].split()) or {row.id}
    said = {mention.currency} if mention.currency else set(mention.candidates)
    value = number.value * Decimal(row["factor"] or 1)
    return mention.amount == value and mention.amount_max is None and (not said or bool(said & codes))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(ROWS), NUMBERS, st.sampled_from(sorted(BOUNDS)), st.sampled_from(["", " ", "\u00a0"]))
def test_what_is_written_is_read_or_nothing_is(row: Row, number: Written, bound: str, gap: str) -> None:
    text = f"Officials mentioned {bound}{phrase(row, number, gap)} at the talks."
    found = read(text)
    assert len(found) <= 1, text
    for mention in found:
        assert is_right(mention, row, number), (text, mention)
        assert mention.bound == BOUNDS[bound], (text, mention)


@pytest.mark.parametrize("row", [row for row in ROWS if row["kind"] == "name"], ids=lambda row: row.form)
def test_every_name_is_read_with_a_magnitude(row: Row) -> None:
    (mention,) = read(f"The sides agreed on 2.5 million {row.form} for the road.")
    assert mention.amount == Decimal(2_500_000)
    assert {mention.currency, *mention.candidates} & ({row.id, *row["candidates"].split()} | {None})


@pytest.mark.parametrize("row", [r for r in ROWS if r["kind"] in ("code", "symbol")], ids=lambda row: row.form)
def test_every_code_and_symbol_is_read_with_a_magnitude(row: Row) -> None:
    (mention,) = read(f"The cost was {phrase(row, Written('2.5 million', Decimal(2)), ' ')} in all.")
    assert mention.amount == Decimal(2_500_000) * Decimal(row["factor"] or 1)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("{0}5-10 billion", 5, 10),
        ("{0}5 billion to {0}10 billion", 5, 10),
        ("{0}5–10 billion", 5, 10),
        ("between {0}5 billion and {0}10 billion", 5, 10),
        ("{0}5bn-{0}10bn", 5, 10),
        ("{0}5 to {0}10 billion", 5, 10),
        ("5 to {0}10 billion", 5, 10),
        ("5 billion to {0}10 billion", 5, 10),
    ],
)
@pytest.mark.parametrize("sign", ["$", "US$", "€", "£", "₹", "CHF ", "USD "])
def test_ranges(text: str, low: int, high: int, sign: str) -> None:
    (mention,) = read(f"The estimate is {text.format(sign)} in total.")
    assert (mention.amount, mention.amount_max) == (low * Decimal(10) ** 9, high * Decimal(10) ** 9)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([row for row in ROWS if row["kind"] != "name"]),
    st.integers(1, 499),
    st.integers(500, 998),
    st.sampled_from(["{0}{1}-{2} {3}", "{0}{1} {3} to {0}{2} {3}", "between {0}{1} {3} and {0}{2} {3}"]),
    st.sampled_from(["million", "billion"]),
)
def test_a_range_is_read_with_both_ends_or_not_at_all(row: Row, low: int, high: int, form: str, scale: str) -> None:
    sign = row.form + " " if row["place"] != "after" else ""
    text = f"The estimate is {form.format(sign, low, high, scale)}{'' if sign else ' ' + row.form} in total."
    worth = Decimal(10) ** SCALES[scale] * Decimal(row["factor"] or 1)
    for mention in read(text):
        ends = {mention.amount, mention.amount_max} - {None}
        assert ends <= {low * worth, high * worth}, (text, mention)


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("7 (seven) billion US dollars", "7000000000", "USD"),
        ("USD 7 (seven) million", "7000000", "USD"),
        ("seven (7) million euros", "7000000", "EUR"),
        ("20 billion (twenty billion) euros", "20000000000", "EUR"),
        ("$US25 million", "25000000", "USD"),
        ("$A300,000", "300000", "AUD"),
        ("RM5mil", "5000000", "MYR"),
    ],
)
def test_forms_that_say_a_number_twice_or_a_sign_first(text: str, amount: str, currency: str) -> None:
    (mention,) = read(f"The ministry pays {text} for it.")
    assert (mention.amount, mention.currency) == (Decimal(amount), currency)


@pytest.mark.parametrize(
    "text", ["a balance of -$5 billion", "R$ 5 mil", "US$ 5 mil", "1.500 million dollars", "7 (six) billion dollars"]
)
def test_what_may_be_another_sum_gives_none(text: str) -> None:
    assert read(f"The report names {text} for it.") == ()


@pytest.mark.parametrize(("text", "count"), [("raised in 2010 to $20 million", 1), ("rose from 10 to $20 billion", 2)])
def test_a_number_before_a_sign_is_no_range(text: str, count: int) -> None:
    found = read(f"Trade was {text} then.")
    assert len(found) == count
    assert all(mention.amount_max is None for mention in found)


@pytest.mark.parametrize(
    "text",
    [
        "$" * 20_000,
        "1," * 20_000,
        "$5 " * 8_000,
        "five hundred " * 8_000,
        "5 to " * 8_000 + "dollars",
        "(€1 " * 8_000,
        "5 (5) " * 8_000,
        "$A5 " * 8_000,
    ],
)
def test_hostile_strings_take_linear_time(text: str, grows_linearly: Callable[..., bool]) -> None:
    assert grows_linearly(lambda times: read(text * times), 1, 4)
