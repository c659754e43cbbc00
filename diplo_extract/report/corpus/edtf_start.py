"""When an EDTF value begins, as exactly as it says."""

from __future__ import annotations

import re

_FIRST = re.compile(r"(-?\d{2,4})(X{0,2})(?:-(\d\d))?(?:-(\d\d))?")


def edtf_start(value: str) -> tuple[int, int | None, int | None] | None:
    """Return year, month and day at which a value begins; None where it names no year.

    Of an open beginning the end counts; a decade or century begins with its first year, a season has no month.

    >>> edtf_start("1992-03-02"), edtf_start("200X"), edtf_start("../2019-05"), edtf_start("2022-23")
    ((1992, 3, 2), (2000, None, None), (2019, 5, None), (2022, None, None))
    """
    for part in value.split("/"):
        match = _FIRST.match(part)
        if match and len(match[1].lstrip("-")) + len(match[2]) == 4:
            month, day = (int(piece) if piece else None for piece in match.groups()[2:])
            if month is not None and not 1 <= month <= 12:
                month = day = None
            return int(match[1] + "0" * len(match[2])), month, day
    return None
