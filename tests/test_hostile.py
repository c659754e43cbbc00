"""Texts and outputs that mean ill: no exception, no growth beyond the length, one line instead of a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from diplo_extract import extract, load
from diplo_extract.affixes import REACH, SuffixSearch
from diplo_extract.text import LONGEST_SENTENCE, split_sentences

DIGITS = ("\u2460", "\u00b2", "\u0663", "\uff12", "\u4e09", "\U0001d7d9")  # circled, raised, Arabic, wide, Han, double


@pytest.mark.parametrize("digit", DIGITS)
def test_digits_of_any_kind_are_taken(digit: str) -> None:
    text = f"They signed an action {digit} plan and {digit} agreements within {digit} years, and {digit} protocols."
    assert extract(text, published="9999-12-31").text == text


def test_the_first_and_the_last_day_of_the_calendar_are_taken() -> None:
    text = "Last week, ten centuries ago, they signed a deal; in the next 9000 years trade is to reach $5 billion."
    for published in ("0001-01-01", "9999-12-31", None):
        assert extract(text, published=published).text == text


@pytest.mark.parametrize(
    "unit", [",", "(", '"', "$", "a,", "A. ", "1992-", " ", "\u00a0", ".", "Dr. ", "signed in 1992 "]
)
def test_time_grows_with_the_length(unit: str, grows_linearly: Callable[..., bool]) -> None:
    assert grows_linearly(lambda length: extract((unit * length)[:length]), 2000, 4)


def test_a_suffix_is_found_where_the_whole_word_gives_it() -> None:
    pattern = load().tokenizer.suffix_search.__self__.pattern
    whole, bounded = SuffixSearch(pattern)._search, SuffixSearch(pattern).search
    for word in ("Ankara's", "5km", "U.S.", "30\u00b0C.", "a" * (3 * REACH) + ").", "x" * REACH + "...", "plain"):
        found, expected = bounded(word), whole(word)
        assert (found and found.span()) == (expected and expected.span())


@pytest.mark.parametrize(
    "text",
    [
        "They aim at a fıve-fold increase in trade.",
        "The agreement was ſigned by officialſ of both countries in Lima.",
        "Two agreements were signed between the prıme mınısters in Lima.",
    ],
)
def test_letters_that_a_pattern_takes_for_others_are_taken(text: str) -> None:
    assert extract(text, published="2020-01-01").text == text


@pytest.mark.parametrize("text", ["They agreed to double trade by 2030.", "THEY AGREED TO DOUBLE TRADE BY 2030."])
def test_a_factor_is_read_in_capitals(text: str) -> None:
    assert [goal.quantity for goal in extract(text).quantity_targets] == [2]


def test_many_holders_of_offices_take_linear_time(grows_linearly: Callable[..., bool]) -> None:
    def read(count: int) -> None:
        names = ("".join("abcdefghij"[int(digit)] for digit in f"{number:04}") for number in range(count))
        text = " ".join(f"President Abc{name} of Peru met Minister Xyz{name} in Oslo." for name in names)
        extract(text)

    assert grows_linearly(read, 600, 4)


def _run(arguments: list[str], output: str) -> subprocess.CompletedProcess[str]:
    with Path(output).open("w") as stream:
        return subprocess.run(
            [sys.executable, "-m", "diplo_extract", *arguments], stdout=stream, stderr=subprocess.PIPE, text=True
        )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("command", [["schema"], ["extract", "--format", "jsonl", "FILE", "FILE"]])
def test_a_full_disk_is_one_line(command: list[str], tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Turkey and China signed an agreement on trade in 1992.")
    done = _run([str(article) if word == "FILE" else word for word in command], "/dev/full")
    assert done.returncode == 1
    assert done.stderr == "diplo-extract: standard output: cannot be written: No space left on device\n"


def test_a_model_is_not_written_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = _run(["build-model", str(tmp_path / "file" / "model")], os.devnull)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "cannot be written" in done.stderr


def test_a_page_without_a_full_stop_is_cut_between_words() -> None:
    text = "signed a memorandum on trade " * 500 + "x" * (2 * LONGEST_SENTENCE + 5)
    spans = split_sentences(text)
    assert max(end - start for start, end in spans) <= LONGEST_SENTENCE
    words = {word for start, end in spans[:3] for word in text[start:end].split()}
    assert words == {"signed", "a", "memorandum", "on", "trade"}
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


def test_a_noun_that_a_line_end_parts_is_taken() -> None:
    text = (
        "On 7 July 2019 the presidents adopted a joint \r\n statement in Oslo on Monday in which they agreed on trade."
    )
    assert extract(text, published="2022-05-11").text == text
