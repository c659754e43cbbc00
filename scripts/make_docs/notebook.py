"""The tutorial as a notebook: the prose and the Python blocks of a page as cells, without outputs."""

from __future__ import annotations

import json
import re
from typing import Any

_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def notebook(page: str) -> str:
    """Return the notebook of a page; links to other pages lead to the folder of the documentation."""
    parts = _BLOCK.split(re.sub(r"\]\(([\w/]+\.md)", r"](../../docs/\1", page))
    cells = [_cell(text.strip("\n"), number) for number, text in enumerate(parts) if text.strip()]
    about = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    content = {"cells": cells, "metadata": about, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _cell(text: str, number: int) -> dict[str, Any]:
    cell: dict[str, Any] = {"id": f"part-{number}", "metadata": {}, "source": text.splitlines(keepends=True)}
    if number % 2:  # the text between two splits is prose, what was split at is code
        return {"cell_type": "code", "execution_count": None, "outputs": [], **cell}
    return {"cell_type": "markdown", **cell}
