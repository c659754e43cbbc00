"""Group units into shards, in order, so that a new or changed file changes one shard and leaves the others."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from diplo_extract.read.units import Unit

# A shard ends where a unit's id hashes to a multiple of this, wherever that unit stands: a file added in front moves
# no other boundary. On average a shard has this many units.
TYPICAL_UNITS = 32
MOST_UNITS = 128
MOST_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class Shard:
    """Units that are extracted and written together, under a name that hashes them and the run's fingerprint."""

    name: str  # 64 hexadecimal digits
    units: tuple[Unit, ...]

    @property
    def weight(self) -> int:
        """Return the bytes of the folder that the shard stands for."""
        return sum(unit.weight for unit in self.units)


def plan(units: Iterable[Unit], fingerprint: str) -> Iterator[Shard]:
    """Yield the shards of the units, in order, holding one shard at a time."""
    group: list[Unit] = []
    size = 0
    for unit in units:
        starts = zlib.crc32(unit.id.encode("utf-8", "backslashreplace")) % TYPICAL_UNITS == 0
        if group and (starts or len(group) >= MOST_UNITS or size + len(unit.data) > MOST_BYTES):
            yield Shard(_name(group, fingerprint), tuple(group))
            group, size = [], 0
        group.append(unit)
        size += len(unit.data)
    if group:
        yield Shard(_name(group, fingerprint), tuple(group))


def _name(units: list[Unit], fingerprint: str) -> str:
    digest = hashlib.sha256(fingerprint.encode())
    for unit in units:
        about = (unit.source, unit.id, unit.kind, unit.row, unit.mtime, unit.charset, unit.url, unit.created)
        digest.update(repr(about).encode("utf-8", "backslashreplace"))
        digest.update(hashlib.sha256(unit.data).digest())
    return digest.hexdigest()
