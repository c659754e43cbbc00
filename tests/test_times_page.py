"""The page for users says what the code does."""

import re
from pathlib import Path

import pytest

from diplo_extract.timex import timex

PAGE = (Path(__file__).parents[1] / "docs" / "times.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([^|`]+) \| (DATE|TIME|DURATION|SET) \| ([^|]+) \|", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("words", "kind", "values"), ROWS)
def test_each_row_of_the_table_is_what_is_found(words: str, kind: str, values: str) -> None:
    shown = re.findall(r"`([^`]+)`", values.split(", mod")[0])
    phrases = words.split("; ")
    found = []
    for phrase in phrases:
        first = timex(f"They will meet {phrase}.", "2022-05-11")[0]
        assert first.type == kind
        found.append(first.value)
    assert found == (shown if len(shown) == len(phrases) else shown * len(phrases))


def test_the_example_runs_as_printed(capsys: pytest.CaptureFixture[str]) -> None:
    code = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert code is not None
    exec(code[1], {})
    assert capsys.readouterr().out.splitlines() == re.findall(r"^# (.*)$", code[1], re.MULTILINE)
