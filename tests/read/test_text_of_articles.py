"""Columns, charsets, languages and repairs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplo_extract.errors import OptionError
from diplo_extract.read import ReadOptions, read_folder
from diplo_extract.read.articles import ReadArticle, ReadFault
from diplo_extract.read.charset import decode_markup
from diplo_extract.read.language import english_share, is_english
from diplo_extract.read.news import plain_text
from diplo_extract.read.repair import repair, unwrap
from diplo_extract.read.rows import choose_columns
from diplo_extract.read.units import Fault

ROWS = (Path(__file__).parents[2] / "fixtures" / "languages.jsonl").read_text("utf-8").splitlines()
SENTENCES = [(row["language"], row["text"]) for row in map(json.loads, ROWS)]
TURKISH = dict(SENTENCES)["tr"]


@pytest.mark.parametrize(("language", "text"), [*SENTENCES, ("en", "")])
def test_english_is_told_from_other_languages_and_what_is_too_short_is_taken(language: str, text: str) -> None:
    assert is_english(text) == (language == "en")


def test_an_article_that_is_not_english_is_skipped_with_a_reason_or_taken(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TURKISH, "utf-8")
    (found,) = read_folder(tmp_path)
    assert isinstance(found, ReadFault)
    assert found.fault.code == "not_english"
    assert "--any-language" in str(found.fault)
    (taken,) = read_folder(tmp_path, ReadOptions(any_language=True))
    assert isinstance(taken, ReadArticle)


def test_the_language_is_named_on_request(tmp_path: Path) -> None:
    pytest.importorskip("py3langid")
    (tmp_path / "a.txt").write_text(TURKISH, "utf-8")
    (found,) = read_folder(tmp_path, ReadOptions(any_language=True, detect_language=True))
    assert isinstance(found, ReadArticle)
    assert found.language == "tr"


def test_columns_that_are_named_win_over_guesses() -> None:
    names = ["content", "summary", "when", "headline"]
    assert choose_columns(names, ()) == {"text": "content", "title": "headline"}
    assert choose_columns(names, (("text", "summary"), ("date", "when"))) == {
        "text": "summary",
        "title": "headline",
        "date": "when",
    }
    with pytest.raises(Fault, match="no column 'body'; columns: content"):
        choose_columns(names, (("text", "body"),))


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        ("<meta charset=utf-8>Türkiye".encode(), None, "<meta charset=utf-8>Türkiye"),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-9">Işık'.encode("cp1254"),
            None,
            '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-9">Işık',
        ),
        ("Türkiye – so".encode("cp1252"), "iso-8859-1", "Türkiye – so"),  # the web's meaning of the name
        ("Türkiye".encode("utf-8-sig"), "latin-1", "Türkiye"),  # the byte order mark knows better
        ("Türkiye".encode("utf-16"), None, "Türkiye"),
        ("Türkiye".encode(), "no-such-charset", "Türkiye"),
    ],
)
def test_markup_is_decoded_as_it_declares(data: bytes, declared: str | None, text: str) -> None:
    assert decode_markup(data, declared, None) == text


def test_a_wrong_declaration_is_a_fault_and_no_guess() -> None:
    with pytest.raises(Fault, match="is not UTF-8"):
        decode_markup("<meta charset=utf-8>Türkiye".encode("latin-1"), None, None)


def test_repairs_are_made_on_request_and_recorded(tmp_path: Path) -> None:
    pytest.importorskip("ftfy")
    broken = (
        "The TÃ¼rkiye talks on co\u00adoperation and the devel-\nopment of trade were held with all of the ministers."
    )
    (tmp_path / "a.txt").write_text(broken, "utf-8")
    (found,) = read_folder(tmp_path)
    assert isinstance(found, ReadArticle)
    assert (found.article.text, found.repairs) == (broken, ())
    (found,) = read_folder(tmp_path, ReadOptions(repairs=("mojibake", "hyphens", "lines")))
    assert isinstance(found, ReadArticle)
    assert found.article.text == broken.replace("Ã¼", "ü").replace("\u00ad", "").replace(
        "devel-\nopment", "development"
    )
    assert found.repairs == ("mojibake", "hyphens")


@settings(max_examples=80)
@given(st.text(alphabet="ab .\n-", max_size=400))
def test_unwrapping_keeps_every_offset(text: str) -> None:
    unwrapped = unwrap(text)
    assert len(unwrapped) == len(text)
    assert all(a == b or (a, b) == ("\n", " ") for a, b in zip(text, unwrapped, strict=True))


def test_unwrapping_leaves_paragraphs_and_lists_alone() -> None:
    prose = ("The two sides met in the capital on Tuesday for talks, and they will meet again. " * 3 + "\n") * 3
    assert unwrap(prose) == prose
    fields = "The two sides agreed to work together in these fields,\n- energy and mining in the provinces\n- trade"
    assert unwrap(fields) == fields


def test_repair_without_requests_changes_nothing() -> None:
    assert repair("a\u00ad-\nb", ()) == ("a\u00ad-\nb", ())


def test_markup_in_feeds() -> None:
    assert plain_text("a < b &amp; c<script>x < y</script><!-- <p>no</p> --> d<br/>e") == "a < b & c d\ne"
    assert english_share("x") is None


@pytest.mark.parametrize("piece", ["<", "<a", "<!--", "<script>", "&", "<p", "a<b "])
def test_reading_markup_takes_linear_time(piece: str) -> None:
    import time

    start = time.process_time()
    plain_text(piece * 100_000)
    assert time.process_time() - start < 20  # a quadratic search takes minutes


def test_options_that_are_not_allowed() -> None:
    with pytest.raises(OptionError, match="--repair: 'quotes' is not allowed; allowed: mojibake"):
        ReadOptions(repairs=("quotes",))  # type: ignore[arg-type]
    with pytest.raises(OptionError, match="--encoding"):
        ReadOptions(encoding="klingon")
    with pytest.raises(OptionError, match="--date-from"):
        ReadOptions(date_from=("ctime",))  # type: ignore[arg-type]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_tables_of_spreadsheets_with_other_delimiters(tmp_path: Path, mark: str) -> None:
    (tmp_path / "a.csv").write_text(f"title{mark}text\nTalks{mark}Kenya and Uganda met.\n", "utf-8")
    (found,) = read_folder(tmp_path)
    assert isinstance(found, ReadArticle)
    assert (found.article.title, found.article.text) == ("Talks", "Kenya and Uganda met.")
