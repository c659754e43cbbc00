"""Finders, one a kind of mention, and the spaCy components around them.

A finder is a pure function ``find_x(ctx: Context) -> tuple[XMention, ...]``; it reads the text's view, the lexicons and
what earlier finders found, and resolves nothing. ``factories`` wraps each as a spaCy component.
"""
