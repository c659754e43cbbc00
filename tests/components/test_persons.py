from datetime import date

import pytest

from diplo_extract.components.factories import find
from diplo_extract.context import Context, make_context
from diplo_extract.lexicon import Lexicons

LEXICONS = Lexicons()


def found(text: str) -> Context:
    ctx = make_context(text, date(2024, 5, 6), LEXICONS)
    find(ctx, ("actors",))
    return ctx


@pytest.mark.parametrize(
    ("text", "name", "role", "codes"),
    [
        ("Turkish President Recep Tayyip Erdoğan spoke.", "Recep Tayyip Erdoğan", "President", ("TUR",)),
        ("President of Tajikistan Emomali Rahmon spoke.", "Emomali Rahmon", "President", ("TJK",)),
        (
            "The President of the Republic of Korea, Lee Jae Myung, arrived.",
            "Lee Jae Myung",
            "President",
            ("KOR",),
        ),
        ("Hakan Fidan, the Turkish foreign minister, left.", "Hakan Fidan", "foreign minister", ("TUR",)),
        ("Minister of Trade of Peru Ana Ruiz signed it.", "Ana Ruiz", "Minister of Trade", ("PER",)),
        (
            "Uzbekistan's Deputy Prime Minister and Minister of Trade Laziz Karimov left.",
            "Laziz Karimov",
            "Deputy Prime Minister and Minister of Trade",
            ("UZB",),
        ),
        ("UAE President Sheikh Mohammed bin Zayed Al Nahyan.", "Mohammed bin Zayed Al Nahyan", "President", ("ARE",)),
        ("French President J.-P. de la Croix met her.", "J.-P. de la Croix", "President", ("FRA",)),
        ("Ambassador of Norway to Chad, A. Liv Berg, agreed.", "A. Liv Berg", "Ambassador", ("NOR",)),
        ("U.S. Secretary of Defense Lloyd Austin spoke.", "Lloyd Austin", "Secretary of Defense", ("USA",)),
    ],
)  # fmt: skip
def test_a_person_is_found_with_office_and_state(text: str, name: str, role: str, codes: tuple[str, ...]) -> None:
    (person,) = [m for m in found(text).found.actors if m.kind == "person"]
    assert (person.name, person.role, person.codes) == (name, role, codes)


@pytest.mark.parametrize(
    "text",
    [
        "The Foreign Ministry of Peru issued a statement on Monday.",
        "The president will travel to Baku in May.",
        "The Third Renaissance Project was presented.",
        "Prime Minister's Office staff met on Tuesday.",
    ],
)
def test_no_person_is_found_where_none_is_named(text: str) -> None:
    assert [m for m in found(text).found.actors if m.kind == "person"] == []
