"""What must hold for any text, any date and any publication day."""

import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from diplo_extract.components.times import find_times
from diplo_extract.context import make_context
from diplo_extract.lexicon import Lexicons
from diplo_extract.mentions import TimeMention

LEXICONS = Lexicons()
DAYS = st.dates(date(1910, 1, 1), date(2090, 12, 31))
PIECES = st.sampled_from(
    "May|may|March|January|Sept.|5|12|31|1992|2022|1,500|$|the|last|next|early|end of|first|second|third|quarter|year|"
    "years|ago|later|Monday|Tuesday|9:30|a.m.|GMT|BC|century|1990s|'99|and|-|to|between|,|.|\n|half|two|twenty|every|"
    "of|in|on|fall|spring|now|İ|(|)|fiscal|day|before|after|hundred|Easter|Q3|2022-05-11|11/05/22|11.05.2022".split("|")
)


def times(text: str, published: date | None) -> list[TimeMention]:
    return list(find_times(make_context(text, published, LEXICONS)))


def check(text: str, published: date | None) -> None:
    found = times(text, published)
    assert all(0 <= m.start < m.end <= len(text) and text[m.start : m.end].strip() for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for mention in found:
        assert mention.edtf is None or parse_edtf(mention.edtf) is not None
        assert published is not None or mention.anchor != "publication"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.none() | DAYS)
def test_any_text_is_read(text: str, published: date | None) -> None:
    check(text, published)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=25), st.sampled_from(["", " "]), st.none() | DAYS)
def test_any_mixture_of_temporal_words_is_read(pieces: list[str], glue: str, published: date | None) -> None:
    check(glue.join(pieces), published)


def _ordinal(number: int) -> str:
    tail = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{tail}"


# Twenty ways in which the press of the world writes a day.
FORMATS: list[Callable[[date], str]] = [
    lambda d: d.isoformat(),
    lambda d: f"{d:%B} {d.day}, {d.year}",
    lambda d: f"{d:%B} {d.day} {d.year}",
    lambda d: f"{d.day} {d:%B} {d.year}",
    lambda d: f"{d.day} {d:%B}, {d.year}",
    lambda d: f"{d:%d} {d:%B} {d.year}",
    lambda d: f"the {_ordinal(d.day)} of {d:%B}, {d.year}",
    lambda d: f"{_ordinal(d.day)} {d:%B} {d.year}",
    lambda d: f"{d:%B} {_ordinal(d.day)}, {d.year}",
    lambda d: f"{d:%A}, {d:%B} {d.day}, {d.year}",
    lambda d: f"{d:%A}, {d.day} {d:%B} {d.year}",
    lambda d: f"{d:%A} {d.day} {d:%B} {d.year}",
    lambda d: f"{d:%a}, {d.day} {d:%b} {d.year}",
    lambda d: f"{d.day} {d:%b} {d.year}",
    lambda d: f"{d:%b} {d.day}, {d.year}",
    lambda d: f"{d.day}-{d:%b}-{d.year}",
    lambda d: f"{d:%d.%m.%Y}",
    lambda d: f"{d.day}.{d.month}.{d.year}",
    lambda d: f"{d:%d/%m/%Y}",
    lambda d: f"{d:%B} {d.day} of {d.year}",
]


@pytest.mark.parametrize("number", range(len(FORMATS)))
@settings(max_examples=15, deadline=None)
@given(DAYS, st.none() | DAYS)
def test_a_day_written_in_any_format_is_read_back(number: int, day: date, published: date | None) -> None:
    written = FORMATS[number](day)
    text = f"They met on {written} in Bern."
    (mention,) = times(text, published)
    assert (text[mention.start : mention.end], mention.value, mention.edtf) == (written, str(day), str(day))


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(
        ["last Tuesday", "Friday", "next Monday", "yesterday", "last week", "Sunday night", "two weeks ago"]
    ),
    DAYS,
    st.integers(-500, 500),
)
def test_shifting_the_publication_by_weeks_shifts_what_leans_on_it(words: str, published: date, weeks: int) -> None:
    shift = timedelta(weeks=weeks)
    (here,), (there,) = times(f"They met {words}.", published), times(f"They met {words}.", published + shift)
    for one, other in zip(str(here.edtf).split("/"), str(there.edtf).split("/"), strict=True):
        assert date.fromisoformat(one) + shift == date.fromisoformat(other)


@settings(max_examples=60, deadline=None)
@given(DAYS)
def test_no_value_is_more_precise_than_the_words(published: date) -> None:
    text = (
        "in May, last year, in 2009, in the 1990s, a month ago, next month, in spring 2020, ten years ago, in June 2011"
    )
    lengths = {"DATE": 7}
    for mention in times(text, published):
        assert mention.value is not None
        assert len(mention.value) <= lengths[mention.type]


HOSTILE = [
    "1", "1,", "1.", "1-1-", "May ", "the ", "first second third ", "a few ", "twenty-", "2022-", "May 5, ", "3, ",
    "in the early ", "one hundred and ", "the last next ", "9:30 ", "5 and 6 ", "more than ", "the end of ", "( ", "\n",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    ctx = make_context((unit * 30_000)[:30_000], date(2022, 5, 11), LEXICONS)
    start = time.process_time()
    find_times(ctx)
    # A linear walk takes well under a second; a quadratic one over 30,000 characters takes minutes.
    assert time.process_time() - start < 20
