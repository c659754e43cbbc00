"""Word documents: the paragraphs of ``word/document.xml``, in order, with the title of the document's properties."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from diplo_extract.read.dates import stated_date
from diplo_extract.read.units import Document, Fault, ReadOptions
from diplo_extract.read.xml import local, parse_xml, text_of


def read_docx(data: bytes, options: ReadOptions) -> Document:
    """Read one file; headers, footers, notes, comments and deleted passages are left out.

    Raises:
        Fault: the file is damaged, is no Word document, or unpacks to more than ``max_bytes``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            body = parse_xml(_part(package, "word/document.xml", options.max_bytes))
            about = parse_xml(_part(package, "docProps/core.xml", options.max_bytes)) if _has_about(package) else None
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise Fault("damaged", f"the Word document cannot be read: {error}") from error
    text = "\n".join(line for line in _paragraphs(body) if line).strip()
    if not text:
        raise Fault("no_text", "the Word document has no text")
    properties = {local(child): text_of(child) for child in about} if about is not None else {}
    return Document(
        text=text,
        title=properties.get("title") or None,
        created=stated_date(properties.get("created")),
        language=(properties.get("language") or "")[:2].lower() or None,
    )


def _has_about(package: zipfile.ZipFile) -> bool:
    return "docProps/core.xml" in package.namelist()


def _part(package: zipfile.ZipFile, name: str, limit: int) -> bytes:
    with package.open(name) as part:
        content = part.read(limit + 1)
    if len(content) > limit:
        raise Fault("bomb", f"{name} unpacks to more than {limit:,} bytes")
    return content


def _paragraphs(root: Element) -> Iterator[str]:
    """Yield the text of each paragraph that holds no other one (a text box stands inside a paragraph)."""
    pieces: list[str] = []
    for event, element in _events(root):
        name = local(element)
        if name == "p" and event == "end":
            yield "".join(pieces).strip()
            pieces = []
        elif event == "end":
            continue
        elif name == "t":
            pieces.append(element.text or "")
        elif name in ("tab", "br", "cr"):
            pieces.append("\t" if name == "tab" else "\n")
        elif name == "nobreakhyphen":
            pieces.append("\u2011")


def _events(root: Element) -> Iterator[tuple[str, Element]]:
    """Walk the tree without recursion, past deleted passages and the old-format copies of text boxes."""
    stack: list[tuple[str, Element]] = [("start", root)]
    while stack:
        event, element = stack.pop()
        yield event, element
        if event == "start":
            stack.append(("end", element))
            skipped = ("del", "movefrom", "fallback", "ppr", "rpr")
            stack += [("start", child) for child in reversed(element) if local(child) not in skipped]
