"""The packaged tables and patterns of fields: closed ids, examples, size."""

from __future__ import annotations

import pytest

from diplo_extract.lexicon import Lexicons, example_faults, read_sector_ids

LEXICONS = Lexicons()


@pytest.mark.parametrize("name", ["cooperation_frames", "sector_exclusions"])
def test_patterns_match_their_examples_and_no_counterexample(name: str) -> None:
    assert [fault for pattern in LEXICONS.patterns(name) for fault in example_faults(pattern)] == []


@pytest.mark.parametrize("name", ["cooperation_frames", "sector_exclusions"])
def test_every_pattern_says_where_the_field_stands(name: str) -> None:
    assert all(pattern.regex.pattern.count("<field>") == 1 for pattern in LEXICONS.patterns(name))


def test_every_id_of_the_closed_list_has_forms_and_no_row_has_another() -> None:
    ids = read_sector_ids(LEXICONS)
    counts = {id: sum(row.id == id for row in LEXICONS.rows("sectors")) for id in ids}
    assert min(counts.values()) >= 15
    assert sum(counts.values()) == len(LEXICONS.rows("sectors")) >= 1500
