"""Answers as text, Markdown, CSV and JSON."""

import csv
import io
import json
from datetime import date

from graphkit import Graph
from graphkit.ask import Answer, ask, render

HOSTILE = {
    "entities": ["=cmd"], "subject": "=cmd()", "relation": "USES", "object": "<script>*x*", "status": "reported", "from": None, "to": None, "origins": 1,
    "outcome": None, "reason": None, "reason_class": None, "modality": "reported",
    "evidence": [{"text": "\x1b[31mred\n[link](javascript:alert)", "document": "d", "title": "T|", "url": "javascript:alert(1)"}],
}  # fmt: skip


def _answer(graph: Graph) -> Answer:
    return ask(graph, "Which vendors did Orrin Bank reject?", today=date(2026, 1, 15))


def test_text_prints_vendor_outcome_reason_quote_and_source(graph: Graph) -> None:
    text = render(_answer(graph), "text")
    assert "Orrin Bank EVALUATED Fennick — rejected: customer data would have left Norwick (security_privacy); 2025-05" in text
    assert "“because customer data would have left Norwick”" in text
    assert "Orrin Bank turns Fennick away, Harbour Wire, 2025-06-03" in text


def test_markdown_has_a_footnote_for_each_quote(graph: Graph) -> None:
    answer = _answer(graph)
    text = render(answer, "md")
    count = sum(len(row["evidence"]) for row in answer.rows)
    assert text.count("[^") == 2 * count
    assert f"[^{count}]: “" in text
    assert "<https://wire.example/orrin>" in text


def test_csv_has_a_line_for_each_row(graph: Graph) -> None:
    answer = _answer(graph)
    rows = list(csv.DictReader(io.StringIO(render(answer, "csv"))))
    assert [row["object"] for row in rows] == [row["object"] for row in answer.rows]


def test_json_has_exactly_these_keys(graph: Graph) -> None:
    row = json.loads(render(_answer(graph), "json"))
    assert list(row) == ["question", "understood", "status", "answerable", "text", "value", "candidates", "rows"]
    assert list(row["understood"]) == ["entities", "relation", "filters"]


def test_what_sources_say_is_only_text() -> None:
    answer = Answer(question="?", status="answered", text="=1+1", rows=(HOSTILE,))
    assert "\x1b" not in render(answer, "text")
    markdown = render(answer, "md")
    assert "\\<script\\>\\*x\\*" in markdown
    assert "javascript:alert(1)" not in markdown
    cells = next(csv.reader(io.StringIO(render(answer, "csv").splitlines()[1])))
    assert cells[1] == "'=cmd()"


def test_text_and_markdown_say_how_the_question_was_understood_and_show_it_as_cypher(graph: Graph) -> None:
    answer = _answer(graph)
    for form in ("text", "md"):
        assert "Orrin Bank" in render(answer, form).splitlines()[1 if form == "text" else 2]
        assert "outcome = 'rejected'" in render(answer, form, cypher=True)
        assert "outcome = 'rejected'" not in render(answer, form)
