"""Work on speed changes no byte of the output: every fixture gives what is recorded in fixtures/recorded.jsonl.gz."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from diplo_extract import extract, extract_many, read_article

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def record(benchmark_module: Callable[[str], ModuleType]) -> ModuleType:
    return benchmark_module("record")


def test_every_fixture_gives_the_recorded_bytes(record: ModuleType) -> None:
    lines = list(record.differences(record.recorded(), record.present()))
    assert lines == [], "\n".join([*lines, record.ADVICE])


def test_differences_name_the_article_and_the_record(record: ModuleType) -> None:
    old = {"a": '{"principals": ["TUR"], "sectors": [{"sector": "energy"}]}', "b": "{}", "c": "{}"}
    new = {"a": '{"principals": ["TUR"], "sectors": []}', "b": "{}", "d": "{}"}
    assert list(record.differences(old, new)) == [
        'a: sectors: gone {"sector": "energy"}',
        "c: is recorded, but is no fixture",
        "d: is not recorded",
    ]


def test_all_ways_to_an_extraction_give_the_same(nlp) -> None:
    articles = [read_article(path) for path in sorted((ROOT / "fixtures" / "gold").rglob("*.txt"))[:12]]
    many = [e.to_json() for e in extract_many(articles, nlp=nlp)]
    single = [extract(article, nlp=nlp).to_json() for article in articles]
    docs = nlp.pipe([(a.text, {"id": a.id, "source": a.source}) for a in articles], as_tuples=True)
    assert single == many
    assert [doc._.diplo.to_json() for doc, _ in docs] == many
