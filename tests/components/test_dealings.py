"""Whether a sentence speaks of dealings between parties."""

import pytest

from diplo_extract.components.dealings import Dealings
from diplo_extract.components.factories import find
from diplo_extract.context import make_context
from diplo_extract.lexicon import Lexicons, example_faults

LEXICONS = Lexicons()


def speaks(text: str, word: str) -> bool:
    ctx = make_context(text, None, LEXICONS)
    find(ctx)
    return Dealings(ctx, text.lower()).speak(text.index(word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The two sides discussed energy.", "energy"),
        ("They signed a treaty. Power grids come next.", "grids"),
        ("Peru will supply Chile with gas.", "gas"),
        ("The talks covered:\n- energy\n- (a) health\n- sports", "sports"),
    ],
)
def test_dealings_are_told_by_the_sentence_its_neighbor_or_the_head_of_a_list(text: str, word: str) -> None:
    assert speaks(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Its modern ports and railways are busy.", "ports"),
        ("The firm will build more solar farms at home.", "solar"),
        ("Peru won. - energy", "energy"),
    ],
)
def test_other_sentences_do_not_speak_of_dealings(text: str, word: str) -> None:
    assert not speaks(text, word)


def test_the_words_keep_their_examples() -> None:
    assert [fault for p in LEXICONS.patterns("cooperation_sentences") for fault in example_faults(p)] == []
