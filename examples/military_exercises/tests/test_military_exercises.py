"""Run with ``python -m pytest`` where the plug-in is installed."""

from __future__ import annotations

from pathlib import Path

import pytest
from diplo_military_exercises import FILE, PLUGIN, MilitaryExercise

import diplo_extract
from diplo_extract.lexicon import Lexicons, example_faults


@pytest.fixture(scope="module")
def nlp():
    return diplo_extract.load(plugins=["military_exercises"])


def exercises(text: str, nlp) -> tuple[MilitaryExercise, ...]:
    return diplo_extract.extract(text, published="2023-06-15", nlp=nlp).extra["military_exercises"]


def test_the_patterns_match_their_examples() -> None:
    patterns = Lexicons(PLUGIN.lexicons).patterns(FILE)
    assert [fault for pattern in patterns for fault in example_faults(pattern)] == []


@pytest.mark.parametrize(
    ("text", "name", "kind", "participants", "date"),
    [
        ("Peru and Chile opened the Andean Condor 2022 air exercise on 3 May 2022.", "Andean Condor 2022", "air",
         ("PER", "CHL"), "2022-05-03"),
        ("Oman and India began a naval exercise dubbed Pearl Wave.", "Pearl Wave", "naval", ("OMN", "IND"), None),
        ("Troops of Ghana and Togo held joint drills.", None, "general", ("GHA", "TGO"), None),
        ("Fiji joined Exercise Northern Lantern in 2019.", "Northern Lantern", "general", ("FJI",), "2019"),
    ],
)  # fmt: skip
def test_an_exercise(nlp, text, name, kind, participants, date) -> None:
    [found] = exercises(text, nlp)
    assert (found.name, found.kind, found.participants, found.date) == (name, kind, participants, date)


@pytest.mark.parametrize("text", ["A fire drill at the embassy of Peru.", "Chile drilled for oil.", "He may exercise."])
def test_no_exercise(nlp, text) -> None:
    assert exercises(text, nlp) == ()


def test_an_exercise_named_twice_is_one_record(nlp) -> None:
    text = "Oman began the Pearl Wave naval exercise. India joined Exercise Pearl Wave on 2 May 2023."
    [found] = exercises(text, nlp)
    assert (found.participants, found.date, len(found.mentions)) == (("OMN", "IND"), "2023-05-02", 2)


def test_the_gold_beside_it_is_found() -> None:
    from diplo_extract.cli import main

    gold = Path(__file__).parents[1] / "gold"
    assert (
        main(["evaluate", str(gold), "--pipeline", "default", "--plugin", "military_exercises", "--samples", "0"]) == 0
    )
