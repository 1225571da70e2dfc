"""Real files of every kind, built in memory; and what the tests of the loaders ask about them. All names are invented."""

import json
import zipfile
import zlib
from io import BytesIO
from typing import Any

import docx

from graphkit.errors import SourceError
from graphkit.loading import Hints, Source, documents
from graphkit.records import Document

ARTICLE = (
    "Osterly Motors picks Tern for its cars\n\n"
    "PORT AMARO, May 14, 2025 - Osterly Motors said on Wednesday that it had chosen Tern, a language model made by Quillon Labs, "
    "for the voice assistant in its cars.\n\nThe carmaker had also tested Gist from Plenum, which it turned down because it was too slow.\n"
)

PAGE = """<!doctype html><html lang="en-GB"><head><title>Osterly picks Tern | The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post"><meta property="article:published_time" content="2025-05-14T23:30:00-05:00">
<link rel="canonical" href="https://www.post.example/osterly"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<article><h1>Osterly picks Tern</h1>
<p>Osterly Motors said on Wednesday that it had <b>rejected</b> Plenum's model <i>Gist</i> because it was too slow in the car.</p>
<p>The carmaker will use <a href="/tern">Tern</a> from Quillon Labs instead, its head of software told this newspaper.</p>
<ul><li>Tern answers in a tenth of a second.</li></ul>
<table><tr><th>Model</th><th>Score</th></tr><tr><td>Gist</td><td>41</td></tr><tr><td>Tern</td><td>77<br>best</td></tr></table>
</article><aside><h3>Most read</h3><p>Ten cars that you should see before you die.</p></aside>
<footer>All rights reserved.</footer><script>var x = "<p>not text</p>"</script></body></html>"""

RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>The Harbour Post</title><link>{base}/</link>
<language>en-gb</language>
<item><title>Osterly &amp; Tern</title><link>{base}/one</link><guid isPermaLink="false">post-1</guid>
<pubDate>Wed, 14 May 2025 23:30:00 -0500</pubDate>
<description>&lt;p&gt;Osterly chose &lt;b&gt;Tern&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;Gist lost.&lt;/p&gt;</description></item>
<item><title>Nothing said</title><link>{base}/two</link></item>
<item><title>Brack</title><link>{base}/three</link><description>Brackwater uses Kite.</description></item>
</channel></rss>"""


def read(suffix: str, data: bytes | str, name: str = "", **hints: Any) -> list[Document]:
    return list(documents(source(suffix, data, name), Hints(**hints)))


def read_one(suffix: str, data: bytes | str, **hints: Any) -> Document:
    (document,) = read(suffix, data, **hints)
    return document


def source(suffix: str, data: bytes | str, name: str = "") -> Source:
    return Source(name or f"it.{suffix}", suffix, data=data.encode() if isinstance(data, str) else data)


def refusal(suffix: str, data: bytes | str, **hints: Any) -> str:
    """The one line that says why *data* isn't read."""
    _, problem = read_until_refused(suffix, data, **hints)
    return problem


def read_until_refused(suffix: str, data: bytes | str, **hints: Any) -> tuple[list[Document], str]:
    found = []
    try:
        for document in documents(source(suffix, data), Hints(**hints)):
            found.append(document)
    except SourceError as error:
        line = str(error)
        assert "\n" not in line
        assert line.startswith(f"it.{suffix}: ")
        return found, line
    raise AssertionError(f"read all the same: {found}")


def pdf(*pages: bytes | str, title: str = "", deflate: bool = False) -> bytes:
    """A PDF with *pages*: lines of text, or a content stream as it is."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /Title ({title}) /CreationDate (D:20010203040506Z) >>".encode(),
    ]
    for number, page in enumerate(pages):
        shown = " ".join(f"({line}) Tj 0 -14 Td" for line in page.split("\n")) if isinstance(page, str) else ""
        stream = page if isinstance(page, bytes) else f"BT /F 12 Tf 72 700 Td {shown} ET".encode("cp1252")
        stream = zlib.compress(stream, 9) if deflate else stream
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {6 + 2 * number} 0 R /Resources << /Font << /F 3 0 R >> >> >>".encode())
        objects.append(b"<< %s /Length %d >>\nstream\n%s\nendstream" % (b"/Filter /FlateDecode" if deflate else b"", len(stream), stream))
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer << /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table) + trailer


def word(**properties: str) -> bytes:
    """A Word document with a heading, a table between two paragraphs, and *properties*."""
    file = docx.Document()
    file.add_heading("Osterly picks Tern", 1)
    file.add_paragraph("PORT AMARO, May 14, 2025 - Osterly Motors chose Tern.")
    table = file.add_table(2, 2)
    for row, cells in zip(table.rows, (("Model", "Score"), ("Gist", "41")), strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    file.add_paragraph("Gist was too slow.")
    for name, value in properties.items():
        setattr(file.core_properties, name, value)
    buffer = BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def rezipped(data: bytes, **parts: bytes) -> bytes:
    """The archive *data* with *parts* (``word_document_xml`` for word/document.xml) put in place of its own."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            key = info.filename.replace("/", "_").replace(".", "_")
            new.writestr(info.filename, parts.get(key, old.read(info)))
    return buffer.getvalue()


GRAPH_TEXT = (
    "Osterly Motors has chosen Tern, a model made by Quillon Labs.\n\n"
    "Plenum's Gist was turned\ndown because it was too slow. Osterly ended its use of Kite in 2024.\n"
)


def graph(**changes: Any) -> dict[str, Any]:
    """A ready-made graph of `GRAPH_TEXT`, in the form in which people write one; *changes* go into its second relation."""
    rejected = {
        "type": "REJECTED_BECAUSE",
        "subject": "osterly",
        "object": "gist",
        "modality": "asserted",
        "evidence": "Gist was turned down because it was too slow",
        "more_evidence": ["Osterly Motors"],
        "date": None,
        "reason": "too slow",
        "reason_class": "performance_latency",
        "optional": True,
    }
    used = {"type": "USES", "subject": "osterly", "object": "kite", "modality": "ended", "evidence": "ended its use of Kite in 2024", "date": "2024"}
    chosen = {
        "type": "EVALUATED",
        "subject": "osterly",
        "object": "tern",
        "modality": "asserted",
        "evidence": {"text": "chosen Tern", "start": GRAPH_TEXT.index("chosen Tern"), "end": GRAPH_TEXT.index("chosen Tern") + 11},
        "outcome": "selected",
        "round": "2025",
        "claimant": "osterly",
        "date": "2025-05",
        "note": "kept for whoever wrote it",
    }
    return {
        "doc": "it",
        "title": "Osterly picks Tern",
        "register": "wire",
        "published": "2025-05-14",
        "entities": [
            {"id": "osterly", "name": "Osterly Motors", "type": "Company", "mentions": ["Osterly Motors", "Osterly"], "optional": True},
            {"id": "tern", "name": "Tern", "type": "Model"},
            {"id": "gist", "name": "Gist", "type": "Model", "mentions": ["Gist"], "type_accept": ["Product"]},
            {"id": "kite", "name": "Kite", "type": "Product", "mentions": []},
        ],
        "relations": [chosen, {key: value for key, value in (rejected | changes).items() if value != "(absent)"}, used],
    }


def graph_with_text(**changes: Any) -> str:
    return json.dumps(graph(**changes) | {"text": GRAPH_TEXT})
