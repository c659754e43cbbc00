"""``diplo-extract annotate`` writes gold to be corrected, and never over what is there."""

import json

import pytest

from diplo_extract.cli import main
from diplo_extract.evaluate.annotation import LAYERS

TEXT = (
    "date 2024-05-02 Norway and Japan signed an agreement on energy cooperation worth $5 billion in Oslo in March 2023."
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "sub").mkdir()
    for path in ("a.txt", "sub/b.txt"):
        (tmp_path / path).write_text(TEXT)
    return tmp_path


def test_each_article_gets_a_file_with_every_layer(folder, capsys):
    assert main(["annotate", str(folder)]) == 0
    for path in ("a.json", "sub/b.json"):
        raw = json.loads((folder / path).read_text())
        assert set(raw) == {"published", "principals", *LAYERS}
        assert raw["published"] == "2024-05-02"
    assert capsys.readouterr().out.count("records to correct") == 2
    (folder / "sub/b.json").rename(folder / "b.json")
    (folder / "sub/b.txt").rename(folder / "b.txt")
    assert main(["gold", "check", str(folder)]) == 0


def test_what_is_there_is_left_alone(folder, capsys):
    (folder / "a.json").write_text("mine")
    assert main(["annotate", str(folder)]) == 0
    assert (folder / "a.json").read_text() == "mine"
    assert "a.json: is there already, left alone" in capsys.readouterr().out
    assert main(["annotate", str(folder / "a.txt"), "--force"]) == 0
    assert json.loads((folder / "a.json").read_text())["published"] == "2024-05-02"


def test_a_bad_article_is_named_and_the_rest_goes_on(folder, capsys):
    (folder / "bad.txt").write_bytes(b"\xff\xfa")
    assert main(["annotate", str(folder)]) == 1
    assert "bad.txt" in capsys.readouterr().err
    assert (folder / "a.json").exists()


def test_a_folder_without_articles_is_wrong_usage(tmp_path, capsys):
    assert main(["annotate", str(tmp_path)]) == 2
    assert "holds no article" in capsys.readouterr().err
