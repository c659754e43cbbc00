"""Make what the documentation does not type by hand: ``python scripts/make_docs`` writes it, ``--check`` compares.

The page of commands comes from the parsers, the list of sectors from the lexicons, the tables of fields from the
records and the comments beside their fields, the further names of the library from the snapshot of the public surface,
the pictures from extractions of the sentences they show, the figures from ``fixtures/baseline.json``, the notebook from
the page of the tutorial.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from commands_page import commands_page  # noqa: E402 - found by the line above
from fields import field_tables  # noqa: E402
from figures import accuracy_page  # noqa: E402
from library_page import library_page  # noqa: E402
from notebook import notebook  # noqa: E402
from pictures import pictures  # noqa: E402
from sector_list import sector_list  # noqa: E402

DOCS = ROOT / "docs"


def made() -> dict[Path, str]:
    """Return the content of every file that is made, by its path."""
    files = {
        DOCS / "commands.md": commands_page(),
        DOCS / "sector_list.md": sector_list(),
        DOCS / "records.md": field_tables((DOCS / "records.md").read_text("utf-8")),
        DOCS / "library.md": library_page((DOCS / "library.md").read_text("utf-8")),
        DOCS / "accuracy.md": accuracy_page((DOCS / "accuracy.md").read_text("utf-8")),
        ROOT / "examples" / "notebooks" / "tutorial.ipynb": notebook((DOCS / "tutorial.md").read_text("utf-8")),
    }
    return files | {DOCS / "images" / name: svg for name, svg in pictures().items()}


def main() -> int:
    """Write the files, or with ``--check`` name those that differ."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 where a file would change")
    check = parser.parse_args().check
    changed = {path: text for path, text in made().items() if not path.exists() or path.read_text("utf-8") != text}
    for path, text in changed.items():
        print(path.relative_to(ROOT))
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    return 1 if check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
