"""The scorer: held to the reference's figures, and to what must be true of any scorer."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplo_extract.errors import DataError
from diplo_extract.evaluate.annotation import Annotation, Item, from_extraction
from diplo_extract.evaluate.convert import to_extraction
from diplo_extract.evaluate.gold import match_predictions, read_gold, read_predictions
from diplo_extract.evaluate.match import fold, pair_up, same_actor, same_organization, same_person, shared_characters
from diplo_extract.evaluate.report import compare, evaluate, report_dict
from diplo_extract.evaluate.score import LAYERS, Counts, score_article, total

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture(scope="module")
def gold():
    recorded = set(read_predictions(FIXTURES / "scorer" / "predictions.jsonl"))
    return [article for article in read_gold(FIXTURES / "gold") if article.id in recorded]


@pytest.fixture(scope="module")
def spoiled(gold):
    predictions = match_predictions(gold, read_predictions(FIXTURES / "scorer" / "predictions.jsonl"))
    return [from_extraction(p, a.text) for a, p in zip(gold, predictions, strict=True)]


def scored(gold, predicted):
    return compare(gold, predicted, name="test", samples=0).total


def swapped(gold, predicted):
    return [replace(article, annotation=other) for article, other in zip(gold, predicted, strict=True)]


def test_every_figure_is_that_of_the_reference_scorer(gold, spoiled):
    """figures.json was printed by the reference scorer for predictions.jsonl (benchmarks/scorer_agreement.py)."""
    expected = json.loads((FIXTURES / "scorer" / "figures.json").read_text())
    got = report_dict(compare(gold, spoiled, name="test", samples=0))
    assert (got["articles"], got["mission_f1"]) == (expected["articles"], expected["mission_f1"])
    assert list(got["layers"]) == list(expected["layers"])
    for name, layer in expected["layers"].items():
        assert {key: got["layers"][name][key] for key in layer} == layer, name


def test_gold_against_itself_is_right_everywhere(gold):
    report = evaluate(gold, [to_extraction(article) for article in gold], samples=0)
    for name, counts in report.total.counts.items():
        assert (counts.fp, counts.fn) == (0, 0), name
        assert counts.f1 == 1
    for layer, modes in report.total.matching.items():
        assert {mode: counts.f1 for mode, counts in modes.items()} == dict.fromkeys(modes, 1), layer
    assert all(slot.accuracy == 1 for slots in report.total.slots.values() for slot in slots.values())
    assert report.total.mission_f1 == 1


def test_swapping_gold_and_predictions_swaps_precision_and_recall(gold, spoiled):
    there = scored(gold, spoiled)
    back = scored(swapped(gold, spoiled), [article.annotation for article in gold])
    for name, counts in there.counts.items():
        assert back.counts[name] == Counts(counts.tp, counts.fn, counts.fp), name
        assert (back.counts[name].precision, back.counts[name].recall) == (counts.recall, counts.precision)
    for layer, modes in there.matching.items():
        for mode, counts in modes.items():
            assert back.matching[layer][mode] == Counts(counts.tp, counts.fn, counts.fp), (layer, mode)


def test_scoring_folders_together_is_summing_their_counts(gold, spoiled):
    together = scored(gold, spoiled)
    for cut in (1, 3, len(gold) - 1):
        parts = [scored(gold[:cut], spoiled[:cut]), scored(gold[cut:], spoiled[cut:])]
        assert total(parts) == together


def test_the_order_of_articles_and_records_changes_nothing(gold, spoiled):
    """Unless one record is predicted twice over the same words: of such equals the earlier one is paired."""
    spoiled = [replace(annotation, items=_without_doubles(annotation.items)) for annotation in spoiled]
    expected = scored(gold, spoiled)
    for seed in range(5):
        random = Random(seed)
        order = random.sample(range(len(gold)), len(gold))
        mixed_gold = [replace(gold[i], annotation=_mixed(gold[i].annotation, random)) for i in order]
        got = scored(mixed_gold, [_mixed(spoiled[i], random) for i in order])
        assert got.counts == expected.counts
        assert got.matching == expected.matching


def _without_doubles(items):
    kept = {layer: [] for layer in items}
    for layer, rows in items.items():
        for item in rows:
            if not any(_doubles(item, other) for other in kept[layer]):
                kept[layer].append(item)
    return {layer: tuple(rows) for layer, rows in kept.items()}


def _doubles(item, other):
    if item.layer == "signatories":
        return item["agreement"] == other["agreement"] and same_actor(item, other)
    return item.layer != "agreements" and bool(shared_characters((item,), (other,)))


def _mixed(annotation, random):
    items = {layer: tuple(random.sample(rows, len(rows))) for layer, rows in annotation.items.items()}
    return replace(annotation, items=items)


def test_an_empty_prediction_has_no_precision(gold):
    nothing = [Annotation(dict.fromkeys(LAYERS, ())) for _ in gold]
    for name, counts in scored(gold, nothing).counts.items():
        assert counts.precision is None, name
        assert (counts.recall, counts.f1) == (0, 0)
    empty = scored(swapped(gold, nothing), nothing)
    assert all(c.precision is c.recall is c.f1 is None for c in empty.counts.values())
    assert empty.mission_f1 == 0


def test_what_became_of_each_record_adds_up_to_the_counts(gold, spoiled):
    for article, predicted in zip(gold, spoiled, strict=True):
        result = score_article(article.id, article.annotation, predicted)
        for layer in LAYERS:
            kinds = [o.kind for o in result.outcomes if o.layer == layer]
            counts = Counts(kinds.count("right"), kinds.count("spurious"), kinds.count("missed"))
            assert counts == result.score.counts[layer]


def test_a_mention_that_is_not_the_text_is_an_error(gold):
    extraction = to_extraction(gold[0])
    mention = extraction.sectors[0].mentions[0]
    wrong = replace(extraction.sectors[0], mentions=(replace(mention, start=mention.start + 1),))
    with pytest.raises(DataError, match=f"{gold[0].id}: sectors: the mention"):
        from_extraction(replace(extraction, sectors=(wrong,)), gold[0].text)


def items(layer, values):
    places = st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda p: (p[0], p[0] + p[1]))
    return st.lists(
        st.builds(lambda place, value: Item(layer, (place,), value), places, st.fixed_dictionaries(values)), max_size=6
    ).map(tuple)


SUMS = {
    "amount": st.integers(1, 3),
    "currency": st.sampled_from([None, "USD"]),
    "indicator": st.sampled_from(["trade", "aid"]),
}
annotations = st.fixed_dictionaries(
    {
        "agreements": st.just(()),
        "signatories": st.just(()),
        "sectors": items("sectors", {"sector": st.sampled_from(["energy", "trade"])}),
        "amounts": items("amounts", {**SUMS, "amount_max": st.none(), "role": st.sampled_from(["past", "target"])}),
        "monetary_targets": items(
            "monetary_targets", {**SUMS, "baseline": st.none(), "deadline": st.none(), "parties": st.just(())}
        ),
        "historical_dates": items(
            "historical_dates",
            {
                "value": st.sampled_from(["2019", "2020"]),
                "event_type": st.sampled_from(["visit", "other"]),
                "event": st.none(),
                "parties": st.just(()),
            },
        ),
    }
).map(Annotation)


@settings(max_examples=100)
@given(annotations, annotations)
def test_of_any_two_annotations_either_may_be_gold(first, second):
    there, back = score_article("a", first, second).score, score_article("a", second, first).score
    for name, counts in there.counts.items():
        assert back.counts[name] == Counts(counts.tp, counts.fn, counts.fp), name
    for layer in LAYERS:
        assert there.counts[layer].tp + there.counts[layer].fn == len(first.items[layer])
        assert there.counts[layer].tp + there.counts[layer].fp == len(second.items[layer])
        assert there.matching[layer]["exact"].tp <= there.matching[layer]["record"].tp
    assert all(c.fp == c.fn == 0 for c in score_article("a", first, first).score.counts.values())


def test_the_scorer_needs_no_spacy():
    code = (
        "import importlib, pkgutil, sys, diplo_extract.evaluate as e\n"
        "for m in pkgutil.walk_packages(e.__path__, 'diplo_extract.evaluate.'): importlib.import_module(m.name)\n"
        "import diplo_extract.report.evaluation\n"
        "sys.exit(sorted(sys.modules.keys() & {'spacy', 'numpy', 'pydantic'}) or None)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Recep Tayyip Erdoğan", "Erdogan", True),
        ("Ayşe Yılmaz", "AYSE YILMAZ", True),
        ("Kim Example", "Kim Example Jr", True),
        ("Ann Example", "Ben Example", True),
        ("Ann Example", "Ann Specimen", False),
        (None, "Ann", False),
        ("", "", False),
        ("李", "李", False),
    ],
)
def test_persons(a, b, same):
    assert same_person(a, b) is same_person(b, a) is same


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (None, None, True),
        (None, "Bank", False),
        ("Ministry of Trade", "the Trade Ministry", True),
        ("Ministry of Trade", "Ministry of Energy", False),
        ("Example Steel Works Ltd.", "Example Steel", True),
        ("the Company", "the Ministry", False),
    ],
)
def test_organizations(a, b, same):
    assert same_organization(a, b) is same_organization(b, a) is same


def test_fold_leaves_letters_and_digits():
    assert fold("  Wałęsa–øst, İstanbul 5! ") == "walesaost istanbul 5"


def test_the_heaviest_pair_goes_first_and_ties_to_the_earlier():
    assert pair_up([((1, 0), 2.0), ((0, 0), 2.0), ((0, 1), 3.0), ((2, 2), 0)]) == [(0, 1), (1, 0)]


def test_shared_characters_are_those_of_all_pairs_of_mentions(gold, spoiled):
    for article, predicted in zip(gold, spoiled, strict=True):
        for layer in LAYERS:
            golds, preds = article.annotation.items[layer], predicted.items[layer]
            every = {
                (i, j): sum(max(0, min(e, f) - max(s, t)) for s, e in g.places for t, f in p.places)
                for i, g in enumerate(golds)
                for j, p in enumerate(preds)
            }
            assert shared_characters(golds, preds) == {pair: n for pair, n in every.items() if n}
