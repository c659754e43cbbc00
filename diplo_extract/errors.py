"""What can go wrong, one class a cause; every message says what was wrong, where, and what is allowed."""

from __future__ import annotations


class DiploExtractError(Exception):
    """The root of all errors that this package raises on purpose."""


class ArticleError(DiploExtractError):
    """An article that cannot be read or extracted: missing, not a file, empty, binary, undecodable."""


class OptionError(DiploExtractError):
    """An argument that is not allowed: an unknown model, a published date that is no date."""


class LexiconError(DiploExtractError):
    """A lexicon or pattern row that is not valid; the message begins with ``file:line``."""


class GoldError(DiploExtractError):
    """Gold annotations that are not valid; the message names file, record and reason."""


class DataError(DiploExtractError):
    """A record read back from JSON that does not have the shape of the contract."""


class PluginError(DiploExtractError):
    """A plug-in that is not installed, or gives records that are not of its own type or not grounded in the text."""


class MissingExtraError(DiploExtractError):
    """An optional dependency is not installed; the message names the pip command."""

    def __init__(self, what: str, package: str, extra: str) -> None:
        """Say that ``what`` needs ``package``, which the extra ``extra`` installs."""
        super().__init__(f"{what} needs {package}: pip install 'diplo-extract[{extra}]'")


class StoreError(DiploExtractError):
    """Results that cannot be written or read: a full disk, a read-only folder, a run that has not ended."""


class OutputError(DiploExtractError):
    """Standard output that cannot be written to: a full disk, a closed descriptor."""
