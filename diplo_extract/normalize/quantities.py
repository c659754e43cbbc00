"""Physical units that no row of ``quantity_units`` names, through quantulum3: one short span, never money or dates.

quantulum3 reads "half a billion euros" as 1.5e9 and "a $10 billion target" as one dollar, so it is never given a text:
only a number and the sign behind it, such as "350 kV", and only its unit is taken. The number is read by this package.
"""

from __future__ import annotations

import warnings
from functools import cache


@cache
def unit_name(sign: str) -> str | None:
    """Return quantulum3's name of the unit that a sign stands for ("kV": "kilovolt"), None where it knows none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import quantulum3.classifier
        from quantulum3 import parser

        # With current scikit-learn its classifier crashes.
        quantulum3.classifier.USE_CLF = False
        found = parser.parse(f"5 {sign}")
    if len(found) != 1 or found[0].value != 5 or found[0].unit.entity.name in ("dimensionless", "currency", "time"):
        return None
    return str(found[0].unit.name)
