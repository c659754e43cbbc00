"""Label Studio's JSON: a list of tasks, each region with its label, choices for closed lists, text for the rest.

The labeling configuration that goes with it is written beside the tasks, as ``NAME.xml``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from diplo_extract.errors import GoldError
from diplo_extract.evaluate.annotation import FIELDS
from diplo_extract.evaluate.formats.marks import CHOICES, CLOSED, LABELS, MarkedArticle, codes, settle
from diplo_extract.evaluate.gold import sector_ids
from diplo_extract.evaluate.inline import Span


def write(articles: Iterable[MarkedArticle], path: Path) -> None:
    """Write the tasks to a JSON file, and the labeling configuration beside it."""
    tasks = [_task(article, number) for number, article in enumerate(articles, 1)]
    path.write_text(json.dumps(tasks, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    path.with_suffix(".xml").write_text(labeling_config(), encoding="utf-8", newline="\n")


def _task(article: MarkedArticle, number: int) -> dict[str, Any]:
    data = {"text": article.text, "article": article.id, **article.about}
    results = [r for i, span in enumerate(article.spans, 1) for r in _results(span, f"r{i}", article.text)]
    return {"id": number, "data": data, "annotations": [{"result": results}]}


def _results(span: Span, id: str, text: str) -> Iterator[dict[str, Any]]:
    place = {"start": span.start, "end": span.end, "text": text[span.start : span.end]}
    yield _result(id, "label", "labels", {**place, "labels": [span.label]})
    for name, value in span.values.items():
        control = _control(span.label, name)
        if name in CLOSED[span.label]:
            yield _result(id, control, "choices", {**place, "choices": [value]})
        else:
            # In a text area Label Studio keeps what was typed where a label keeps the words.
            yield _result(id, control, "textarea", {**place, "text": [value]})


def _result(id: str, name: str, type: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"id": id, "from_name": name, "to_name": "text", "type": type, "value": value}


def _control(label: str, name: str) -> str:
    return f"{label}-{name}"


def read(path: Path) -> Iterator[MarkedArticle]:
    """Read Label Studio's export; of several annotations of a task the last one that was not canceled counts."""
    try:
        tasks = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(tasks, list):
            raise TypeError("no list of tasks")
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise GoldError(f"{path.name}: is no export of Label Studio ({error})") from error
    for number, task in enumerate(tasks, 1):
        where = f"{path.name}, task {number}"
        try:
            yield _article(task, where)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise GoldError(f"{where}: is no task of this format ({error!r})") from error


def _article(task: dict[str, Any], where: str) -> MarkedArticle:
    data = task["data"]
    kept = [a for a in task.get("annotations", []) if not a.get("was_cancelled")]
    results = kept[-1]["result"] if kept else []
    labels = {r["id"]: r for r in results if r["type"] == "labels"}
    values: dict[str, dict[str, str]] = {id: {} for id in labels}
    for r in results:
        if r["type"] in ("choices", "textarea") and r["id"] in values:
            content = r["value"]["choices" if r["type"] == "choices" else "text"]
            name = r["from_name"].partition("-")[2]
            values[r["id"]][name] = content if isinstance(content, str) else " ".join(content)
    spans = []
    for id, r in labels.items():
        value = r["value"]
        place = settle(data["text"], value["start"], value["end"], value.get("text"), where)
        spans.append(Span(*place, value["labels"][0], values[id]))
    return MarkedArticle(
        str(data["article"]), data["text"], data["published"], tuple(codes(data["principals"])), tuple(spans)
    )


def labeling_config() -> str:
    """Return the labeling configuration: one label a layer, and a control for each value, shown with its label."""
    lines = ["<View>", '  <Labels name="label" toName="text">']
    lines += [f"    <Label value={quoteattr(label)}/>" for label in LABELS]
    lines += ["  </Labels>", '  <Text name="text" value="$text" granularity="character"/>']
    for label, layer in LABELS.items():
        lines += [line for name in _names(label, layer) for line in _control_lines(label, name)]
    return "\n".join([*lines, "</View>", ""])


def _names(label: str, layer: str) -> Iterator[str]:
    extra = ("agreement",) if label == "sector" else ("id", "of") if label in ("target", "agreement") else ()
    yield from dict.fromkeys((*FIELDS[layer], *extra, "note"))


def _control_lines(label: str, name: str) -> Iterator[str]:
    shown = f'perRegion="true" toName="text" whenTagName="label" whenLabelValue="{label}"'
    if name not in CLOSED[label]:
        yield f'  <TextArea name="{_control(label, name)}" {shown} maxSubmissions="1" placeholder="{name}"/>'
        return
    yield f'  <Choices name="{_control(label, name)}" {shown} choice="single-radio">'
    choices = sorted(sector_ids()) if name == "sector" else CHOICES[name]
    yield from (f"    <Choice value={quoteattr(choice)}/>" for choice in choices)
    yield "  </Choices>"
