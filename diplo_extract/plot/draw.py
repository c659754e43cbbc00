"""Draw the rows of a plot on a figure of matplotlib: plain, color-blind safe, readable in print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from diplo_extract.plot.counts import Cell, Edge, EventCount, Target
from diplo_extract.plot.layout import layout

# Okabe and Ito's; shapes and places say the same.
BLUE, ORANGE, GREEN, GRAY = "#0072b2", "#d55e00", "#009e73", "#8c8c88"
STYLE = {
    "font.family": ["DejaVu Sans", "sans-serif"],
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "svg.fonttype": "none",  # words stay words: found, read aloud, edited
    "svg.hashsalt": "diplo_extract",
    "text.parse_math": False,  # "$5 billion to $10 billion" is no formula
}
MARKS = {"past": ("o", BLUE), "future": ("^", ORANGE), "published": ("D", GREEN)}
SIGNS = {"past": "past or present", "future": "yet to come", "published": "articles published"}


def draw_timeline(figure: Any, rows: Sequence[EventCount], states: frozenset[str]) -> None:
    """Draw a mark for each year and kind, as large as the events are many."""
    totals: dict[str, int] = {}
    for row in rows:
        totals[row.kind] = totals.get(row.kind, 0) + row.number
    kinds = sorted((kind for kind in totals if kind != "published"), key=lambda kind: (-totals[kind], kind))
    kinds = ["published", *kinds] if "published" in totals else kinds
    figure.set_size_inches(7.5, 1.1 + 0.3 * len(kinds))
    axes = figure.add_subplot()
    most = max(row.number for row in rows)
    for tense, (marker, color) in MARKS.items():
        chosen = [row for row in rows if row.tense == tense]
        places = [row.year - (2 if row.before else 0) for row in chosen]
        sizes = [15 + 150 * row.number / most for row in chosen]
        above = 0.22 if tense == "future" else 0  # beside the past events of the same year
        heights = [kinds.index(row.kind) - above for row in chosen]
        if chosen:
            label = SIGNS[tense]
            axes.scatter(places, heights, sizes, marker=marker, color=color, alpha=0.75, linewidths=0, label=label)
    axes.set_yticks(range(len(kinds)), [_spoken(kind) if kind != "published" else SIGNS[kind] for kind in kinds])
    axes.set_ylim(len(kinds) - 0.5, -0.5)
    axes.grid(axis="y", color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    _year_ticks(axes, rows)
    legend = figure.legend(loc="outside lower center", ncols=3, frameon=False)
    for handle in legend.legend_handles:
        handle.set_sizes([40])


def _year_ticks(axes: Any, rows: Sequence[EventCount]) -> None:
    first = min(row.year for row in rows if not row.before)
    last = max(row.year for row in rows)
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000, 5000) if (last - first) / step <= 12)
    ticks = {year: str(year) for year in range(-(-first // step) * step, last + 1, step)}
    early = [row.year for row in rows if row.before]
    if early:
        ticks = {year: text for year, text in ticks.items() if year > early[0] + step / 2}
        ticks[early[0] - 2] = f"before {early[0]}"
    axes.set_xticks(list(ticks), list(ticks.values()))


def draw_network(figure: Any, rows: Sequence[Edge], states: frozenset[str]) -> None:
    """Draw those who sign together; a line is as wide as their agreements are many."""
    names = {code: name for row in rows for code, name in ((row.one, row.one_name), (row.other, row.other_name))}
    degree = dict.fromkeys(names, 0)
    for row in rows:
        degree[row.one] += row.agreements
        degree[row.other] += row.agreements
    codes = sorted(names, key=lambda code: (-degree[code], code))
    spots = dict(
        zip(codes, layout(len(codes), [(codes.index(r.one), codes.index(r.other)) for r in rows]), strict=True)
    )
    figure.set_size_inches(7.5, 6)
    axes = figure.add_subplot()
    axes.axis("off")
    most = max(row.agreements for row in rows)
    for row in rows:
        (x1, y1), (x2, y2) = spots[row.one], spots[row.other]
        axes.plot([x1, x2], [y1, y2], color=GRAY, alpha=0.6, linewidth=0.6 + 3.5 * row.agreements / most, zorder=1)
    for is_state, marker, color, label in ((True, "o", BLUE, "state"), (False, "s", ORANGE, "organization or body")):
        chosen = [code for code in codes if (code in states) is is_state]
        if chosen:
            xs, ys = zip(*(spots[code] for code in chosen), strict=True)
            axes.scatter(xs, ys, 45, marker=marker, color=color, edgecolors="white", label=label, zorder=2)
    behind = {"boxstyle": "round,pad=0.05", "facecolor": "white", "edgecolor": "none", "alpha": 0.7}
    for code in codes:
        place = {"xytext": (0, 6), "textcoords": "offset points", "ha": "center"}
        axes.annotate(names[code], spots[code], fontsize=8, bbox=behind, **place)
    axes.margins(0.08)
    figure.legend(loc="outside lower center", ncols=2, frameon=False)


def draw_targets(figure: Any, rows: Sequence[Target], states: frozenset[str]) -> None:
    """Draw each target as a line from the current level to the goal, one panel a currency."""
    panels: dict[str, list[Target]] = {}
    for row in rows:
        panels.setdefault(row.currency, []).append(row)
    heights = [len(panel) for panel in panels.values()]
    figure.set_size_inches(7.5, 0.9 * len(panels) + 0.33 * sum(heights))
    every = figure.subplots(len(panels), 1, squeeze=False, gridspec_kw={"height_ratios": heights})[:, 0]
    for axes, (currency, panel) in zip(every, panels.items(), strict=True):
        _panel(axes, currency, panel)
    handles, labels = every[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=2, frameon=False)


def _panel(axes: Any, currency: str, panel: Sequence[Target]) -> None:
    goals = [float(row.amount_max or row.amount) for row in panel]
    factor, unit = _unit(max(goals))
    for height, (row, goal) in enumerate(zip(panel, goals, strict=True)):
        if row.baseline is not None:
            base = float(row.baseline)
            axes.plot([base / factor, goal / factor], [height, height], color=GRAY, linewidth=2, zorder=1)
    bases = [(float(row.baseline) / factor, height) for height, row in enumerate(panel) if row.baseline is not None]
    xs, ys = [x for x, _ in bases], [y for _, y in bases]
    axes.scatter([goal / factor for goal in goals], range(len(panel)), 45, marker="D", color=ORANGE, label="target")
    axes.scatter(xs, ys, 26, marker="o", color="white", edgecolors=BLUE, label="level now", zorder=3)
    for height, (row, goal) in enumerate(zip(panel, goals, strict=True)):
        if row.deadline:
            axes.annotate(row.deadline, (goal / factor, height), (7, -3), textcoords="offset points", fontsize=8)
    axes.set_yticks(range(len(panel)), [_label(row) for row in panel])
    axes.set_ylim(len(panel) - 0.5, -0.5)
    axes.set_xlim(0, 1.25 * max(goals) / factor)
    axes.set_xlabel(f"{unit} {currency or 'currency not told'}".strip())
    axes.grid(axis="x", color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)


def _label(row: Target) -> str:
    who = row.parties or row.article
    return f"{who if len(who) <= 42 else who[:41] + '…'}: {_spoken(row.indicator)}"


def _unit(most: float) -> tuple[float, str]:
    return next(
        ((f, name) for f, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")) if most >= f), (1, "")
    )


def draw_sectors(figure: Any, rows: Sequence[Cell], states: frozenset[str]) -> None:
    """Draw a heat map with its figures."""
    fields = list(dict.fromkeys(row.sector for row in rows))
    years = all(row.by.isdigit() for row in rows)
    totals: dict[str, int] = {}
    for row in rows:
        totals[row.by] = totals.get(row.by, 0) + row.articles
    columns = _years(totals) if years else sorted(totals, key=lambda by: (-totals[by], by))
    figure.set_size_inches(2.6 + 0.36 * max(len(columns), 6), 1.0 + 0.26 * len(fields) + (0 if years else 1.2))
    axes = figure.add_subplot()
    most = max(row.articles for row in rows)
    grid = [[float("nan")] * len(columns) for _ in fields]  # what nothing is known of stays white
    for row in rows:
        grid[fields.index(row.sector)][columns.index(row.by)] = row.articles
    axes.imshow(grid, cmap="Blues", vmin=0, vmax=1.15 * most, aspect="auto")
    for row in rows:
        ink = "white" if row.articles > most * 0.55 else "black"
        place = (columns.index(row.by), fields.index(row.sector))
        axes.text(*place, str(row.articles), ha="center", va="center", fontsize=7, color=ink)
    slanted = {} if years else {"rotation": 60, "ha": "right", "rotation_mode": "anchor"}
    axes.set_xticks(range(len(columns)), columns, **slanted)
    axes.set_yticks(range(len(fields)), fields)
    axes.set_xticks([x - 0.5 for x in range(len(columns) + 1)], minor=True)
    axes.set_yticks([y - 0.5 for y in range(len(fields) + 1)], minor=True)
    axes.grid(which="minor", color="#e4e4e0", linewidth=0.8)
    axes.tick_params(which="both", length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _years(found: Iterable[str]) -> list[str]:
    """Return every year from the first to the last, those without anything too."""
    years = [int(year) for year in found]
    return [str(year) for year in range(min(years), max(years) + 1)]


def _spoken(name: str) -> str:
    return name.replace("_", " ")
