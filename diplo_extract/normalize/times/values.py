"""TIMEX3 values of what stays open: the parts that are known, and X for the others."""

from __future__ import annotations

from diplo_extract.normalize.times.periods import SEASONS
from diplo_extract.normalize.times.readings import At, Member, Term

_OPEN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "year": "XXXX",
         "quarter": "XXXX-QX", "half": "XXXX-HX", "season": "XXXX", "decade": "XXX", "century": "XX",
         "millennium": "X"}  # fmt: skip


def open_value(term: Term) -> str:
    """Return the value of a term that could not be resolved.

    >>> open_value(Member("weekday", 2))
    'XXXX-WXX-2'
    """
    if isinstance(term, At):
        return term.period.value
    if not isinstance(term, Member):
        return _OPEN[term.unit]
    if term.unit == "weekday":
        return f"XXXX-WXX-{term.number}"
    if term.unit == "day":
        return f"XXXX-{f'{term.month:02d}' if term.month else 'XX'}-{term.number:02d}"
    if term.unit == "month":
        return f"XXXX-{term.number:02d}"
    if term.unit == "season":
        return f"XXXX-{SEASONS[term.number - 1]}"
    return f"XXXX-{'Q' if term.unit == 'quarter' else 'H'}{term.number}"
