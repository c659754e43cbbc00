"""Treaty rows and PLOVER events from extractions."""

import csv
import io
import json

import pytest

from diplo_extract.cli import main
from diplo_extract.export import PloverEvent, TreatyRow, plover_events, to_csv, treaty_rows
from diplo_extract.pipeline import extract

TEXT = (
    "Kenyan Foreign Minister Peter Otieno signed a memorandum on tourism with Uganda in Nairobi on 4 March 2021. "
    "Kenya and Rwanda will sign a rail agreement. Sudan refused to sign the water treaty."
)


@pytest.fixture(scope="module")
def extraction():
    return extract(TEXT, id="x1")


def test_one_row_an_agreement(extraction):
    rows = list(treaty_rows([extraction]))
    assert [(r.agreement, r.kind, r.status) for r in rows] == [
        ("A1", "memorandum_of_understanding", "signed"),
        ("A2", "agreement", "planned"),
        ("A3", "treaty", "rejected"),
    ]
    assert rows[0].parties == ("KEN", "UGA")
    assert rows[0].signatories == ("Foreign Minister Peter Otieno (KEN)", "UGA")
    assert (rows[0].signed, rows[0].place) == ("2021-03-04", "Nairobi")
    assert TEXT[rows[0].start : rows[0].end] == "a memorandum on tourism"


def test_one_event_a_signing_with_one_list_of_actors(extraction):
    events = list(plover_events([extraction]))
    assert [(e.event_type, e.actors) for e in events] == [
        ("SUPPORT", ("KEN", "UGA")),
        ("AGREE", ("KEN", "RWA")),
        ("REJECT", ("SDN",)),
    ]
    assert events[0].id == "x1-A1"


def test_no_event_without_actors():
    assert list(plover_events([extract("The treaty was signed on Monday.", id="x2")])) == []


def test_csv_joins_lists_and_leaves_unknowns_empty(extraction):
    rows = list(csv.DictReader(io.StringIO(to_csv(treaty_rows([extraction]), TreatyRow))))
    assert rows[0]["parties"] == "KEN; UGA"
    assert rows[1]["place"] == ""
    assert to_csv([], PloverEvent).startswith("id,event_type,mode,date")


@pytest.mark.parametrize("shape", ["treaties", "plover"])
def test_command(tmp_path, capsys, extraction, shape):
    file = tmp_path / "x.jsonl"
    file.write_text(extraction.to_json() + "\n", encoding="utf-8")
    assert main(["export", str(file), "--as", shape, "--format", "jsonl"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["mode" if shape == "plover" else "kind"] for line in lines] == [
        "memorandum_of_understanding", "agreement", "treaty",
    ]  # fmt: skip


def test_command_names_a_file_that_is_not_there(capsys):
    assert main(["export", "nowhere.jsonl"]) == 2
    assert "nowhere.jsonl" in capsys.readouterr().err
