"""The tables and patterns of money are valid: their examples hold, their ids are those of the closed lists."""

from __future__ import annotations

from typing import get_args

import pytest

from diplo_extract.lexicon import Lexicons, example_faults
from diplo_extract.records import AmountRole, Bound, Indicator

LEXICONS = Lexicons()


@pytest.mark.parametrize("name", ["money_roles", "money_deadlines", "money_false"])
def test_patterns_match_their_examples_and_no_counterexample(name: str) -> None:
    assert [fault for pattern in LEXICONS.patterns(name) for fault in example_faults(pattern)] == []


def test_roles_are_of_the_closed_list() -> None:
    for pattern in LEXICONS.patterns("money_roles"):
        assert pattern.label in {*get_args(AmountRole), "ahead"}
        assert pattern.data.get("else", "other") in get_args(AmountRole)


def test_indicators_and_bounds_are_of_the_closed_lists() -> None:
    assert {row.id for row in LEXICONS.rows("money_indicators")} <= set(get_args(Indicator))
    assert {row.id for row in LEXICONS.rows("money_bounds")} <= set(get_args(Bound))


def test_every_candidate_of_an_ambiguous_form_is_a_currency() -> None:
    codes = {row.id for row in LEXICONS.rows("currencies") if len(row.id) == 3 and row.id.isupper()}
    for row in LEXICONS.rows("currencies"):
        assert set(row["candidates"].split()) <= codes, row.where
        assert row["default"] in {"", *row["candidates"].split()}, row.where


def test_every_currency_of_the_states_has_a_code_form() -> None:
    codes = {row.form for row in LEXICONS.rows("currencies") if row["kind"] == "code"}
    assert {row.form for row in LEXICONS.rows("currency_states")} <= codes
