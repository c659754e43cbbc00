"""Every reader on a real file of its kind; fixtures/formats/README.md says how each was made."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from diplo_extract.read import ReadOptions, read_folder
from diplo_extract.read.articles import ReadArticle, ReadFault

FORMATS = Path(__file__).parents[2] / "fixtures" / "formats"
NEEDS = {
    ".html": "trafilatura", ".mhtml": "trafilatura", ".pdf": "pypdf", ".parquet": "pyarrow", ".gz": "fastwarc",
    ".zip": "trafilatura",
}  # fmt: skip


def read(name: str, options: ReadOptions | None = None) -> list[ReadArticle | ReadFault]:
    if package := NEEDS.get(Path(name).suffix):
        pytest.importorskip(package)
    return list(read_folder(FORMATS / name, options))


def only(name: str) -> ReadArticle:
    (found,) = read(name)
    assert isinstance(found, ReadArticle), found
    return found


def test_plain_text_is_read_to_the_letter() -> None:
    found = only("plain.txt")
    assert found.article.text == (FORMATS / "plain.txt").read_text("utf-8")
    assert found.article.id == "plain"


@pytest.mark.parametrize("name", ["saved.html", "saved.mhtml"])
def test_a_saved_page_gives_the_article_without_the_page_around_it(name: str) -> None:
    found = only(name)
    text = found.article.text
    assert found.article.title == "Kenya and Peru sign fisheries accord"
    assert found.article.published == date(2023, 6, 14)
    assert found.language == "en"
    assert "raise their bilateral trade to $400 million by 2030" in text.replace("\u00a0", " ")
    assert "joint research vessels" in text
    assert not any(words in text for words in ("Privacy", "regatta", "harbour cat", "Sport"))


@pytest.mark.parametrize("name", ["printed.pdf", "exported.pdf"])
def test_lines_of_a_pdf_are_joined_to_sentences(name: str) -> None:
    text = only(name).article.text
    whole = {
        "printed.pdf": "signed a memorandum of understanding on fisheries in the Kenyan capital on Wednesday, the "
        "foreign ministry said in a statement.",
        "exported.pdf": "provides for two voyages a year, at a cost of 12 million dollars, and for scholarships that "
        "Chile has offered since 2015.",
    }
    assert whole[name] in text


def test_the_day_a_pdf_was_made_is_no_publication_date_unless_asked_for() -> None:
    assert only("printed.pdf").article.published is None
    (found,) = read("printed.pdf", ReadOptions(date_from=("created",)))
    assert isinstance(found, ReadArticle)
    assert (found.article.published, found.published_from) == (date(2026, 11, 22), "created")


@pytest.mark.parametrize("name", ["story.docx", "exported.pdf"])
def test_a_dateline_with_a_year_below_the_headline_gives_the_date(name: str) -> None:
    found = only(name)
    assert (found.article.published, found.published_from) == (date(2023, 3, 8), "dateline")
    assert found.article.title == "Chile and Fiji agree on ocean research"


def test_a_word_document_gives_its_paragraphs() -> None:
    lines = only("story.docx").article.text.split("\n")
    assert lines[0] == "Chile and Fiji agree on ocean research"
    assert lines[-1].endswith("direct shipping line – “a bridge, not a wish”.")
    assert len(lines) == 4


def test_a_mail_gives_subject_date_and_its_body_with_lines_joined() -> None:
    found = only("story.eml")
    assert found.article.title == "Brazil and Canada to sign aviation accord – ministers"
    assert (found.article.published, found.published_from) == (date(2026, 11, 22), "format")
    assert "will sign an agreement on aviation safety next month, the two transport ministers" in found.article.text
    assert "iVBOR" not in found.article.text


@pytest.mark.parametrize("name", ["stories.csv", "stories.jsonl", "stories.json", "stories.parquet"])
def test_a_table_gives_an_article_a_row_and_a_fault_for_the_one_without_text(name: str) -> None:
    first, second, third = read(name)
    assert isinstance(first, ReadArticle)
    assert isinstance(second, ReadArticle)
    assert [first.article.id, second.article.id] == [f"{name}#1", f"{name}#2"]
    assert (first.article.published, first.row, first.document.record) == (date(2023, 2, 3), 1, "ke-1")
    assert first.article.title == "Kenya and Nepal sign tourism pact"
    assert first.article.text.endswith('\n\nThe agreement, "a start", runs for five years.')
    assert first.document.columns == "text=body title=headline date=pub_date id=doc_id"
    assert isinstance(third, ReadFault)
    assert (third.id, third.row, third.fault.code) == (f"{name}#3", 3, "empty")


@pytest.mark.parametrize("name", ["feed.rss", "feed.atom"])
def test_a_feed_gives_its_stories_rather_than_their_summaries(name: str) -> None:
    first, second = read(name)
    assert isinstance(first, ReadArticle)
    assert isinstance(second, ReadArticle)
    assert first.article.text.split("\n")[1] == 'The agreement, "a start", runs for five years.'
    assert (first.article.published, second.article.published) == (date(2023, 2, 3), date(2023, 2, 4))
    assert first.language == "en"
    assert first.document.url == "https://example.org/ke-1"


@pytest.mark.parametrize(
    ("name", "title", "published", "record"),
    [
        ("nitf.xml", "Peru and Malta to open embassies", date(2023, 9, 17), "ex-2023-0917-4"),
        ("newsml.xml", "Canada lends Nepal money for roads", date(2023, 10, 1), "urn:newsml:example.org:20231002:17"),
    ],
)
def test_an_item_of_a_news_exchange_format(name: str, title: str, published: date, record: str) -> None:
    found = only(name)
    assert (found.article.title, found.article.published, found.document.record) == (title, published, record)
    assert found.article.text.startswith(
        ("Peru and Malta will open embassies in each other’s", "Canada will lend Nepal")
    )
    assert len(found.article.text.split("\n")) == 2


@pytest.mark.parametrize("name", ["pack.zip", "pack.tar.gz"])
def test_an_archive_gives_what_is_in_it(name: str) -> None:
    pytest.importorskip("trafilatura")
    found = {item.id if isinstance(item, ReadFault) else item.article.id for item in read(name)}
    assert found == {
        f"{name}!2023/second.html",
        f"{name}!2023/june/plain.txt",
        f"{name}!stories.jsonl#1",
        f"{name}!stories.jsonl#2",
        f"{name}!stories.jsonl#3",
    }


def test_a_web_archive_gives_its_pages_and_not_its_pictures() -> None:
    pytest.importorskip("trafilatura")
    found = [item for item in read("crawl.warc.gz") if isinstance(item, ReadArticle)]
    assert [item.document.url for item in found] == [
        "http://localhost:8099/index.html",
        "http://localhost:8099/",
        "http://localhost:8099/second.html",
        "http://localhost:8099/plain.txt",
    ]
    assert found[0].article.title == "Kenya and Peru sign fisheries accord"
    assert found[0].article.published == date(2023, 6, 14)
    assert found[3].article.published is None


def test_a_web_archive_that_was_cut_off_says_so(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    (tmp_path / "cut.warc.gz").write_bytes((FORMATS / "crawl.warc.gz").read_bytes()[:2000])
    (found,) = read_folder(tmp_path)
    assert isinstance(found, ReadFault)
    assert (found.id, found.fault.code) == ("cut.warc.gz#3", "damaged")
