"""A table finds what a plain walk over the words would: the longest form at each place, none overlapping."""

from hypothesis import given, settings
from hypothesis import strategies as st

from diplo_extract.lexicon import Match, PhraseTable, Row
from diplo_extract.text import TextView, fold, tokenize, view

WORDS = st.sampled_from(["trade", "Trade", "IT", "it", "free", "zone", "peo-ple", "’s", ",", "\n"])
TEXTS = st.lists(WORDS, max_size=14).map(" ".join)
FORMS = st.lists(WORDS.filter(str.strip), min_size=1, max_size=3).map(" ".join)
ROWS = st.lists(st.tuples(FORMS, st.booleans()), max_size=8)


def walk(rows: tuple[Row, ...], text: TextView) -> list[Match]:
    """Try every row at every word."""
    found: list[Match] = []
    i = 0
    while i < len(text.lowers):
        fits = [(row, last) for row in rows if (last := _end(row, text, i))]
        if fits:
            row, last = min(fits, key=lambda fit: (-fit[1], not fit[0].exact, rows.index(fit[0])))
            found.append(Match(text.starts[i], text.ends[last - 1], i, last, row))
        i = last if fits else i + 1
    return found


def _end(row: Row, text: TextView, i: int) -> int:
    words = [fold(row.form[a:b]) for a, b in tokenize(row.form)]
    last = i + len(words)
    if text.lowers[i:last] != words:
        return 0
    return 0 if row.exact and text.text[text.starts[i] : text.ends[last - 1]] != row.form else last


@settings(max_examples=100, deadline=None)
@given(TEXTS, ROWS)
def test_the_index_finds_what_a_walk_finds(text: str, forms: list[tuple[str, bool]]) -> None:
    rows = tuple(Row(form, str(n), exact, "own", f"own:{n}") for n, (form, exact) in enumerate(forms))
    assert PhraseTable(rows).find(view(text)) == walk(rows, view(text))
