"""spaCy citizenship: what the components promise to a project that never imports this one."""

import subprocess
import sys
from datetime import date
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import spacy

from diplo_extract import extract, load
from diplo_extract.components.factories import LAYERS, _finders
from diplo_extract.errors import LexiconError, OptionError

TEXT = "Kenya and Uganda signed a trade agreement on Tuesday. Bilateral trade should reach $5 billion by 2030."
FACTORIES = [ep for ep in entry_points(group="spacy_factories") if ep.name.startswith("diplo_")]


def run_elsewhere(code: str, cwd: Path) -> str:
    """Run code in a fresh process, from a folder in which the package does not lie."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=cwd).stdout


@pytest.mark.parametrize("entry_point", FACTORIES, ids=lambda ep: ep.name)
def test_every_factory_is_an_entry_point_that_loads_and_runs(entry_point) -> None:
    nlp = spacy.blank("en")
    if entry_point.name == "diplo_terms":  # of plug-ins, which run after the chain
        nlp.add_pipe("diplo_extract")
    nlp.add_pipe(entry_point.name)
    assert nlp(TEXT).spans


def test_there_is_a_factory_for_the_chain_and_for_each_kind_of_mention() -> None:
    assert {ep.name for ep in FACTORIES} >= {"diplo_extract", "diplo_times", "diplo_money", "diplo_actors"}
    assert set(_finders()) == set(LAYERS)


def test_a_project_that_never_imports_us(tmp_path: Path) -> None:
    code = (
        "import spacy, sys; nlp = spacy.blank('en'); nlp.add_pipe('diplo_extract');"
        f"print(nlp({TEXT!r})._.diplo.principals); nlp.to_disk('pipeline')"
    )
    assert run_elsewhere(code, tmp_path).strip() == "('KEN', 'UGA')"
    code = f"import spacy; print(spacy.load('pipeline')({TEXT!r})._.diplo.to_json())"
    assert run_elsewhere(code, tmp_path).strip() == extract(TEXT).to_json()


def test_the_factory_module_is_light(tmp_path: Path) -> None:
    """spaCy imports it whenever any Language is made, so it may bring in nothing but spaCy."""
    code = (
        "import spacy, sys; before = set(sys.modules); import diplo_extract.components.factories as f;"
        "print(sorted(m for m in set(sys.modules) - before if not m.startswith(('spacy', 'diplo_extract'))))"
    )
    assert run_elsewhere(code, tmp_path).strip() == "[]"


def test_two_processes_give_what_one_gives(nlp) -> None:
    texts = [(TEXT, {"published": "2022-05-11", "id": str(i)}) for i in range(4)]
    two = [doc._.diplo for doc, _ in nlp.pipe(texts, as_tuples=True, n_process=2, batch_size=1)]
    one = [doc._.diplo for doc, _ in nlp.pipe(texts, as_tuples=True)]
    assert one == two
    assert [e.article.id for e in two] == ["0", "1", "2", "3"]


def test_inside_a_memory_zone(nlp) -> None:
    with nlp.memory_zone():
        inside = [doc._.diplo for doc in nlp.pipe([TEXT, TEXT])]
    assert inside == [extract(TEXT, nlp=nlp)] * 2


@pytest.mark.parametrize("context", ["2022-05-11", date(2022, 5, 11), {"published": "2022-05-11"}])
def test_the_publication_date_by_context(nlp, context) -> None:
    [(doc, back)] = nlp.pipe([(TEXT, context)], as_tuples=True)
    assert doc._.diplo.article.published == "2022-05-11"
    assert back == context


def test_the_publication_date_by_extension_or_header(nlp) -> None:
    doc = nlp.make_doc(TEXT)
    doc._.diplo_published = "2022-05-11"
    assert nlp(doc)._.diplo.article.published == "2022-05-11"
    assert nlp(" date 2022-05-11 " + TEXT)._.diplo.article.published == "2022-05-11"
    assert nlp(TEXT)._.diplo.article.published is None


def test_an_unknown_model_and_a_missing_lexicon_folder() -> None:
    with pytest.raises(OptionError, match="en_no_such_model"):
        load("en_no_such_model")
    with pytest.raises(LexiconError, match="no such folder"):
        load(lexicons=["no/such/folder"])


@pytest.mark.parametrize("published", ["yesterday", "2022-13-01", "11/05/2022"])
def test_a_published_date_that_is_no_date(published: str) -> None:
    with pytest.raises(OptionError, match="YYYY-MM-DD"):
        extract(TEXT, published=published)
