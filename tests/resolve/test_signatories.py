"""Who signs, for whom, when and where: whole passages."""

import pytest

from diplo_extract.pipeline import extract, load
from diplo_extract.records import Extraction

NLP = load()


def read(text: str, published: str | None = None) -> Extraction:
    return extract(text, nlp=NLP, published=published)


def signers(extraction: Extraction) -> list[tuple[str | None, str | None, str | None]]:
    return [(s.person, s.organization, s.country) for s in extraction.signatories]


def test_later_persons_replace_the_states_that_they_sign_for():
    extraction = read(
        "Nigeria and Ghana on Monday signed a memorandum of understanding on power grids. The MoU was signed by "
        "Nigerian Power Minister Adebayo Ola and his Ghanaian counterpart Kwame Boateng.",
        "2024-05-08",
    )
    assert signers(extraction) == [("Adebayo Ola", None, "NGA"), ("Kwame Boateng", None, "GHA")]
    (agreement,) = extraction.agreements
    assert (agreement.kind, agreement.date, len(agreement.mentions)) == ("memorandum_of_understanding", "2024-05-06", 2)


def test_heads_of_companies_sign_for_them():
    extraction = read(
        "The contract was signed by the general director of Samruk Energy, Kairat Omarov, and the CEO of Masdar, "
        "Mohamed Al Ramahi."
    )
    assert [(s.person, s.organization) for s in extraction.signatories] == [
        ("Kairat Omarov", "Samruk Energy"),
        ("Mohamed Al Ramahi", "Masdar"),
    ]


def test_who_brokers_does_not_sign():
    extraction = read("The truce, brokered by Qatar and Egypt, was signed by Chad and Sudan.")
    assert signers(extraction) == [(None, None, "TCD"), (None, None, "SDN")]


def test_ministers_from_several_states():
    extraction = read("Ministers from Sweden, Norway and Finland signed a letter of intent on rail links.")
    assert [s.country for s in extraction.signatories] == ["SWE", "NOR", "FIN"]


def test_they_are_the_two_who_met():
    extraction = read(
        "Prime Minister Lars Holm of Denmark met his Estonian counterpart Kadri Tamm on Thursday. "
        "They signed a joint statement on wind power."
    )
    assert signers(extraction) == [("Lars Holm", None, "DNK"), ("Kadri Tamm", None, "EST")]


def test_a_date_belongs_to_the_signing_beside_it():
    extraction = read("Peru and Chile signed a mining pact in 2019 and will sign a water treaty in 2031.", "2024-01-05")
    assert [(a.status, a.date) for a in extraction.agreements] == [("signed", "2019"), ("planned", "2031")]


def test_every_signatory_names_its_agreement_and_its_words():
    text = "Kenya signed an accord with Rwanda. Togo, Benin and Mali inked two protocols in Lagos."
    extraction = read(text)
    ids = {agreement.id for agreement in extraction.agreements}
    assert {s.agreement for s in extraction.signatories} == ids == {"A1", "A2"}
    assert all(text[m.start : m.end] == m.text for s in extraction.signatories for m in s.mentions)
    assert [text[m.start : m.end] for s in extraction.signatories for m in s.mentions] == [
        "Kenya", "Rwanda", "Togo", "Benin", "Mali",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "Nothing was said of any pact.", "The two sides met."])
def test_nothing_found_is_empty(text):
    extraction = read(text or " ")
    assert extraction.agreements == extraction.signatories == ()
