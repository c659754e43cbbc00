"""Which words count as fields of cooperation, and which never do."""

import pytest

from diplo_extract import extract
from diplo_extract.lexicon import Lexicons, example_faults


def fields(text: str) -> list[str]:
    return [m.text for s in extract(text).sectors for m in s.mentions]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Peru and Chile will cooperate in the fields of energy, health and water.", ["energy", "health", "water"]),
        ("They agreed to deepen economic, trade and cultural ties.", ["economic", "trade", "cultural"]),
        ("The ministers signed a memorandum of understanding on tourism.", ["tourism"]),
        ("Ghana hosted the joint business council with Togo.", ["business"]),
    ],
)
def test_a_frame_of_cooperation_lets_a_field_count(text: str, words: list[str]) -> None:
    assert fields(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "The Energy Minister of Ghana arrived in Lima.",
        "Bilateral trade volume grew last year.",
        "Security forces killed two men.",
        "He studied history at school.",
    ],
)
def test_offices_indicators_and_other_topics_do_not_count(text: str) -> None:
    assert fields(text) == []


def test_the_frames_keep_their_examples() -> None:
    assert [fault for p in Lexicons().patterns("cooperation_frames") for fault in example_faults(p)] == []
