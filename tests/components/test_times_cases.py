"""The case file of temporal expressions: each sentence with exactly the expressions that must be found in it."""

from datetime import date
from pathlib import Path

import pytest

from diplo_extract.components.times import find_times
from diplo_extract.context import make_context
from diplo_extract.evaluate.inline import Case, read_cases
from diplo_extract.lexicon import Lexicons

CASES = tuple(read_cases(Path(__file__).parents[2] / "fixtures" / "cases" / "times.jsonl"))
LEXICONS = Lexicons()


def _param(case: Case) -> object:
    marks = [pytest.mark.xfail] if case.expect == "xfail" else []
    return pytest.param(case, id=case.where, marks=marks)


@pytest.mark.parametrize("case", [_param(case) for case in CASES])
def test_case(case: Case) -> None:
    published = case.data.get("published")
    ctx = make_context(case.text, date.fromisoformat(published) if published else None, LEXICONS)
    found = [
        (m.start, m.end, m.type.lower(), {"value": m.value or ""} | ({"edtf": m.edtf} if m.edtf else {}))
        for m in find_times(ctx)
    ]
    assert found == [(span.start, span.end, span.label, span.values) for span in case.spans]


def test_a_quarter_of_the_cases_are_negative() -> None:
    assert sum(not case.spans for case in CASES) >= len(CASES) / 4
