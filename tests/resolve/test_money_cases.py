"""The sentences of ``fixtures/cases/money.jsonl``: every sum with amount, currency, role and indicator, no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from diplo_extract.article import make_article
from diplo_extract.components.factories import find
from diplo_extract.context import make_context
from diplo_extract.evaluate.inline import Case, read_cases
from diplo_extract.lexicon import Lexicons
from diplo_extract.records import Amount, decimal_string
from diplo_extract.resolve import resolve

LEXICONS = Lexicons()
CASES = list(read_cases(Path(__file__).parents[2] / "fixtures" / "cases" / "money.jsonl"))
Said = tuple[int, int, str, str, str]


def amounts(text: str) -> tuple[Amount, ...]:
    article = make_article(text, id="case")
    ctx = make_context(text, None, LEXICONS)
    find(ctx)
    return resolve(article, ctx).amounts


def said(amount: Amount) -> Said:
    value = decimal_string(amount.amount)
    if amount.amount_max is not None:
        value += f"-{decimal_string(amount.amount_max)}"
    mention = amount.mentions[0]
    return mention.start, mention.end, f"{amount.currency or '-'} {value}", amount.role, amount.indicator


def wanted(case: Case) -> list[Said]:
    return [(s.start, s.end, s.values["value"], s.values["role"], s.values["indicator"]) for s in case.spans]


@pytest.mark.parametrize(
    "case",
    [pytest.param(c, id=c.label, marks=[pytest.mark.xfail(strict=True)] if c.expect == "xfail" else []) for c in CASES],
)
def test_case(case: Case) -> None:
    assert [said(amount) for amount in amounts(case.text)] == wanted(case)


def test_a_quarter_of_the_cases_is_negative() -> None:
    assert sum(not case.spans for case in CASES) >= len(CASES) / 4
