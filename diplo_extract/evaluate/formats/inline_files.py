"""Inline markup, a file an article: ``NAME.inline``, its first line a comment with what belongs to no span."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from diplo_extract.errors import GoldError
from diplo_extract.evaluate.formats.marks import MarkedArticle, codes
from diplo_extract.evaluate.inline import parse_inline, render_inline

SUFFIX = ".inline"


def write(articles: Iterable[MarkedArticle], path: Path) -> None:
    """Write one file for each article into a folder."""
    path.mkdir(parents=True, exist_ok=True)
    for article in articles:
        about = json.dumps(article.about, ensure_ascii=False).replace(">", "\\u003e")
        markup = render_inline(article.text, article.spans)
        (path / f"{article.id}{SUFFIX}").write_text(f"<!-- {about} -->\n{markup}", encoding="utf-8", newline="\n")


def read(path: Path) -> Iterator[MarkedArticle]:
    """Read a folder of such files, or one; raise ``GoldError`` naming the file of a fault."""
    for file in sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path]:
        try:
            head, _, markup = file.read_text(encoding="utf-8").partition("\n")
            about = json.loads(head.removeprefix("<!--").removesuffix("-->"))
            published, principals = about["published"], tuple(codes(about["principals"]))
            marked = parse_inline(markup)
        except GoldError as error:
            raise GoldError(f"{file.name}: {error}") from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise GoldError(f"{file.name}: line 1 is no comment with published and principals ({error!r})") from error
        yield MarkedArticle(file.stem, marked.text, published, principals, marked.spans)
