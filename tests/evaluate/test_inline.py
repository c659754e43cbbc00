"""The inline markup: what it means, what is an error, and that it survives both ways."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplo_extract.errors import GoldError
from diplo_extract.evaluate.inline import Span, parse_inline, read_cases, render_inline


def test_a_sentence_with_two_spans():
    marked = parse_inline(
        'from <money role="baseline" value="USD 5000000000">$5 billion</money> to '
        '<money role="target" value="USD 8000000000">$8 billion</money>.'
    )
    assert marked.text == "from $5 billion to $8 billion."
    assert [marked.text[s.start : s.end] for s in marked.spans] == ["$5 billion", "$8 billion"]
    assert marked.spans[0].values == {"role": "baseline", "value": "USD 5000000000"}


def test_spans_nest():
    marked = parse_inline('a <agreement id="A1">memorandum on <sector id="tourism">tourism</sector></agreement>')
    assert [(s.label, marked.text[s.start : s.end]) for s in marked.spans] == [
        ("agreement", "memorandum on tourism"),
        ("sector", "tourism"),
    ]


def test_spans_of_different_labels_may_cross():
    marked = parse_inline("<a>one <b>two</a> three</b>")
    assert marked.spans == (Span(0, 7, "a"), Span(4, 13, "b"))


def test_spans_of_one_label_cross_with_a_number():
    markup = '<a n="1">one <a>two</a n="1"> three</a>'
    marked = parse_inline(markup)
    assert marked.spans == (Span(0, 7, "a"), Span(4, 13, "a"))
    assert render_inline(marked.text, marked.spans) == markup


def test_literal_characters():
    marked = parse_inline('R&D, AT&amp;T, 3 &lt; 5, <x v="say &quot;5 &gt; 3&quot;">so</x>')
    assert marked.text == "R&D, AT&T, 3 < 5, so"
    assert marked.spans[0].values == {"v": 'say "5 > 3"'}


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("a < b", "no tag"),
        ("<money>$5", "never closed"),
        ("$5</money>", "closes nothing"),
        ("<money></money>", "holds no words"),
        ("<money value=5>$5</money>", "no tag"),
        ('<money v="1" v="2">$5</money>', "twice"),
        ('<a n="1">x</a n="2">', "closes nothing"),
    ],
)
def test_wrong_markup_is_an_error_that_says_why(markup, reason):
    with pytest.raises(GoldError, match=reason):
        parse_inline(markup)


@pytest.mark.parametrize("span", [Span(0, 0, "a"), Span(2, 9, "a"), Span(0, 1, "a b"), Span(0, 1, "a", {"n": "1"})])
def test_spans_that_cannot_be_written_are_an_error(span):
    with pytest.raises(GoldError):
        render_inline("abc", [span])


def spans_in(text):
    places = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(lambda p: p[0] < p[1])
    values = st.dictionaries(st.sampled_from(["id", "role", "value"]), st.text(max_size=8), max_size=2)
    span = st.builds(lambda p, label, v: Span(*p, label, v), places, st.sampled_from(["a", "b"]), values)
    return st.tuples(st.just(text), st.lists(span, max_size=6))


@settings(max_examples=100)
@given(st.text(min_size=1, max_size=20).flatmap(spans_in))
def test_text_and_spans_survive_the_markup(drawn):
    text, spans = drawn
    marked = parse_inline(render_inline(text, spans))
    assert marked.text == text
    assert list(marked.spans) == sorted(spans, key=lambda s: (s.start, -s.end))


def test_case_files_are_read_with_their_line(tmp_path):
    path = tmp_path / "money.jsonl"
    path.write_text(
        "# sums\n"
        '{"label": "sum", "comment": "c", "markup": "<money value=\\"USD 5\\">$5</money>", "expect": "pass"}\n'
        '{"label": "duration", "markup": "30 years", "expect": "xfail", "published": "2022-01-01"}\n'
    )
    first, second = read_cases(path)
    assert (first.text, first.spans[0].values, first.where) == ("$5", {"value": "USD 5"}, "money.jsonl:2")
    assert (second.spans, second.expect, second.data) == ((), "xfail", {"published": "2022-01-01"})


@pytest.mark.parametrize(
    "row",
    ["{", "[]", '{"label": "x"}', '{"label": "x", "markup": "<a>", "expect": "pass"}',
     '{"label": "x", "markup": "a", "expect": "fail"}'],
)  # fmt: skip
def test_a_bad_case_names_file_and_line(tmp_path, row):
    path = tmp_path / "cases.jsonl"
    path.write_text("\n" + row)
    with pytest.raises(GoldError, match=r"cases\.jsonl:2: "):
        list(read_cases(path))
