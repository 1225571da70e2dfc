"""The commands, run as a person runs them."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from world import WORLD, write_world

from graphkit.catalogue import catalogue
from graphkit.cli import main


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=stdin, catch_exceptions=False)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("cli")
    path = str(folder / "graph.db")
    done = run("load", *write_world(folder), "--store", path)
    assert done.exit_code == 0, done.output
    assert "3 documents added" in done.output and "12 claims added" in done.output
    return path


def test_ask_answers_the_users_question_with_reasons_quotes_and_sources(store: str) -> None:
    said = run("ask", "which vendors did Oakline evaluate, and why were they dropped?", "--store", store)
    assert said.exit_code == 0
    for word in ("Pellucid", "slow answers", "Greyfen", "its price", "Tarn", "It dropped Pellucid because of slow answers", "Oakline drops Pellucid"):
        assert word in said.output
    assert "disagree" in said.output


def test_ask_in_json_has_the_promised_keys(store: str) -> None:
    answer = json.loads(run("ask", "why did Oakline drop Greyfen?", "--json", "--store", store).stdout)
    assert {"question", "understood", "status", "answerable", "text", "value", "candidates", "rows"} <= answer.keys()
    assert {"entities", "relation", "filters"} <= answer["understood"].keys()
    assert (answer["status"], answer["answerable"]) == ("answered", True)
    for row in answer["rows"]:
        assert {"relation", "outcome", "reason", "reason_class", "modality", "status", "from", "to", "origins"} <= row.keys()
        assert all(quote["text"] in WORLD["wire"]["text"] + WORLD["note"]["text"] for quote in row["evidence"])
    assert {row["reason"] for row in answer["rows"]} >= {"its price"}


def test_ask_says_when_no_source_says(store: str) -> None:
    answer = json.loads(run("ask", "who leads Tarn?", "--json", "--store", store).stdout)
    assert (answer["status"], answer["answerable"], answer["rows"]) == ("none", False, [])


def test_show_check_stats_documents_and_export_agree(store: str) -> None:
    stats = json.loads(run("stats", "--json", "--store", store).stdout)
    assert stats["claims"] == 12 and stats["documents"] == 3
    assert json.loads(run("check", "--json", "--store", store).stdout)["evidence"] == 100
    assert len(json.loads(run("documents", "--json", "--store", store).stdout)) == 3
    lines = run("export", "--store", store).stdout.splitlines()
    kinds = [json.loads(line)["kind"] for line in lines]
    assert kinds == sorted(kinds, key=["document", "claim", "edge", "tie"].index) and len([kind for kind in kinds if kind != "tie"]) == 3 + 12 + 10
    import hashlib

    assert hashlib.sha256("".join(line + "\n" for line in lines).encode()).hexdigest() == stats["hash"]
    shown = json.loads(run("show", "Pellucid", "--json", "--store", store).stdout)
    assert {edge["relation"] for edge in shown["edges"]} == {"EVALUATED", "REJECTED_BECAUSE"}


def test_every_question_of_the_catalogue_is_a_command(store: str) -> None:
    listed = run("query", "--help").output
    for name, question in catalogue().items():
        assert name in listed
        helped = run("query", name, "--help").output
        assert all(f"--{parameter.name.replace('_', '-')}" in helped for parameter in question.parameters)


def test_explore_writes_one_page(store: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run("explore", "-o", str(page), "--store", store).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert "Pellucid" in text and "It dropped Pellucid because of" in text and 'src="http' not in text


def test_a_bad_document_is_named_and_the_rest_loads(tmp_path: Path) -> None:
    good = write_world(tmp_path)
    (tmp_path / "bad.json").write_text(
        json.dumps({**WORLD["note"], "relations": [{"type": "OWNS", "subject": "oakline", "object": "greyfen", "modality": "asserted", "evidence": "Oakline"}]})
    )
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "junk.txt").write_bytes(bytes(range(256)) * 40)
    done = run("load", str(tmp_path), "--store", str(tmp_path / "g.db"))
    assert done.exit_code == 1
    errors = [line for line in done.output.splitlines() if line.startswith("error:")]
    assert len(errors) == 3 and all(any(name in line for line in errors) for name in ("bad.json", "empty.txt", "junk.txt"))
    assert f"{len(good)} documents added" in done.output and "3 failed" in done.output


def test_wrong_use_is_status_2_and_a_missing_store_1(tmp_path: Path) -> None:
    assert run("ask").exit_code == 2
    assert run("query", "no-such-question").exit_code == 2
    missing = run("stats", "--store", str(tmp_path / "none.db"))
    assert missing.exit_code == 1 and missing.output.count("\n") == 1


def test_a_document_from_standard_input(tmp_path: Path) -> None:
    done = run(
        "load", "-", "--title", "Piped", "--published", "2026-01-02", "--store", str(tmp_path / "g.db"), stdin="Oakline evaluated Tarn. It selected Tarn.\n" * 3
    )
    assert done.exit_code == 0, done.output
    (document,) = json.loads(run("documents", "--json", "--store", str(tmp_path / "g.db")).stdout)
    assert (document["title"], document["published"]) == ("Piped", "2026-01-02")


def test_extract_prints_one_object_a_document_in_the_annotation_format(tmp_path: Path) -> None:
    (tmp_path / "some.news.txt").write_text("Oakline Corp. has selected Tarn Inc. as its supplier, the company said.\n")
    (line,) = run("extract", str(tmp_path / "some.news.txt"), "--json").stdout.splitlines()
    found = json.loads(line)
    assert found["doc"] == "some.news" and {"doc", "entities", "relations"} == found.keys()


def test_starting_up_loads_no_engine() -> None:
    script = "import sys; import graphkit.cli; sys.exit(str(set(sys.argv[1:]) & set(sys.modules) or '') or 0)"
    engines = ["arcadedb", "spacy", "pyvis", "neo4j", "trafilatura", "networkx"]
    done = subprocess.run([sys.executable, "-c", script, *engines], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_text_in_another_language_is_told_of_in_one_line(tmp_path: Path) -> None:
    text = tmp_path / "nachricht.txt"
    text.write_text("Der Konzern hat gestern angekündigt, dass er die Firma übernehmen will, wie der Vorstand in Berlin vor der Presse sagte.")
    for command in (["extract", str(text)], ["load", str(text), "--store", str(tmp_path / "g.db")]):
        result = CliRunner().invoke(main, command)
        assert result.exit_code == 0
        assert [line for line in result.stderr.splitlines() if "its language is de" in line and "no claims" in line]


def test_a_publication_date_that_is_none_is_wrong_use(tmp_path: Path) -> None:
    text = tmp_path / "news.txt"
    text.write_text("Orlen Group has bought Vey Labs.")
    result = CliRunner().invoke(main, ["extract", str(text), "--published", "2024-13"])
    assert result.exit_code == 2
    assert "'2024-13' is no date" in result.stderr


def test_extract_says_how_sure_each_claim_is(tmp_path: Path) -> None:
    text = tmp_path / "news.txt"
    text.write_text("Orlen Group has bought Vey Labs. Vey Labs makes Kelp 2.")
    result = CliRunner().invoke(main, ["extract", str(text)])
    assert re.search(r"Orlen Group ACQUIRES Vey Labs  \[asserted\]  0\.\d\d$", result.stdout, re.M)
