"""Who signs where a text names nobody: the words are kept, their values are null."""

import pytest

from diplo_extract.lexicon import Lexicons
from diplo_extract.pipeline import extract, load

NLP = load()
KINDS = {"state", "person", "group", "body", "pronoun"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They signed a ceasefire on Tuesday night.", "They"),
        ("The rebels have agreed to sign the accord.", "The rebels"),
        ("The treaty, signed by both countries last year, is still not in force.", "both countries"),
        ("Nearly all of the island states that signed the convention met again.", "island states"),
        ("Having signed the treaty, the king left for the coast.", "the king"),
        ("A truce was reached between the warring factions.", "the warring factions"),
    ],
)
def test_the_words_are_kept(text: str, words: str) -> None:
    (signatory,) = extract(text, nlp=NLP).signatories
    assert words in signatory.mentions[0].text
    assert (signatory.person, signatory.organization, signatory.country) == (None, None, None)


def test_it_is_said_that_nobody_is_named() -> None:
    (warning,) = [w for w in extract("They signed a ceasefire.", nlp=NLP).warnings if w.code == "signatory_unresolved"]
    assert (warning.start, warning.end) == (0, 4)


@pytest.mark.parametrize(
    "text",
    [
        "You should never sign a contract before you have read it.",
        "They signed the visitors' book and left.",
        "She signed a contract as a dancer.",
        "The minister said that a pact was near.",
    ],
)
def test_nobody_signs_a_private_paper(text: str) -> None:
    assert extract(text, nlp=NLP).signatories == ()


def test_where_a_text_is_about_states_nobody_unnamed_signs() -> None:
    extraction = extract(
        "Peru and Chile met in Lima. Peru and Chile signed a pact. The rebels signed a truce.", nlp=NLP
    )
    assert all(s.country for s in extraction.signatories)


def test_every_noun_has_a_kind_that_exists() -> None:
    assert {row.id for row in Lexicons().rows("signer_nouns")} == KINDS
