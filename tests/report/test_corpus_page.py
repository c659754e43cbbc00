"""The report on a run: complete, escaped, offline; and what a reader does with it, in headless Chromium."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from diplo_extract.cli import main
from diplo_extract.errors import StoreError
from diplo_extract.report.corpus import corpus_page
from diplo_extract.report.corpus.edtf_start import edtf_start
from diplo_extract.report.corpus.entries import KINDS, read_corpus

Run = Callable[[str], Path]
Open = Callable[..., Any]


def island(page: str, id: str) -> Any:
    return json.loads(re.search(rf'<script type="application/json" id="{id}">(.*?)</script>', page, re.S)[1])  # type: ignore[index]


@pytest.fixture(scope="session")
def page(run_of: Run) -> str:
    return corpus_page(read_corpus(run_of("jsonl")))


def test_every_record_is_carried_with_its_words(run_of: Run, page: str) -> None:
    data, passages = island(page, "data"), island(page, "passages")
    rows = read_corpus(run_of("jsonl")).results.run["tables"]
    texts = list(read_corpus(run_of("jsonl")).texts())
    for table in KINDS:
        columns = data["tables"][table]
        assert {len(column) for column in columns.values()} == {rows[table]["rows"]}
        for article, start, end, said in zip(
            *(columns[name] for name in ("article", "start", "end", "text")), strict=True
        ):
            assert texts[article][start:end] == data["strings"][said]
            parts = passages[article]
            pairs = list(zip(parts[::2], parts[1::2], strict=True))
            assert all(texts[article].startswith(words, at) for at, words in pairs)
            assert any(at <= start and end <= at + len(words) for at, words in pairs)


def test_any_format_gives_the_same_page(run_of: Run, page: str) -> None:
    for format in ("csv", "parquet"):
        assert corpus_page(read_corpus(run_of(format))) == page


def test_the_page_names_no_other_place(page: str) -> None:
    shell = re.sub(r'<script type="application/json".*?</script>', "", page, flags=re.S)
    assert "default-src 'none'" in shell
    assert "unsafe" not in shell
    assert not re.search(r"fetch\(|XMLHttp|new Function|@import|url\(|\bimport\(", shell)
    assert page.count("</script>") == 4
    assert re.findall(r"https?://[\w.]+", shell) == ["https://github.com"]  # in the license of a part of ECharts


def test_organizations_go_by_their_code(run_of: Run) -> None:
    names = read_corpus(run_of("jsonl")).names
    assert names.code("the European Union") == names.code("EU") == "EU"
    assert (names.code("Harbour Board"), names("KEN"), names("Harbour Board")) == (
        "Harbour Board",
        "Kenya",
        "Harbour Board",
    )


@pytest.mark.parametrize(
    ("value", "start"),
    [
        ("1992-03-02", (1992, 3, 2)), ("1992-10", (1992, 10, None)), ("18XX", (1800, None, None)),
        ("2019/..", (2019, None, None)), ("../2019-05", (2019, 5, None)), ("2022-21", (2022, None, None)),
        ("2024-05-01~", (2024, 5, 1)), ("in the coming years", None), ("", None), ("XXXX-05-09", None),
    ],
)  # fmt: skip
def test_when_a_value_begins(value: str, start: Any) -> None:
    assert edtf_start(value) == start


def test_the_command_writes_the_page(run_of: Run, page: str, tmp_path: Path) -> None:
    assert main(["report", str(run_of("jsonl")), "--html", str(tmp_path / "r.html")]) == 0
    assert (tmp_path / "r.html").read_text(encoding="utf-8") == page


def test_a_folder_that_is_no_run_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(tmp_path), "--html", str(tmp_path / "r.html")]) == 2
    assert "no run.json" in capsys.readouterr().err
    (tmp_path / "run.json").write_text("{}")
    assert main(["report", str(tmp_path), "--html", str(tmp_path / "r.html")]) == 2
    assert "names no table 'articles'" in capsys.readouterr().err
    (tmp_path / "run.json").write_text('{"tables": {"articles": {"file": "articles.csv"}}}')
    assert main(["report", str(tmp_path), "--html", str(tmp_path / "r.html")]) == 2
    assert "articles.csv: cannot be read" in capsys.readouterr().err
    assert not (tmp_path / "r.html").exists()


def test_tables_that_do_not_fit_together_are_named(run_of: Run, tmp_path: Path) -> None:
    shutil.copytree(run_of("jsonl"), tmp_path / "press")
    articles = tmp_path / "press" / "articles.jsonl"
    articles.write_text("".join(articles.read_text(encoding="utf-8").splitlines(keepends=True)[1:]), encoding="utf-8")
    with pytest.raises(StoreError, match="signatories: an article 'north/a' that the table 'articles' does not have"):
        read_corpus(tmp_path / "press")


def test_a_page_that_cannot_be_written(run_of: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(run_of("jsonl")), "--html", str(tmp_path / "none" / "r.html")]) == 2
    assert "cannot be written" in capsys.readouterr().err
    (tmp_path / "file").write_text("")
    assert main(["report", str(run_of("jsonl")), "--html", str(tmp_path / "file" / "r.html")]) == 2
    assert "cannot be written: Not a directory" in capsys.readouterr().err


def test_a_folder_of_results_is_a_local_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "s3://bucket/results", "--html", str(tmp_path / "r.html")]) == 2
    assert "s3://bucket/results: a URL; copy the folder of results" in capsys.readouterr().err


# In the browser


def total(tab: Any) -> str:
    return str(tab.inner_text("#chosen"))


def shows(tab: Any, words: str) -> None:
    tab.locator("#chosen", has_text=words).wait_for()


def listed(tab: Any) -> list[str]:
    return [str(words) for words in tab.locator("#list mark").all_inner_texts()]


def test_all_parts_are_drawn(opened: Open, page: str) -> None:
    tab = opened(page)
    for number, part in enumerate(("overview", "network", "timeline", "targets", "sectors", "pairs", "articles")):
        tab.click(f"nav button >> nth={number}")
        tab.wait_for_selector(f"#{part} .body[data-drawn]")
        assert tab.locator(f"#{part} .none").count() == 0
    assert tab.locator(".chart:has(canvas)").count() == 5
    assert tab.title() == "Report on press"


def test_a_number_leads_to_the_sentences_behind_it(opened: Open, page: str) -> None:
    tab = opened(page)
    tab.select_option("select[name=country]", "KEN")
    tab.click("dl >> text=Agreements >> xpath=.. >> button")
    assert tab.inner_text("#list-title") == "Agreements"
    assert tab.inner_text("#list .total") == "2 records in 2 articles"
    assert listed(tab) == ["a memorandum of understanding on tourism", "an agreement on energy"]
    first = tab.locator("#list li").first
    text = "date 2022-05-11 Kenya and Uganda signed a memorandum of understanding on tourism on Tuesday."
    assert text in first.inner_text()
    start = text.index("a memorandum")
    assert f"characters {start}–{start + len('a memorandum of understanding on tourism')}" in first.inner_text()
    tab.keyboard.press("Escape")
    assert not tab.locator("#list").is_visible()


def test_a_list_opens_and_closes_by_keys(opened: Open, page: str) -> None:
    tab = opened(page)
    number = tab.locator("dl >> text=Agreements >> xpath=.. >> button")
    number.focus()
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "list-title"
    tab.keyboard.press("Escape")
    assert not tab.locator("#list").is_visible()
    assert number.evaluate("(node) => node === document.activeElement")


def test_filters_hold_together(opened: Open, page: str) -> None:
    tab = opened(page)
    everything = total(tab)
    tab.select_option("select[name=country]", "KEN")
    kenya = total(tab)
    tab.select_option("select[name=year]", "2023")
    kenya_2023 = total(tab)
    assert len({everything, kenya, kenya_2023}) == 3
    tab.select_option("select[name=kind]", "agreements/agreement")
    tab.select_option("select[name=sector]", "energy")
    tab.click("dl >> text=Agreements >> xpath=.. >> button")
    assert listed(tab) == ["an agreement on energy"]
    tab.keyboard.press("Escape")
    tab.fill("input[name=words]", "nowhere in it")
    shows(tab, "0 records in 0 articles")
    assert tab.locator("#network .none").count() == 1
    tab.click("text=Clear")
    shows(tab, everything)


def test_filters_stand_in_the_address(opened: Open, page: str) -> None:
    tab = opened(page, "#country=KEN&year=2023")
    assert tab.input_value("select[name=country]") == "KEN"
    tab.select_option("select[name=sector]", "energy")
    assert tab.evaluate("location.hash") == "#country=KEN&sector=energy&year=2023"


def test_copies_count_only_when_asked_for(opened: Open, page: str) -> None:
    tab = opened(page)
    tab.select_option("select[name=country]", "OMN")
    assert "in 1 article" in total(tab)
    tab.check("input[name=copies]")
    assert "in 2 articles" in total(tab)


def test_words_are_searched_in_mentions_names_and_titles(opened: Open, page: str) -> None:
    tab = opened(page)
    tab.fill("input[name=words]", "PROTOCOL")
    shows(tab, "in 1 article")
    tab.click("dl >> text=Agreements >> xpath=.. >> button")
    assert listed(tab) == ["a protocol on fisheries"]


def test_tables_say_what_the_charts_show(opened: Open, page: str) -> None:
    tab = opened(page)
    tab.click("#network summary")
    rows = tab.locator("#network tbody tr").all_inner_texts()
    assert "Kenya\tUganda\t2" in rows
    tab.click("#network tbody button >> nth=0")
    assert tab.inner_text("#list-title") == "Agreements of Kenya – Uganda"
    tab.keyboard.press("Escape")
    tab.click("#targets .number >> nth=0")
    assert "500\u00a0m" in tab.inner_text("#targets tbody tr >> nth=0")
    assert "25 %" in tab.inner_text("#targets tbody tr >> nth=0")


def test_a_click_on_a_chart_lists(opened: Open, page: str) -> None:
    tab = opened(page, "#country=KEN")
    tab.locator("#pairs").scroll_into_view_if_needed()
    tab.wait_for_selector("#pairs canvas")
    box = tab.locator("#pairs .chart").bounding_box()
    # Of two countries, the upper right cell is the pair.
    tab.mouse.click(box["x"] + box["width"] * 0.75, box["y"] + 30)
    assert tab.inner_text("#list-title") == "Kenya, Uganda"
    assert tab.locator("#list mark").count() == 2


def test_articles_not_processed_are_named(opened: Open, page: str) -> None:
    tab = opened(page)
    tab.click("dl >> text=Not processed >> xpath=.. >> button")
    assert "south/empty.txt" in tab.inner_text("#list-body")


def test_hostile_words_are_shown_not_run(opened: Open, page: str) -> None:
    tab = opened(page)
    tab.select_option("select[name=country]", "PER")
    tab.click("dl >> text=Agreements >> xpath=.. >> button")
    quote = tab.locator("#list blockquote").first.inner_text()
    assert "<b>energy</b>" in quote
    assert listed(tab)[0] == "a treaty"  # a face before it takes two of the browser's characters
    assert tab.title() == "Report on press"
    assert tab.locator("#list img, #list script, #list b >> text=energy").count() == 0
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_every_control_has_a_name(opened: Open, page: str, unnamed: str) -> None:
    tab = opened(page)
    for part in tab.locator("main > section").all():
        part.scroll_into_view_if_needed()
    tab.locator(".body[data-drawn] >> nth=6").wait_for()
    for summary in tab.locator("summary").all():
        summary.click()
    assert tab.evaluate(unnamed) == []


def test_a_run_without_records(opened: Open, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Nothing was said about it, and the day was long for all of them.")
    assert (
        main(
            [
                "batch",
                str(tmp_path / "in"),
                "--out",
                str(tmp_path / "out"),
                "--format",
                "csv",
                "--workers",
                "0",
                "--quiet",
            ]
        )
        == 0
    )
    tab = opened(corpus_page(read_corpus(tmp_path / "out")))
    assert total(tab) == "0 records in 1 article"
    assert "No article tells when" in tab.inner_text("#overview")
