"""Word documents: headings, paragraphs and tables in their order, a paragraph or a table row a line."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx

from graphkit.errors import SourceError
from graphkit.loading import Hints, Source, document
from graphkit.records import Document

from .dateline import dateline
from .text import headline

_MAX_INFLATED = 200_000_000
_MAX_XML = 40_000_000
_MAX_RATIO = 200
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}


def load(source: Source, hints: Hints) -> Iterator[Document]:
    """One document, kind ``docx``; title, author and language as the file's properties give them.

    The dates among the properties say when the file was made, not when the text was published, so they don't count.
    Raises `SourceError` where the file is broken, or inflates to more than a document does.
    """
    data = source.read(hints.max_bytes)
    _check_zip(data, source)
    file = docx.Document(BytesIO(data))
    text = "\n".join(_lines(file.element.body))
    properties = file.core_properties
    author = "" if properties.author == "python-docx" else properties.author
    yield document(
        source,
        hints,
        text,
        kind="docx",
        title=properties.title or _heading(file) or headline(text),
        publisher=author,
        language=properties.language,
        published=dateline(text),
    )


def _check_zip(data: bytes, source: Source) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            inflated = sum(part.file_size for part in parts)
            xml = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
            if len(parts) > 10_000 or inflated > _MAX_INFLATED or sum(part.file_size for part in xml) > _MAX_XML:
                raise SourceError(source.name, f"inflates to {inflated // 10**6} MB in {len(parts)} parts: a decompression bomb? split it")
            if inflated > 10_000_000 and inflated > _MAX_RATIO * len(data):
                raise SourceError(source.name, f"inflates to {inflated // len(data)} times its size: a decompression bomb? save it anew")
            for part in xml:
                if b"<!ENTITY" in archive.read(part):
                    raise SourceError(source.name, f"{part.filename} declares XML entities, which no Word document does; not read")
    except zipfile.BadZipFile as error:
        legacy = data.startswith(b"\xd0\xcf\x11\xe0")
        raise SourceError(source.name, "an old or encrypted Word file; save it as .docx, without a password" if legacy else f"broken DOCX: {error}") from error


def _heading(file: Any) -> str | None:
    """The first paragraph that is styled as a title or a heading."""
    for paragraph in file.paragraphs[:50]:
        if re.match(r"Title|Heading 1", paragraph.style.name if paragraph.style else "") and paragraph.text.strip():
            return str(paragraph.text.strip())
    return None


def _lines(block: Any) -> Iterator[str]:
    """The lines of *block*: of what it holds, also inside content controls and other wrappers."""
    for child in block:
        if child.tag == f"{_W}p":
            text, boxes = _paragraph(child)
            yield text
            for box in boxes:
                yield from _lines(box)
        elif child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                cells = [" ".join(" ".join(_lines(cell)).split()) for cell in row.iter(f"{_W}tc")]
                if any(cells):
                    yield " | ".join(cells)
        elif child.tag not in (_FALLBACK, f"{_W}del", f"{_W}sectPr", f"{_W}moveFrom"):
            yield from _lines(child)


def _paragraph(paragraph: Any) -> tuple[str, list[Any]]:
    """The text of *paragraph* as it reads with all changes accepted, and the text boxes anchored in it."""
    words: list[str] = []
    boxes: list[Any] = []

    def walk(node: Any) -> None:
        for child in node:
            if child.tag == f"{_W}t":
                words.append(child.text or "")
            elif child.tag in _BREAKS:
                words.append(_BREAKS[child.tag])
            elif child.tag == f"{_W}txbxContent":
                boxes.append(child)
            elif child.tag not in (_FALLBACK, f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr"):
                walk(child)

    walk(paragraph)
    return "".join(words).strip(), boxes
