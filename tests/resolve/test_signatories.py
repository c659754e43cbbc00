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


def test_an_organization_of_three_letters_is_no_state():
    extraction = read("Peru and the FAO met in Lima. Peru and the FAO signed an agreement on fish.")
    assert signers(extraction) == [(None, None, "PER"), (None, "FAO", None)]


def test_two_sides_of_which_one_is_an_organization_keep_its_full_name():
    extraction = read("The European Union and Peru held talks. The EU praised Peru. The two sides signed an agreement.")
    assert {(s.organization, s.country) for s in extraction.signatories} == {("European Union", None), (None, "PER")}


def test_the_order_of_the_other_pairs_tells_for_whom_two_open_signers_sign():
    extraction = read(
        "Peru and Chile met in Lima. An MoU between Peru's Ministry of Trade and Chile's Ministry of Economy was "
        "signed. An agreement between Alba University and Mira University was signed as well."
    )
    by_name = {s.organization: s.country for s in extraction.signatories}
    assert (by_name["Alba University"], by_name["Mira University"]) == ("PER", "CHL")


def test_each_item_of_a_list_keeps_its_own_signers():
    extraction = read(
        "Peru and Chile met in Lima. The following documents were signed:\n"
        "1. MoU on fish between the Fish Agency of Peru and the Sea Agency of Chile;\n"
        "2. Agreement on visas (Minister Ana Paz and Minister Juan Rey).\n"
    )
    first, second = (
        {s.person or s.organization for s in extraction.signatories if s.agreement == a.id}
        for a in extraction.agreements
    )
    assert first == {"Fish Agency of Peru", "Sea Agency of Chile"}
    assert second == {"Ana Paz", "Juan Rey"}


def test_a_line_below_an_item_tells_who_signed_it():
    extraction = read(
        "List of agreements signed in Lima on 9 July 2024\n\n"
        "1. MoU on fish\nSigned from the Peruvian side by: Dr. Ana Paz, Director, Ministry of Fish\n"
        "Signed from the Chilean side by: Mr. Juan Rey, Minister of Fish\n\n"
        "2. Agreement on visas\nSigned by: Ms. Eva Sol (Peru); Mr. Leo Cruz (Chile)\n"
    )
    assert [(s.agreement, s.person, s.country) for s in extraction.signatories] == [
        ("A1", "Ana Paz", "PER"), ("A1", "Juan Rey", "CHL"), ("A2", "Eva Sol", "PER"), ("A2", "Leo Cruz", "CHL"),
    ]  # fmt: skip


def test_who_signs_for_whom_is_told_after_what_was_signed():
    extraction = read(
        "Peru and Chile signed six pacts in Lima. Minister Ana Paz signed for Peru, while Dr Juan Rey, Chile's "
        "deputy minister, signed on behalf of his country."
    )
    assert signers(extraction) == [("Ana Paz", None, "PER"), ("Juan Rey", None, "CHL")]


@pytest.mark.parametrize("lead", ["Under a pact that replaces NARTA", "To replace NARTA"])
def test_what_is_replaced_does_not_sign(lead: str):
    assert signers(read(f"{lead}, Mexico and Canada signed a protocol.")) == [(None, None, "MEX"), (None, None, "CAN")]
