"""The case file of dated events, run through the real finders; then what the cases cannot say."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplo_extract.article import make_article
from diplo_extract.components.factories import find
from diplo_extract.context import make_context
from diplo_extract.evaluate.inline import parse_inline
from diplo_extract.lexicon import Lexicons
from diplo_extract.records import Extraction
from diplo_extract.resolve import resolve
from diplo_extract.resolve.actors import resolve_actors
from diplo_extract.resolve.agreements import Signed
from diplo_extract.resolve.events import resolve_events

LEXICONS = Lexicons()
CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "fixtures/cases/events.jsonl").read_text(encoding="utf-8").splitlines()
]


def extract(text: str, published: str | date | None) -> Extraction:
    article = make_article(text, id="case", published=published)
    ctx = make_context(text, article.published, LEXICONS)
    find(ctx)
    return resolve(article, ctx)


def marked(case: dict[str, str]) -> object:
    if case["expect"] == "xfail":
        return pytest.param(case, marks=pytest.mark.xfail(strict=True), id=case["comment"])
    return pytest.param(case, id=case["comment"])


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_the_dates_of_a_case_have_their_events(case: dict[str, str]) -> None:
    wanted = parse_inline(case["markup"])
    got = extract(wanted.text, case["published"])
    assert [
        (r.mentions[0].text, r.value, r.event_type, r.event, " ".join(sorted(r.parties))) for r in got.historical_dates
    ] == [
        (
            wanted.text[s.start : s.end],
            s.values["value"],
            s.values["type"],
            s.values["event"],
            " ".join(sorted(s.values["parties"].split())),
        )
        for s in wanted.spans
    ]


def test_a_quarter_of_the_cases_is_negative() -> None:
    negative = sum("<date" not in case["markup"] for case in CASES)
    assert negative >= len(CASES) / 4


def test_the_timeline_holds_past_present_and_future_in_order() -> None:
    text = (
        "Norway will open an embassy in Lima in March 2025. The two countries established ties in 1961. "
        "The ministers met on Friday. They signed a memorandum today."
    )
    rows = extract(text, "2024-06-15").timeline
    assert [(r.value, r.tense, r.event_type) for r in rows if r.event_type != "agreement_signed"] == [
        ("1961", "past", "relations_established"),
        ("2024-06-14", "past", "meeting"),
        ("2025-03", "future", "embassy_opened"),
    ]


def test_what_a_speaker_only_said_on_a_day_is_no_event_of_the_timeline() -> None:
    assert extract("The minister said on Tuesday that ties were good.", "2024-06-15").timeline == ()


@given(
    st.text(alphabet="in 2019 since(),.\"'-of the they signed visited May 3 1992 which Turkey last year", max_size=300)
)
@settings(max_examples=60, deadline=None)
def test_no_text_breaks_the_events_and_every_mention_is_its_slice(text: str) -> None:
    got = extract(text, "2024-06-15")
    for row in (*got.historical_dates, *got.timeline):
        for mention in row.mentions:
            assert text[mention.start : mention.end] == mention.text
        assert row.event is None or row.event in text


@given(st.integers(8, 4000))
@settings(max_examples=40, deadline=None)
def test_a_day_is_historical_from_the_eighth_day_before_publication(days: int) -> None:
    published = date(2024, 6, 15)
    when = published - timedelta(days=days)
    text = f"The two countries signed a treaty on {when:%B} {when.day}, {when.year}."
    (row,) = extract(text, published).historical_dates
    assert row.value == when.isoformat()
    inside = published - timedelta(days=days % 8)
    text = f"The two countries signed a treaty on {inside:%B} {inside.day}, {inside.year}."
    assert extract(text, published).historical_dates == ()


@pytest.mark.parametrize("piece", ["signed in 1992 ", "France in 1992 and ", "( 1992 ", "the Treaty of 1992 trade "])
def test_a_sentence_without_an_end_takes_linear_time(piece: str, grows_linearly: Callable[..., bool]) -> None:
    def dated(times: int) -> None:
        ctx = make_context(piece * times, date(2024, 6, 15), LEXICONS)
        find(ctx)
        resolve_events(ctx, resolve_actors(ctx), Signed())

    assert grows_linearly(dated, 100, 8)
