"""Reading gold: folders of ``NAME.txt`` with ``NAME.json`` beside it, each checked before anything is scored."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from diplo_extract.article import decode, read_bytes
from diplo_extract.errors import ArticleError, DataError, GoldError
from diplo_extract.evaluate.annotation import FIELDS, LAYERS, Annotation, GoldArticle, Item, Place
from diplo_extract.evaluate.check import Codes, Fault, find_quote, gold_faults
from diplo_extract.lexicon import Lexicons, read_sector_ids
from diplo_extract.records import Extraction

_CODE = re.compile("[A-Z]{3}")


@cache
def sector_ids() -> frozenset[str]:
    """Return the closed list of sector ids."""
    return frozenset(read_sector_ids(Lexicons()))


@cache
def known_codes() -> Codes:
    """Return the codes that gold may name: those of the packaged tables."""
    lexicons = Lexicons()
    states = frozenset(row.id for row in lexicons.rows("states"))
    currencies = frozenset(row.id for row in lexicons.rows("currencies") if _CODE.fullmatch(row.id))
    return Codes(sector_ids(), states, currencies)


def read_gold(*paths: str | Path) -> list[GoldArticle]:
    """Read gold from folders (searched to any depth) or single files, in order of file name.

    Raises:
        GoldError: anything is wrong with any file; the message has one line a fault.
    """
    articles, faults = check_gold(*paths)
    if faults:
        raise GoldError("\n".join(str(fault) for fault in faults))
    return articles


def check_gold(*paths: str | Path) -> tuple[list[GoldArticle], list[Fault]]:
    """Read gold and return the articles that are sound, and every fault of the others."""
    articles: list[GoldArticle] = []
    faults: list[Fault] = []
    for path in paths:
        files = list(gold_files(Path(path)))
        if not files:
            faults.append(Fault(str(path), "folder", "holds no gold: no NAME.json beside a NAME.txt"))
        for file in files:
            read = read_gold_file(file)
            if isinstance(read, GoldArticle):
                articles.append(read)
            else:
                faults += read
    for id, n in Counter(article.id for article in articles).items():
        if n > 1:
            faults.append(Fault(id, "file", f"{n} articles have this name; predictions are found by it"))
    return articles, faults


def gold_files(path: Path) -> Iterator[Path]:
    """Yield the gold files that a path names: the file itself, or all ``.json`` files of a folder, in order."""
    if path.is_dir():
        yield from sorted(path.rglob("*.json"))
    else:
        yield path


def read_gold_file(path: Path) -> GoldArticle | list[Fault]:
    """Read one gold file with the text beside it, or say everything that is wrong with it."""
    try:
        text = decode(read_bytes(path.with_suffix(".txt")), path.with_suffix(".txt").name)
        raw = _read_json(path)
    except (ArticleError, GoldError) as error:
        return [Fault(path.name, "file", str(error))]
    faults = [Fault(path.name, where, reason) for where, reason in gold_faults(raw, text, known_codes())]
    return faults or make_gold(path.stem, text, raw, str(path))


def make_gold(id: str, text: str, raw: dict[str, Any], path: str = "") -> GoldArticle:
    """Build a gold article from an annotation that has been checked."""
    items = {layer: tuple(_item(layer, record, text) for record in raw[layer]) for layer in LAYERS}
    links = frozenset((record["sector"], record["agreement"]) for record in raw["sectors"] if record["agreement"])
    annotation = Annotation(items, frozenset(raw["principals"]), links)
    return GoldArticle(id, text, raw["published"], annotation, raw, path)


def quote_places(record: dict[str, Any], text: str) -> tuple[Place, ...]:
    """Return where the quotes of a gold record stand: its main quote first."""
    quotes = [(record["quote"], record["nth"])] if "quote" in record else []
    quotes += [(quote, nth) for quote, nth in record.get("quotes", ())]
    found = [(find_quote(text, quote, nth), len(quote)) for quote, nth in quotes]
    return tuple((at, at + length) for at, length in found if at is not None)


def _item(layer: str, record: dict[str, Any], text: str) -> Item:
    values = {name: _value(record.get(name)) for name in FIELDS[layer]}
    return Item(layer, quote_places(record, text), values)


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return Decimal(str(value)) if isinstance(value, float) else value


def _read_json(path: Path) -> Any:
    """Read JSON strictly: UTF-8, no key twice, no NaN; raise ``GoldError`` with the reason."""
    try:
        return json.loads(
            read_bytes(path).decode("utf-8"),
            object_pairs_hook=_no_key_twice,
            parse_constant=_no_constant,
        )
    except json.JSONDecodeError as error:
        raise GoldError(f"is not JSON: line {error.lineno}, column {error.colno}: {error.msg}") from error
    except UnicodeDecodeError as error:
        raise GoldError(f"is not UTF-8: byte {error.start}") from error
    except (ValueError, RecursionError) as error:  # a number too long to read, lists nested too deep
        raise GoldError(f"is not JSON that can be read: {error}") from error


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    for key in keys:
        if keys.count(key) > 1:
            raise GoldError(f"has the key {key!r} twice in one object")
    return dict(pairs)


def _no_constant(name: str) -> Any:
    raise GoldError(f"has {name}, which is no JSON")


def read_predictions(path: str | Path) -> dict[str, Extraction]:
    """Read extractions from JSON lines, by article id; raise ``DataError`` naming the line of a bad one."""
    try:
        lines = decode(read_bytes(Path(path)), str(path)).split("\n")
    except ArticleError as error:
        raise DataError(str(error)) from error
    found: dict[str, Extraction] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            extraction = Extraction.from_json(line)
        except (DataError, ValueError, RecursionError) as error:
            raise DataError(f"{path}:{number}: {error}") from error
        if extraction.article.id in found:
            raise DataError(f"{path}:{number}: a second extraction of the article {extraction.article.id!r}")
        found[extraction.article.id] = extraction
    return found


def match_predictions(articles: Iterable[GoldArticle], predictions: dict[str, Extraction]) -> list[Extraction]:
    """Return each article's extraction, in order; raise ``DataError`` naming the articles that have none."""
    articles = list(articles)
    missing = [article.id for article in articles if article.id not in predictions]
    if missing:
        raise DataError(f"no prediction for {len(missing)} of {len(articles)} articles: {', '.join(missing[:5])}")
    return [predictions[article.id] for article in articles]
