"""Names of persons: whether two are one person's, and which is the fullest."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose but that the press writes plain: "Işık" and "Isik", "Đặng" and "Dang".
_PLAIN = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "ə": "e"})
_PARTICLES = frozenset("al el bin bint ibn ben de del der den van von da dos di du la le".split())


@lru_cache(maxsize=4096)
def name_key(name: str) -> tuple[str, ...]:
    """Return the folded words of a name, initials left out.

    >>> name_key("Recep Tayyip Erdoğan")
    ('recep', 'tayyip', 'erdogan')
    """
    plain = unicodedata.normalize("NFKD", name.lower().translate(_PLAIN))
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    words = re.findall(r"[^\W\d_]+", bare)
    return tuple(word for word in words if len(word) > 1) or tuple(words)


def is_same_name(short: str, long: str) -> bool:
    """Tell whether ``short`` may be a shorter form, or another spelling, of the name ``long``.

    >>> is_same_name("Erdoğan", "Recep Tayyip Erdogan"), is_same_name("Sadyr Japarov", "Akylbek Japarov")
    (True, False)
    """
    a, b = name_key(short), name_key(long)
    if not a or not b:
        return False
    if set(a) <= set(b) or set(b) <= set(a):
        return any(word not in _PARTICLES for word in set(a) & set(b))
    return "".join(a) == "".join(b)  # "Jong Un" and "Jong-un", "Al Nahyan" and "Alnahyan"
