"""Web pages, e-mail, PDF and Word."""

import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from loader_files import PAGE, pdf, read_one, refusal, rezipped, word
from pypdf import PdfReader, PdfWriter

from graphkit.errors import SourceError
from graphkit.loading import Source, documents
from loaders.html import fragment


def test_the_article_is_taken_out_of_its_page_a_paragraph_a_line() -> None:
    found = read_one("html", PAGE)
    assert found.text.split("\n") == [
        "Osterly picks Tern",
        "Osterly Motors said on Wednesday that it had rejected Plenum's model Gist because it was too slow in the car.",
        "The carmaker will use Tern from Quillon Labs instead, its head of software told this newspaper.",
        "Tern answers in a tenth of a second.",
        "Model | Score",
        "Gist | 41",
        "Tern | 77 best",
    ]
    assert (found.title, found.publisher, found.url) == ("Osterly picks Tern", "The Harbour Post", "https://www.post.example/osterly")
    assert (found.published, found.language, found.kind) == ("2025-05-14", "en", "html")


def test_the_same_page_gives_the_same_document_every_time() -> None:
    assert len({read_one("html", PAGE).model_dump_json() for _ in range(5)}) == 1


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ('<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2031-02"}]}</script>', "2031-02"),
        ('<meta name="date" content="2025">', "2025"),
        ('<meta name="DC.date" content="3 June 2025">', "2025-06-03"),
        ('<script type="application/ld+json">{broken</script><meta property="article:modified_time" content="2025-05-20">', None),
    ],
)
def test_a_page_is_dated_by_what_it_declares_with_that_precision(head: str, date: str | None) -> None:
    page = PAGE.replace('<meta property="article:published_time" content="2025-05-14T23:30:00-05:00">', head)
    assert read_one("html", page).published == date


def test_a_page_with_few_words_and_nothing_around_them_is_read() -> None:
    assert read_one("html", "<title>Note</title><p>We chose Gist. <!-- no -->Really.</p>").text.endswith("We chose Gist. Really.")


@pytest.mark.parametrize("markup", ["<body><nav><a href=/>Home</a><a href=/a>About</a></nav></body>", "<div id=app></div><script>run()</script>", "<"])
def test_a_page_without_article_is_refused(markup: str) -> None:
    assert "no article text found" in refusal("html", markup)


def test_a_page_is_decoded_as_it_declares() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="windows-1252">').replace("Plenum's", "Plénum’s")
    assert "Plénum’s model" in read_one("html", page.encode("cp1252")).text


def test_a_fetched_page_does_not_speak_for_another_host() -> None:
    (found,) = documents(Source("x", "html", data=PAGE.encode(), url="https://elsewhere.example/1"))
    assert found.url == "https://elsewhere.example/1"
    (found,) = documents(Source("x", "html", data=PAGE.encode(), url="https://post.example/osterly?from=feed"))
    assert found.url == "https://www.post.example/osterly"


def test_table_rows_of_a_fragment_become_lines_of_cells() -> None:
    markup = "<div>Hello<br>there <b>Ann</b><table><tr><td>a<p>b</p></td><td></td><td>c</td></tr><tr><td>1</td></tr></table>"
    markup += "tail<ul><li>x</li><li>y<script>no</script></li></ul></div>"
    assert fragment(markup).split("\n") == ["Hello", "there Ann", "a b | | c", "1", "tail", "x", "y"]


EML = (
    b"From: =?utf-8?q?Ida_R=C3=B8e?= <ida@osterly.example>\r\nSubject: =?utf-8?q?We_chose_T=C3=A9rn?=\r\nDate: Wed, 14 May 2025 23:30:00 -0500\r\n"
    b"Message-ID: <1@osterly.example>\r\nMIME-Version: 1.0\r\n"
)


def test_an_email_is_read_by_its_text_part() -> None:
    parts = (
        b'Content-Type: multipart/alternative; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Markup</p>\r\n'
        b"--b\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nCaf=E9 Osterly chose Tern.\r\n--b--\r\n"
    )
    found = read_one("eml", EML + parts)
    assert (found.text.strip(), found.title, found.publisher) == ("Café Osterly chose Tern.", "We chose Térn", "Ida Røe")
    assert (found.published, found.declared, found.kind) == ("2025-05-14", "<1@osterly.example>", "email")


def test_an_email_without_text_part_is_read_by_its_html_part() -> None:
    assert read_one("eml", EML + b"Content-Type: text/html; charset=utf-8\r\n\r\n<p>We chose <b>Tern</b>.</p><p>Ida</p>").text == "We chose Tern.\nIda"


@pytest.mark.parametrize(
    ("data", "problem"),
    [(b"hello there\n\nbody", "no e-mail header"), (EML + b"Content-Type: image/png\r\n\r\nxx", "no text in it"), (EML + b"\r\n", "no text in it"),
     (EML + b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + "Née Roe, she said, and so on ".encode() + b"n\xe9e.", "mixed or unknown encoding")],
)  # fmt: skip
def test_an_email_without_text_is_refused(data: bytes, problem: str) -> None:
    assert problem in refusal("eml", data)


def test_a_pdf_keeps_its_pages() -> None:
    found = read_one("pdf", pdf("Osterly picks Tern\nSeoul, 12 June 2025", "", "Gist was too slow."))
    assert found.text == "Osterly picks Tern\nSeoul, 12 June 2025\nGist was too slow.\n"
    at = found.text.index("Gist")
    assert (found.pages, found.span(0, 7).page, found.span(at, at + 4).page) == ((0, at, at), 1, 3)
    assert (found.title, found.published, found.kind) == ("Osterly picks Tern", "2025-06-12", "pdf")


def test_the_dates_of_the_file_are_not_the_date_of_the_text() -> None:
    found = read_one("pdf", pdf("Osterly chose Tern.", title="Choice of Tern"))
    assert (found.title, found.published) == ("Choice of Tern", None)  # its CreationDate is 2001
    assert read_one("docx", rezipped(word(), word_document_xml=_without_date(word()))).published is None


def _without_date(data: bytes) -> bytes:
    return zipfile.ZipFile(BytesIO(data)).read("word/document.xml").replace(b"May 14, 2025 - ", b"")


def _encrypted(user: str) -> bytes:
    writer = PdfWriter(PdfReader(BytesIO(pdf("Osterly chose Tern."))))
    writer.encrypt(user, "owner", algorithm="RC4-128")
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_an_encrypted_pdf_is_read_only_where_it_needs_no_password() -> None:
    assert read_one("pdf", _encrypted("")).text == "Osterly chose Tern.\n"
    assert "is encrypted; save a copy without the password" in refusal("pdf", _encrypted("secret"))


@pytest.mark.parametrize(
    ("data", "problem"),
    [(pdf("", ""), "no text on its 2 pages: scanned? run OCR first"), (pdf("Text.")[:300], "broken PDF"), (b"hello", "broken PDF"),
     (pdf(b" " * 20_000_000, deflate=True), "a decompression bomb?")],
    ids=["scanned", "cut", "junk", "bomb"],
)  # fmt: skip
def test_a_pdf_without_text_is_refused(data: bytes, problem: str) -> None:
    assert problem in refusal("pdf", data)


def test_a_word_document_is_read_in_its_order() -> None:
    found = read_one("docx", word(author="Ida Roe", language="en-GB"))
    assert found.text.split("\n") == [
        "Osterly picks Tern",
        "PORT AMARO, May 14, 2025 - Osterly Motors chose Tern.",
        "Model | Score",
        "Gist | 41",
        "Gist was too slow.",
    ]
    assert (found.title, found.publisher, found.language, found.published) == ("Osterly picks Tern", "Ida Roe", "en", "2025-05-14")
    assert read_one("docx", word(title="Choice")).title == "Choice"


def test_changes_and_text_boxes_of_a_word_document_read_as_they_would_print() -> None:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = "<w:txbxContent><w:p><w:r><w:t>In the margin.</w:t></w:r></w:p></w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>Osterly </w:t></w:r><w:del><w:r><w:delText>left</w:delText></w:r></w:del><w:ins><w:r><w:t>chose</w:t></w:r></w:ins>"
        "<w:r><w:t> Tern.</w:t></w:r>"
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>Inside a control.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    data = rezipped(word(), word_document_xml=f"<w:document {w}><w:body>{body}</w:body></w:document>".encode())
    assert read_one("docx", data).text == "Osterly chose Tern.\nIn the margin.\nInside a control."


@pytest.mark.parametrize(
    ("data", "problem"),
    [(b"PK\x03\x04 cut", "broken DOCX"), (b"\xd0\xcf\x11\xe0 old", "an old or encrypted Word file; save it as .docx"), (word()[:-100], "broken DOCX"),
     (rezipped(word(), word_document_xml=b"<w" + b" " * 30_000_000), "a decompression bomb?"),
     (rezipped(word(), word_document_xml=b"<broken"), "broken docx data"),
     (rezipped(word(), word_document_xml=b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'), "word/document.xml declares XML entities")],
    ids=["cut", "old", "truncated", "bomb", "no xml", "entities"],
)  # fmt: skip
def test_a_broken_or_hostile_word_document_is_refused(data: bytes, problem: str) -> None:
    assert problem in refusal("docx", data)


@pytest.mark.parametrize("markup", ["<div>" * 50_000 + "<p>Text.", "<table>" + "<tr><td>" * 3000, "<p>" + " " * 500_000 + "."], ids=["divs", "rows", "spaces"])
def test_a_page_made_to_hang_the_parser_ends(markup: str) -> None:
    with suppress(SourceError):
        read_one("html", markup)
