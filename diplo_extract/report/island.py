"""What is carried inside a page: JSON that is never markup, scripts, and hashes for its content security policy."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

ASSETS = Path(__file__).parent / "assets"


def asset(name: str) -> str:
    """Return the text of a file that pages are made of: a template, a style, a part of a script."""
    return (ASSETS / name).read_text(encoding="utf-8")


def joined_script(*names: str) -> str:
    """Return parts of a script as one; each uses only what stands before it."""
    return '"use strict";\n' + "".join(asset(name) for name in names)


def embedded(data: Any) -> str:
    """Write JSON that no parser of HTML can take for markup, and that UTF-8 can hold."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def script_hash(text: str) -> str:
    """Return the source expression that allows one inline script or style, and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
