"""What a run is asked to do, and the fingerprint of all that its results depend on."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from diplo_extract import __version__
from diplo_extract.errors import OptionError
from diplo_extract.plugins.installed import identity, version_of
from diplo_extract.read.units import ReadOptions
from diplo_extract.store.tables import FORMATS, Format

# Packages whose version decides what is read or found; one that is missing makes error rows, which its installation
# must undo at the next run.
_PACKAGES = ("spacy", "dateparser", "quantulum3", "trafilatura", "htmldate", "lxml", "pypdf", "pyarrow", "fastwarc")
_ON_REQUEST = {"ftfy": "mojibake", "py3langid": "detect_language"}


@dataclass(frozen=True, slots=True)
class Settings:
    """How articles are read and extracted: all that a worker is told."""

    read: ReadOptions = field(default_factory=ReadOptions)
    model: str | None = None
    lexicons: tuple[str, ...] = ()
    max_seconds: float = 60.0  # for one article, read and extracted
    plugins: tuple[str, ...] = ()  # installed plug-ins whose records to add

    def __post_init__(self) -> None:
        """Raise ``OptionError`` for a value that is not allowed."""
        if not self.max_seconds > 0:
            raise OptionError("--max-seconds must be more than 0")


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """A run: how to extract, and what to write."""

    settings: Settings = field(default_factory=Settings)
    format: Format = "parquet"
    unique: bool = False  # drop copies, instead of marking them
    force: bool = False  # redo what is done

    def __post_init__(self) -> None:
        """Raise ``OptionError`` for a value that is not allowed."""
        if self.format not in FORMATS:
            raise OptionError(f"--format: {self.format!r} is not allowed; allowed: {', '.join(FORMATS)}")

    def told(self) -> dict[str, Any]:
        """Return the options as run.json tells them: folders of lexicons by their content, not their place."""
        told = asdict(self.settings)
        told["lexicons"] = [digest_of_folder(Path(folder))[:16] for folder in self.settings.lexicons]
        told["plugins"] = {name: version_of(name) for name in self.settings.plugins}
        told["model"] = Path(self.settings.model).name if self.settings.model else None
        return {**told, "format": self.format, "unique": self.unique}


def fingerprint(settings: Settings) -> str:
    """Return a hash of all that a shard depends on besides its articles: options, code, lexicons, packages, model."""
    depends = {
        "version": __version__,
        "build": build(),
        "read": asdict(settings.read),
        "max_seconds": settings.max_seconds,
        "lexicons": [digest_of_folder(Path(folder)) for folder in settings.lexicons],
        "model": _model_identity(settings.model),
        "packages": packages(settings.read),
        "plugins": [identity(name) for name in settings.plugins],
    }
    return hashlib.sha256(json.dumps(depends, sort_keys=True).encode()).hexdigest()


@cache
def build() -> str:
    """Return a hash of the package's own code and lexicons: edited rules are not the version that they came from."""
    return digest_of_folder(Path(__file__).parent.parent)[:16]


def packages(options: ReadOptions) -> dict[str, str | None]:
    """Return the versions of the packages that decide what is read, None for one that is not installed."""
    asked = [
        name for name, option in _ON_REQUEST.items() if option in options.repairs or getattr(options, option, False)
    ]
    return {name: _version(name) for name in (*_PACKAGES, *asked)}


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _model_identity(model: str | None) -> str | None:
    if model is None:
        return None
    if Path(model).is_dir():
        return digest_of_folder(Path(model))
    from diplo_extract.pipeline import ALIASES

    return f"{model} {_version(model) or _version(ALIASES.get(model, model))}"


def digest_of_folder(folder: Path) -> str:
    """Return a hash of the names and contents of a folder's files; raise ``OptionError`` where it cannot be read."""
    digest = hashlib.sha256()
    try:
        if not folder.is_dir():
            raise OptionError(f"{folder}: no such folder")
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                content = hashlib.sha256(path.read_bytes()).hexdigest()
                digest.update(f"{path.relative_to(folder).as_posix()}\0{content}\n".encode("utf-8", "surrogateescape"))
    except OSError as error:
        raise OptionError(f"{folder}: cannot be read: {error.strerror or error}") from error
    return digest.hexdigest()
