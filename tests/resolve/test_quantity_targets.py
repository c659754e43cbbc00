"""Goals that are no money: levels, increases, shares and factors, with baseline and deadline."""

from __future__ import annotations

from decimal import Decimal

import pytest

from diplo_extract.article import make_article
from diplo_extract.components.factories import find
from diplo_extract.context import make_context
from diplo_extract.lexicon import Lexicons, example_faults
from diplo_extract.normalize.quantities import unit_name
from diplo_extract.records import QuantityTarget
from diplo_extract.resolve import resolve

LEXICONS = Lexicons()


def targets(text: str) -> tuple[QuantityTarget, ...]:
    article = make_article(text, id="case")
    ctx = make_context(text, None, LEXICONS)
    find(ctx)
    return resolve(article, ctx).quantity_targets


@pytest.mark.parametrize(
    ("text", "quantity", "unit", "change", "indicator"),
    [
        (
            "The plan is to raise the number of flights to 300 a week.",
            300,
            "flights/week",
            "level",
            "number of flights",
        ),
        ("Turkey and Kenya aim to attract 2 million tourists.", 2_000_000, "tourists", "level", "tourists"),
        ("The plan is to generate 30 percent of electricity at sea.", 30, "percent", "share", "electricity at sea"),
        ("The bloc pledged to cut emissions by 55 percent.", -55, "percent", "increase", "emissions"),
        ("They want to double bilateral trade within five years.", 2, None, "factor", "bilateral trade"),
        ("The ministers are targeting a five-fold jump in tourism by 2030.", 5, None, "factor", "tourism"),
        ("The goal is to build lines of 350 kV.", 350, "kilovolt", "level", "kilovolt"),
    ],
)
def test_goal(text: str, quantity: int, unit: str | None, change: str, indicator: str) -> None:
    (target,) = targets(text)
    assert (target.quantity, target.unit, target.change) == (Decimal(quantity), unit, change)
    assert target.indicator == indicator
    assert text[target.mentions[0].start : target.mentions[0].end] == target.mentions[0].text


def test_present_level_deadline_and_parties() -> None:
    (target,) = targets("Turkey and Kenya agreed to increase weekly flights from 20 to 50 flights by 2030.")
    assert (target.quantity, target.baseline, target.deadline) == (Decimal(50), Decimal(20), "2030")
    assert set(target.parties) == {"TUR", "KEN"}


def test_repeats_are_one_record() -> None:
    text = "They aim to attract 2 million tourists by 2030. The goal of 2 million tourists is in reach."
    (target,) = targets(text)
    assert len(target.mentions) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Trade doubled last year.",
        "Some 2 million tourists came in May.",
        "The army lost 500 vehicles.",
        "They agreed to raise trade to $500 million.",
        "Exports grew by 12 percent.",
    ],
)
def test_no_goal(text: str) -> None:
    assert targets(text) == ()


def test_patterns_of_factors_match_their_examples() -> None:
    assert [fault for p in LEXICONS.patterns("quantity_factors") for fault in example_faults(p)] == []


def test_quantulum_names_physical_units_and_no_money() -> None:
    assert unit_name("kV") == "kilovolt"
    assert unit_name("$") is None
