"""A finished batch run as one HTML file that needs nothing but itself.

The charts are drawn by Apache ECharts, carried inside the page (``report/assets/echarts``). Everything of an article is
data to the page, never markup; a content security policy keeps the page from loading or sending anything.
"""

from __future__ import annotations

import html
from pathlib import Path
from string import Template
from typing import Any

from diplo_extract.report.corpus.entries import Corpus, read_corpus
from diplo_extract.report.corpus.page_data import page_data
from diplo_extract.report.island import asset, embedded, joined_script, script_hash
from diplo_extract.store.atomic import write_whole

SCRIPTS = ("dom.js", "corpus_data.js", "corpus_list.js", "corpus_charts.js", "corpus_views.js", "corpus_page.js")


def corpus_report(folder: str | Path, path: str | Path) -> None:
    """Write the report of a finished run as an HTML file.

    Raises:
        StoreError: the folder is no finished run, or the file cannot be written.
        MissingExtraError: the tables are Parquet, and pyarrow is not installed.
    """
    write_whole(Path(path), corpus_page(read_corpus(folder)).encode("utf-8"))


def corpus_page(corpus: Corpus, *, title: str | None = None) -> str:
    """Return the report of a run as one HTML page; the same run gives the same page."""
    data, passages = page_data(corpus)
    charts = asset("echarts/echarts.min.js")
    script = joined_script(*SCRIPTS)
    style = asset("corpus.css")
    parts: dict[str, Any] = {
        "title": html.escape(title or f"Report on {corpus.results.folder.name}"),
        "style": style,
        "style_hash": script_hash(style),
        "charts": charts,
        "charts_hash": script_hash(charts),
        "script": script,
        "script_hash": script_hash(script),
        "data": embedded(data),
        "passages": embedded(passages),
    }
    return Template(asset("corpus.html")).substitute(parts)
