from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplo_extract.duplicates import SIGNATURE_BYTES, Copy, find_copies, signature

WORDS = [
    f"{a}{b}{c}" for a in ("ka", "lo", "mi", "nu", "re", "ta") for b in ("ban", "dor", "fel", "gim") for c in "aeiou"
]


def text(seed: int, words: int = 300) -> list[str]:
    return random.Random(seed).choices(WORDS, k=words)


def copies(*texts: list[str]) -> dict[int, Copy]:
    return find_copies(b"".join(signature(" ".join(words)) for words in texts))


def test_the_same_words_are_a_copy_whatever_stands_between_them() -> None:
    words = text(1)
    found = find_copies(signature(" ".join(words)) + signature("\n".join(words).upper() + "."))
    assert found == {1: Copy(0, 1.0)}


def test_other_texts_are_no_copies() -> None:
    assert copies(*(text(seed) for seed in range(50))) == {}


@pytest.mark.parametrize("cut", [10, 40, 80])
def test_a_story_cut_at_its_end_is_a_near_copy(cut: int) -> None:
    words = text(2)
    found = copies(text(3), words, words[:-cut])
    assert set(found) == {2}
    assert found[2].of == 1
    assert abs(found[2].similarity - (1 - cut / 300)) < 0.15


def test_stories_that_share_only_their_background_are_no_copies() -> None:
    background = text(4, 100)
    assert copies(text(5, 200) + background, text(6, 200) + background) == {}


def test_all_copies_name_the_first_and_a_copy_of_a_copy_too() -> None:
    words = text(7)
    found = copies(words, text(8), [*words[:-15], "edited"], words, [*words[:-15], "edited"])
    assert {place: copy.of for place, copy in found.items()} == {2: 0, 3: 0, 4: 0}


def test_short_texts_are_copies_only_when_all_words_are_the_same() -> None:
    short = text(9, 20)
    assert copies(short, short[:-1], short) == {2: Copy(0, 1.0)}


def test_one_changed_word_in_five_is_another_text() -> None:
    words = text(10)
    assert copies(words, [word if i % 5 else "other" for i, word in enumerate(words)]) == {}


def test_nearly_all_edited_stories_are_found() -> None:
    """Ten words replaced and the last fifth cut: similarity 0.65; one in ten may be missed, none may be wrong."""
    texts: list[list[str]] = []
    for seed in range(100):
        words = text(seed)
        edited = words[:-60]
        for place in range(10, 100, 30):
            edited[place] = "changed"
        texts += [words, edited]
    found = copies(*texts)
    assert all(copy.of == place - 1 and place % 2 == 1 for place, copy in found.items())
    assert len(found) >= 90


@settings(max_examples=50)
@given(st.lists(st.text(max_size=400), max_size=6))
def test_every_copy_is_of_an_earlier_text_that_is_none(texts: list[str]) -> None:
    signatures = [signature(text) for text in texts]
    assert all(len(one) == SIGNATURE_BYTES for one in signatures)
    found = find_copies(b"".join(signatures))
    assert all(copy.of < place and copy.of not in found and 0 <= copy.similarity <= 1 for place, copy in found.items())


def test_the_signature_never_changes() -> None:
    """Shards of earlier versions hold signatures: another formula needs another version of the package."""
    assert signature("Kenya and Uganda met.").hex()[:16] == "ec8ec0737d62edd6"
    assert signature(" ".join(text(1)))[8:16].hex() == "85009300c19b3101"
