"""PDF: the text layer, page by page; the pages are kept, so that a quote can name its page."""

import logging
from collections.abc import Iterator
from io import BytesIO

from pypdf import Configuration, PdfReader, apply_configuration
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

from graphkit.errors import SourceError
from graphkit.loading import MAX_TEXT, Hints, Source, document
from graphkit.records import Document, stored_text

from .dateline import dateline
from .text import headline

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every repair; what matters is raised

# A page's text is never this large; a stream that inflates to more is a bomb. pypdf's own limits fit images.
_LIMITS = Configuration().with_overwrites(
    zlib_maximum_output_length=16_000_000,
    lzw_maximum_output_length=16_000_000,
    run_length_maximum_output_length=16_000_000,
    array_based_stream_maximum_output_length=16_000_000,
    stream_decoding_work_maximum_length=64_000_000,
    stream_parsing_work_maximum_count=400_000,
)


def load(source: Source, hints: Hints) -> Iterator[Document]:
    """One document, kind ``pdf``, with `Document.pages`.

    The dates in a PDF's metadata say when the file was made, not when the text was published, so they don't count.
    Raises `SourceError` where the file is broken, encrypted, or has no text layer.
    """
    data = source.read(hints.max_bytes)
    with apply_configuration(_LIMITS):
        try:
            text, pages, title = _read(data, source)
        except DependencyError as error:
            raise SourceError(source.name, "is encrypted with AES; pip install 'pypdf[crypto]', or save a copy without password") from error
        except LimitReachedError as error:
            raise SourceError(source.name, f"holds more than a text does: a decompression bomb? ({error})") from error
        except PyPdfError as error:
            raise SourceError(source.name, f"broken PDF: {error}") from error
    if not text.strip():
        raise SourceError(source.name, f"no text on its {len(pages)} page{'s' * (len(pages) != 1)}: scanned? run OCR first")
    yield document(source, hints, text, kind="pdf", pages=pages, title=title or headline(text), published=dateline(text))


def _read(data: bytes, source: Source) -> tuple[str, tuple[int, ...], str | None]:
    """The text, the offset at which each page begins, and the declared title."""
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise SourceError(source.name, "is encrypted; save a copy without the password")
    pages: list[int] = []
    parts: list[str] = []
    length = 0
    for page in reader.pages:
        pages.append(length)
        # Normalised page by page, as the offsets count the stored text; the line break between keeps pages apart in it.
        words = stored_text(page.extract_text().replace("\0", "")).strip()
        if words:
            parts.append(words + "\n")
            length += len(parts[-1])
        if length > MAX_TEXT:
            raise SourceError(source.name, f"more than {MAX_TEXT // 10**6} million characters of text; split it")
    title = reader.metadata.title if reader.metadata else None
    return "".join(parts), tuple(pages), _title(title)


def _title(title: object) -> str | None:
    """*title*, where it's one that somebody gave, and no program."""
    words = str(title or "").strip().removeprefix("Microsoft Word - ")
    return None if words.lower() in ("untitled", "document1", "(anonymous)") or words.lower().endswith((".doc", ".docx", ".pdf", ".indd")) else words or None
