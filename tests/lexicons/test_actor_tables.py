"""The tables of actors: complete, with valid codes."""

import re

import pytest

from diplo_extract.lexicon import Lexicons

LEXICONS = Lexicons()
STATES = LEXICONS.rows("states")
CODES = {row.id for row in STATES if row["status"]}


def test_every_member_of_the_united_nations_and_both_observers_have_a_row() -> None:
    by_status: dict[str, set[str]] = {}
    for row in STATES:
        by_status.setdefault(row["status"], set()).add(row.id)
    assert len(by_status["member"]) == 193
    assert by_status["observer"] == {"VAT", "PSE"}
    assert {"XKX", "TWN", "COK", "NIU"} <= by_status["state"]
    assert by_status["former"] == {"SUN", "YUG", "CSK", "DDR", "SCG"}  # ISO 3166-3
    assert len(CODES) == 255  # ISO 3166-1 has 249; Kosovo's code is user-assigned


def test_codes_are_three_letters_and_every_row_has_one_that_exists() -> None:
    assert all(re.fullmatch("[A-Z]{3}", code) for code in CODES)
    assert {row.id for row in STATES if row["kind"] != "stop"} <= CODES
    assert {row.id for row in LEXICONS.rows("places")} <= CODES


@pytest.mark.parametrize("name", ["organizations", "regions"])
def test_members_are_codes_of_states(name: str) -> None:
    for row in LEXICONS.rows(name):
        assert set(row["members"].split()) <= CODES, row.where


def test_there_are_two_hundred_organizations() -> None:
    assert len({row.id for row in LEXICONS.rows("organizations")}) >= 200


def test_former_names_say_until_when_and_only_they_do() -> None:
    for row in STATES:
        assert bool(row["until"]) == (row["kind"] == "former"), row.where
        assert not row["until"] or 1800 <= int(row["until"]) <= 2030, row.where


def test_every_sovereign_state_has_a_name_a_demonym_and_a_capital() -> None:
    kinds = {(row.id, row["kind"]) for row in STATES}
    members = {row.id for row in STATES if row["status"] == "member"}
    # Named like their capital: Djibouti, Luxembourg, Monaco, Panama, San Marino, Singapore, São Tomé ...
    own_capital = {"DJI", "MCO", "SMR", "SGP", "STP"}
    assert {code for code in members if (code, "capital") not in kinds} <= own_capital
    assert {code for code in members if (code, "demonym") not in kinds} <= {"ATG", "DMA", "COG", "COD"}


def test_columns_that_steer_the_finder_hold_known_words() -> None:
    assert {row["kind"] for row in STATES} <= {
        "name", "official", "abbreviation", "former", "demonym", "people", "capital", "metonym", "stop",
    }  # fmt: skip
    assert {row["check"] for row in (*STATES, *LEXICONS.rows("places"))} <= {"", "known", "person"}
    assert {row["kind"] for row in LEXICONS.rows("places")} <= {"city", "venue", "province"}
