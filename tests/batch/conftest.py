from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

STATES = "Kenya Uganda Ghana Peru Chile Nepal Oman Fiji Malta Jordan Brazil Canada".split()
FIELDS = "energy agriculture tourism education health transport mining fisheries".split()


def written(number: int) -> str:
    """Write an article of its own words, with something of every kind to find."""
    first, second = STATES[number % 12], STATES[(number * 5 + 1) % 12]
    field, other = FIELDS[number % 8], FIELDS[(number * 3 + 1) % 8]
    return (
        f"date 2023-{number % 12 + 1:02}-{number % 27 + 1:02} {first} and {second} signed a memorandum of "
        f"understanding on {field} in their capital, the foreign ministry said in its note number {number}.\n"
        f"The two countries, which established ties in {1950 + number % 60}, aim to raise their trade to "
        f"${number % 9 + 2} billion from ${number % 7 + 1}00 million. They also agreed to cooperate in {other}, "
        f"and {FIELDS[(number // 8) % 8]} came up in round {number} of the talks between officials of both sides.\n"
    )


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Make a folder of 60 articles in three folders, four of them faulty, and files that are no articles."""
    folder = tmp_path / "articles"
    for number in range(60):
        path = folder / f"part{number % 3}" / f"story{number:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written(number), "utf-8")
    (folder / "part0" / "empty.txt").write_bytes(b"")
    (folder / "part1" / "binary.txt").write_bytes(b"\x00\x01\x02 the of and")
    (folder / "part2" / "latin.txt").write_bytes("Türkiye and the Côte d'Ivoire".encode("latin-1"))
    (folder / "notes.xyz").write_bytes(b"what is this")
    (folder / "logo.png").write_bytes(b"\x89PNG")
    return folder


def tables(out: Path) -> dict[str, str]:
    """Return the hash of every file of a run whose bytes are promised: all but the log, which has the clock."""
    return {
        path.relative_to(out).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != "run_log.json"
    }


@pytest.fixture
def story() -> Callable[[int], str]:
    return written


@pytest.fixture
def digests() -> Callable[[Path], dict[str, str]]:
    return tables
