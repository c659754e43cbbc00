"""brat standoff: ``NAME.txt`` with ``NAME.ann`` in one folder, and the ``annotation.conf`` that brat needs.

Closed-list values are attributes (``A1 kind T1 treaty``); the other values are JSON in the span's note. What belongs to
the article and to no span is the note of a span ``article`` over the text's first word.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from diplo_extract.article import decode, read_bytes
from diplo_extract.errors import ArticleError, GoldError
from diplo_extract.evaluate.formats.marks import CHOICES, CLOSED, LABELS, MarkedArticle, codes, settle
from diplo_extract.evaluate.gold import sector_ids
from diplo_extract.evaluate.inline import Span

ARTICLE = "article"


def write(articles: Iterable[MarkedArticle], path: Path) -> None:
    """Write text and annotation of each article, and the configuration, into a folder."""
    path.mkdir(parents=True, exist_ok=True)
    (path / "annotation.conf").write_text(annotation_conf(), encoding="utf-8", newline="\n")
    for article in articles:
        (path / f"{article.id}.txt").write_text(article.text, encoding="utf-8", newline="\n")
        lines = "".join(f"{line}\n" for line in _lines(article))
        (path / f"{article.id}.ann").write_text(lines, encoding="utf-8", newline="\n")


def _lines(article: MarkedArticle) -> Iterator[str]:
    first = re.search(r"\S+", article.text)
    start, end = first.span() if first else (0, 1)
    yield f"T1\t{ARTICLE} {start} {end}\t{article.text[start:end]}"
    yield f"#1\tAnnotatorNotes T1\t{json.dumps(article.about, ensure_ascii=False)}"
    attributes = 0
    for number, span in enumerate(article.spans, 2):
        yield f"T{number}\t{span.label} {_fragments(span, article.text)}\t{_one_line(article.text, span)}"
        rest = dict(span.values)
        for name in CLOSED[span.label]:
            if name in rest:
                attributes += 1
                yield f"A{attributes}\t{name} T{number} {rest.pop(name)}"
        if rest:
            yield f"#{number}\tAnnotatorNotes T{number}\t{json.dumps(rest, ensure_ascii=False)}"


def _lines_of(text: str, span: Span) -> list[tuple[int, int]]:
    """Return the parts of a span between line ends: brat has no span over several lines, but spans in parts."""
    return [(span.start + m.start(), span.start + m.end()) for m in re.finditer(r"[^\n]+", text[span.start : span.end])]


def _fragments(span: Span, text: str) -> str:
    return ";".join(f"{start} {end}" for start, end in _lines_of(text, span))


def _one_line(text: str, span: Span) -> str:
    return " ".join(text[start:end] for start, end in _lines_of(text, span))


def read(path: Path) -> Iterator[MarkedArticle]:
    """Read a folder of standoff files, or one; raise ``GoldError`` naming file and line of a fault."""
    for file in sorted(path.glob("*.ann")) if path.is_dir() else [path]:
        try:
            text = decode(read_bytes(file.with_suffix(".txt")), file.with_suffix(".txt").name)
            lines = file.read_text(encoding="utf-8").split("\n")
        except (ArticleError, OSError, UnicodeDecodeError) as error:
            raise GoldError(f"{file.name}: cannot be read: {error}") from error
        yield _Reader(file.name, text).article(file.stem, lines)


class _Reader:
    """Collects the spans and values of one standoff file."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self.spans: dict[str, tuple[int, int, str]] = {}
        self.values: dict[str, dict[str, Any]] = {}

    def article(self, id: str, lines: list[str]) -> MarkedArticle:
        for number, line in enumerate(lines, 1):
            try:
                self._line(line, f"{self.name}:{number}")
            except (ValueError, IndexError, TypeError) as error:
                raise GoldError(f"{self.name}:{number}: is no line of brat standoff: {line[:60]!r}") from error
        about = next((self.values[key] for key, (_, _, label) in self.spans.items() if label == ARTICLE), {})
        spans = tuple(
            Span(start, end, label, {k: str(v) for k, v in self.values[key].items()})
            for key, (start, end, label) in self.spans.items()
            if label != ARTICLE
        )
        return MarkedArticle(id, self.text, about.get("published"), tuple(codes(about.get("principals", []))), spans)

    def _line(self, line: str, where: str) -> None:
        if line.startswith("T"):
            key, rest, words = line.split("\t", 2)
            label, place = rest.split(" ", 1)
            numbers = [int(n) for n in re.split("[ ;]", place)]
            # The parts of a span stand for one; what brat shows of it leaves the line ends out.
            one_part = words if len(numbers) == 2 else None
            self.spans[key] = (*settle(self.text, numbers[0], numbers[-1], one_part, where), label)
            self.values.setdefault(key, {})
        elif line.startswith("A"):
            name, key, value = line.split("\t", 1)[1].split(" ", 2)
            self.values.setdefault(key, {})[name] = value
        elif line.startswith("#"):
            kind, note = line.split("\t", 2)[1:]
            if kind.startswith("AnnotatorNotes ") and note.startswith("{"):
                self.values.setdefault(kind.split(" ")[1], {}).update(json.loads(note))


def annotation_conf() -> str:
    """Return brat's configuration: the labels, and the closed lists as attributes."""
    lists = {**CHOICES, "sector": tuple(sorted(sector_ids()))}
    owners: dict[str, list[str]] = {}
    for label, names in CLOSED.items():
        for name in names:
            owners.setdefault(name, []).append(label)
    attributes = [f"{n}\tArg:{'|'.join(labels)}, Value:{'|'.join(lists[n])}" for n, labels in owners.items()]
    sections = ["[entities]", ARTICLE, *LABELS, "", "[relations]", "", "[events]", "", "[attributes]", *attributes]
    return "\n".join([*sections, ""])
