"""The page of an article: everything shown, nothing run, marks that nest and cross."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplo_extract import extract
from diplo_extract.errors import DataError
from diplo_extract.records import ArticleInfo, Extraction, Mention, Sector, text_hash
from diplo_extract.report.article_page import article_page

HOSTILE = "<script>alert(1)</script> \"onload='x' \u202eabc " + "w" * 10_000 + " & trade"


class Reader(HTMLParser):
    """Collect the text of the article and all tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.inside |= tag == "article"

    def handle_endtag(self, tag: str) -> None:
        self.inside &= tag != "article"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.words += data


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


def made(text: str, *spans: tuple[int, int]) -> Extraction:
    mentions = tuple(Mention(a, b, text[a:b], "<rule>") for a, b in spans)
    sectors = (Sector("trade", None, (), mentions),) if mentions else ()
    return Extraction(ArticleInfo("<id>", None, None, None, text_hash(text), 0), sectors=sectors)


def test_hostile_text_is_shown_not_run() -> None:
    reader = read(article_page(made(HOSTILE, (0, 8), (4, 30)), HOSTILE))
    assert reader.words == HOSTILE
    assert [tag for tag, _ in reader.tags].count("script") == 1
    assert not [name for _, attrs in reader.tags for name in attrs if name.startswith("on")]
    assert not [attrs for _, attrs in reader.tags if attrs.get("src") or attrs.get("href")]


@given(st.text(min_size=1), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=6))
def test_the_words_survive_any_marks(text: str, places: list[tuple[int, int]]) -> None:
    spans = [(a, min(len(text), a + n)) for a, n in places if a < len(text)]
    page = article_page(made(text, *spans), text)
    # A parser of HTML reads CR as LF; characters that no page can hold are replaced one by one.
    plain = re.sub("[\0\ud800-\udfff]", "\ufffd", text)
    assert len(read(page.replace("\r", "&#13;")).words) >= len(plain) - 1
    covered = {i for a, b in spans for i in range(a, b)}
    marked = re.findall(r'data-m="[\d ]+" tabindex', page)
    assert bool(marked) == bool(covered)


def test_an_extraction_shows_itself(seed) -> None:
    extraction = extract(seed)
    assert extraction.to_html() == article_page(extraction, seed.text)
    assert "<iframe" in extraction._repr_html_()


def test_without_its_text_an_extraction_says_so(seed) -> None:
    back = Extraction.from_json(extract(seed).to_json())
    assert back._repr_html_() is None
    with pytest.raises(DataError, match="has no text"):
        back.to_html()
    with pytest.raises(DataError, match="not the text"):
        back.to_html("another text")
    assert back.to_html(seed.text) == extract(seed).to_html()
