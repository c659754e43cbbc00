"""Sums that leave out the currency named before are read with a warning; what else is counted in millions is not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from diplo_extract.components.money import find_money
from diplo_extract.context import Context, make_context
from diplo_extract.lexicon import Lexicons

LEXICONS = Lexicons()


def read(text: str) -> tuple[Context, list[tuple[Decimal, str | None]]]:
    ctx = make_context(text, None, LEXICONS)
    return ctx, [(mention.amount, mention.currency) for mention in find_money(ctx)]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("Trade was 24 million dollars five years ago and has been 46.3 million this year.", "46300000"),
        (
            "The bank lends 23 billion yen; a 41.2 billion contract went to a builder of 3,000 housing units.",
            "41200000000",
        ),
    ],
)
def test_the_currency_named_before_is_taken_with_a_warning(text: str, second: str) -> None:
    ctx, found = read(text)
    assert found[1] == (Decimal(second), found[0][1])
    assert [warning.code for warning in ctx.warnings] == ["currency_assumed"]


@pytest.mark.parametrize(
    "text",
    [
        "Trade reached 24 million dollars. The population has risen to 46.3 million.",
        "Trade reached 24 million dollars; arrivals of tourists came to 46.3 million last year.",
        "Trade reached 24 million dollars and output 46.3 million tonnes.",
        "Trade reached 24 million dollars and they sold 46.3 million seats.",
        "It costs 24 dollars, and 46.3 million in all.",
        "Trade reached 24 million dollars. " + "Nothing more was said of it. " * 20 + "It was 46.3 million.",
    ],
)
def test_what_is_counted_or_far_is_no_sum(text: str) -> None:
    assert len(read(text)[1]) == 1
