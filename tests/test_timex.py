import json
from datetime import date
from pathlib import Path

import pytest

from diplo_extract.cli import main
from diplo_extract.errors import ArticleError, OptionError
from diplo_extract.timex import Policy, read_timeml, timex, to_timeml, to_xml

TML = """<?xml version="1.0" ?>
<TimeML><DOCID>a</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2022-05-11" functionInDocument="CREATION_TIME">May 11</TIMEX3></DCT>
<TEXT>
R&amp;D ministers <EVENT eid="e1">met</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2022-05-10">Tuesday</TIMEX3>.
</TEXT></TimeML>
"""


def values(text: str, published: str | None = None, policy: Policy | None = None) -> list[str | None]:
    return [t.value for t in timex(text, published, policy)]


@pytest.fixture
def tml(tmp_path: Path) -> Path:
    path = tmp_path / "a.tml"
    path.write_text(TML, encoding="utf-8")
    return path


def test_timeml_is_read_without_its_tags(tml: Path) -> None:
    document = read_timeml(tml)
    assert (document.name, document.created) == ("a.tml", date(2022, 5, 11))
    assert document.text == "\nR&D ministers met on Tuesday.\n"


def test_what_is_written_as_timeml_is_read_back(tmp_path: Path) -> None:
    text = "On <b> & Tuesday, they met; last year, too."
    path = tmp_path / "b.tml"
    found = timex(text, "2022-05-11")
    path.write_text(to_timeml("b", text, date(2022, 5, 11), found), encoding="utf-8")
    document = read_timeml(path)
    assert (document.text, document.created) == (text, date(2022, 5, 11))
    assert 'value="2021">last year</TIMEX3>' in to_xml(text, found)


def test_a_file_without_text_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "c.tml").write_text("<TimeML/>", encoding="utf-8")
    with pytest.raises(ArticleError, match="has no <TEXT>"):
        read_timeml(tmp_path / "c.tml")


def test_policies_choose_the_anchor() -> None:
    text = "The fort fell on 3 May 1943. The town followed in June."
    assert values(text, "2022-05-11", Policy("news")) == ["1943-05-03", "2022-06"]
    assert values(text, "2022-05-11", Policy("narrative")) == ["1943-05-03", "1943-06"]


@pytest.mark.parametrize(("day_first", "value"), [(True, "2022-06-05"), (False, "2022-05-06"), (None, "2022-06-05")])
def test_day_first_is_a_choice(day_first: bool | None, value: str) -> None:
    assert values("on 5/6/2022", None, Policy(day_first=day_first)) == [value]


def test_another_date_of_the_text_tells_that_the_month_stands_first() -> None:
    assert values("between 5/6/2022 and 5/16/2022") == ["2022-05-06", "2022-05-16"]


def test_a_wrong_publication_date_is_named() -> None:
    with pytest.raises(OptionError, match="published"):
        timex("today", "yesterday")


def test_the_command_prints_one_object_for_timeml(tml: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["times", "--tml", str(tml), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "a.tml": [{"start": 22, "end": 29, "type": "DATE", "value": "2022-05-10", "text": "Tuesday", "mod": ""}]
    }


def test_the_command_names_what_it_cannot_read_and_goes_on(tml: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["times", "--tml", "missing.tml", str(tml), "--format", "json"]) == 1
    out, err = capsys.readouterr()
    assert list(json.loads(out)) == ["a.tml"]
    assert "missing.tml: no such file" in err


def test_the_command_prints_lines_for_plain_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "d.txt"
    path.write_text("They met last year.", encoding="utf-8")
    assert main(["times", str(path), "--format", "json", "--published", "2022-05-11"]) == 0
    line = json.loads(capsys.readouterr().out)
    assert (line["id"], line["published"], line["timexes"][0]["edtf"]) == ("d", "2022-05-11", "2021")
