"""Copies among many articles: the same words, or an agency's story as several papers printed it.

A text is a set of passages of five words; two texts are near-copies when they share most of them (Jaccard similarity,
Broder 1997). Signatures of 64 minima estimate it; bands of four minima find the candidates (Leskovec et al., Mining of
Massive Datasets, ch. 3). No clock, no random numbers: the same texts give the same answer. Memory: some 700 bytes an
article, whatever its length.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MINIMA = 64
BAND = 4  # minima a band: two texts of similarity 0.6 share one of 16 bands with a chance of 89 %, of 0.8 with 99.98 %
SHINGLE = 5  # words
# Stories on one visit by two agencies reach 0.3 (shared quotations and names), a story cut by a third still has 0.67.
SIMILAR = 0.6
LEAST_WORDS = 40  # shorter texts are copies only when all words are the same
SIGNATURE_BYTES = 8 + 4 * MINIMA
_WORD = re.compile(r"\w+")
_CHUNK = 4096  # passages at a time: bounds memory on long texts


@dataclass(frozen=True, slots=True)
class Copy:
    """That an article is a copy: of which one (its place in the order, from 0), and how similar."""

    of: int
    similarity: float  # 1.0: the same words in the same order


def signature(text: str) -> bytes:
    """Return the signature of a text: 8 bytes of its words' hash, then its minima (zeros for a short text)."""
    import numpy as np

    words = _WORD.findall(text.lower())
    exact = hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).digest()[:8]
    if len(words) < LEAST_WORDS:
        return exact + bytes(4 * MINIMA)
    passages = np.unique(_passages(words))
    factors, shifts = _permutations()
    minima = np.full(MINIMA, np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(passages), _CHUNK):
        chunk = passages[start : start + _CHUNK]
        minima = np.minimum(minima, (factors[:, None] * chunk[None, :] + shifts[:, None]).min(axis=1))
    return exact + ((minima >> np.uint64(32)).astype("<u4") | np.uint32(1)).tobytes()


def _passages(words: list[str]) -> NDArray[np.uint64]:
    """Return a hash of every run of five words."""
    import numpy as np

    hashes = np.array([zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words], dtype=np.uint64)
    count = len(words) - SHINGLE + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for place in range(SHINGLE):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + hashes[place : place + count]
        mixed ^= mixed >> np.uint64(29)
    return mixed


def _permutations() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return the factors (odd) and shifts of the hash functions, made from a hash so that they never change."""
    import numpy as np

    seed = b"".join(hashlib.sha256(b"diplo_extract minima %d" % i).digest()[:16] for i in range(MINIMA))
    numbers = np.frombuffer(seed, dtype="<u8").reshape(MINIMA, 2)
    return numbers[:, 0] | np.uint64(1), numbers[:, 1]


def find_copies(signatures: bytes | bytearray) -> dict[int, Copy]:
    """Return which articles are copies of an earlier one, by their place in the order.

    Args:
        signatures: those of all articles, one after another.
    """
    import numpy as np

    rows = np.frombuffer(signatures, dtype=np.uint8).reshape(-1, SIGNATURE_BYTES)
    exact = np.ascontiguousarray(rows[:, :8]).view("<u8")[:, 0]
    minima = np.ascontiguousarray(rows[:, 8:]).view("<u4")
    first_exact, _ = _earlier(exact)
    near = minima[:, 0] != 0
    neighbors = [_earlier(key, near) for key in _bands(minima)]
    candidates = np.stack([first_exact, *(column for pair in neighbors for column in pair)])
    copies: dict[int, Copy] = {}
    for i in np.flatnonzero((candidates < np.arange(len(rows))).any(axis=0)).tolist():
        earlier = {copies[j].of if j in copies else j for j in candidates[:, i].tolist() if j < i}
        best = _best(i, sorted(earlier), exact, minima, bool(near[i]))
        if best:
            copies[i] = best
    return copies


def _bands(minima: NDArray[np.uint32]) -> list[Any]:
    import numpy as np

    keys = []
    for start in range(0, MINIMA, BAND):
        key = np.zeros(len(minima), dtype=np.uint64)
        for column in range(start, start + BAND):
            key = (key ^ minima[:, column].astype(np.uint64)) * np.uint64(0xD6E8FEB86659FD93)
            key ^= key >> np.uint64(32)
        keys.append(key)
    return keys


def _earlier(keys: Any, taken: Any = None) -> tuple[Any, Any]:
    """Return for each place the first one and the one just before it that have the same key; else itself."""
    import numpy as np

    own = np.arange(len(keys), dtype=np.int32)
    first, before = own.copy(), own.copy()
    places = own if taken is None else own[taken]
    order = places[np.argsort(keys[places], kind="stable")]
    if len(order):
        same = keys[order[1:]] == keys[order[:-1]]
        starts = np.concatenate([[True], ~same])
        group = np.maximum.accumulate(np.where(starts, np.arange(len(order)), 0))
        first[order] = order[group]
        before[order[1:][same]] = order[:-1][same]
    return first, before


def _best(i: int, earlier: list[int], exact: Any, minima: Any, near: bool) -> Copy | None:
    """Return the first earlier article with the same words, else the first that is similar enough."""
    for j in earlier:
        if exact[j] == exact[i]:
            return Copy(j, 1.0)
    for j in earlier if near else ():
        similarity = float((minima[i] == minima[j]).mean())
        if similarity >= SIMILAR:
            return Copy(j, similarity)
    return None
