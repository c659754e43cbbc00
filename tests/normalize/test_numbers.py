"""Numbers as texts write them: the value from the string, and a doubt where there are two readings."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplo_extract.lexicon import Lexicons
from diplo_extract.normalize.numbers import NumberGrammar, read_digits

GRAMMAR = NumberGrammar(Lexicons())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5 billion", "5000000000"),
        ("7,5 billion", "7500000000"),
        ("1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("12,34,567.5", "1234567.5"),
        ("1\u202f234\u202f567", "1234567"),
        ("1'234'567.50", "1234567.50"),
        ("2.5 lakh crore", "2500000000000"),
        ("two and a half billion", "2500000000"),
        ("a billion and a half", "1500000000"),
        ("three quarters of a billion", "750000000"),
        ("one hundred and twenty-five thousand", "125000"),
        ("4 billion and 600 million", "4600000000"),
        ("two million five hundred thousand", "2500000"),
        ("500K", "500000"),
        ("9 bln. ", "9000000000"),
        ("ten", "10"),
    ],
)
def test_value(text: str, value: str) -> None:
    number = GRAMMAR.read(text, 0, sums=True)
    assert number is not None
    assert (number.value, number.doubt) == (Decimal(value), None)


@pytest.mark.parametrize(
    "text", ["1.234", "5mm", "5 millon", "1,5 bilhão", "5,6789", "12 500 million", "1,23,4", "3万"]
)
def test_two_readings_are_a_doubt(text: str) -> None:
    number = GRAMMAR.read(text, 0, sums=True)
    assert number is not None
    assert number.doubt


@pytest.mark.parametrize("text", ["million", "a dollar", "and", "half the sum", "of", ""])
def test_no_number(text: str) -> None:
    assert GRAMMAR.read(text, 0, sums=True) is None


@given(st.integers(0, 10**15), st.integers(0, 99))
def test_grouped_digits_are_exact(whole: int, cents: int) -> None:
    value = Decimal(f"{whole}.{cents:02}")
    assert read_digits(f"{whole:,}.{cents:02}") == (value, None)
