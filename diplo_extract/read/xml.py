"""XML without its traps: no entity is expanded, no document type or file is loaded, nothing nests without end."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from diplo_extract.read.units import Fault

MAX_DEPTH = 200  # levels; NewsML and Word stay under 40


def parse_xml(data: bytes) -> Element:
    """Parse a document into elements, whose names are "{namespace}name" as usual.

    Raises:
        Fault: it is not well-formed, declares entities, or is nested too deeply.
    """
    builder, depth = TreeBuilder(), 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise Fault("too_deep", f"the XML is nested more than {MAX_DEPTH} levels deep")
        builder.start(_name(name), {_name(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_name(name))

    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = _forbid
    parser.ExternalEntityRefHandler = _forbid
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise Fault("damaged", f"not well-formed XML: {error}") from error
    return builder.close()


def _forbid(*declaration: Any) -> int:
    raise Fault("entities", "the XML declares entities, which are not expanded")


def _name(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def local(element: Element) -> str:
    """Return an element's name without its namespace, in lower case."""
    return element.tag.rsplit("}", 1)[-1].lower()


def text_of(element: Element | None) -> str:
    """Return the text inside an element, white space made single."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
