from datetime import date

import pytest

from diplo_extract.components.times import find_times
from diplo_extract.components.times.guards import GUARDS
from diplo_extract.context import make_context
from diplo_extract.lexicon import Lexicons, Pattern, example_faults
from diplo_extract.mentions import TimeMention
from diplo_extract.normalize.times.read import READERS

LEXICONS = Lexicons()
PUBLISHED = date(2022, 5, 11)  # a Wednesday


def times(text: str, published: date | None = PUBLISHED) -> list[TimeMention]:
    return list(find_times(make_context(text, published, LEXICONS)))


@pytest.mark.parametrize("pattern", LEXICONS.patterns("time_patterns"), ids=lambda p: p.id)
def test_patterns_hold_their_examples(pattern: Pattern) -> None:
    assert not list(example_faults(pattern))


@pytest.mark.parametrize("pattern", LEXICONS.patterns("time_patterns"), ids=lambda p: p.id)
def test_patterns_name_readers_and_guards_that_exist(pattern: Pattern) -> None:
    assert pattern.data["read"] in READERS
    assert pattern.data.get("guard", "year") in GUARDS


@pytest.mark.parametrize(
    ("text", "words", "value", "edtf"),
    [
        ("They met on March 2, 1992.", "March 2, 1992", "1992-03-02", "1992-03-02"),
        ("in the 1990s", "the 1990s", "199", "199X"),
        ("last year", "last year", "2021", "2021"),
        ("They met on Tuesday.", "Tuesday", "2022-05-10", "2022-05-10"),
        ("three weeks", "three weeks", "P3W", None),
        ("in the third quarter of 2021", "the third quarter of 2021", "2021-Q3", "2021-07/2021-09"),
        ("in 490 BC they", "490 BC", "BC0490", "-0489"),
        ("the 19th century", "the 19th century", "18", "18XX"),
    ],
)
def test_one_expression(text: str, words: str, value: str, edtf: str | None) -> None:
    (mention,) = times(text)
    assert (text[mention.start : mention.end], mention.value, mention.edtf) == (words, value, edtf)


def test_nothing_relative_is_resolved_without_a_publication_date() -> None:
    (mention,) = times("They met on Tuesday.", None)
    assert (mention.value, mention.edtf, mention.anchor) == ("XXXX-WXX-2", None, None)


def test_a_range_is_two_mentions_of_which_the_first_names_the_second() -> None:
    first, second = times("from May 3-5, 1992")
    assert (first.edtf, second.edtf, first.until) == ("1992-05-03", "1992-05-05", (second.start, second.end))
