"""Gains and losses against a saved baseline, agreement between annotators, the README's table."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from diplo_extract.cli import main
from diplo_extract.errors import DataError, GoldError
from diplo_extract.evaluate.agreement import cohens_kappa, in_common, kappas
from diplo_extract.evaluate.baseline import (
    compare_with_baseline,
    comparison_lines,
    gold_hash,
    read_baseline,
    save_baseline,
)
from diplo_extract.evaluate.bootstrap import bootstrap, bootstrap_difference
from diplo_extract.evaluate.convert import to_extraction
from diplo_extract.evaluate.describe import Sentences, describe
from diplo_extract.evaluate.gold import match_predictions, read_gold, read_predictions
from diplo_extract.evaluate.readme import accuracy_lines, table_in, with_table
from diplo_extract.evaluate.report import confusions, evaluate, report_dict, rule_scores
from diplo_extract.evaluate.score import Counts, Score
from diplo_extract.evaluate.table import side_by_side_lines

FIXTURES = Path(__file__).parents[2] / "fixtures"
PREDICTIONS = FIXTURES / "scorer" / "predictions.jsonl"


@pytest.fixture(scope="module")
def gold():
    recorded = set(read_predictions(PREDICTIONS))
    return [article for article in read_gold(FIXTURES / "gold") if article.id in recorded]


@pytest.fixture(scope="module")
def right(gold):
    return evaluate(gold, [to_extraction(article) for article in gold], name="test", samples=20)


@pytest.fixture(scope="module")
def spoiled(gold):
    return evaluate(gold, match_predictions(gold, read_predictions(PREDICTIONS)), name="test", samples=20)


def compared(path, gold, report, before):
    save_baseline(path, gold, [before])
    return compare_with_baseline(read_baseline(path), gold, [report])


def test_nothing_changed_is_no_change(tmp_path, gold, spoiled):
    (comparison,), notes = compared(tmp_path / "b.json", gold, spoiled, spoiled)
    assert (comparison.changes, comparison.losses, notes) == ((), (), [])
    assert comparison.before == comparison.after


def test_every_lost_record_is_named_with_sentence_and_rule(tmp_path, gold, right, spoiled):
    (comparison,), _ = compared(tmp_path / "b.json", gold, spoiled, right)
    lost = [c for c in comparison.changes if c.kind == "lost"]
    spurious = [c for c in comparison.changes if c.kind == "newly spurious"]
    layers = ("agreements", "signatories", "sectors", "amounts", "monetary_targets", "historical_dates")
    assert len(lost) == sum(spoiled.total.counts[layer].fn for layer in layers)
    assert len(spurious) == sum(spoiled.total.counts[layer].fp for layer in layers)
    assert {c.rule for c in lost} == {"gold"}
    assert all("[" in c.sentence and "]" in c.sentence for c in comparison.changes)
    assert comparison.losses[0].startswith("mission F1 fell from 1.0000 to 0.")
    lines = list(comparison_lines(comparison))
    assert sum(line.startswith("  lost ") for line in lines) == len(lost)


def test_the_way_back_gains_what_was_lost(tmp_path, gold, right, spoiled):
    (there,), _ = compared(tmp_path / "a.json", gold, spoiled, right)
    (back,), _ = compared(tmp_path / "b.json", gold, right, spoiled)
    opposite = {"lost": "gained", "newly spurious": "no longer spurious"}
    assert sorted((opposite[c.kind], c.record) for c in there.changes) == sorted(
        (c.kind, c.record) for c in back.changes
    )
    assert back.losses == ()
    assert back.gain["mission"][0] > 0


def test_the_allowed_loss_is_the_baselines_and_is_kept(tmp_path, gold, right, spoiled):
    path = tmp_path / "b.json"
    save_baseline(path, gold, [right])
    data = json.loads(path.read_text())
    data["allowed_loss"] = {"mission_f1": 1.0, "layer_f1": 1.0, "sectors_f1": 0.01}
    path.write_text(json.dumps(data))
    save_baseline(path, gold, [right])
    (comparison,), _ = compare_with_baseline(read_baseline(path), gold, [spoiled])
    assert len(comparison.losses) == 1
    assert comparison.losses[0].startswith("sectors F1 fell")


def test_other_gold_is_not_compared_in_silence(tmp_path, gold, right):
    path = tmp_path / "b.json"
    save_baseline(path, gold[1:], [right])
    changed = [*gold[:-1], replace(gold[-1], raw={**gold[-1].raw, "principals": []})]
    assert gold_hash(changed[-1]) != gold_hash(gold[-1])
    _, notes = compare_with_baseline(read_baseline(path), changed[:1] + changed[2:], [replace(right, name="other")])
    assert [note.split(" and")[0] for note in notes] == [
        "1 articles are new", "1 articles are gone", "1 articles have other gold or text",
        "the baseline has no pipeline other; save it anew",
    ]  # fmt: skip


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": 9}', '{"format": 1, "allowed_loss": []}'])
def test_a_file_that_is_no_baseline_is_an_error(tmp_path, content):
    path = tmp_path / "b.json"
    path.write_text(content)
    with pytest.raises(DataError, match="baseline"):
        read_baseline(path)
    with pytest.raises(DataError, match="cannot be read"):
        read_baseline(tmp_path / "none.json")


def test_check_on_the_command_line(capsys, tmp_path, gold):
    path = tmp_path / "b.json"
    good = tmp_path / "good.jsonl"
    good.write_text("".join(to_extraction(a).to_json() + "\n" for a in gold))
    files = [str(FIXTURES / "gold" / f"{a.id}.json") for a in gold]
    common = ["evaluate", *files, "--samples", "0"]
    assert main([*common, "--predictions", str(good), "--save-baseline", str(path)]) == 0
    assert main([*common, "--predictions", str(good), "--baseline", str(path), "--check"]) == 0
    assert main([*common, "--predictions", str(PREDICTIONS), "--baseline", str(path)]) == 0
    capsys.readouterr()
    assert main([*common, "--predictions", str(PREDICTIONS), "--baseline", str(path), "--check"]) == 1
    captured = capsys.readouterr()
    assert "diplo-extract: predictions: mission F1 fell from 1.0000" in captured.err
    assert "  lost               sectors: " in captured.out
    assert main([*common, "--check"]) == 2


def test_every_error_is_listed_in_its_sentence(capsys, gold, spoiled):
    files = [str(FIXTURES / "gold" / f"{a.id}.json") for a in gold]
    assert main(["evaluate", *files, "--predictions", str(PREDICTIONS), "--errors", "sectors", "--samples", "0"]) == 0
    out = capsys.readouterr().out
    counts = spoiled.total.counts["sectors"]
    assert out.count("  sectors  missed  ") == counts.fn
    assert out.count("  sectors  spurious  ") == counts.fp


def test_rules_add_up_to_the_counts(spoiled):
    scores = rule_scores(spoiled)
    for layer in ("sectors", "amounts", "historical_dates"):
        rows = [s for s in scores if s.layer == layer]
        counts = spoiled.total.counts[layer]
        assert (sum(s.right for s in rows), sum(s.wrong for s in rows)) == (counts.tp, counts.fp)


def test_confusions_are_counted_most_frequent_first(spoiled):
    found = confusions(spoiled)
    assert [c.n for c in found] == sorted((c.n for c in found), reverse=True)
    assert all(c.gold != c.predicted for c in found)
    statuses = sum(c.n for c in found if (c.layer, c.slot) == ("agreements", "status"))
    slot = spoiled.total.slots["agreements"]["status"]
    assert statuses == slot.n - slot.right


def test_intervals_hold_the_figure_and_are_the_same_each_time(spoiled):
    scores = [article.score for article in spoiled.articles]
    intervals = bootstrap(scores, samples=300)
    assert intervals == bootstrap(scores, samples=300)
    for name, counts in spoiled.total.counts.items():
        for figure in ("precision", "recall", "f1"):
            low, high = intervals[name][figure]
            assert low <= getattr(counts, figure) <= high, name
    low, high = intervals["mission"]["f1"]
    assert low < spoiled.total.mission_f1 < high


def test_intervals_of_little_or_nothing():
    assert bootstrap([]) == {}
    assert bootstrap_difference([], []) == {}
    one = Score(1, {"sectors": Counts(1, 1, 0)})
    intervals = bootstrap([one], samples=10)
    assert intervals["sectors"]["precision"] == (0.5, 0.5)
    assert intervals["amounts"]["f1"] is None


def test_a_layer_that_few_articles_have_does_not_pull_the_missions_interval_to_nothing():
    full = {layer: Counts(9, 1, 1) for layer in ("signatories", "sectors", "historical_dates")}
    scores = [Score(1, {**full, "monetary_targets": Counts(9 * (i == 0), i == 0, i == 0)}) for i in range(6)]
    low, high = bootstrap(scores, samples=200)["mission"]["f1"]
    assert (low, high) == pytest.approx((0.9, 0.9))


def test_two_pipelines_stand_in_one_table(right, spoiled):
    lines = list(side_by_side_lines([replace(spoiled, name="default"), replace(right, name="en_core_web_sm")]))
    assert lines[0].split()[:3] == ["F1", "default", "en_core_web_sm"]
    gain = 1 - spoiled.total.mission_f1
    assert lines[-1].split()[:4] == ["mission", f"{1 - gain:.3f}", "1.000", f"{gain:+.3f}"]


def test_agreement_of_an_annotator_with_herself_is_whole(gold):
    annotations = [a.annotation for a in gold]
    for k in kappas(annotations, annotations):
        assert k.agreed == k.n
        assert k.kappa in (1, None)


def test_kappa():
    # The textbook case: 20 both yes, 5 and 10 apart, 15 both no.
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert cohens_kappa(pairs) == pytest.approx(0.4)
    assert cohens_kappa([]) is None
    assert cohens_kappa([("y", "y")]) is None
    assert cohens_kappa([("y", "n"), ("n", "y")]) == -1


def test_annotators_are_compared_over_what_they_share(gold):
    assert [a.id for a, _ in in_common(gold, gold[2:4])] == [a.id for a in gold[2:4]]
    with pytest.raises(GoldError, match="no article in common"):
        in_common(gold[:1], gold[1:])
    with pytest.raises(GoldError, match="different texts"):
        in_common(gold[:1], [replace(gold[0], text="other")])


def test_against_on_the_command_line(capsys):
    folder = str(FIXTURES / "gold")
    assert main(["evaluate", folder, "--against", folder, "--json", "--samples", "0"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["pipelines"][folder]["mission_f1"] == 1
    assert {k["kappa"] for k in data["kappa"]} <= {1, None}
    assert {k["layer"] for k in data["kappa"] if k["kappa"] == 1} >= {"agreements", "sectors", "historical_dates"}


def test_the_accuracy_table_is_put_between_its_markers(spoiled):
    figures = {"default": report_dict(spoiled), "en_core_web_sm": report_dict(spoiled)}
    lines = list(accuracy_lines(figures))
    assert lines[1].startswith(f"| F1 on {len(spoiled.articles)} articles | records | default pipeline | with en_core")
    sectors = spoiled.total.counts["sectors"]
    assert any(line.startswith(f"| sectors | {sectors.tp + sectors.fn} | {sectors.f1:.3f} (") for line in lines)
    readme = "# Title\n\n<!-- accuracy -->\nold\n<!-- /accuracy -->\n\nMore.\n"
    new = with_table(readme, iter(lines))
    assert table_in(new) == "\n".join(lines)
    assert (new[:9], new[-7:]) == ("# Title\n\n", "\nMore.\n")
    with pytest.raises(DataError, match="no table"):
        table_in("# Title")


def test_a_long_sentence_is_cut_around_the_words():
    text = "xx " * 400 + "treaty" + " yy" * 400
    shown = Sentences(text).around((1200, 1206))
    assert shown == f"… {'xx ' * 39}[treaty]{' yy' * 39} …"
    assert Sentences("x" * 900 + "treaty" + "y" * 900).around((900, 906)) == "… [treaty] …"


def test_descriptions_say_what_a_record_says(gold):
    seed = next(a for a in gold if a.id.startswith("000"))
    items = seed.annotation.items
    assert describe(items["agreements"][0]) == "joint_declaration signed 2022-05-10 Ankara"
    assert describe(items["agreements"][1]) == "agreement ×12 signed 2022-05-10 Ankara"
    assert describe(items["monetary_targets"][0]).startswith("10000000000 USD trade")
