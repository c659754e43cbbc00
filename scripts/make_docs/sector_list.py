"""The closed list of sectors as a page, with the codes of other classifications."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

LEXICONS = Path(__file__).parents[2] / "diplo_extract" / "lexicons"
_HEAD = """# The list of sectors

<!-- made by: python scripts/make_docs -->

The {count} ids that `sector` can be, by group, with the EuroVoc concept and the codes of
[other classifications](sectors.md#other-classifications) where one is certain: OECD DAC/CRS purpose codes, divisions of
COFOG, subject categories of UNBIS."""


def sector_list() -> str:
    """Return the page."""
    sectors, codes = _rows("sector_ids.csv"), defaultdict(list)
    for row in _rows("sector_crosswalk.csv"):
        codes[row["id"], row["scheme"]].append(row["code"])
    groups: dict[str, list[dict[str, str]]] = {}
    for sector in sectors:
        groups.setdefault(sector["group"], []).append(sector)
    lines = [_HEAD.format(count=len(sectors))]
    for group, members in groups.items():
        lines += ["", f"## {group}", "", *_table(members, codes)]
    return "\n".join(lines) + "\n"


def _table(sectors: list[dict[str, str]], codes: dict[tuple[str, str], list[str]]) -> Iterator[str]:
    yield "| id | field | among them | EuroVoc | DAC/CRS | COFOG | UNBIS |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for row in sectors:
        eurovoc = f"{row['eurovoc']} {row['eurovoc_label']}".strip()
        others = (" ".join(codes.get((row["id"], scheme), [])) for scheme in ("DAC_CRS", "COFOG", "UNBIS"))
        yield f"| `{row['id']}` | {row['label']} | {row['includes']} | {eurovoc} | {' | '.join(others)} |"


def _rows(name: str) -> list[dict[str, str]]:
    with (LEXICONS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
