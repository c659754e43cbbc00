"""Temporal expressions: from the words of one expression to a TIMEX3 value and its EDTF form. No spaCy, no clock.

``periods`` is the arithmetic of calendar units, ``numbers`` the words for numbers, ``readings`` what an expression
says before anything is known of its context, ``read`` makes readings of a pattern's groups, ``anchor`` resolves them.
"""
