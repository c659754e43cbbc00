"""The crosswalk names ids of the closed list, and a query may go by group."""

from __future__ import annotations

import csv

from diplo_extract import extract
from diplo_extract.lexicon import Lexicons, read_sector_ids
from diplo_extract.records import sector_groups


def test_the_crosswalk_names_ids_of_the_closed_list() -> None:
    lexicons = Lexicons()
    with lexicons.paths("sector_crosswalk.csv")[0].open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["id"] for row in rows} <= set(read_sector_ids(lexicons))
    assert {row["scheme"] for row in rows} == {"DAC_CRS", "COFOG", "UNBIS"}
    assert len({(row["id"], row["scheme"]) for row in rows}) == len(rows)
    assert all(row["code"] and row["label"] and row["source"] for row in rows)


def test_sectors_come_by_group() -> None:
    groups = extract("Peru and Chile agreed to deepen trade, cultural and investment ties.").sectors_by_group()
    found = {group: [sector.sector for sector in sectors] for group, sectors in groups.items()}
    assert found == {"economy": ["trade", "investment"], "society": ["culture"]}
    assert set(sector_groups()) == set(read_sector_ids(Lexicons()))
