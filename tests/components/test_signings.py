"""Words of signing: their status and voice, and what is no signing at all."""

import pytest

from diplo_extract.components.instruments import find_instruments
from diplo_extract.components.signings import find_signings
from diplo_extract.context import make_context
from diplo_extract.lexicon import Lexicons

LEXICONS = Lexicons()


def found(text: str) -> list[tuple[str, str, str]]:
    ctx = make_context(text, None, LEXICONS)
    ctx.found.instruments = find_instruments(ctx)
    return [(text[m.start : m.end], m.status, m.voice) for m in find_signings(ctx)]


@pytest.mark.parametrize(
    ("text", "word", "status", "voice"),
    [
        ("Peru and Chile signed a pact.", "signed", "signed", "active"),
        ("The two leaders will sign a deal next week.", "sign", "planned", "active"),
        ("The minister refused to sign the pact.", "sign", "rejected", "active"),
        ("They have not signed the treaty.", "signed", "rejected", "active"),
        ("Kenya has yet to ratify the convention.", "ratify", "planned", "active"),
        ("An accord was signed by both ministers.", "signed", "signed", "passive"),
        ("The accord, signed in Oslo, lapsed.", "signed", "signed", "passive"),
        ("An accord is to be signed in Oslo.", "signed", "planned", "passive"),
        ("They witnessed the signing of a treaty.", "signing", "signed", "nominal"),
        ("They spoke ahead of the signing of a treaty.", "signing", "planned", "nominal"),
        ("They discussed signing an accord.", "signing", "planned", "active"),
        ("The pact entered into force in 2019.", "entered into force", "signed", "passive"),
        ("He was pleased to sign the accord.", "sign", "signed", "active"),
        ("No agreement was signed.", "signed", "rejected", "passive"),
    ],
)
def test_status_and_voice(text: str, word: str, status: str, voice: str) -> None:
    assert found(text) == [(word, status, voice)]


@pytest.mark.parametrize(
    "text",
    [
        "He signed a cheque for the dealer.",
        "The president signed the bill into law.",
        "The striker signed a contract with the club.",
        "Fans signed up for a plan.",
        "There is no sign of an agreement.",
        "She signed copies of her novel.",
        "An open letter signed by scholars was read out.",
    ],
)
def test_no_signing(text: str) -> None:
    assert found(text) == []


def test_columns_hold_the_closed_lists() -> None:
    rows = LEXICONS.rows("signing_verbs")
    assert {row["status"] for row in rows} == {"signed", "planned", "rejected"}
    assert {row["tense"] for row in rows} <= {"base", "s", "past", "pp", "ing", "noun", "adj", "prep"}
    assert {p.label for p in LEXICONS.patterns("signing")} <= {"signed", "planned", "rejected", "none"}
