"""``diplo-extract evaluate`` on the command line."""

import json
from pathlib import Path

import pytest

from diplo_extract.cli import main
from diplo_extract.cli.evaluate import installed

FIXTURES = Path(__file__).parents[2] / "fixtures"
SEED = str(FIXTURES / "gold" / "000_76c739ae50ea2fb1.json")
PREDICTIONS = str(FIXTURES / "scorer" / "predictions.jsonl")


def run(capsys, *args):
    status = main(["evaluate", *map(str, args)])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_predictions_made_before_are_scored(capsys):
    status, out, err = run(capsys, SEED, "--predictions", PREDICTIONS)
    assert (status, err) == (0, "diplo-extract: 7 predictions are of articles without gold; they do not count\n")
    assert out.startswith("predictions: 1 article\n")
    assert "mission F1 (mean of" in out


def test_json_has_the_reference_scorers_figures(capsys):
    expected = json.loads((FIXTURES / "scorer" / "figures.json").read_text())
    ids = [json.loads(line)["article"]["id"] for line in Path(PREDICTIONS).read_text().splitlines()]
    files = [FIXTURES / "gold" / f"{id}.json" for id in ids]
    status, out, _ = run(capsys, *files, "--predictions", PREDICTIONS, "--json", "--samples", "0")
    figures = json.loads(out)["pipelines"]["predictions"]
    assert status == 0
    assert figures["mission_f1"] == expected["mission_f1"]
    assert figures["layers"]["sectors"]["tp"] == expected["layers"]["sectors"]["tp"]


def test_both_pipelines_stand_side_by_side_where_a_model_is_installed(capsys):
    expected = ["default", "en_core_web_sm"] if installed("en_core_web_sm") else ["default"]
    status, out, _ = run(capsys, SEED, "--json", "--samples", "0")
    assert status == 0
    assert list(json.loads(out)["pipelines"]) == expected


def test_the_default_pipeline_alone(capsys):
    status, out, _ = run(capsys, SEED, "--pipeline", "default", "--rules", "--confusions")
    assert status == 0
    assert out.count("mission F1") == 1
    assert "rule (" in out
    assert "gold -> predicted" in out


def test_a_model_that_is_not_installed_is_wrong_usage(capsys):
    status, out, err = run(capsys, SEED, "--model", "en_no_such_model")
    assert (status, out) == (2, "")
    assert "en_no_such_model" in err


def test_malformed_gold_is_named_and_exits_with_2(capsys, tmp_path):
    (tmp_path / "a.json").write_text("{}")
    (tmp_path / "a.txt").write_text("Text.")
    status, out, err = run(capsys, tmp_path, "--predictions", PREDICTIONS)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 8
    assert "a.json: file: has no 'published'" in err


@pytest.mark.parametrize("file", ["/no/such/file.jsonl", SEED])
def test_predictions_that_cannot_be_read_are_wrong_usage(capsys, file):
    status, out, err = run(capsys, SEED, "--predictions", file)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
