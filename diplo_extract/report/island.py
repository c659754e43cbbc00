"""Data and scripts inside a page: JSON that is never markup, hashes for its content security policy."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any


def embedded(data: Any) -> str:
    """Write JSON that no parser of HTML can take for markup, and that UTF-8 can hold."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def script_hash(text: str) -> str:
    """Return the source expression that allows one inline script or style, and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
