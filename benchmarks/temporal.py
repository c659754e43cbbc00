"""Accuracy and speed of the temporal expressions.

    python benchmarks/temporal.py accuracy FOLDER    FOLDER has wikiwars/*.tml, gum_news/*.xml and timex_score.py
    python benchmarks/temporal.py speed FILE...      text files; the component on ready Docs, beside bare tokenization

Neither corpus is part of this project. WikiWars is read as TimeML and scored by the scorer in the folder (TempEval-3,
task A: strict and relaxed extents, and value F1). GUM's news are TEI with ``<date when= from= to=>``: a value is right
where it is the day, month or year that ``when`` gives, or the interval that ``from`` and ``to`` give; dates that GUM
gives only bounds (``notBefore``) count as found, and not among the values.
"""

from __future__ import annotations

import html
import importlib.util
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from diplo_extract.normalize.times.periods import days_in_month
from diplo_extract.timex import Timex, read_timeml, timex

_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_NO_SPACE_BEFORE = frozenset((".", ",", ";", ":", "?", "!", ")", "%", "'s", "’s", "n't"))
_BLOCKS = frozenset(("p", "head", "item", "sp"))


class Tei:
    """The text of one of GUM's documents, put together from its tokens, with its dates."""

    def __init__(self, path: Path) -> None:
        raw = path.read_text(encoding="utf-8")
        self.created = dict(_ATTRIBUTE.findall(raw.split("\n", 1)[0])).get("dateCreated")
        self.text, self._joined = "", False
        self.dates: list[tuple[int, int, dict[str, str]]] = []
        self._open: list[tuple[int, dict[str, str]]] = []
        for line in raw.split("\n"):
            if tag := re.match(r"<(/?)(\w+)([^>]*)>", line):
                self._tag(bool(tag[1]), tag[2], tag[3])
            elif "\t" in line:
                self._token(html.unescape(line.split("\t")[0]))
        self.dates.sort(key=lambda found: found[:2])

    def _tag(self, closes: bool, name: str, attributes: str) -> None:
        if name in _BLOCKS:
            self.text = self.text.rstrip(" ") + ("\n" if self.text else "")
        elif name == "w":  # tokens of one word
            self._joined = not closes
            self.text += " " if closes else ""
        elif name == "date" and closes:
            start, values = self._open.pop()
            end = len(self.text.rstrip())
            start += len(self.text[start:end]) - len(self.text[start:end].lstrip())
            self.dates.append((start, end, values))
        elif name == "date":
            self._open.append((len(self.text), dict(_ATTRIBUTE.findall(attributes))))

    def _token(self, token: str) -> None:
        if token in _NO_SPACE_BEFORE or self.text.endswith("( "):
            self.text = self.text.rstrip(" ")
        self.text += token if self._joined else f"{token} "


def _bounds(edtf: str) -> tuple[str, str]:
    """Return the first and the last day of an EDTF date or interval."""
    first, last = edtf.split("/")[0].replace("X", "0"), edtf.split("/")[-1].replace("X", "9")
    last += "-12" if len(last) == 4 else ""
    return (
        first + {4: "-01-01", 7: "-01"}.get(len(first), ""),
        last + (f"-{days_in_month(int(last[:4]), int(last[5:7])):02d}" if len(last) == 7 else ""),
    )


def _is_right(gold: dict[str, str], found: Timex) -> bool | None:
    """Tell whether a value is the gold's; None where the gold has only bounds."""
    if when := gold.get("when"):
        return found.edtf == when or (found.value or "")[:16] == when[:16]
    if "from" in gold:
        return found.edtf is not None and _bounds(found.edtf.rstrip("~")) == (gold["from"], gold["to"])
    return None


def gum(folder: Path) -> None:
    total = hits = values = right = 0
    for path in sorted(folder.glob("*.xml")):
        document = Tei(path)
        found = timex(document.text, document.created)
        for start, end, gold in document.dates:
            total += 1
            over = next((t for t in found if t.start < end and start < t.end), None)
            if over is None:
                continue
            hits += 1
            verdict = _is_right(gold, over)
            values, right = values + (verdict is not None), right + (verdict is True)
    shares = f"found {hits} ({hits / total:.1%}); values right {right} of {values} ({right / values:.1%})"
    print(f"GUM news: {total} dates, {shares}")


def wikiwars(folder: Path) -> None:
    scorer = _scorer(folder.parent / "timex_score.py")
    documents = scorer.read_dir(str(folder))
    found: dict[str, list[Any]] = {}
    for path in sorted(folder.glob("*.tml")):
        document = read_timeml(path)
        found[path.name] = [
            scorer.Timex(t.start, t.end, t.type, t.value or "", t.text, t.mod or "")
            for t in timex(document.text, document.created)
        ]
    result, _ = scorer.score(documents, found)
    print(
        f"WikiWars: {len(documents)} histories, {result['gold']} expressions; F1: strict {result['strictF']:.1%}, "
        f"relaxed {result['relF']:.1%}, value {result['valueF']:.1%}"
    )


def _scorer(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("timex_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["timex_score"] = module  # its dataclasses look themselves up
    spec.loader.exec_module(module)
    return module


def _best(run: Callable[[], object], times: int = 5) -> float:
    """Return the processor seconds of the fastest of some runs."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        run()
        spent.append(time.process_time() - start)
    return min(spent)


def speed(paths: list[Path]) -> None:
    import spacy

    from diplo_extract.components import factories

    texts = [path.read_text(encoding="utf-8") for path in paths]
    words = sum(len(text.split()) for text in texts)
    nlp = spacy.blank("en")
    component = factories.make_times(nlp, "diplo_times", [], False)
    docs = [component(nlp.make_doc(text)) for text in texts]
    tokenizing = _best(lambda: [nlp.make_doc(text) for text in texts])
    finding = _best(lambda: [component(doc) for doc in docs])
    print(f"{len(texts)} texts, {words:,} words, one core")
    print(f"bare tokenization: {words / tokenizing:,.0f} words/s")
    print(
        f"diplo_times on ready Docs: {words / finding:,.0f} words/s (its own view of the text and span groups included)"
    )


def main(arguments: list[str]) -> int:
    if len(arguments) < 2 or arguments[0] not in ("accuracy", "speed"):
        print(__doc__, file=sys.stderr)
        return 2
    if arguments[0] == "speed":
        speed([Path(argument) for argument in arguments[1:]])
    else:
        folder = Path(arguments[1])
        wikiwars(folder / "wikiwars")
        gum(folder / "gum_news")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
