from __future__ import annotations

from pathlib import Path

import pytest

from diplo_extract import extract, open_results
from diplo_extract.batch import BatchOptions, run_batch
from diplo_extract.errors import StoreError
from diplo_extract.records import Amount, ArticleInfo, Equivalent, Extraction, Mention, MonetaryTarget
from diplo_extract.store.schemas import TABLES

MENTION = Mention(0, 11, "$10 billion", "money:amount")


def extraction() -> Extraction:
    from decimal import Decimal

    ten = Decimal("10000000000")
    return Extraction(
        article=ArticleInfo("a", "a.txt", "2023-05-01", None, "0" * 64, 9),
        principals=("KEN", "UGA"),
        amounts=(Amount(ten, None, "USD", True, "target", "trade", (MENTION, MENTION)),),
        monetary_targets=(
            MonetaryTarget(
                ten, "USD", "trade", None, None, ("KEN", "UGA"), (MENTION,), equivalents=(Equivalent(ten, "EUR"),)
            ),
        ),
    )


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_an_extraction_becomes_frames(library: str) -> None:
    pytest.importorskip(library)
    frames = extraction().to_frames(library)  # type: ignore[arg-type]
    assert set(frames) == set(TABLES) - {"errors"}
    for table, frame in frames.items():
        assert list(frame.columns) == [name for name, _ in TABLES[table]]
    assert list(frames["amounts"]["amount"]) == ["10000000000"]
    assert list(frames["amounts"]["approximate"]) == [True]
    assert [list(parties) for parties in frames["monetary_targets"]["parties"]] == [["KEN", "UGA"]]
    assert [list(e) for e in frames["monetary_targets"]["equivalents"]] == [["10000000000 EUR"]]
    assert list(frames["mentions"]["mention"]) == [1, 2, 1]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_results_are_the_same_frames_whatever_the_format(library: str, tmp_path: Path) -> None:
    pytest.importorskip(library)
    (tmp_path / "in").mkdir()
    text = 'date 2023-05-01 Kenya, "Uganda" and Peru; signed an agreement on energy worth $2 billion in 2019.\n\nOver.'
    (tmp_path / "in" / "a.txt").write_text(text, "utf-8")
    (tmp_path / "in" / "b.txt").write_bytes(b"")
    found = {}
    for format in ("parquet", "csv", "jsonl"):
        run_batch([tmp_path / "in"], tmp_path / format, BatchOptions(format=format), workers=0)  # type: ignore[arg-type]
        results = open_results(tmp_path / format, library)  # type: ignore[arg-type]
        found[format] = {
            table: (
                results[table].to_dict("list") if library == "pandas" else results[table].to_dict(as_series=False),
                [str(t) for t in results[table].dtypes],
            )
            for table in results
        }
    assert str(found["parquet"]) == str(found["csv"]) == str(found["jsonl"])
    assert found["csv"]["articles"][0]["text"] == [text]
    assert found["csv"]["errors"][0]["code"] == ["empty"]


def test_a_run_that_has_not_ended_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no run\.json"):
        open_results(tmp_path)


def test_records_of_a_real_extraction_fit_the_schemas() -> None:
    pytest.importorskip("polars")
    frames = extract("Kenya and Uganda signed an agreement on energy in 2019.", id="a").to_frames("polars")
    assert frames["articles"]["article"].to_list() == ["a"]
