"""Plain text and Markdown: what is kept, what the first lines tell, and which bytes are text."""

import pytest
from loader_files import ARTICLE, read_one, refusal, source

from graphkit.loading import Hints, document, language
from loaders.dateline import dateline, period
from loaders.markdown import front_matter
from loaders.text import headline


def test_plain_text_is_kept_as_it_is_and_its_first_lines_give_title_and_date() -> None:
    found = read_one("txt", ARTICLE.replace("\n", "\r\n"))
    assert (found.text, found.kind, found.title) == (ARTICLE, "text", "Osterly Motors picks Tern for its cars")
    assert (found.published, found.language) == ("2025-05-14", "en")


def test_what_the_person_says_wins() -> None:
    found = read_one("txt", ARTICLE, title="T", publisher="P", url="https://p.example/1", published="2024-Q2", language="de")
    assert (found.title, found.publisher, found.url, found.published, found.language) == ("T", "P", "https://p.example/1", "2024-Q2", "de")


def test_a_hint_that_is_no_date_or_language_is_refused() -> None:
    assert "language: 'english' is no ISO 639-1 code" in refusal("txt", ARTICLE, language="english")
    assert "'soon' is no date; write 2025" in refusal("txt", ARTICLE, published="soon")


@pytest.mark.parametrize(
    ("first_lines", "date"),
    [
        ("Seoul, 12 June 2025", "2025-06-12"),
        ("Published: 14 May 2025", "2025-05-14"),
        ("To: the committee\nDate: 2025-05-14", "2025-05-14"),
        ("_Last edited: 2024-10-02. Corrections welcome._", "2024-10-02"),
        ("TARRAGOSA, Veldmark — 9 September 2025 — Tessaline said", "2025-09-09"),
        ("*Stow Engineering · 11 March 2026 · 7 minute read*", "2026-03-11"),
        ("Frankfurt, 22. Januar 2025. (Eigener Bericht) Es sollte", "2025-01-22"),
        ("Lyon, le 3 août 2025 – La société", "2025-08-03"),
        ("Published 2025年5月14日", "2025-05-14"),
        ("Windhaus tech blog · 18.11.2025 · J. Brink", "2025-11-18"),
        ("Stories, no. 63. March 2026", "2026-03"),
        ("Report, 31 February 2026", None),
        ("On October 18, 2023, Plenum was sued by Quillon.", None),
        ("2022-10-13. Plenum is founded.\n2023-01-02. Plenum moves.", None),
        ("Date of earliest event reported: January 16, 2026", None),
        ("Osterly will stop using Gist from 1 March 2027 and nothing else is known about when it came to think of that at all.", None),
    ],
)
def test_the_date_of_a_text_is_the_one_that_its_header_or_dateline_gives(first_lines: str, date: str | None) -> None:
    assert dateline(f"A headline\n\n{first_lines}\n\nAnd the text goes on.") == date


@pytest.mark.parametrize(
    ("written", "meant"),
    [("2025", "2025"), ("2025-H1", "2025-H1"), ("May 2025", "2025-05"), ("14th of May, 2025", "2025-05-14"), ("Sept. 3, 2025", "2025-09-03"),
     ("Wed, 14 May 2025 23:30:00 -0500", "2025-05-14"), ("2025-05-14T23:30:00Z", "2025-05-14"), ("3. Dezember 2025", "2025-12-03"),
     ("1 de julio de 2025", "2025-07-01"), ("2025/5/4", "2025-05-04"), ("05/06/2025", None), ("yesterday", None), ("", None), (None, None)],
)  # fmt: skip
def test_a_written_date_keeps_its_precision(written: str | None, meant: str | None) -> None:
    assert period(written) == meant


@pytest.mark.parametrize(
    ("text", "title"),
    [("Osterly picks Tern\n\nText.", "Osterly picks Tern"), ("## Decisions\nText.", "Decisions"), ("A sentence, as it happens.\nMore.", None),
     ("One line only", None), (f"{'long ' * 40}\n\nText.", None), ("FOR IMMEDIATE RELEASE\n\nPlenum buys Brack\n\nText.", "Plenum buys Brack")],
)  # fmt: skip
def test_the_first_line_is_the_title_where_it_looks_like_one(text: str, title: str | None) -> None:
    assert headline(text) == title


def test_markdown_is_kept_as_written_without_its_front_matter() -> None:
    body = "# Why **Kite** won\n\n| Model | Score |\n|---|---|\n| Gist | 41 |\n\nWe chose Kite.\n"
    header = 'title: "Kite: a choice"\ndate: 2025-05\nauthor: Ida Roe\nurl: https://b.example/kite\nlang: en-US\ntags:\n  - ai\n'
    found = read_one("md", f"---\n{header}---\n\n{body}")
    assert (found.text, found.title, found.published, found.publisher) == (body, "Kite: a choice", "2025-05", "Ida Roe")
    assert (found.url, found.language, found.kind) == ("https://b.example/kite", "en", "markdown")


def test_the_first_heading_titles_markdown() -> None:
    assert read_one("md", "Intro.\n\n```\n# no heading\n```\n\nWhy [Kite](x) `won`\n===\n\nText.").title == "Why Kite won"


@pytest.mark.parametrize("text", ["---\n\nA rule above.\n\n---\nMore.", "# A\n---\nb: c\n---\n", "---\nnot closed: yes\n"])
def test_a_thematic_break_is_no_front_matter(text: str) -> None:
    assert front_matter(text) == ({}, text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "latin-1"])
def test_text_is_decoded(encoding: str) -> None:
    text = "Société Générale hat das Modell wegen der Übernahme nicht gewählt; die Straße ist länger, und das wäre möglich gewesen."
    assert read_one("txt", text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("cp1251", "Компания Остерли отвергла модель Гист, потому что она слишком медленная."),
     ("shift_jis", "オスタリー社は、車内で遅すぎるとしてギストのモデルを採用しなかった。"),
     ("gb18030", "奥斯特利公司拒绝了该模型,因为它在汽车里太慢。公司将改用另一家供应商的产品。"),
     ("cp1250", "Spółka Osterly odrzuciła model Gist, ponieważ był zbyt wolny. Łączność będzie możliwa później.")],
)  # fmt: skip
def test_legacy_encodings_are_recognised(encoding: str, text: str) -> None:
    assert read_one("txt", text.encode(encoding)).text == text


def test_typographic_characters_of_windows_survive() -> None:
    text = "The café’s owner said the deal – worth €5m – was “dead”. Nothing more was said about it that day."
    assert read_one("txt", text.encode("cp1252")).text == text


def test_mixed_encodings_are_refused_with_the_place() -> None:
    assert "not UTF-8 from line 2, offset 22 on; save it as UTF-8" in refusal("txt", "Générale first.\n".encode() + "Société.".encode("latin-1"))


@pytest.mark.parametrize(
    ("data", "problem"),
    [(b"words\0and more", "a NUL byte at offset 5"), (b"\x89PNG\r\n\x1a\n", "is an image, not text"), (b"%PDF-1.4", "is a PDF, not text"),
     (bytes(range(1, 32)) * 10, "control characters"), (b"\xff\xfea\0b", "broken utf-16"), (b"", "is empty"), (b" \n\n ", "no text")],
)  # fmt: skip
def test_what_is_no_text_is_refused(data: bytes, problem: str) -> None:
    assert problem in refusal("txt", data)


def test_offsets_count_the_stored_text() -> None:
    found = read_one("txt", "\ufeffCafe\u0301 chose Gist.\r\nMore.")
    assert found.text == "Café chose Gist.\nMore."
    assert found.span(5, 10).text == "chose"


@pytest.mark.parametrize(
    ("text", "code"),
    [("Osterly Motors hat das Modell abgelehnt, weil es im Auto zu langsam war, und nimmt nun das Modell eines anderen Herstellers aus München.", "de"),
     ("奥斯特利公司拒绝了该模型因为它在汽车里太慢公司将改用另一家供应商的产品这一决定已经公布并且将在明年生效", "zh"),
     ("Only a few words here.", None), ("123 456 " * 50, None)],
)  # fmt: skip
def test_language_is_told_where_there_is_enough_text(text: str, code: str | None) -> None:
    assert language(text) == code


def test_a_text_beyond_the_limit_is_refused() -> None:
    assert "more than 10 million characters" in refusal("txt", b"word " * 2_000_001)


def test_every_loader_goes_through_one_function_that_cleans_facts() -> None:
    found = document(source("txt", ""), Hints(), "Words.", title=" a\n b\0 ", publisher="  ", language="english")
    assert (found.title, found.publisher, found.language) == ("a b", None, None)
