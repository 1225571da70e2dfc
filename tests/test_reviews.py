"""What people decide about claims and documents: it holds, it can be taken back, and it leaves no trace."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from test_graph import load
from world import WORLD, write_world

from graphkit.audit import audit
from graphkit.cli import main
from graphkit.errors import QueryError
from graphkit.graph import Graph
from graphkit.records import Claim, Document
from graphkit.reviews import Review, matched
from graphkit.selection import Selection

ME = {"reason": "read it again", "by": "me"}


@pytest.fixture
def paths(tmp_path: Path) -> list[str]:
    (tmp_path / "world").mkdir()
    return write_world(tmp_path / "world")


@pytest.fixture
def graph(store_uri: str, paths: list[str]) -> Iterator[Graph]:
    with Graph(store_uri, create=True) as graph:
        load(graph, *paths)
        yield graph


def claim(graph: Graph, relation: str, target: str, **more: str) -> dict[str, Any]:
    (found,) = [c for c in graph.claim_rows() if c["relation"] == relation and c["object"] == target and more.items() <= c.items()]
    return found


def edge(graph: Graph, relation: str, target: str) -> dict[str, Any]:
    found = [e for e in graph.edges(Selection(statuses=("confirmed", "reported", "disputed", "planned", "denied", "ended"))) if e["relation"] == relation]
    return next((e for e in found if e["object"].name == target), {})


def document(graph: Graph, title: str) -> str:
    return next(i for i, document in graph.documents.items() if title in (document.title or ""))


def whole(graph: Graph) -> None:
    found = audit(graph.store)
    assert found.faults == []
    before = graph.hash
    graph.rebuild()
    assert graph.hash == before and audit(graph.store).faults == []


def test_a_rejected_claim_no_longer_counts_stays_visible_and_comes_back_without_a_trace(graph: Graph, paths: list[str]) -> None:
    before = graph.hash
    i = claim(graph, "USES", "Heron")["id"]
    graph.review(i, "reject", **ME)
    assert not edge(graph, "USES", "Heron")
    assert claim(graph, "USES", "Heron").items() >= {"standing": "rejected", "review": "rejected", "reviewed_by": "me"}.items()
    rejected = graph.hash
    assert load(graph, *paths, again=True).counts["documents unchanged"] == 3 and graph.hash == rejected
    whole(graph)
    graph.unreview(i[:8])
    assert graph.hash == before and "review" not in claim(graph, "USES", "Heron")
    with pytest.raises(QueryError, match="no reviewed claim"):
        graph.unreview(i)


def test_an_accepted_claim_counts_as_sure(graph: Graph) -> None:
    graph.store.write([("UNWIND $rows AS row MATCH (c:Claim {relation: 'USES'}) SET c.confidence = 0.4", [{}])])
    graph.rebuild()
    found = edge(graph, "USES", "Heron")
    assert found["confidence"] == 0.4
    graph.review(claim(graph, "USES", "Heron")["id"], "accept", **ME)
    found = edge(graph, "USES", "Heron")
    assert found["confidence"] == 1.0
    whole(graph)


def test_a_correction_takes_the_place_of_the_claim(graph: Graph) -> None:
    before, i = graph.hash, claim(graph, "USES", "Heron")["id"]
    graph.review(i, "correct", **ME, change={"modality": "planned"})
    found = edge(graph, "USES", "Heron")
    assert found["status"] == "planned"
    (quote,) = graph.answers([found])[0]["evidence"]
    assert quote["modality"] == "planned" and graph.text(quote["document"])[quote["start"] : quote["end"]] == quote["text"]
    (row,) = graph.store.read("MATCH (new:Claim)-[:SUPERSEDES]->(old:Claim) RETURN new.id AS new, old.standing AS standing")
    assert row["standing"] == "corrected"
    whole(graph)
    graph.review(row["new"], "correct", **ME, change={"object": "Tarn"})  # once more, of the correction
    found = edge(graph, "USES", "Tarn")
    assert not edge(graph, "USES", "Heron") and found["status"] == "planned"
    assert len(graph.reviews) == 1
    with pytest.raises(QueryError, match="written by a person"):
        graph.review(found["claims"][0], "reject", **ME)
    graph.unreview(found["claims"][0])
    assert graph.hash == before
    whole(graph)


def test_a_correction_that_the_ontology_refuses_says_why(graph: Graph) -> None:
    i, before = claim(graph, "USES", "Heron")["id"], graph.hash
    for change, said in (
        ({"modality": "sure"}, "no modality 'sure'"),
        ({"relation": "LEADS"}, "LEADS can't run"),
        ({"object": "Nobody"}, "Company:Nobody"),
        ({"from": "soon"}, "is no date"),
        ({}, "correct what"),
    ):
        with pytest.raises(QueryError, match=said):
            graph.review(i, "correct", **ME, change=change)
    with pytest.raises(QueryError, match="no claim 'zz'"):
        graph.review("zz", "reject", **ME)
    assert graph.hash == before


def test_a_missed_claim_is_added_from_a_sentence(graph: Graph) -> None:
    before, i = graph.hash, document(graph, "why we lost")
    values = {"relation": "EVALUATED", "subject": "Oakline", "object": "Company:Umber", "outcome": "pending", "modality": "reported"}
    with pytest.raises(QueryError, match="stands nowhere"):
        graph.add_claim(i, "Umber is next", **ME, values=values)
    graph.add_claim(i, "two people said", **ME, values=values)
    found = edge(graph, "EVALUATED", "Umber")
    assert found["quote"] == "two people said"
    assert claim(graph, "EVALUATED", "Umber")["review"] == "added"
    whole(graph)
    graph.review(found["claims"][0], "correct", **ME, change={"outcome": "unknown"})
    found = edge(graph, "EVALUATED", "Umber")
    assert found["outcome"] == "unknown"
    graph.unreview(found["claims"][0])
    assert graph.hash == before and graph.find("Umber") == []


def test_a_review_finds_the_claim_again_after_a_new_reading() -> None:
    text = Document.of("Oakline Inc. uses Heron today. It also tests Tarn.")

    def made(start: int, end: int, **more: Any) -> Claim:
        values = {"relation": "USES", "subject": "Company:oakline", "object": "Model:heron", "modality": "asserted", **more}
        return Claim(document=text.id, extractor="x", evidence=(text.span(start, end),), **values)

    review = Review(verdict="reject", claim=made(0, 24), reason="no", by="me", at="2026-01-01")
    other_words, other_type, elsewhere = made(0, 30), made(0, 29, object="Product:heron"), made(31, 49)
    for again in (other_words, other_type):
        assert matched([review], {c.id: c for c in (again, elsewhere)}) == {again.id: review}
    assert matched([review], {c.id: c for c in (other_words, other_type)}) == {min(other_words.id, other_type.id): review}  # they share as much
    for other in (elsewhere, made(0, 30, modality="denied"), made(0, 30, object="Model:tarn")):
        assert matched([review], {other.id: other}) == {}


def test_a_review_survives_extraction_anew(store_uri: str, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Apple evaluated models from Baidu and Tencent last year. It rejected Baidu because of slow answers. Apple selected Tencent.\n")
    with Graph(store_uri, create=True) as graph:
        load(graph, str(article))
        i = claim(graph, "EVALUATED", "Tencent")["id"]
        graph.review(i, "reject", **ME)
        reviewed = graph.hash
        # An earlier reader had a shorter quote and another id: what the person decided then holds for what is read now.
        stored = graph.claims([i])[i]
        (review,) = graph.reviews.values()
        first = stored.evidence[0]
        shorter = stored.evidence[0].model_copy(update={"end": first.end - 3, "text": first.text[:-3]})
        old = review.model_copy(update={"claim": stored.model_copy(update={"evidence": (shorter,)})})
        from graphkit import ingest, stored

        ingest.decide(graph.store, [stored.decision_delete(review), stored.decision_write(old)])
        assert claim(graph, "EVALUATED", "Tencent")["standing"] == "rejected"
        load(graph, str(article), again=True)
        assert claim(graph, "EVALUATED", "Tencent")["standing"] == "rejected" and graph.hash != reviewed
        graph.unreview(claim(graph, "EVALUATED", "Tencent")["id"])
        assert edge(graph, "EVALUATED", "Tencent")


def test_a_retracted_document_counts_no_more_until_that_is_taken_back(graph: Graph) -> None:
    before, i = graph.hash, document(graph, "why we lost")
    graph.retract(i, **ME)
    found = edge(graph, "EVALUATED", "Pellucid")
    assert found["status"] == "reported"  # only the wire is left
    assert {c["standing"] for c in graph.claim_rows(document=i)} == {"retracted"}
    whole(graph)
    graph.unretract(i)
    assert graph.hash == before
    with pytest.raises(QueryError, match="no retracted document"):
        graph.unretract(i)


def test_a_purged_document_is_gone_and_refused(graph: Graph, store_uri: str, tmp_path: Path, paths: list[str]) -> None:
    i, before = document(graph, "why we lost"), graph.hash
    graph.review(claim(graph, "REJECTED_BECAUSE", "Greyfen")["id"], "accept", **ME)
    graph.purge(i, **ME)
    assert i not in graph.documents and WORLD["note"]["text"].splitlines()[2] not in "".join(graph.export())
    everything = json.dumps(graph.store.read("MATCH (n) RETURN properties(n) AS p")) + json.dumps(
        graph.store.read("MATCH ()-[e]->() RETURN properties(e) AS p")
    )
    assert "two people said" not in everything and "over its price" not in everything
    whole(graph)
    purged = graph.hash
    report = load(graph, *paths)
    assert [error.problem.split(" (")[0] for error in report.failed] == [f"purged on {next(iter(graph.withdrawals.values())).at}"] and graph.hash == purged
    elsewhere = tmp_path / "elsewhere.json"
    elsewhere.write_text(json.dumps({**WORLD["note"], "url": "https://example.org/elsewhere"}))
    assert load(graph, str(elsewhere)).failed  # the same text at another address
    assert not load(graph, *paths, after_purge=True).failed
    assert graph.hash == before and graph.withdrawals == {}


def test_order_of_documents_and_decisions_never_changes_the_hash(store_uri: str, tmp_path: Path, paths: list[str]) -> None:
    with Graph(str(tmp_path / "one.db"), create=True) as one:
        load(one, *paths)
        ids = {name: claim(one, name, "Heron")["id"] for name in ("USES", "DEVELOPS")}
        documents = {name: document(one, WORLD[name]["title"]) for name in WORLD}

        def steps(graph: Graph) -> list[Any]:
            return [
                lambda: load(graph, *paths),
                lambda: graph.review(ids["USES"], "reject", **ME),
                lambda: graph.review(ids["DEVELOPS"], "correct", **ME, change={"modality": "reported"}),
                lambda: graph.add_claim(
                    documents["later"], "Lowell may buy", **ME, values={"relation": "INVESTS_IN", "subject": "Lowell", "object": "Greyfen"}
                ),
                lambda: graph.retract(documents["note"], **ME),
            ]

        for step in steps(one):
            step()
        wanted = one.hash
    with Graph(store_uri, create=True) as graph:
        for path in random.Random(7).sample(paths, len(paths)):
            load(graph, path)
        several = steps(graph)
        random.Random(3).shuffle(several)
        for step in several:
            step()
        assert graph.hash == wanted
        whole(graph)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UNWIND $rows AS row MATCH (c:Claim {relation: 'USES'}) REMOVE c.standing", "1 claims marked by deriving anew"),
        ("UNWIND $rows AS row MATCH (:Claim)-[t:CONTRADICTS]->() DELETE t", "links CONTRADICTS to be made or dropped"),
        ("UNWIND $rows AS row MATCH (:Claim)-[t:SUBJECT]->() DELETE t", "links SUBJECT to be made or dropped"),
        ("UNWIND $rows AS row MATCH (r:Review {verdict: 'reject'}) SET r.id = 'other'", "review other: its content makes it"),
        ("UNWIND $rows AS row MATCH (d:Document) WHERE d.title STARTS WITH 'Tarn' SET d.text = d.text + '.'", "its text or address is not"),
        ("UNWIND $rows AS row MATCH (c:Claim {extractor: 'review'}) DETACH DELETE c", "links SUPERSEDES to be made or dropped"),
    ],
)
def test_check_names_what_was_damaged(graph: Graph, damage: str, said: str) -> None:
    graph.review(claim(graph, "USES", "Heron")["id"], "reject", **ME)
    graph.review(claim(graph, "DEVELOPS", "Heron")["id"], "correct", **ME, change={"modality": "reported"})
    assert audit(graph.store).faults == []
    graph.store.write([(damage, [{}])])
    faults = audit(graph.store).faults
    assert any(said in fault for fault in faults), faults


def test_the_commands(tmp_path: Path, paths: list[str]) -> None:
    store = str(tmp_path / "cli.db")

    def run(*arguments: str, status: int = 0) -> str:
        done = CliRunner().invoke(main, [*arguments, "--store", store])
        assert done.exit_code == status, done.output
        return done.output

    run("load", *paths)
    (found,) = [c for c in json.loads(run("claims", "--about", "Oakline", "--json")) if c["relation"] == "USES"]
    why = ("--reason", "read it again", "--by", "me")
    assert "1 edges removed" in run("reject", found["id"], *why)
    assert "rejected; rejected (read it again, me)" in run("claims", "--about", "Heron")
    assert "edges added" in run("correct", found["id"], "--modality", "planned", "--from", "2026", *why)
    assert found["id"] in run("reviews") and "nothing changed" not in run("unreview", found["id"])
    run("add-claim", found["document"], "Oakline Inc. uses Heron", "--relation", "uses", "--subject", "Oakline", "--object", "Tarn", *why)
    assert "needs --object" in run("add-claim", found["document"], "x", "--relation", "USES", "--subject", "a", *why, status=2)
    assert "edges removed" in run("retract", found["document"], *why)
    run("unretract", found["document"])
    assert "Aborted" in run("purge", found["document"], *why, status=1)
    run("purge", found["document"], "--yes", *why)
    assert "--again-after-purge" in run("load", *paths, status=1)
    run("load", "--again-after-purge", *paths)
    assert "0 faults" in run("check")
