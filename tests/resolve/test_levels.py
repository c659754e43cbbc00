"""The dates beside sums decide which level is the latest, which flow is past, and what is still to come."""

from __future__ import annotations

import pytest

from diplo_extract import extract


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("In 2010 the turnover was just $45 million; last year it came to $1.2 billion.", ["past", "baseline"]),
        (
            "Two-way trade reached $1.4 billion in 2021 and $1.9 billion in 2022, and hit $2.3 billion last year.",
            ["past", "past", "baseline"],
        ),
        ("Trade stood at $28 million in 2022. In January to March 2023 it totaled $9 million.", ["baseline"] * 2),
        ("Exports were worth $5 million in 2019. Imports were worth $7 million in 2021.", ["baseline"] * 2),
        ("Since 1975 the United States has provided more than $1.5 billion in aid to Malawi.", ["past"]),
        ("In 1998 the World Bank lent Mongolia $120 million.", ["past"]),
        ("The World Bank will lend Mongolia $120 million by 2030.", ["commitment"]),
        ("A trade volume of $5 billion by 2030 is within reach.", ["target"]),
    ],
)
def test_roles_by_dates(text: str, roles: list[str]) -> None:
    found = extract(text, published="2024-03-05")
    assert [amount.role for amount in found.amounts] == roles


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("Ottawa will give $5m Canadian to the fund.", "CAD"),
        ("Ottawa announced a $5m Canadian loan.", "USD"),
        ("It is a fund of $5m, Canadian officials said.", "USD"),
    ],
)
def test_an_adjective_behind_the_sum_names_its_dollars(text: str, currency: str) -> None:
    (amount,) = extract(text).amounts
    assert amount.currency == currency
