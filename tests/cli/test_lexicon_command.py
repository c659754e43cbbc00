"""``lexicon check`` names each fault of a row with file and line; ``suggest`` ranks what the lexicon lacks."""

from pathlib import Path

import pytest

from diplo_extract.cli import main
from diplo_extract.lexicon import Lexicons
from diplo_extract.lexicon_check import lexicon_faults


def folder(tmp_path: Path, name: str, *lines: str) -> Path:
    (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def test_the_packaged_lexicons_have_no_faults() -> None:
    assert list(lexicon_faults(Lexicons())) == []


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("energy\ttrade\tlower\town", "sectors.tsv:2: 'energy' is 'trade' here and 'energy' at sectors.tsv:"),
        ("Energy\tenergy\tlower\town", "sectors.tsv:2: 'Energy' is shadowed by sectors.tsv:"),
        ("zeppelinry\taerostatics\tlower\town", "sectors.tsv:2: 'aerostatics' is not in the list of ids"),
        ("zeppelinry\taviation\tlower\t", "sectors.tsv:2: 'zeppelinry' has no source"),
        ("zeppelinry\taviation\tsometimes\town", "sectors.tsv:2: match is 'sometimes'; allowed: lower, exact, off"),
        ("zeppelinry", "sectors.tsv:2: no id"),
        ("...\taviation\tlower\town\t\t\t\t", "sectors.tsv:2: 8 cells, but the header has 4"),
    ],
)
def test_each_fault_of_a_row_is_named(row: str, fault: str, tmp_path: Path, capfd) -> None:
    mine = folder(tmp_path, "sectors.tsv", "form\tid\tmatch\tsource", row)
    assert main(["lexicon", "check", str(mine)]) == 1
    assert capfd.readouterr().out.startswith(fault)


@pytest.mark.parametrize(
    ("name", "line", "fault"),
    [
        (
            "signing.jsonl",
            '{"id": "x", "label": "none", "pattern": "a(", "examples": ["a"]}',
            "not a regular expression",
        ),
        (
            "signing.jsonl",
            '{"id": "x", "label": "none", "pattern": "a", "examples": ["b"]}',
            "does not match its example",
        ),
        ("signing.jsonl", '{"id": "x", "pattern": "a", "examples": ["a"]}', "signing.jsonl:1: no label"),
        ("signing.jsonl", '{"id": "x", "colour": 1}', "unknown key 'colour'"),
        ("signing.jsonl", "{", "not JSON"),
        ("sector.tsv", "form\tid\tmatch\tsource", "sector.tsv: no such table"),
        ("sectors.tsv", "form\tid", "no column 'match'"),
    ],
)
def test_each_fault_of_a_file_is_named(name: str, line: str, fault: str, tmp_path: Path, capfd) -> None:
    assert main(["lexicon", "check", str(folder(tmp_path, name, line))]) == 1
    assert fault in capfd.readouterr().out


def test_a_users_row_counts_and_a_row_switched_off_does_not(tmp_path: Path) -> None:
    from diplo_extract import extract, load

    text = "Peru and Chile will cooperate in the fields of zeppelinry and fisheries."
    mine = folder(
        tmp_path,
        "sectors.tsv",
        "form\tid\tmatch\tsource",
        "zeppelinry\taviation\tlower\town",
        "fisheries\tfisheries\toff\town",
    )
    found = [s.sector for s in extract(text, nlp=load(lexicons=[mine])).sectors]
    assert found == ["aviation"]


def test_suggest_needs_texts(tmp_path: Path, capfd) -> None:
    assert main(["lexicon", "suggest", str(tmp_path)]) == 2
    assert "no .txt files" in capfd.readouterr().err


def test_suggest_ranks_fields_that_no_row_names(tmp_path: Path, capfd) -> None:
    for number, fields in enumerate(["energy, falconry and trade", "mining, falconry and education"]):
        text = f"Qatar and Mongolia agreed to expand cooperation in the areas of {fields}."
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    assert main(["lexicon", "suggest", str(tmp_path), "--most", "1"]) == 0
    counted, words, place = capfd.readouterr().out.strip().split("\t")
    assert (counted, words) == ("2", "falconry")
    path, _, span = place.rpartition(":")
    start, end = map(int, span.split("-"))
    assert Path(path).read_text("utf-8")[start:end] == words


def test_suggest_ranks_fields_that_no_row_names_by_articles(tmp_path: Path, capfd) -> None:
    (tmp_path / "a.txt").write_text("They will cooperate in falconry, energy and health.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("The fields of tourism, falconry and origami were discussed.", encoding="utf-8")
    assert main(["lexicon", "suggest", str(tmp_path)]) == 0
    lines = [line.split("\t")[:2] for line in capfd.readouterr().out.splitlines()]
    assert lines == [["2", "falconry"], ["1", "origami"]]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("zeppelinry\taviation\tlower\town\t\t\tballoons", "the core 'balloons' is no part of 'zeppelinry'"),
        ("zeppelinry\taviation\tlower\town\tnoun\t\t", "kind is 'noun'; allowed: adjective, head, or none"),
        ("zeppelinry\taviation\tlower\town\t\tweak\t", "frame is 'weak'; allowed: strict, list, or none"),
    ],
)
def test_each_fault_of_a_field_is_named(row: str, fault: str, tmp_path: Path, capfd) -> None:
    mine = folder(tmp_path, "sectors.tsv", "form\tid\tmatch\tsource\tkind\tframe\tcore", row)
    assert main(["lexicon", "check", str(mine)]) == 1
    assert fault in capfd.readouterr().out
