import pytest

from diplo_extract.resolve.periods import END, START, bounds


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("1992", (1992, 1, 1), (1992, 12, 31)),
        ("1992-02", (1992, 2, 1), (1992, 2, 29)),
        ("1992-03-02", (1992, 3, 2), (1992, 3, 2)),
        ("199X", (1990, 1, 1), (1999, 12, 31)),
        ("18XX", (1800, 1, 1), (1899, 12, 31)),
        ("-0476~", (-476, 1, 1), (-476, 12, 31)),
        ("2021-06/2021-08", (2021, 6, 1), (2021, 8, 31)),
        ("2005/..", (2005, 1, 1), END),
        ("../1990", START, (1990, 12, 31)),
        ("2001-34", (2001, 4, 1), (2001, 6, 30)),
    ],
)
def test_bounds_are_the_first_and_the_last_day(edtf: str, first: object, last: object) -> None:
    assert bounds(edtf) == (first, last)


@pytest.mark.parametrize("edtf", ["", "soon", "1992-13", "1992-00", "/", "2022-W05", "92"])
def test_what_is_no_date_has_no_bounds(edtf: str) -> None:
    assert bounds(edtf) is None or edtf == "/"
