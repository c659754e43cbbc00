"""``diplo-extract gold`` on the command line."""

from pathlib import Path

from diplo_extract.cli import main

FIXTURES = Path(__file__).parents[2] / "fixtures"


def test_sound_gold(capsys):
    assert main(["gold", "check", str(FIXTURES / "gold")]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    assert "0 faults; agreements " in captured.out


def test_each_fault_is_one_line_with_file_and_record(capsys, tmp_path):
    (tmp_path / "a.json").write_text('{"sectors": [1]}')
    (tmp_path / "a.txt").write_text("Text.")
    assert main(["gold", "check", str(tmp_path)]) == 2
    captured = capsys.readouterr()
    assert "diplo-extract: a.json: sectors[0]: is no object but int\n" in captured.err
    assert captured.out.startswith("0 articles sound, 8 faults")
