"""Signatories, sectors, monetary targets and historical dates out of diplomatic press texts, each with its place.

>>> import diplo_extract
>>> diplo_extract.extract("Kenya and Uganda signed a trade agreement.").principals
('KEN', 'UGA')
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from diplo_extract.article import Article as Article
    from diplo_extract.article import read_article as read_article
    from diplo_extract.errors import DiploExtractError as DiploExtractError
    from diplo_extract.pipeline import extract as extract
    from diplo_extract.pipeline import extract_many as extract_many
    from diplo_extract.pipeline import load as load
    from diplo_extract.records import Extraction as Extraction
    from diplo_extract.store.frames import open_results as open_results

# Where each public name lives. Imported when first used, so that `diplo-extract --help` need not wait for spaCy.
_PUBLIC = {
    "Article": "article",
    "read_article": "article",
    "DiploExtractError": "errors",
    "Extraction": "records",
    "load": "pipeline",
    "extract": "pipeline",
    "extract_many": "pipeline",
    "open_results": "store.frames",
}
__all__ = ["__version__", *_PUBLIC]


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'diplo_extract' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"diplo_extract.{_PUBLIC[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
