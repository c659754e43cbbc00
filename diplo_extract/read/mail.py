"""Mail (.eml) and saved web archives (.mhtml): subject, date and body; attachments are left alone."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage, MIMEPart
from typing import Any

from diplo_extract.read.charset import decode_markup
from diplo_extract.read.dates import stated_date
from diplo_extract.read.html import document_of
from diplo_extract.read.repair import unwrap
from diplo_extract.read.units import Document, Fault, ReadOptions


def read_mail(data: bytes, options: ReadOptions) -> Document:
    """Read one message: the plain body (its line ends inside paragraphs made spaces), else the HTML one.

    Raises:
        MissingExtraError: the message has only an HTML body, and trafilatura is not installed.
        Fault: there is no message, or it has no body.
    """
    message = _parse(data)
    part = message.get_body(("plain", "html"))
    if part is None:
        raise Fault("no_text", "the message has no text")
    body = _content(part, options)
    if part.get_content_type() == "text/html":
        document = document_of(body)
        text, language = document.text, document.language
    else:
        text, language = (_flowed(body) if _is_flowed(part) else unwrap(body)).strip(), None
    if not text:
        raise Fault("no_text", "the message has no text")
    return Document(
        text=text,
        title=_header(message, "subject"),
        published=stated_date(_header(message, "date")),
        language=language,
        record=_header(message, "message-id"),
    )


def read_mhtml(data: bytes, options: ReadOptions) -> Document:
    """Read a page that a browser saved as one file; the day of saving is no publication date."""
    message = _parse(data)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    if page is None:
        raise Fault("no_text", "the web archive has no page")
    url = _header(message, "snapshot-content-location")
    return document_of(_content(page, options), url)


def _parse(data: bytes) -> EmailMessage:
    if not data.strip():
        raise Fault("empty", "is empty")
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not message.keys():
        raise Fault("damaged", "is no mail message: it has no headers")
    return message


def _content(part: MIMEPart, options: ReadOptions) -> str:
    payload: Any = part.get_payload(decode=True)
    return decode_markup(payload or b"", part.get_content_charset(), options.encoding)


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        return " ".join(str(message.get(name) or "").split()) or None
    except (ValueError, IndexError, AttributeError, TypeError):  # the parser of damaged headers is not without faults
        return None


def _is_flowed(part: MIMEPart) -> bool:
    return str(part.get_param("format", "")).lower() == "flowed"


def _flowed(body: str) -> str:
    """Join the lines of format=flowed (RFC 3676): a space at a line's end says that the paragraph goes on."""
    lines = [line[1:] if line.startswith(" ") else line for line in body.split("\n")]
    return "".join(line if line.endswith(" ") and line != "-- " else line + "\n" for line in lines)
