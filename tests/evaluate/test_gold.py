"""Reading and checking gold: sound gold is read, and every fault of malformed gold is named."""

import copy
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplo_extract.errors import DataError, GoldError
from diplo_extract.evaluate.check import find_quote, gold_faults, is_edtf
from diplo_extract.evaluate.convert import Quoter, to_extraction, to_gold
from diplo_extract.evaluate.gold import (
    check_gold,
    known_codes,
    make_gold,
    match_predictions,
    read_gold,
    read_predictions,
)

FIXTURES = Path(__file__).parents[2] / "fixtures"
TEXT = "date 2024-05-02 Ann Example of Norway signed a memorandum on trade in 2019; trade was worth $5 billion."
SOUND = {
    "published": "2024-05-02",
    "principals": ["NOR"],
    "agreements": [
        {"id": "A1", "kind": "memorandum_of_understanding", "quote": "a memorandum on trade", "nth": 1, "quotes": [],
         "status": "signed", "date": "2019", "place": None, "count": 1}
    ],
    "signatories": [
        {"agreement": "A1", "person": "Ann Example", "role": None, "organization": None, "country": "NOR",
         "quote": "Ann Example", "nth": 1}
    ],
    "sectors": [{"sector": "trade", "quote": "trade", "nth": 1, "agreement": "A1"}],
    "amounts": [
        {"amount": 5000000000, "currency": "USD", "role": "baseline", "indicator": "trade", "quote": "$5 billion",
         "nth": 1}
    ],
    "monetary_targets": [
        {"amount": 5e9, "currency": "USD", "indicator": "trade", "baseline": None, "deadline": None,
         "parties": ["NOR"], "quotes": [["$5 billion", 1]]}
    ],
    "historical_dates": [
        {"value": "2019", "quote": "2019", "nth": 1, "event_type": "agreement_signed", "event": "signed",
         "parties": ["NOR"]}
    ],
}  # fmt: skip


def written(folder, raw, name="article", text=TEXT):
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / f"{name}.json").write_text(raw if isinstance(raw, str) else json.dumps(raw), encoding="utf-8")
    return folder


def changed(path, value):
    """Return sound gold with one value changed; ``path`` as in "sectors.0.nth"; ... deletes."""
    raw = copy.deepcopy(SOUND)
    *parents, last = (int(part) if part.isdigit() else part for part in path.split("."))
    at = raw
    for part in parents:
        at = at[part]
    if value is ...:
        del at[last]
    else:
        at[last] = value
    return raw


def test_sound_gold_has_no_faults_and_its_places_are_those_of_the_quotes(tmp_path):
    (article,) = read_gold(written(tmp_path, SOUND))
    assert (article.id, article.published, article.text) == ("article", "2024-05-02", TEXT)
    words = {layer: TEXT[slice(*items[0].places[0])] for layer, items in article.annotation.items.items()}
    assert words["agreements"] == "a memorandum on trade"
    assert words["monetary_targets"] == "$5 billion"
    assert article.annotation.links == {("trade", "A1")}


FAULTS = [
    ("published", "May 2", "published: 'May 2' is no date"),
    ("published", ..., "file: has no 'published'"),
    ("principals", "NOR", "principals: 'NOR' is no list of codes"),
    ("principals", ["NOR", "NOR"], "principals: names a code twice"),
    ("principals", [None], "principals: None is no code"),
    ("colour", 1, "file: has an unknown field 'colour'"),
    ("extra", 1, "extra: is no object but int"),
    ("sectors", ..., "file: has no 'sectors'"),
    ("sectors", {}, "sectors: is no list but dict"),
    ("sectors.0", "trade", r"sectors\[0\]: is no object but str"),
    ("sectors.0.quote", "commerce", r"sectors\[0\]: quote: 'commerce' number 1 is not in the text, which has it 0"),
    ("sectors.0.nth", 3, r"sectors\[0\]: quote: 'trade' number 3 is not in the text, which has it 2 times"),
    ("sectors.0.nth", 0, "nth: 0 is no whole number above 0"),
    ("sectors.0.nth", True, "nth: True is no whole number above 0"),
    ("sectors.0.quote", None, "quote: None is no quote"),
    ("sectors.0.quote", "", "quote: '' is no quote"),
    ("sectors.0.sector", "commerce", "sector: 'commerce' is no sector id"),
    ("sectors.0.agreement", "A7", "agreement: 'A7' is no id of an agreement here; there are A1"),
    ("sectors.0.agreement", ["A1"], "is no id of an agreement here"),
    ("sectors.0.colour", "red", "has an unknown field 'colour'"),
    ("sectors.0.nth", ..., "has no 'nth'"),
    ("agreements.0.kind", "deal", "kind: 'deal' is not one of action_plan, agreement"),
    ("agreements.0.kind", ["treaty"], "is not one of"),
    ("agreements.0.status", None, "status: None is not one of planned, rejected, signed"),
    ("agreements.0.date", "2 May 2024", "date: '2 May 2024' is not EDTF"),
    ("agreements.0.date", 2024, "date: 2024 is not EDTF"),
    ("agreements.0.count", 0, "count: 0 is no whole number above 0"),
    ("agreements.0.quotes", [["the deal", 1]], "quotes: 'the deal' number 1 is not in the text"),
    ("agreements.0.quotes", [["a memorandum"]], r"is no list of \[quote, nth\]"),
    ("agreements.0.quotes", "x", r"is no list of \[quote, nth\]"),
    ("agreements.0.id", {}, r"agreements\[0\]: id: {} is no text"),
    ("signatories.0.agreement", "A2", r"signatories\[0\]: agreement: 'A2' is no id"),
    ("signatories.0.person", "Ann Specimen", "person: 'Ann Specimen' is not in the text"),
    ("signatories.0.country", "Norway", "country: 'Norway' is no ISO 3166-1"),
    ("signatories.0.country", "NWY", "country: 'NWY' is no ISO 3166-1"),
    ("amounts.0.currency", "USS", "currency: 'USS' is no ISO 4217 code"),
    ("amounts.0.amount", "5 billion", "amount: '5 billion' is no number"),
    ("amounts.0.amount", 10**400, "amount: is no sum below"),
    ("amounts.0.currency", "$", "currency: '\\$' is no ISO 4217 code"),
    ("amounts.0.role", "goal", "role: 'goal' is not one of"),
    ("amounts.0.indicator", "turnover", "indicator: 'turnover' is not one of"),
    ("monetary_targets.0.quotes", [], "quotes: is empty"),
    ("monetary_targets.0.parties", None, "parties: None is no list of codes"),
    ("historical_dates.0.value", "2019-02-30", "value: '2019-02-30' is not EDTF"),
    ("historical_dates.0.event", "agreed", "event: 'agreed' is not in the text"),
    ("historical_dates.0.event_type", "signing", "event_type: 'signing' is not one of"),
]


@pytest.mark.parametrize(("path", "value", "reason"), FAULTS)
def test_each_fault_is_named_with_file_and_record(tmp_path, path, value, reason):
    with pytest.raises(GoldError, match=reason) as error:
        read_gold(written(tmp_path, changed(path, value)))
    assert str(error.value).startswith("article.json: ")


def test_all_faults_are_named_at_once(tmp_path):
    raw = changed("sectors.0.sector", "commerce")
    raw["sectors"] += [dict(SOUND["sectors"][0]), dict(SOUND["sectors"][0])]
    raw["agreements"] += [dict(SOUND["agreements"][0])]
    raw["signatories"][0] |= {"person": None, "country": None}
    written(tmp_path, raw, "first")
    written(tmp_path, "[1, 2", "second")
    (tmp_path / "third.json").write_text("{}")
    articles, faults = check_gold(tmp_path)
    assert articles == []
    assert [f"{fault.file} {fault.where}" for fault in faults] == [
        "first.json agreements", "first.json signatories[0]", "first.json sectors[0]", "first.json sectors[2]",
        "second.json file", "third.json file",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "is empty|is not JSON"),
        ("null", "holds no object but NoneType"),
        ("[]", "holds no object but list"),
        ('{"published": NaN}', "has NaN, which is no JSON"),
        ('{"sectors": [], "sectors": []}', "has the key 'sectors' twice"),
        ("[" * 100000, "cannot|nested|is not JSON"),
        ('{"published": ' + "1" * 5000 + "}", "is not JSON that can be read"),
    ],
)
def test_files_that_are_no_gold_are_faults(tmp_path, content, reason):
    with pytest.raises(GoldError, match=reason):
        read_gold(written(tmp_path, content))


def test_bytes_that_are_no_utf8_are_a_fault(tmp_path):
    written(tmp_path, SOUND)
    (tmp_path / "article.json").write_bytes(b'{"published": "\xff"}')
    with pytest.raises(GoldError, match="is not UTF-8: byte 15"):
        read_gold(tmp_path)


def test_an_empty_folder_and_a_name_used_twice_are_faults(tmp_path):
    with pytest.raises(GoldError, match="holds no gold"):
        read_gold(tmp_path)
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        written(tmp_path / name, SOUND)
    with pytest.raises(GoldError, match="2 articles have this name"):
        read_gold(tmp_path)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*SOUND, "quote", "id"]), inner),
    max_leaves=8,
)
places = st.sampled_from(sorted({path for path, value, _ in FAULTS if path not in ("colour", "extra")}))


@settings(max_examples=100, deadline=None)
@given(places, json_values)
def test_no_json_crashes_the_check_and_what_passes_can_be_scored(path, value):
    raw = changed(path, value)
    if not list(gold_faults(raw, TEXT, known_codes())):
        article = make_gold("article", TEXT, raw)
        assert to_extraction(article).to_json()
    assert list(gold_faults(value, TEXT, known_codes()))


def test_the_shipped_gold_is_sound():
    articles, faults = check_gold(FIXTURES / "gold")
    assert faults == []
    assert len(articles) >= 8


def test_gold_survives_being_read_as_an_extraction_and_written_back():
    for article in read_gold(FIXTURES / "gold"):
        again = make_gold(article.id, article.text, to_gold(to_extraction(article), article.text))
        assert again.annotation.links == article.annotation.links
        for layer, items in article.annotation.items.items():
            assert sorted(map(repr, again.annotation.items[layer])) == sorted(map(repr, items))


@given(st.text("ab ", min_size=1, max_size=20), st.data())
def test_a_place_survives_being_quoted(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote, nth = Quoter(text).quote(start, end)
    at = find_quote(text, quote, nth)
    assert at is not None
    # Only where the words overlap themselves ("aba" in "ababa") can no number say the place.
    assert at == start or abs(at - start) < len(quote)


@pytest.mark.parametrize("value", ["1992-03-02", "1992-10", "2009", "1991/1995", "2019/..", "../1990", "199X", "18XX",
                                   "2021-06/2021-08", "-0476~", "2000-02-29"])  # fmt: skip
def test_edtf(value):
    assert is_edtf(value)


@pytest.mark.parametrize("value", ["", "1992-13", "1992-00", "2001-02-29", "92", "1992/", "../..", "1992-3-2", "May"])
def test_no_edtf(value):
    assert not is_edtf(value)


def test_predictions_name_their_bad_line(tmp_path):
    good = to_extraction(read_gold(FIXTURES / "gold")[0]).to_json()
    path = tmp_path / "predictions.jsonl"
    for lines, reason in (
        ([good, "{"], ":2: not JSON"),
        ([good, "{}"], ":2: Extraction"),
        ([good, good], ":2: a second extraction"),
    ):
        path.write_text("\n".join(lines))
        with pytest.raises(DataError, match=reason):
            read_predictions(path)
    path.write_text(good)
    with pytest.raises(DataError, match="no prediction for"):
        match_predictions(read_gold(FIXTURES / "gold"), read_predictions(path))
    with pytest.raises(DataError, match="no such file"):
        read_predictions(tmp_path / "none.jsonl")
