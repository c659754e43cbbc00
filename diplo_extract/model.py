"""Build the spaCy pipeline directory: config, lexicons and rules, with a model card."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from diplo_extract import __version__
from diplo_extract.errors import StoreError
from diplo_extract.lexicon import Lexicons
from diplo_extract.pipeline import load

NAME = "diplo_extract_rules"


def build_model(folder: str | Path, *, lexicons: tuple[str | Path, ...] = (), plugins: Iterable[str] = ()) -> Path:
    """Write the default pipeline into ``folder`` and return its path; ``spacy.load(folder)`` gives it back.

    The pipeline carries its own copy of the tables and patterns: rows that are later added to the package, or to a
    user's folder, change nothing in it until it is built again.
    """
    folder = Path(folder)
    nlp = load(lexicons=lexicons, plugins=plugins)
    nlp.meta.update(
        name=NAME,
        version=__version__,
        description="Rules and lexicons for diplomatic press texts: signatories, sectors, targets, historical dates",
        author="The diplo_extract developers",
        license="Apache-2.0",
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        nlp.to_disk(folder)
        (folder / "README.md").write_text(_card(Lexicons(*lexicons)), encoding="utf-8", newline="\n")
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written: {error.strerror or error}") from error
    return folder


def _card(lexicons: Lexicons) -> str:
    tables = "\n".join(
        f"| {name} | {len(lexicons.rows(name[:-4])):,} forms |" if name.endswith(".tsv")
        else f"| {name} | {len(lexicons.patterns(name[:-6])):,} patterns |"
        for name in lexicons.names
        if not name.endswith(".csv")
    )  # fmt: skip
    return f"""# {NAME} {__version__}

A spaCy pipeline of rules: a blank English tokenizer and the component `diplo_extract`, which finds who signed what,
fields of cooperation, sums and targets, and dated events in diplomatic press texts. `doc._.diplo` holds the records.

    import spacy
    nlp = spacy.load("models/{NAME}")
    nlp("...")._.diplo

| language | English |
| --- | --- |
| made by | `diplo-extract build-model models/{NAME}` |
| needs | the package diplo-extract {__version__} |
| learned parameters | none: every decision is a row or a pattern below |
| intended for | news stories, official read-outs, joint statements about dealings between states |
| not for | other languages; contracts between private parties; decisions without a look at the text |
| accuracy | measured by `diplo-extract evaluate fixtures/gold`; the table stands in the project's README |
| license | Apache-2.0 |

| table | rows |
| --- | --- |
{tables}
"""
