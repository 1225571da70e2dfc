"""E-mail as it is saved (.eml): the text part, else the HTML part; sender, subject and date as the header declares them."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from graphkit.errors import SourceError
from graphkit.loading import Hints, Source, document
from graphkit.records import Document

from .dateline import period
from .html import decode_page, fragment
from .text import decode


def load(source: Source, hints: Hints) -> Iterator[Document]:
    """One document, kind ``email``; attachments are left alone. Raises `SourceError` where no part is text."""
    message = message_from_bytes(source.read(hints.max_bytes), policy=policy.default)
    if not message.keys():
        raise SourceError(source.name, "no e-mail header; is it plain text? then call it .txt")
    text = _body(message, source)
    yield document(
        source,
        hints,
        text,
        kind="email",
        title=_header(message, "Subject"),
        publisher=_sender(message),
        published=period(_header(message, "Date")),
        declared=_header(message, "Message-ID"),
        language=_header(message, "Content-Language"),
    )


def _body(message: EmailMessage, source: Source) -> str:
    for kind in ("plain", "html"):
        part: Any = message.get_body((kind,))
        payload = part.get_payload(decode=True) if part else None
        if payload and payload.strip():
            inner = Source(source.name, source.suffix, charset=part.get_content_charset())
            text = decode(payload, inner) if kind == "plain" else fragment(decode_page(payload, inner))
            if text.strip():
                return text
    raise SourceError(source.name, "no text in it, only attachments or nothing")


def _header(message: EmailMessage, name: str) -> str | None:
    value = message.get(name)
    return str(value).strip() or None if value is not None else None


def _sender(message: EmailMessage) -> str | None:
    addresses = getattr(message.get("From"), "addresses", ())
    return next((address.display_name or address.addr_spec for address in addresses), None)
