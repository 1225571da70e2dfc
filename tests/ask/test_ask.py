"""Questions in English over the invented world of `world.json`."""

import runpy
from datetime import date
from pathlib import Path

import pytest

from graphkit import Graph, QueryError
from graphkit.ask import Session, ask

TODAY = date(2026, 1, 15)
SCORING = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "questions.py"))
QUESTIONS = SCORING["read"]()


@pytest.mark.parametrize(("question", "gold"), QUESTIONS, ids=[question for question, _ in QUESTIONS])
def test_no_question_is_answered_wrongly(graph: Graph, question: str, gold: str) -> None:
    answer = ask(graph, question, today=TODAY)
    assert SCORING["right"](answer, gold) or not answer.answerable
    assert answer.answerable == bool(answer.rows)


def test_most_questions_are_answered(graph: Graph) -> None:
    figures = SCORING["figures"](graph, QUESTIONS, TODAY)
    assert figures["questions"] >= 240
    assert figures["right"] >= 0.97
    assert figures["wrong"] == 0
    assert figures["unanswerable recognised"] == 1


@pytest.mark.parametrize("question", [None, 3, b"Who uses Lyra?"])
def test_a_question_is_text(graph: Graph, question: object) -> None:
    with pytest.raises(QueryError, match="a question is text"):
        ask(graph, question)  # type: ignore[arg-type]


def test_every_row_has_its_quote_and_its_source(graph: Graph) -> None:
    for question, _ in QUESTIONS:
        for row in ask(graph, question, today=TODAY).rows:
            assert row["evidence"]
            for quote in row["evidence"]:
                assert quote["text"] in graph.text(quote["document"])
                assert quote["title"]


def test_a_rejection_has_a_row_for_each_reason_and_says_where_none_is_stated(graph: Graph) -> None:
    answer = ask(graph, "Which vendors did Brightwell reject?", today=TODAY)
    assert [(row["object"], row["outcome"], row["reason_class"]) for row in answer.rows] == [
        ("Fennick", "rejected", "price"),
        ("Marrow Labs", "rejected", "quality"),
        ("Oakmere", "rejected", None),
    ]
    assert "Oakmere: no reason stated" in answer.text
    assert "some sources say so, others deny it" in answer.text


def test_what_is_no_fact_is_mentioned_not_answered(graph: Graph) -> None:
    answer = ask(graph, "Who acquired Marrow Labs?", today=TODAY)
    assert answer.status == "none"
    assert answer.text == "No source states that anyone bought Marrow Labs as fact; one rumour: Ironvale buys Marrow Labs."


def test_what_no_source_states_is_said_with_what_was_asked(graph: Graph) -> None:
    """Orrin Bank has evaluated vendors: that no source states that it evaluated any would be false."""
    assert ask(graph, "Which vendors does Orrin Bank still evaluate?", today=TODAY).text == "No source states that Orrin Bank is still evaluating anything."


def test_what_was_taken_for_what_is_said(graph: Graph) -> None:
    assert "took “Brigthwell” for Brightwell" in ask(graph, "Who did Brigthwell evaluate?", today=TODAY).text
    assert ask(graph, "Which vendors did Pemberton evaluate?", today=TODAY).text == "Nothing in the graph is called “Pemberton”."


def test_it_says_how_it_understood(graph: Graph) -> None:
    understood = ask(graph, "Which vendors did Orrin Bank reject over security since 2024?", today=TODAY).understood
    assert understood.entities == ("Orrin Bank",)
    assert understood.relation == "EVALUATED"
    assert understood.filters == {"outcome": "rejected", "reason_class": ["security_privacy"], "when": ["since 2024"], "kind": ["vendor"]}


def test_a_conversation(graph: Graph) -> None:
    session = Session()

    def names(question: str) -> set[str]:
        return set(ask(graph, question, session, TODAY).entities)

    assert names("Which vendors did Brightwell reject?") == {"Fennick", "Marrow Labs", "Oakmere"}
    assert names("Why were they dropped?") == {"Fennick", "Marrow Labs", "Oakmere"}
    assert names("And at Orrin Bank?") == {"Fennick"}
    assert names("What does it use?") == {"Lyra"}
    assert names("Who makes it?") == {"Cobalt AI"}
    assert ask(graph, "Who leads it?", today=TODAY).status == "not_understood"  # without the session


def test_the_same_question_gets_the_same_answer(graph: Graph) -> None:
    one, two = (ask(graph, "What is known about Fennick?", today=TODAY) for _ in range(2))
    assert one == two
