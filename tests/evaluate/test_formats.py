"""Every format carries all of gold there and back; what a tool gets wrong is named."""

import json
from pathlib import Path

import pytest

from diplo_extract.cli import main
from diplo_extract.errors import GoldError
from diplo_extract.evaluate.formats import FORMATS
from diplo_extract.evaluate.formats.label_studio import labeling_config
from diplo_extract.evaluate.formats.marks import MarkedArticle, codes, flat_label, from_marks, settle, to_marks, unflat
from diplo_extract.evaluate.gold import check_gold, make_gold, read_gold
from diplo_extract.evaluate.inline import Span
from diplo_extract.evaluate.write import gold_text

FIXTURES = Path(__file__).parents[2] / "fixtures"
TEXT = (
    'date 2024-05-02 "A&B <Co>" said 😀\n\nthat Norway will sign\na deal on trade, the deal worth $5.5 million to '
    "$6 million. The deal covers trade."
)
RAW = {
    "published": "2024-05-02",
    "principals": ["NOR", "Organization; with a semicolon"],
    "agreements": [
        {"id": "A1", "kind": "agreement", "quote": "sign\na deal on trade", "nth": 1,
         "quotes": [["the deal", 1], ["The deal", 1]], "status": "planned", "date": None, "place": None, "count": None}
    ],
    "signatories": [
        {"agreement": "A1", "person": None, "role": None, "organization": '"A&B <Co>"', "country": None,
         "quote": '"A&B <Co>"', "nth": 1},
        {"agreement": "A1", "person": None, "role": None, "organization": None, "country": "NOR",
         "quote": '"A&B <Co>"', "nth": 1},
    ],
    "sectors": [
        {"sector": "trade", "quote": "trade", "nth": 1, "agreement": "A1"},
        {"sector": "trade", "quote": "trade", "nth": 2, "agreement": None},
    ],
    "amounts": [
        {"amount": 5500000.5, "amount_max": 6000000, "currency": None, "role": "other", "indicator": "contract",
         "quote": "$5.5 million to $6 million", "nth": 1, "note": "a range"}
    ],
    "monetary_targets": [
        {"amount": 1, "currency": "USD", "indicator": "trade", "baseline": None, "deadline": "by [2030]",
         "parties": ["NOR", "EU"], "quotes": [["$6 million", 1], ["$5.5 million", 1]]},
        {"amount": 2, "currency": "USD", "indicator": "trade", "baseline": 1.5, "deadline": None, "parties": [],
         "quotes": [["$6 million", 1]]},
    ],
    "historical_dates": [],
}  # fmt: skip


def odd_article():
    return make_gold("odd", TEXT, RAW)


def unordered(raw):
    """Return gold with records and further quotes in a fixed order, as far as the place in the text can tell."""
    listed = {key: [dict(r) for r in value] for key, value in raw.items() if key not in ("published", "principals")}
    for records in listed.values():
        for record in records:
            if "quotes" in record:
                record["quotes"] = sorted(map(list, record["quotes"]))
    rows = {key: sorted(json.dumps(r, sort_keys=True) for r in records) for key, records in listed.items()}
    return {**rows, "published": raw["published"], "principals": raw["principals"]}


def target(name, folder):
    return folder / ("out" if name in ("brat", "inline") else "out.json")


@pytest.mark.parametrize("name", FORMATS)
def test_gold_survives_there_and_back(name, tmp_path):
    articles = [*read_gold(FIXTURES / "gold"), odd_article()]
    path = target(name, tmp_path)
    FORMATS[name].write([to_marks(article) for article in articles], path)
    again = {marked.id: marked for marked in FORMATS[name].read(path)}
    assert set(again) == {article.id for article in articles}
    for article in articles:
        assert again[article.id].text == article.text
        assert unordered(from_marks(again[article.id])) == unordered(article.raw), article.id


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"inline"}))
def test_formats_that_list_spans_keep_the_order_of_records(name, tmp_path):
    path = target(name, tmp_path)
    FORMATS[name].write([to_marks(odd_article())], path)
    (again,) = FORMATS[name].read(path)
    assert from_marks(again) == RAW


@pytest.mark.parametrize("name", FORMATS)
def test_export_and_import_on_the_command_line(name, tmp_path, capsys):
    path, back = target(name, tmp_path), tmp_path / "back"
    assert main(["gold", "export", str(FIXTURES / "gold"), "--format", name, "-o", str(path)]) == 0
    assert main(["gold", "import", str(path), "--format", name, "-o", str(back)]) == 0
    assert capsys.readouterr().err == ""
    articles, faults = check_gold(back)
    assert faults == []
    assert {a.id: a.text for a in articles} == {a.id: a.text for a in read_gold(FIXTURES / "gold")}
    # Nothing is overwritten unasked.
    assert main(["gold", "import", str(path), "--format", name, "-o", str(back)]) == 1
    assert "left alone" in capsys.readouterr().err
    assert main(["gold", "import", str(path), "--format", name, "-o", str(back), "--force"]) == 0


def test_faulty_gold_is_neither_exported_nor_imported(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("Text.")
    (tmp_path / "a.json").write_text("{}")
    out = tmp_path / "out.jsonl"
    assert main(["gold", "export", str(tmp_path), "--format", "prodigy", "-o", str(out)]) == 2
    assert not out.exists()
    row = {"text": "Text.", "spans": [{"start": 0, "end": 4, "label": "sector/trades", "text": "Text"}],
           "meta": {"article": "a", "published": None, "principals": []}}  # fmt: skip
    out.write_text(json.dumps(row))
    assert main(["gold", "import", str(out), "--format", "prodigy", "-o", str(tmp_path / "in")]) == 2
    assert "a: sectors[0]: sector: 'trades' is no sector id" in capsys.readouterr().err
    assert list((tmp_path / "in").iterdir()) == []


@pytest.mark.parametrize("id", ["../up", "", "..", "a/b"])
def test_no_article_is_written_outside_the_folder(tmp_path, capsys, id):
    row = {"text": "Text.", "spans": [], "meta": {"article": id, "published": None, "principals": []}}
    (tmp_path / "in.jsonl").write_text(json.dumps(row))
    assert main(["gold", "import", str(tmp_path / "in.jsonl"), "--format", "prodigy", "-o", str(tmp_path / "x")]) == 2
    assert "no name that a file can have" in capsys.readouterr().err
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["in.jsonl", "x"]


@pytest.mark.parametrize(
    ("name", "file", "content", "reason"),
    [
        ("labelstudio", "x.json", "{}", "no list of tasks"),
        ("labelstudio", "x.json", "[{}]", "task 1: is no task"),
        ("labelstudio", "x.json", "[", "is no export"),
        ("doccano", "x.jsonl", "\n[]", "x.jsonl:2: is no article"),
        ("doccano", "x.jsonl", '{"text": "a", "label": [[0, 9, "date"]]}', "x.jsonl:1: 0-9 is beyond the text"),
        ("prodigy", "x.jsonl", "{", "x.jsonl:1: is no article"),
        ("prodigy", "x.jsonl", '{"text": "ab", "spans": [{"start": 0, "end": 1, "label": "date", "text": "b"}]}',
         "the words 'b' are not at 0-1"),
        ("inline", "x.inline", "text", "x.inline: line 1 is no comment"),
        ("inline", "x.inline", '<!-- {"published": null, "principals": []} -->\n<a>', "x.inline: markup"),
        ("brat", "x.ann", "T1 date 0 3", "x.ann: cannot be read"),
        ("brat", "y.ann", "T1\tdate 0 x\tabc", "y.ann:1: is no line of brat"),
        ("brat", "y.ann", "T1\tdate 0 3\tabd", "the words 'abd' are not at 0-3"),
    ],
)  # fmt: skip
def test_files_that_are_not_of_the_format_are_errors_with_their_place(tmp_path, name, file, content, reason):
    (tmp_path / "y.txt").write_text("abc")
    (tmp_path / file).write_text(content)
    with pytest.raises(GoldError, match=reason):
        list(FORMATS[name].read(tmp_path / file))


def test_labels_and_records_that_are_unknown_are_errors():
    with pytest.raises(GoldError, match="unknown label 'person'"):
        from_marks(MarkedArticle("a", "Ann", None, (), (Span(0, 3, "person"),)))
    with pytest.raises(GoldError, match="no record: none has this id"):
        from_marks(MarkedArticle("a", "Ann", None, (), (Span(0, 3, "agreement", {"of": "A3"}),)))


def test_the_newer_export_of_doccano_and_new_labels_are_read(tmp_path):
    FORMATS["doccano"].write([to_marks(odd_article())], tmp_path / "x.jsonl")
    row = json.loads((tmp_path / "x.jsonl").read_text())
    labels = [
        label if label != [*label[:2], "sector/trade"] else [*label[:2], "sector/customs"] for label in row.pop("label")
    ]
    row["entities"] = [{"id": 7, "start_offset": a, "end_offset": b, "label": label} for a, b, label in labels]
    (tmp_path / "x.jsonl").write_text(json.dumps(row))
    (again,) = FORMATS["doccano"].read(tmp_path / "x.jsonl")
    raw = from_marks(again)
    assert [r["sector"] for r in raw["sectors"]] == ["customs", "customs"]
    assert raw["amounts"] == RAW["amounts"]


def test_prodigy_answers_that_were_not_accepted_are_left_out(tmp_path):
    FORMATS["prodigy"].write([to_marks(odd_article())], tmp_path / "x.jsonl")
    row = json.loads((tmp_path / "x.jsonl").read_text())
    (tmp_path / "x.jsonl").write_text(
        "\n".join(json.dumps({**row, "answer": a}) for a in ("reject", "ignore", "accept"))
    )
    assert len(list(FORMATS["prodigy"].read(tmp_path / "x.jsonl"))) == 1


def test_offsets_in_utf16_units_are_set_right_by_the_words():
    text = "😀😀 met on trade"
    assert settle(text, 10, 15, "trade", "x") == (10, 15)
    assert settle(text, 12, 17, "trade", "x") == (10, 15)
    with pytest.raises(GoldError, match="x: the words 'trade' are not at 11-16"):
        settle(text, 11, 16, "trade", "x")
    for start, end in ((-1, 2), (2, 2), ("0", 2), (None, None)):
        with pytest.raises(GoldError, match="no place in the text"):
            settle(text, start, end, None, "x")


def test_flat_labels_hold_the_closed_lists():
    span = Span(0, 1, "agreement", {"kind": "treaty", "status": "signed", "id": "A1"})
    assert flat_label(span) == "agreement/treaty/signed"
    assert unflat("agreement/protocol/signed", span.values) == ("agreement", {**span.values, "kind": "protocol"})
    assert flat_label(Span(0, 1, "target", {"of": "T1"})) == "target/of"
    assert unflat("target/of", {"of": "T1"}) == ("target", {"of": "T1"})


def test_lists_of_codes():
    assert codes("TUR; KAZ") == codes(["TUR", "KAZ"]) == codes('["TUR", "KAZ"]') == ["TUR", "KAZ"]
    assert codes("") == codes(None) == []
    assert codes("[broken") == ["[broken"]


def test_the_labeling_configuration_names_a_control_for_every_value(tmp_path):
    FORMATS["labelstudio"].write([to_marks(odd_article())], tmp_path / "x.json")
    task = json.loads((tmp_path / "x.json").read_text())[0]
    config = (tmp_path / "x.xml").read_text()
    assert config == labeling_config()
    for result in task["annotations"][0]["result"]:
        assert f'name="{result["from_name"]}"' in config


def test_gold_files_have_one_record_a_line():
    text = gold_text(RAW)
    assert json.loads(text) == RAW
    assert sum(line.startswith("  {") for line in text.splitlines()) == 8
