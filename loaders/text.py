"""Plain text: the words as they stand; the title and the date where the first lines give them."""

import re
from collections.abc import Iterator
from contextlib import suppress

from charset_normalizer import from_bytes

from graphkit.errors import SourceError
from graphkit.loading import Hints, Source, document
from graphkit.records import Document

from .dateline import dateline

_MAGIC = {b"%PDF-": "a PDF", b"PK\x03\x04": "a ZIP archive or an Office document", b"\x1f\x8b": "gzip data", b"\x89PNG": "an image", b"\xff\xd8": "an image"}
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe\0\0": "utf-32", b"\0\0\xfe\xff": "utf-32", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def load(source: Source, hints: Hints) -> Iterator[Document]:
    """One document, kind ``text``; raises `SourceError` where the bytes are no text."""
    text = decode(source.read(hints.max_bytes), source)
    yield document(source, hints, text, kind="text", title=headline(text), published=dateline(text))


def headline(text: str) -> str | None:
    """The first line of *text*, where it looks like a title: short, no sentence, and followed by more."""
    text = re.sub(r"^(?:for immediate release|(?:press|news) release)\W*\n", "", text.strip(), flags=re.I).lstrip()
    first, _, rest = text.partition("\n")
    first = first.strip("#*_ \t\r")
    if not rest.strip() or len(first) > 150 or not re.search(r"[^\W\d_]", first) or re.search(r"[.,;:]$", first):
        return None
    return first


def decode(data: bytes, source: Source, declared: str | None = None) -> str:
    """*data* as text: by its byte-order mark, as *declared*, as UTF-8, or in the legacy encoding that fits.

    Raises `SourceError` that names the offset where no encoding fits: nothing is replaced silently.
    """
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise SourceError(source.name, f"is {what}, not text; give the file its proper suffix")
    bom = next((name for mark, name in _BOMS.items() if data.startswith(mark)), None)
    if not bom and (at := data.find(b"\0")) >= 0:
        raise SourceError(source.name, f"binary data, not text: a NUL byte at offset {at} (UTF-16 needs a byte-order mark)")
    text = None
    declared = (declared or source.charset or "").lower()
    if declared in ("iso-8859-1", "latin-1", "latin1"):
        declared = "cp1252"  # as browsers have it: who declares the one means the other
    for name in (bom, declared, "utf-8"):
        try:
            text = data.decode(name) if name else None
        except (UnicodeDecodeError, LookupError) as error:
            if name == bom:
                raise SourceError(source.name, f"broken {name} ({error})") from error
        if text is not None:
            break
    if text is None:
        text = _legacy(data, source)
    strange = re.findall("[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]", text)
    if len(strange) > len(text) / 1000:
        raise SourceError(source.name, f"binary data, not text: {len(strange)} control characters")
    return text


def _legacy(data: bytes, source: Source) -> str:
    """*data* in the legacy encoding that fits best."""
    loose = data.decode("utf-8", "surrogateescape")
    at = next(i for i, letter in enumerate(loose) if "\udc80" <= letter <= "\udcff")
    offset = len(loose[:at].encode("utf-8"))
    place = f"line {loose.count(chr(10), 0, at) + 1}, offset {offset}"
    stray = len(re.findall("[\udc80-\udcff]", loose))
    proper = len(re.findall("[\x80-\ud7ff\ue000-\U0010ffff]", loose))
    best = from_bytes(data).best()
    if best is None:
        raise SourceError(source.name, f"no known encoding fits the byte at {place}; save it as UTF-8")
    # Short texts don't tell the western single-byte encodings apart: where the guess is one of them, the usual one comes first.
    # Among their texts, what is proper UTF-8 is no accident; among Russian or Chinese ones a few letters are.
    latin = len(re.findall("[\u0250-\u1fff\u2e80-\uffff]", str(best))) < len(re.findall(rb"[A-Za-z]", data))
    if not proper or (not latin and proper <= stray):
        for name in ("cp1252", best.encoding) if latin and best.encoding != "cp1250" else (best.encoding,):
            with suppress(UnicodeDecodeError):
                text = data.decode(name)
                if not re.search("[\x80-\x9f]", text):
                    return text
    raise SourceError(source.name, f"mixed or unknown encoding: not UTF-8 from {place} on; save it as UTF-8")
