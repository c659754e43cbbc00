"""Write a plot of a run as SVG or PNG, and its numbers as CSV beside it; the same run gives the same bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from diplo_extract.errors import MissingExtraError, OptionError
from diplo_extract.plot import counts, draw
from diplo_extract.records import decimal_string
from diplo_extract.report.corpus.entries import Corpus, read_corpus
from diplo_extract.store.atomic import write_whole

SUFFIXES = (".svg", ".png")
DOTS = 200  # an inch, of PNG


class Kind(NamedTuple):
    """What a kind of plot shows and how."""

    what: str
    rows: Callable[[Corpus], Sequence[Any]]
    draw: Callable[[Any, Any, frozenset[str]], None]


KINDS = {
    "timeline": Kind("dated events", counts.event_counts, draw.draw_timeline),
    "network": Kind("agreements that two or more sign", counts.edges, draw.draw_network),
    "targets": Kind("monetary targets", counts.targets, draw.draw_targets),
    "sectors": Kind("sectors of articles with a date of publication", counts.sectors_by_year, draw.draw_sectors),
    "sectors-by-pair": Kind("sectors of pairs of parties", counts.sectors_by_pair, draw.draw_sectors),
}


def plot(folder: str | Path, kind: str, path: str | Path) -> Path:
    """Write one plot of a finished run, and return the path of the CSV with its numbers.

    Args:
        folder: what ``diplo-extract batch`` wrote.
        kind: one of ``KINDS``.
        path: ends in .svg or .png; the CSV has the same name but for that.

    Raises:
        OptionError: the kind or the suffix is not allowed, or the run has nothing of the kind.
        MissingExtraError: matplotlib is not installed.
        StoreError: the folder is no finished run, or a file cannot be written.
    """
    path = Path(path)
    if kind not in KINDS:
        raise OptionError(f"kind: {kind!r} is not allowed; allowed: {', '.join(KINDS)}")
    if path.suffix.lower() not in SUFFIXES:
        raise OptionError(f"{path}: the name must end in {' or '.join(SUFFIXES)}")
    figures = _matplotlib()
    corpus = read_corpus(folder)
    rows = KINDS[kind].rows(corpus)
    if not rows:
        raise OptionError(f"{folder}: nothing to draw: the run has no {KINDS[kind].what}")
    write_whole(path, _picture(figures, KINDS[kind], rows, frozenset(corpus.names.states), path.suffix.lower()[1:]))
    beside = path.with_suffix(".csv")
    write_whole(beside, _csv(rows).encode("utf-8"))
    return beside


def _matplotlib() -> Any:
    try:
        import matplotlib
    except ImportError as error:
        raise MissingExtraError("drawing plots", "matplotlib", "plot") from error
    return matplotlib


def _picture(matplotlib: Any, kind: Kind, rows: Sequence[Any], states: frozenset[str], format: str) -> bytes:
    from matplotlib.figure import Figure

    stream = io.BytesIO()
    with matplotlib.rc_context():
        matplotlib.rcdefaults()  # a matplotlibrc of the user's would change the bytes
        matplotlib.rcParams.update(draw.STYLE)
        figure = Figure(layout="constrained")
        kind.draw(figure, rows, states)
        undated = {"Date": None, "Creator": None} if format == "svg" else {"Software": None}
        figure.savefig(stream, format=format, dpi=DOTS, metadata=undated, bbox_inches="tight", facecolor="white")
    return stream.getvalue()


def _csv(rows: Sequence[Any]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows[0]._fields)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return decimal_string(value) if isinstance(value, Decimal) else value
