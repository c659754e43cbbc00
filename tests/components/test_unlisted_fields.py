"""Fields that no row of the lexicon names."""

import pytest

from diplo_extract import extract


def unlisted(text: str) -> list[str]:
    return [m.text for field in extract(text).unlisted_fields for m in field.mentions]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They will cooperate in the fields of energy, falconry, tourism and health.", ["falconry"]),
        ("The talks covered falconry, energy and origami.", ["falconry", "origami"]),
        ("A memorandum on tourism and falconry was signed.", ["falconry"]),
    ],
)
def test_an_item_beside_known_fields_is_kept(text: str, words: list[str]) -> None:
    assert unlisted(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "They will cooperate in all areas of mutual interest.",
        "They discussed energy and promoting tourism.",
        "They discussed energy, tourism and the ministers left.",
        "The areas of falconry and origami were not mentioned.",
        "",
    ],
)
def test_other_words_are_not(text: str) -> None:
    assert unlisted(text) == []
