from __future__ import annotations

from datetime import date

import pytest

from diplo_extract.read.dates import Published, dateline_date, filename_date, publication, stated_date
from diplo_extract.read.units import Document, Unit

DAY = date(2022, 5, 10)


@pytest.mark.parametrize(
    "text",
    [
        "ANKARA, May 10, 2022 (Xinhua) -- The two sides met.",
        "BEIJING/NUR-SULTAN, 10 May 2022 (TASS) - Talks began.",
        "WASHINGTON, D.C., May 10, 2022 — Talks began.",
        "ISLAMABAD, 10th May, 2022 (APP): Talks began.",
        "Talks begin in Ankara\n\nANKARA, May 10, 2022 – Talks began.",
    ],
)
def test_datelines_with_a_year(text: str) -> None:
    assert dateline_date(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "ANKARA, May 10 (Xinhua) -- The two sides met.",  # no year
        "The May 10, 2022 deal - a start - was signed.",  # no place
        "On May 10, 2022 - a Tuesday - they met.",
        "ANKARA, May 40, 2022 (Xinhua) -- The two sides met.",
        "ANKARA, May 10, 2022 was the day they met.",  # no dash
        "",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    assert dateline_date(text) is None


@pytest.mark.parametrize(
    "value",
    ["2022-05-10", "2022-05-10T23:30:00-04:00", "2022-05-10 08:00", "20220510T080000Z", "2022/05/10", "20220510",
     "Tue, 10 May 2022 08:00:00 +0300", "May 10, 2022", "10 May 2022", "Tuesday, 10th May 2022, 8 am"],
)  # fmt: skip
def test_dates_as_formats_state_them(value: str) -> None:
    assert stated_date(value) == DAY


@pytest.mark.parametrize("value", ["05/10/2022", "10.05.22", "yesterday", "", None, "2022-13-45", "1652227200", "2022"])
def test_a_date_that_is_not_plain_is_not_read(value: str | None) -> None:
    assert stated_date(value) is None


def test_dates_in_file_names() -> None:
    assert filename_date("agency/2022/05/10/story.txt") == DAY
    assert filename_date("1999-01-01/story_20220510.txt") == DAY
    assert filename_date("story-20229999-7.txt") is None
    assert filename_date("story-120220510.txt") is None


def test_a_dateline_without_a_year_is_read_in_the_only_year_of_its_path() -> None:
    document = Document("Talks begin\nANKARA, May 10 (Xinhua) -- The two sides met.")
    assert publication(document, Unit("agency/2022/a.txt", "x", "text", b""), ("filename",)) == Published(
        DAY, "filename"
    )
    assert publication(document, Unit("agency/2022/a.txt", "x", "text", b""), ()).date is None
    assert publication(document, Unit("2021-2022/a.txt", "x", "text", b""), ("filename",)).date is None
    assert publication(Document("They met."), Unit("2022/a.txt", "x", "text", b""), ("filename",)).date is None


def test_the_order_of_sources() -> None:
    unit = Unit("2022-05-10.txt", "x", "text", b"", mtime="2020-01-01")
    header = Document("date 2021-03-04 Kenya met.")
    assert publication(Document("x", published=DAY), unit, ("mtime",)).source == "format"
    assert publication(header, unit, ("mtime",)).date == date(2021, 3, 4)
    assert publication(Document("x"), unit, ("mtime", "filename")).date == date(2020, 1, 1)
    assert publication(Document("x"), unit, ("filename", "mtime")).date == DAY
    assert publication(Document("x"), unit, ()).date is None
