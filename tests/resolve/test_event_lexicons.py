from typing import get_args

import pytest

from diplo_extract.lexicon import Lexicons, Pattern, example_faults
from diplo_extract.records import EventType
from diplo_extract.resolve.clauses import ROLES

LEXICONS = Lexicons()
TYPES = get_args(EventType)


@pytest.mark.parametrize("pattern", LEXICONS.patterns("event_types"), ids=lambda p: p.id)
def test_a_pattern_matches_its_examples_and_not_its_counterexamples(pattern: Pattern) -> None:
    assert list(example_faults(pattern)) == []
    assert pattern.label in TYPES
    assert pattern.counterexamples, "a trigger shows what it must not take"


def test_every_event_type_has_a_pattern() -> None:
    assert {p.label for p in LEXICONS.patterns("event_types")} == set(TYPES)


def test_event_nouns_have_known_types_and_uses() -> None:
    for row in LEXICONS.rows("event_nouns"):
        assert row.id in TYPES, row.where
        assert row["use"] in ("any", "dated"), row.where


def test_clause_words_have_known_roles_and_each_word_one() -> None:
    rows = LEXICONS.rows("clause_words")
    assert {row.id for row in rows} <= set(ROLES)
    assert len({row.form.lower() for row in rows}) == len(rows)
