"""Find instruments (agreements, memoranda, declarations) and words of signing."""

from __future__ import annotations

from diplo_extract.context import Context
from diplo_extract.mentions import InstrumentMention, SigningMention


def find_instruments(ctx: Context) -> tuple[InstrumentMention, ...]:
    """Find the noun phrases that name instruments."""
    return ()


def find_signings(ctx: Context) -> tuple[SigningMention, ...]:
    """Find verbs and nouns of signing, with what they say of its status."""
    return ()
