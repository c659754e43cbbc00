"""Datelines: the city that an article is told from, and where its prose begins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplo_extract.components.factories import find
from diplo_extract.context import Context, make_context
from diplo_extract.lexicon import Lexicons
from diplo_extract.resolve.act_dates import agree, point
from diplo_extract.resolve.actors import resolve_actors
from diplo_extract.resolve.dateline import after_date, read_dateline
from diplo_extract.resolve.venues import venues_between

LEXICONS = Lexicons()


def read(text: str) -> Context:
    ctx = make_context(text, None, LEXICONS)
    find(ctx)
    return ctx


@pytest.mark.parametrize(
    ("line", "city"),
    [
        ("LIMA: Ministers met on Monday.", "Lima"),
        ("LIMA (Agency) - Ministers met.", "Lima"),
        ("LIMA, May 3 (Agency) -- Ministers met.", "Lima"),
        ("Lima, Peru – Ministers met.", "Lima"),
        ("Trade talks end\n\nOslo [Norway], May 3 (AGENCY): Ministers met.", "Oslo"),
        ("ORURO VIEJO, Bolivia — Ministers met.", "Oruro Viejo"),
        ("Oslo, May 3, AGENCY\n\nMinisters met today.", "Oslo"),
    ],
)
def test_city(line: str, city: str) -> None:
    ctx = read(line)
    found = read_dateline(ctx, resolve_actors(ctx))
    assert found is not None
    assert found.city == city
    assert ctx.text[found.end :].lstrip().startswith("Ministers")


@pytest.mark.parametrize(
    "line",
    [
        "Norway: ministers met.",
        "BREAKING NEWS: Ministers met.",
        "Lima welcomed the delegation - again - on Monday.",
        "MINISTERS MEET AGAIN IN OSLO",
        "Oslo is cold in May.",
    ],
)
def test_no_city(line: str) -> None:
    ctx = read(line)
    assert read_dateline(ctx, resolve_actors(ctx)) is None


def test_a_day_alone_opens_the_prose() -> None:
    ctx = read("Friday, May 3, 2024 — The council met.")
    assert ctx.text[after_date(ctx) :] == "The council met."


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They signed at the Lower Palace on Monday.", ["Lower Palace"]),
        ("a ceremony at Villa Borghese in Rome", ["Villa Borghese"]),
        ("signed at the Palace of Justice", ["Palace of Justice"]),
        ("They met at noon in the palace.", []),
    ],
)
def test_buildings(text: str, names: list[str]) -> None:
    ctx = read(text)
    assert [text[p.start : p.end] for p in venues_between(ctx, 0, len(text))] == names


@given(st.dates(), st.dates())
def test_dates_agree_both_ways(one: object, two: object) -> None:
    left, right = str(one), str(two)
    assert agree(left, right) == agree(right, left) == (left == right)
    assert agree(left, left[:7])
    assert agree(left[:4], left)
    assert agree(None, left)
    assert point(left) == left
