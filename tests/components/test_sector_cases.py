"""The sentences of ``fixtures/cases/sectors.jsonl``: every field with its id, no other."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplo_extract.components.factories import find
from diplo_extract.components.fields import letters
from diplo_extract.context import Context, make_context
from diplo_extract.evaluate.inline import Case, read_cases
from diplo_extract.lexicon import Lexicons
from diplo_extract.text import view

LEXICONS = Lexicons()
CASES = list(read_cases(Path(__file__).parents[2] / "fixtures" / "cases" / "sectors.jsonl"))


def found(text: str) -> Context:
    ctx = make_context(text, None, LEXICONS)
    find(ctx)
    return ctx


@pytest.mark.parametrize(
    "case",
    [pytest.param(c, id=c.where, marks=[pytest.mark.xfail(strict=True)] if c.expect == "xfail" else []) for c in CASES],
)
def test_case(case: Case) -> None:
    fields = [(m.start, m.end, m.sector) for m in found(case.text).found.sectors if m.sector]
    assert fields == [(s.start, s.end, s.values["id"]) for s in case.spans]


def test_a_quarter_of_the_cases_is_negative() -> None:
    assert sum(not case.spans for case in CASES) >= len(CASES) / 4


def test_an_item_of_a_list_that_no_row_names_is_kept_apart() -> None:
    ctx = found("They will cooperate in the fields of energy, falconry, tourism and health.")
    unlisted = [ctx.text[m.start : m.end] for m in ctx.found.sectors if m.sector is None]
    assert unlisted == ["falconry"]


WORDS = ["trade", "energy", "and", ",", "cooperation", "in", "the", "fields", "of", "Minister", "$5 billion", "\n", "İ"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_mentions_stand_in_order_and_never_overlap(text: str) -> None:
    fields = found(text).found.sectors
    assert all(0 <= m.start < m.end <= len(text) for m in fields)
    assert all(a.end <= b.start for a, b in pairwise(fields))


@given(st.text())
def test_lower_case_keeps_every_offset(text: str) -> None:
    assert len(letters(view(text)).lower) == len(text)
