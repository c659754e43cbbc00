"""The noun phrases that name instruments."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplo_extract.components.instruments import find_instruments
from diplo_extract.context import make_context
from diplo_extract.lexicon import Lexicons, example_faults
from diplo_extract.records import AgreementKind

LEXICONS = Lexicons()
KINDS = AgreementKind.__args__  # type: ignore[attr-defined]


def found(text: str) -> list[tuple[str, str, int | None]]:
    ctx = make_context(text, None, LEXICONS)
    return [(text[m.start : m.end], m.kind, m.count) for m in find_instruments(ctx)]


@pytest.mark.parametrize(
    ("text", "phrase", "kind", "count"),
    [
        ("Both states signed over a dozen agreements in Lima.", "over a dozen agreements", "agreement", 12),
        ("They inked two dozen deals.", "two dozen deals", "agreement", 24),
        ("More than 30 contracts were signed.", "More than 30 contracts", "contract", 30),
        ("They signed a package of 11 documents on trade.", "a package of 11 documents on trade", "other", 11),
        ("They signed a number of protocols.", "a number of protocols", "protocol", None),
        ("a 10-year framework agreement was signed", "a 10-year framework agreement", "agreement", 1),
        ("It won a $1.6bn contract for rail cars in April.", "a $1.6bn contract for rail cars", "contract", 1),
        ("Peru signed shipping agreements.", "shipping agreements", "agreement", None),
        ("the newly signed trade and transit pact", "the newly signed trade and transit pact", "agreement", 1),
        ("the Lagos Declaration on ports between", "the Lagos Declaration on ports", "joint_declaration", 1),
        ("a declaration of intent on hydrogen", "a declaration of intent on hydrogen", "letter_of_intent", 1),
        ("six loan agreements and protocols", "six loan agreements and protocols", "other", 6),
        ("a roadmap for rail, road and sea links was", "a roadmap for rail, road and sea links", "action_plan", 1),
        ("the Orchid Accords were inked", "the Orchid Accords", "agreement", 1),
    ],
)  # fmt: skip
def test_phrase(text: str, phrase: str, kind: str, count: int | None) -> None:
    assert found(text) == [(phrase, kind, count)]


def test_abbreviation_belongs_to_the_phrase() -> None:
    text = "A Memorandum of Understanding (MoU) on tourism was signed."
    assert found(text) == [("A Memorandum of Understanding (MoU) on tourism", "memorandum_of_understanding", 1)]


def test_about_is_what_follows_the_noun() -> None:
    text = "an agreement on cooperation in tourism between Peru and Chile"
    (mention,) = find_instruments(make_context(text, None, LEXICONS))
    assert mention.about is not None
    assert text[slice(*mention.about)] == "on cooperation in tourism"


def test_kinds_are_those_of_the_records() -> None:
    assert {row.id for row in LEXICONS.rows("instruments")} <= set(KINDS)


@pytest.mark.parametrize("table", ["signing", "instrument_counts"])
def test_patterns_match_their_examples(table: str) -> None:
    assert [fault for pattern in LEXICONS.patterns(table) for fault in example_faults(pattern)] == []


WORDS = st.sampled_from(
    "the a two dozen - – agreement deals memorandum of understanding ( MoU ) , and on Peru signed . \n 10 $".split(" ")
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(WORDS, max_size=40))
def test_mentions_lie_in_the_text_in_order(words: list[str]) -> None:
    text = " ".join(words)
    mentions = find_instruments(make_context(text, None, LEXICONS))
    assert all(0 <= m.start < m.end <= len(text) for m in mentions)
    assert [m.start for m in mentions] == sorted({m.start for m in mentions})
