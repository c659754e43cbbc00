"""The case file of actors: marked mentions are found and resolved, and nothing else of their kind is."""

from pathlib import Path
from typing import Any

import pytest

from diplo_extract.components.factories import find
from diplo_extract.context import make_context
from diplo_extract.evaluate.inline import Case, read_cases
from diplo_extract.lexicon import Lexicons
from diplo_extract.resolve.actors import Actor, resolve_actors

LEXICONS = Lexicons()
CASES = list(read_cases(Path(__file__).parents[2] / "fixtures" / "cases" / "actors.jsonl"))


def values(actor: Actor) -> dict[str, str]:
    person = actor.person if actor.kind == "person" else None
    if person:
        found = {"role": person.role, "country": person.country, "organization": person.organization}
    elif actor.kind == "reference":
        found = {"codes": " ".join(actor.codes), "persons": "|".join(p.name for p in actor.persons)}
    else:
        found = {"code": " ".join(actor.codes), "country": actor.country}
    return {key: value for key, value in found.items() if value}


def found(case: Case) -> list[tuple[int, int, dict[str, str]]]:
    ctx = make_context(case.text, None, LEXICONS)
    find(ctx, ("actors",))
    actors = [a for a in resolve_actors(ctx).actors if a.kind == case.label]
    if case.label == "reference":
        actors = [a for a in actors if a.codes or a.persons]
    return [(a.start, a.end, values(a)) for a in actors]


def params() -> list[Any]:
    strict = pytest.mark.xfail(strict=True)
    return [pytest.param(c, id=c.where, marks=[strict] if c.expect == "xfail" else []) for c in CASES]


@pytest.mark.parametrize("case", params())
def test_actor_case(case: Case) -> None:
    assert found(case) == [(s.start, s.end, s.values) for s in case.spans], case.text


def test_a_third_of_the_cases_are_negative() -> None:
    assert len(CASES) >= 120
    assert sum(not case.spans for case in CASES) * 3 >= len(CASES)
