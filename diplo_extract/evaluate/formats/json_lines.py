"""JSON lines of doccano and Prodigy: one article a line, its spans with flat labels such as ``sector/energy``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from diplo_extract.errors import GoldError
from diplo_extract.evaluate.formats.marks import MarkedArticle, codes, flat_label, settle, unflat
from diplo_extract.evaluate.inline import Span


def write_doccano(articles: Iterable[MarkedArticle], path: Path) -> None:
    """Write one JSON object a line, as doccano's sequence labeling imports it; the rest travels as metadata."""
    _write(articles, path, _to_doccano)


def _to_doccano(article: MarkedArticle) -> dict[str, Any]:
    return {
        "text": article.text,
        "label": [[span.start, span.end, flat_label(span)] for span in article.spans],
        "article": article.id,
        **article.about,
        "values": [span.values for span in article.spans],
        "places": [[span.start, span.end, span.label] for span in article.spans],
    }


def read_doccano(path: Path) -> Iterator[MarkedArticle]:
    """Read doccano's export, its older form (``label``) or its newer one (``entities``)."""
    yield from _read(path, _from_doccano)


def _from_doccano(row: dict[str, Any], where: str) -> MarkedArticle:
    meta = {**row, **(row["meta"] if isinstance(row.get("meta"), dict) else {})}
    entities = row["label"] if "label" in row else row["entities"]
    triples = [(e["start_offset"], e["end_offset"], e["label"]) if isinstance(e, dict) else tuple(e) for e in entities]
    # The same words may bear two spans of one label; they take their values in the order in which they were written.
    carried: dict[tuple[Any, ...], list[dict[str, str]]] = {}
    for place, values in zip(meta.get("places", []), meta.get("values", []), strict=True):
        carried.setdefault(tuple(place), []).append(values)
    spans = []
    for start, end, flat in triples:
        place = settle(row["text"], start, end, None, where)
        waiting = carried.get((start, end, flat.split("/")[0]), [])
        spans.append(Span(*place, *unflat(flat, waiting.pop(0) if waiting else {})))
    return _article(meta, row["text"], tuple(spans))


def write_prodigy(articles: Iterable[MarkedArticle], path: Path) -> None:
    """Write one JSON object a line, as ``prodigy spans.manual`` takes it; a span's values travel with it."""
    _write(articles, path, _to_prodigy)


def _to_prodigy(article: MarkedArticle) -> dict[str, Any]:
    return {
        "text": article.text,
        "spans": [
            {
                "start": span.start, "end": span.end, "label": flat_label(span),
                "text": article.text[span.start : span.end], "values": span.values,
            }
            for span in article.spans
        ],
        "meta": {"article": article.id, **article.about},
    }  # fmt: skip


def read_prodigy(path: Path) -> Iterator[MarkedArticle]:
    """Read Prodigy's export; answers other than "accept" are left out."""
    yield from _read(path, _from_prodigy)


def _from_prodigy(row: dict[str, Any], where: str) -> MarkedArticle | None:
    if row.get("answer", "accept") != "accept":
        return None
    spans = []
    for span in row.get("spans", []):
        place = settle(row["text"], span["start"], span["end"], span.get("text"), where)
        spans.append(Span(*place, *unflat(span["label"], span.get("values", {}))))
    return _article(row["meta"], row["text"], tuple(spans))


def _article(about: dict[str, Any], text: str, spans: tuple[Span, ...]) -> MarkedArticle:
    return MarkedArticle(str(about["article"]), text, about["published"], tuple(codes(about["principals"])), spans)


def _write(
    articles: Iterable[MarkedArticle],
    path: Path,
    to_row: Callable[[MarkedArticle], dict[str, Any]],
) -> None:
    lines = [json.dumps(to_row(article), ensure_ascii=False) + "\n" for article in articles]
    path.write_text("".join(lines), encoding="utf-8", newline="\n")


def _read(path: Path, from_row: Callable[[dict[str, Any], str], MarkedArticle | None]) -> Iterator[MarkedArticle]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path.name}: cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{path.name}:{number}"
        try:
            article = from_row(json.loads(line), where)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise GoldError(f"{where}: is no article of this format ({error!r})") from error
        if article:
            yield article
