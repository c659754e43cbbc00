"""Decode bytes strictly: a byte order mark, what the file or its container declares, UTF-8, or what the user says."""

from __future__ import annotations

import codecs
import re

from diplo_extract.article import decode
from diplo_extract.errors import ArticleError
from diplo_extract.read.units import Fault

_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?\bcharset\s*=|\?xml\b[^>]{0,100}?\bencoding\s*=)\s*["']?\s*([\w.:-]+)""", re.I
)
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What the web means by these names (WHATWG Encoding Standard): their superset of Microsoft.
_WEB = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
        "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}  # fmt: skip


def decode_text(data: bytes, encoding: str | None) -> str:
    """Decode plain text; raise ``Fault`` for what is empty, binary, or not of the encoding."""
    try:
        return decode(data, "", encoding)
    except ArticleError as error:
        reason = str(error).removeprefix(": ")
        code = "encoding" if "--encoding" in reason or "encoding" in reason else reason.split()[1].strip(",;")
        raise Fault(code, reason) from error


def decode_markup(data: bytes, declared: str | None, encoding: str | None) -> str:
    """Decode HTML or mail: by its byte order mark, the declared charset (the container's first), or as plain text."""
    if data.startswith(_MARKS):
        return decode_text(data, "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else None)
    if declared is None and (match := _DECLARED.search(data[:4096])):
        declared = match[1].decode("ascii", "replace")
    name = _web_name(declared)
    return decode_text(data, name if name else encoding)


def _web_name(declared: str | None) -> str | None:
    """Return the codec that a declared charset means; None for one that no codec knows."""
    name = (declared or "").strip("\"' ").lower()
    name = _WEB.get(name, name)
    try:
        return codecs.lookup(name).name if name else None
    except LookupError:
        return None
