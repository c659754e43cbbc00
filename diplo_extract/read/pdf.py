"""PDF files, by pypdf: the text layer, page after page, its lines joined to paragraphs."""

from __future__ import annotations

import io
import logging
from typing import Any

from diplo_extract.errors import MissingExtraError
from diplo_extract.read.dates import stated_date
from diplo_extract.read.repair import unwrap
from diplo_extract.read.units import Document, Fault


def read_pdf(data: bytes) -> Document:
    """Read one file.

    A PDF knows lines, not paragraphs: line ends inside a paragraph become spaces, and a blank line parts the pages.

    Raises:
        MissingExtraError: pypdf is not installed.
        Fault: the file is encrypted, damaged, or has no text layer.
    """
    pypdf = _pypdf()
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise Fault("encrypted", "the PDF is encrypted")
        pages = ["\n".join(map(str.rstrip, page.extract_text().split("\n"))) for page in reader.pages]
        about = reader.metadata or {}
    except (pypdf.errors.PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, OSError) as error:
        raise Fault("damaged", f"the PDF cannot be read: {error or type(error).__name__}") from error
    text = "\n\n".join(unwrap(page).strip() for page in pages).strip()
    if not text:
        raise Fault("no_text", "the PDF has no text layer (scanned?)")
    return Document(text=text, title=_text(about.get("/Title")), created=_created(about.get("/CreationDate")))


def _text(value: Any) -> str | None:
    return " ".join(str(value).split()) or None if value is not None else None


def _created(value: Any) -> Any:
    """Read "D:20220511080000+03'00'"."""
    return stated_date(str(value).removeprefix("D:")[:8]) if value is not None else None


def _pypdf() -> Any:
    try:
        import pypdf
        import pypdf.errors
    except ImportError as error:
        raise MissingExtraError("reading PDF", "pypdf", "pdf") from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it says of damaged files becomes an error row
    return pypdf
