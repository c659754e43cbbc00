"""What a reader does with the page of an article, in headless Chromium."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from diplo_extract import extract
from diplo_extract.article import Article
from diplo_extract.records import ArticleInfo, Extraction, Mention, Sector, text_hash
from diplo_extract.report.article_page import article_frame, article_page

Open = Callable[..., Any]
TEXT = (
    "date 2022-05-11 Kenya and Uganda signed a memorandum of understanding on tourism worth $3 million on Tuesday. "
    "They established ties in 1963. The memorandum is the first. Trade is to reach $2 billion by 2030."
)
HOSTILE = (
    "\u202eback\u202c <script>document.title='run'</script> \"onload='x' <img src=x onerror=alert(1)> 😀 "
    + "w" * 10_000
)


@pytest.fixture(scope="module")
def page() -> str:
    return extract(TEXT).to_html()


IN_SIGHT = """() => [...document.querySelectorAll(".m")].map((mark) => mark.getBoundingClientRect())
  .map(({ top, bottom }) => top >= 0 && bottom <= innerHeight)"""


def lit(tab: Any) -> list[str]:
    return [str(words) for words in tab.locator(".text .m.on").all_inner_texts()]


def made(text: str, *spans: tuple[int, int]) -> Extraction:
    info = ArticleInfo("<i>id</i>", None, None, None, text_hash(text), 0)
    names = ("trade", "energy", "tourism")
    sectors = tuple(
        Sector(name, None, (), (Mention(a, b, text[a:b], f"<rule> {name}"),))
        for name, (a, b) in zip(names, spans, strict=False)
    )
    return Extraction(info, sectors=sectors)


def test_a_record_leads_to_its_words(opened: Open, page: str) -> None:
    tab = opened(page)
    tab.click(".card .row.agreements")
    # The field and the sum stand within the agreement's words, so these are lit in pieces.
    assert "".join(lit(tab)).startswith("a memorandum of understanding on tourism")
    assert tab.get_attribute(".card .row.agreements", "aria-pressed") == "true"
    assert "mention 1 of" in tab.inner_text(".status")
    tab.keyboard.press("Escape")
    assert lit(tab) == []
    assert tab.get_attribute(".card .row.agreements", "aria-pressed") == "false"


def test_words_lead_back_to_their_record(opened: Open, page: str) -> None:
    tab = opened(page)
    tab.click(".text .m >> text=1963")
    on = tab.locator(".row.on").all_inner_texts()
    assert on == ["1963 1963 relations_established"]
    assert tab.evaluate("document.activeElement.classList.contains('row')")


def test_keys_do_what_a_click_does(opened: Open, page: str) -> None:
    tab = opened(page)
    tab.focus(".text .m >> text=1963")
    assert "relations_established" in tab.inner_text(".status")
    tab.keyboard.press("Enter")
    assert tab.locator(".row.on").count() == 1
    tab.keyboard.press("Enter")  # on the record, where the focus went
    assert lit(tab) == ["1963"]


def test_hover_tells_value_and_rule(opened: Open, page: str) -> None:
    tab = opened(page)
    tab.hover(".text .m.amounts >> nth=0")
    assert tab.inner_text(".status").startswith("3000000 USD")
    assert "(" in tab.get_attribute(".text .m.amounts >> nth=0", "title")


def test_the_card_joins_who_what_sums_and_dates(opened: Open, page: str) -> None:
    tab = opened(page)
    card = tab.locator(".card >> nth=0")
    words = card.inner_text()
    for part in ("Signed by", "KEN", "UGA", "Fields", "tourism", "Sums and dates", "$3 million"):
        assert part in words
    assert "$2 billion" not in words  # of another sentence
    card.locator(".row.amounts").click()
    assert lit(tab) == ["$3 million"]


def test_a_record_of_many_mentions_goes_through_them(opened: Open) -> None:
    text = "energy here, " + "and words. " * 400 + "energy there"
    spans = [(0, 6), (len(text) - 12, len(text) - 6)]
    mentions = tuple(Mention(a, b, "energy", "r") for a, b in spans)
    tab = opened(article_page(replace(made(text), sectors=(Sector("energy", None, (), mentions),)), text))
    seen = []
    for _ in range(3):
        tab.click(".row")
        seen.append(tab.evaluate(IN_SIGHT))
    assert seen == [[True, False], [False, True], [True, False]]


def test_marks_that_cross_lead_to_both_records(opened: Open) -> None:
    text = "trade in energy and tourism"
    tab = opened(article_page(made(text, (0, 15), (9, 27)), text))
    tab.click(".text .m >> nth=1")
    assert tab.locator(".row.on").count() == 2
    tab.click(".row >> nth=0")
    assert "".join(lit(tab)) == text[:15]
    tab.click(".row >> nth=1")
    assert "".join(lit(tab)) == text[9:]


def test_the_legend_hides_kinds(opened: Open, page: str) -> None:
    tab = opened(page)
    assert tab.locator(".m.sectors").count() > 0
    tab.uncheck(".legend input[value=sectors]")
    assert tab.locator(".m.sectors").count() == 0
    assert tab.locator(".row.sectors >> visible=true").count() == 0
    tab.check(".legend input[value=sectors]")
    assert tab.locator(".m.sectors").count() > 0


def test_every_control_has_a_name(opened: Open, page: str, unnamed: str) -> None:
    assert opened(page).evaluate(unnamed) == []


def test_hostile_words_are_shown_not_run(opened: Open) -> None:
    spans = [(0, 6), (8, 30), (HOSTILE.index("😀"), len(HOSTILE))]
    tab = opened(article_page(made(HOSTILE, *spans), HOSTILE))
    assert tab.evaluate("document.querySelector('article').textContent") == HOSTILE
    assert tab.title() == "<i>id</i>"
    assert tab.locator("img, article script").count() == 0
    tab.click(".row.sectors >> nth=1")
    assert "".join(lit(tab)) == HOSTILE[8:30]
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_read_lit_or_not(opened: Open, page: str, scheme: str) -> None:
    """The contrast is that of WCAG 2: at least 7 for the text, 4.5 for lit words."""
    tab = opened(page)
    tab.emulate_media(color_scheme=scheme)
    colors = "(node) => [getComputedStyle(node).color, getComputedStyle(node).backgroundColor]"
    assert contrast(*tab.locator("body").evaluate(colors)) >= 7
    for kind in ("agreements", "sectors", "amounts", "historical_dates"):
        tab.click(f".row.{kind} >> nth=0")
        assert contrast(*tab.locator(f".m.{kind}.on >> nth=0").evaluate(colors)) >= 4.5


def contrast(one: str, other: str) -> float:
    lights = sorted((light(one), light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def light(color: str) -> float:
    parts = [int(part) / 255 for part in color[color.index("(") + 1 : -1].split(",")[:3]]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_notebook_shows_the_page_in_a_frame(opened: Open, seed: Article) -> None:
    tab = opened("<!doctype html><title>notebook</title>" + article_frame(extract(seed), seed.text))
    frame = tab.frame_locator("iframe")
    frame.locator(".row >> nth=0").click()
    assert frame.locator(".m.on").count() > 0
