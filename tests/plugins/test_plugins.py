"""Plug-ins in the library: asked for by name, their records typed, grounded, and read back exactly."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
import spacy

import diplo_extract
from diplo_extract.errors import DataError, PluginError
from diplo_extract.plugins import Plugin, UnknownRecord, add_records, find_plugin, installed_plugins
from diplo_extract.records import Extraction, Mention
from diplo_extract.schema import json_schema

TEXT = "Kenya and Uganda opened the Blue Heron naval drills on 3 May 2021. The Marlin met the Heron."
NAMES = ["military_exercises", "ships"]


def test_those_installed_are_named_and_none_is_imported(installed: Path) -> None:
    assert set(installed_plugins()) >= {"broken", "military_exercises", "other", "ships"}


def test_none_takes_part_unless_it_is_named(installed: Path) -> None:
    assert diplo_extract.extract(TEXT, nlp=diplo_extract.load()).extra == {}


def test_records_of_two_plugins(installed: Path) -> None:
    extraction = diplo_extract.extract(TEXT, nlp=diplo_extract.load(plugins=NAMES))
    [exercise] = extraction.extra["military_exercises"]
    assert (exercise.name, exercise.kind, exercise.participants, exercise.date) == (
        "Blue Heron", "naval", ("KEN", "UGA"), "2021-05-03",
    )  # fmt: skip
    assert [ship.name for ship in extraction.extra["ships"]] == ["Marlin", "Heron"]  # in order of the text
    assert extraction.extra["ships"][0].tons == Decimal("12.5")
    assert extraction.principals == ("KEN", "UGA")


def test_nothing_found_is_an_empty_tuple(installed: Path) -> None:
    assert diplo_extract.extract("Rain.", nlp=diplo_extract.load(plugins=NAMES)).extra == {
        "military_exercises": (),
        "ships": (),
    }


def test_the_round_trip_is_exact_and_fits_the_schema(installed: Path) -> None:
    extraction = diplo_extract.extract(TEXT, nlp=diplo_extract.load(plugins=NAMES))
    again = Extraction.from_json(extraction.to_json())
    assert again == extraction
    assert again.to_json() == extraction.to_json()
    assert type(again.extra["ships"][0]) is find_plugin("ships").record
    for schema in (json_schema(), json_schema(NAMES)):
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(extraction.to_dict(), schema)


def test_the_schema_of_a_named_plugin_knows_its_fields(installed: Path) -> None:
    data = diplo_extract.extract(TEXT, nlp=diplo_extract.load(plugins=["ships"])).to_dict()
    data["extra"]["ships"][0]["guns"] = "three"
    jsonschema.validate(data, json_schema())
    with pytest.raises(jsonschema.ValidationError, match="three"):
        jsonschema.validate(data, json_schema(["ships"]))
    del data["extra"]["ships"][0]["mentions"]
    with pytest.raises(jsonschema.ValidationError, match="mentions"):
        jsonschema.validate(data, json_schema())


def test_records_of_a_plugin_that_is_not_installed_are_kept_to_the_letter() -> None:
    data = diplo_extract.extract(TEXT).to_dict()
    mention = {"start": 0, "end": 5, "text": "Kenya", "rule": "x:y"}
    data["extra"] = {"rockets": [{"z": [{"deep": None}], "mentions": [mention], "a": 1.5}]}
    extraction = Extraction.from_dict(data)
    [record] = extraction.extra["rockets"]
    assert isinstance(record, UnknownRecord)
    assert record.mentions == (Mention(0, 5, "Kenya", "x:y"),)
    assert json.dumps(extraction.to_dict()) == json.dumps(data)
    assert "rockets" in extraction.to_html(TEXT) or "Rockets" in extraction.to_html(TEXT)
    with pytest.raises(PluginError, match="no plug-in 'rockets' is installed; installed: "):
        extraction.to_frames()


@pytest.mark.parametrize(
    ("extra", "message"),
    [
        ([], "Extraction.extra: expected an object"),
        ({"ships": {}}, r"extra\['ships'\]: expected a list"),
        ({"ships": [{"name": "x"}]}, r"extra\['ships'\]\[0\].*missing"),
        ({"rockets": [{"mentions": []}]}, r"extra\['rockets'\]\[0\].mentions: expected a list of at least one"),
        ({"rockets": ["x"]}, r"extra\['rockets'\]\[0\]: expected an object"),
    ],
)
def test_extra_of_another_shape_is_an_error_that_names_the_place(installed: Path, extra, message: str) -> None:
    with pytest.raises(DataError, match=message):
        Extraction.from_dict({**diplo_extract.extract(TEXT).to_dict(), "extra": extra})


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("rockets", "no plug-in 'rockets' is installed; installed: .*military_exercises.*ships"),
        ("broken", "plug-in 'broken': .*no sails"),
        ("other", "plug-in 'other': diplo_other:PLUGIN is no Plugin of this name"),
    ],
)
def test_a_plugin_that_cannot_be_had(installed: Path, name: str, message: str) -> None:
    with pytest.raises(PluginError, match=message):
        diplo_extract.load(plugins=[name])


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("adrift", "plug-in 'ships': record 1: its mention 'Marlin' is not the text at"),
        ("ghost", "plug-in 'ships': record 1: has no mention"),
        ("paddled", "plug-in 'ships': record 1.kind: 'canoe' is not one of frigate, tanker"),
        ("sunk", "plug-in 'ships': ValueError"),
    ],
)
def test_a_record_that_is_not_as_the_plugin_says(installed: Path, word: str, message: str) -> None:
    with pytest.raises(PluginError, match=message):
        diplo_extract.extract(f"The Marlin {word} .", nlp=diplo_extract.load(plugins=["ships"]))


def test_a_record_of_another_type_and_a_doc_without_an_extraction(installed: Path) -> None:
    doc = diplo_extract.load()(TEXT)
    with pytest.raises(PluginError, match="record 1: is no Ship but str"):
        add_records(doc, find_plugin("ships"), ["Marlin"])
    nlp = spacy.blank("en")
    nlp.add_pipe("ships")
    with pytest.raises(PluginError, match="add the pipe 'diplo_extract' before it"):
        nlp(TEXT)


@dataclass
class Thawed:
    mentions: tuple[Mention, ...]


@dataclass(frozen=True)
class Placeless:
    name: str


@dataclass(frozen=True)
class Nested:
    name: list[str]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True)
class Taken:
    article: str
    mentions: tuple[Mention, ...]


@pytest.mark.parametrize(
    ("name", "record", "message"),
    [
        ("Ships", Nested, "a name is lower-case letters"),
        ("../ships", Nested, "a name is lower-case letters"),
        ("thawed", Thawed, "no frozen dataclass"),
        ("placeless", Placeless, "has no field 'mentions"),
        ("nested", Nested, "name: the type .* is not allowed; allowed: str, int"),
        ("taken", Taken, "cannot be named 'article'"),
    ],
)
def test_a_plugin_of_a_shape_that_is_not_allowed(name: str, record: type, message: str) -> None:
    with pytest.raises(PluginError, match=message):
        Plugin(name, record)


def test_in_a_pipeline_of_another_project_and_from_disk(installed: Path, tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("diplo_extract")
    nlp.add_pipe("military_exercises")
    expected = diplo_extract.extract(TEXT, nlp=diplo_extract.load(plugins=["military_exercises"])).extra
    assert nlp(TEXT)._.diplo.extra == expected
    nlp.to_disk(tmp_path / "pipeline")
    assert spacy.load(tmp_path / "pipeline")(TEXT)._.diplo.extra == expected


def test_two_processes_give_what_one_gives(installed: Path) -> None:
    nlp = diplo_extract.load(plugins=NAMES)
    texts = [TEXT, "Rain.", TEXT]
    assert list(diplo_extract.extract_many(texts, nlp=nlp, n_process=2, batch_size=1)) == list(
        diplo_extract.extract_many(texts, nlp=nlp)
    )


def test_behind_a_component_that_takes_documents_by_the_batch(installed: Path) -> None:
    """What the chain found is kept for one Doc only; for others it is found again."""

    class Batches:
        def __call__(self, doc):
            return doc

        def pipe(self, docs, batch_size):
            yield from list(docs)

    spacy.language.Language.factory("batches_of_a_test", func=lambda nlp, name: Batches())
    nlp = diplo_extract.load(plugins=["military_exercises"])
    texts = [TEXT, TEXT.replace("Kenya", "Ghana")]
    expected = list(diplo_extract.extract_many(texts, nlp=nlp))
    nlp.add_pipe("batches_of_a_test", after="diplo_extract")
    assert list(diplo_extract.extract_many(texts, nlp=nlp)) == expected


def test_a_lone_surrogate_in_the_words_of_a_record(installed: Path) -> None:
    text = TEXT.replace("naval", "\ud800 naval").replace("the Blue Heron \ud800 naval", "a\ud800 the Blue Heron naval")
    extraction = diplo_extract.extract(text, nlp=diplo_extract.load(plugins=NAMES))
    for records in extraction.extra.values():
        assert records
        assert all(text[m.start : m.end] == m.text for record in records for m in record.mentions)


def test_a_folder_of_lexicons_does_the_same_without_code(terms: Callable[..., Path], tmp_path: Path) -> None:
    text = "Peru and Chile held a River Summit in May 2020. Togo hosted a trade forum. The summit ended."
    nlp = diplo_extract.load(lexicons=[terms()])
    extraction = diplo_extract.extract(text, nlp=nlp)
    assert [(t.id, t.actors, t.dates, t.mentions[0].text) for t in extraction.extra["summits"]] == [
        ("river", ("PER", "CHL"), ("2020-05",), "River Summit"),
        ("hosted", ("TGO",), (), "trade forum"),
        ("any", (), (), "summit"),
    ]
    assert Extraction.from_json(extraction.to_json()) == extraction
    jsonschema.validate(extraction.to_dict(), json_schema())
    nlp.to_disk(tmp_path / "pipeline")
    assert diplo_extract.extract(text, nlp=spacy.load(tmp_path / "pipeline")) == extraction


def test_a_folder_cannot_take_the_name_of_an_installed_plugin(installed: Path, terms: Callable[..., Path]) -> None:
    with pytest.raises(PluginError, match="extra_ships: an installed plug-in has this name"):
        diplo_extract.load(lexicons=[terms("ships")])


def test_a_plugin_reads_the_rows_that_a_user_adds_to_its_patterns(installed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "rows"
    folder.mkdir()
    (folder / "military_exercises.jsonl").write_text(
        '{"id": "mine", "label": "x", "pattern": "(?P<name>Grey Owl) rehearsal", "examples": ["Grey Owl rehearsal"]}',
        "utf-8",
    )
    nlp = diplo_extract.load(lexicons=[folder], plugins=["military_exercises"])
    [found] = diplo_extract.extract("Oman began the Grey Owl rehearsal.", nlp=nlp).extra["military_exercises"]
    assert (found.name, found.mentions[0].rule) == ("Grey Owl", "military_exercises:mine")
