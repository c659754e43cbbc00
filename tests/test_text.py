from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from diplo_extract.text import view


@given(st.text())
def test_sentences_and_tokens_stay_inside_the_text_and_in_order(text: str) -> None:
    v = view(text)
    for spans in (v.sentences, v.paragraphs, list(zip(v.starts, v.ends, strict=True))):
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_an_abbreviation_does_not_end_a_sentence() -> None:
    text = 'U.S. President J. Biden met Mr. Lee at 5 p.m. on Jan. 5. "We agreed." The U.S. The talks ended.'
    assert [text[a:b] for a, b in view(text).sentences] == [
        "U.S. President J. Biden met Mr. Lee at 5 p.m. on Jan. 5.",
        '"We agreed."',
        "The U.S.",
        "The talks ended.",
    ]
