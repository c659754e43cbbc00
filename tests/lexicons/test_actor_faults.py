from pathlib import Path

import pytest

from diplo_extract.lexicon import Lexicons
from diplo_extract.lexicon_check_actors import actor_faults


def test_the_packaged_tables_of_actors_have_no_faults() -> None:
    assert list(actor_faults(Lexicons())) == []


@pytest.mark.parametrize(
    ("table", "header", "row", "fault"),
    [
        ("states", "kind\tcheck\tuntil\tstatus", "Zembla\tZZZ\tlower\town\tname", "no row of 'ZZZ' has a status"),
        ("states", "kind\tcheck\tuntil\tstatus", "Old Chad\tTCD\tlower\town\tformer\t\t19xx", "until is '19xx'"),
        ("states", "kind\tcheck\tuntil\tstatus", "Chadland\tTCD\tlower\town\tnickname", "kind is 'nickname'"),
        ("places", "kind\tcheck", "Zembla City\tZZZ\tlower\town\tcity", "'ZZZ' is no code"),
        ("places", "kind\tcheck", "Moundou\tTCD\tlower\town\tcity\tmaybe", "check is 'maybe'"),
        ("organizations", "kind\tmembers", "League of Zembla\tLZ\tlower\town\tname\tTCD ZZZ", "member 'ZZZ'"),
        ("offices", "kind\trank\tcountry", "Zemblan Duke\tduke\tlower\town\troyal\t1\tZZZ", "country 'ZZZ'"),
    ],
)
def test_a_bad_row_is_named_with_file_and_line(tmp_path: Path, table: str, header: str, row: str, fault: str) -> None:
    (tmp_path / f"{table}.tsv").write_text(f"form\tid\tmatch\tsource\t{header}\n{row}\n", encoding="utf-8")
    faults = list(actor_faults(Lexicons(tmp_path)))
    assert len(faults) == 1
    assert faults[0].startswith(f"{table}.tsv:2: ")
    assert fault in faults[0]
