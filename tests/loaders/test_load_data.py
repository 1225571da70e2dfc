"""JSON, CSV and feeds: many articles in one file; and ready-made graphs."""

import json
from pathlib import Path
from typing import Any

import pytest
from loader_files import GRAPH_TEXT, RSS, graph, graph_with_text, read, read_one, read_until_refused, refusal

from graphkit.loading import Source, documents
from graphkit.records import Document


def test_articles_are_read_from_an_object_a_list_or_lines() -> None:
    one: dict[str, Any] = {"body": "Osterly chose Tern.", "title": "T", "url": "https://p.example/1", "date": "Wed, 14 May 2025 09:00:00 GMT"}
    one |= {"source": {"name": "Post"}, "language": "en-GB", "unknown": [1]}
    found = read_one("json", json.dumps(one))
    assert (found.text, found.title, found.url, found.publisher) == ("Osterly chose Tern.", "T", "https://p.example/1", "Post")
    assert (found.published, found.language, found.kind, found.given) == ("2025-05-14", "en", "json", None)
    assert [d.text for d in read("json", json.dumps([one, {"content": "Gist lost.", "id": 7}]))] == ["Osterly chose Tern.", "Gist lost."]
    lines = '{"text": "One.", "id": "a"}\n\n{"text": "Two."}\n'
    assert [(d.text, d.declared) for d in read("jsonl", lines)] == [("One.", "a"), ("Two.", None)] == [(d.text, d.declared) for d in read("json", lines)]


def test_an_article_that_is_none_is_told_by_its_line_and_the_others_are_read() -> None:
    lines = '{"text": "One."}\n{"text": \n["a"]\n{"title": "T"}\n{"text": "Two.", "published": "soon"}\n{"text": ""}\n{"text": "Three."}\n'
    found, problem = read_until_refused("jsonl", lines)
    assert [d.text for d in found] == ["One.", "Three."]
    assert problem.startswith("it.jsonl: line 2: broken JSON: Expecting value")
    assert 'line 3: not an object; an article is {"text"' in problem
    assert 'line 4, line 6: no "text", "body" or "content"; line 5: published: \'soon\' is no date; write 2025' in problem


@pytest.mark.parametrize(
    ("data", "problem"),
    [('{"text": "a"', "broken JSON"), ("[" * 100_000, "nested too deeply"), ("[]", "holds no document"), ('{"text": "a\\u0000b"}', "U+0000 at offset 1"),
     ('{"text": "a\\ud800b"}', "U+D800 at offset 1"), ("7", "not an object"), ('{"text": 7}', 'no "text"')],
)  # fmt: skip
def test_json_that_holds_no_article_is_refused(data: str, problem: str) -> None:
    assert problem in refusal("json", data)


def _in_folder(folder: Path, name: str = "it.gold.json", text: str = "it.txt", **changes: Any) -> Document:
    (folder / text).write_text(GRAPH_TEXT, encoding="utf-8")
    (folder / name).write_text(json.dumps(graph(**changes)), encoding="utf-8")
    (found,) = documents(Source(name, "json", path=folder / name))
    return found


@pytest.mark.parametrize(("name", "text"), [("it.gold.json", "it.txt"), ("it.json", "it.md"), ("it.gold.json", "it.html")])
def test_a_ready_made_graph_is_read_with_the_text_beside_it(tmp_path: Path, name: str, text: str) -> None:
    if text.endswith("html"):
        page = "".join(f"<p>{paragraph}</p>" for paragraph in GRAPH_TEXT.split("\n\n"))
        (tmp_path / text).write_text(f"<title>Osterly</title><article>{page}</article>", encoding="utf-8")
        (tmp_path / name).write_text(json.dumps(graph(evidence="turned down because it was too slow")), encoding="utf-8")
        (found,) = documents(Source(name, "json", path=tmp_path / name))
    else:
        found = _in_folder(tmp_path, name, text)
        assert found.text == GRAPH_TEXT
    assert (found.title, found.published) == ("Osterly picks Tern", "2025-05-14")
    assert found.given is not None
    found.given.check(found)
    assert [(e.id, e.type, e.mentions) for e in found.given.entities] == [
        ("osterly", "Company", ("Osterly Motors", "Osterly")),
        ("tern", "Model", ("Tern",)),
        ("gist", "Model", ("Gist",)),
        ("kite", "Product", ()),
    ]


def test_quotes_of_a_graph_are_found_where_they_stand(tmp_path: Path) -> None:
    found = _in_folder(tmp_path)
    assert found.given is not None
    chosen, rejected, used = found.given.claims
    assert (chosen.outcome, chosen.round, chosen.claimant, chosen.from_, chosen.to) == ("selected", "2025", "osterly", "2025-05", None)
    assert [span.text for span in rejected.evidence] == ["Gist was turned\ndown because it was too slow", "Osterly Motors"]
    assert (rejected.reason, rejected.reason_class) == ("too slow", "performance_latency")
    assert (used.from_, used.to, used.modality) == (None, "2024", "ended")
    for claim in found.given.claims:
        assert (claim.extractor, claim.confidence, claim.reported) == ("given", 1.0, "2025-05-14")
        for span in claim.evidence:
            assert found.text[span.start : span.end] == span.text


def test_a_date_of_a_graph_that_is_null_is_not_guessed(tmp_path: Path) -> None:
    (tmp_path / "it.txt").write_text("Seoul, 12 June 2025\n\n" + GRAPH_TEXT, encoding="utf-8")
    (tmp_path / "it.gold.json").write_text(json.dumps(graph(evidence="too slow") | {"published": None}), encoding="utf-8")
    (found,) = documents(Source("it", "json", path=tmp_path / "it.gold.json"))
    assert found.published is None


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"type": "ADORES"}, "relation 1 (ADORES): no relation 'ADORES'; there are"),
        ({"subject": "gist"}, "relation 1 (REJECTED_BECAUSE): REJECTED_BECAUSE can't run from Model to Model"),
        ({"object": "nobody"}, "relation 1 (REJECTED_BECAUSE): REJECTED_BECAUSE: unknown entity 'nobody'"),
        ({"reason_class": "(absent)"}, "relation 1 (REJECTED_BECAUSE): REJECTED_BECAUSE needs reason_class"),
        ({"reason_class": "whim"}, "no reason_class 'whim'"),
        ({"reason": "too dear"}, "the reason 'too dear' is not in the text"),
        ({"reason": 7}, "not an object of the expected shape"),
        ({"modality": "(absent)"}, "lacks 'modality'"),
        ({"modality": "hoped"}, "no modality 'hoped'"),
        ({"outcome": "rejected"}, "REJECTED_BECAUSE has no outcome"),
        ({"evidence": "Gist was adored"}, "relation 1 (REJECTED_BECAUSE): the evidence 'Gist was adored' is not in the text"),
        ({"more_evidence": ["nowhere"]}, "the evidence 'nowhere' is not in the text"),
        ({"evidence": {"text": "nowhere", "start": 0, "end": 7}}, "'nowhere' is not in the text"),
        ({"evidence": None, "more_evidence": []}, "no evidence"),
        ({"date": "next week"}, "'next week' is no date"),
    ],
)
def test_a_graph_that_breaks_the_ontology_is_refused_with_the_relation(changes: dict[str, Any], problem: str) -> None:
    assert problem in refusal("json", graph_with_text(**changes))


@pytest.mark.parametrize(
    ("entities", "problem"),
    [([{"id": "a", "name": "A", "type": "Planet"}], "entity 0: entity 'A': no type 'Planet'"), ([{"name": "A", "type": "Company"}], "entity 0: lacks 'id'"),
     ([{"id": "a", "name": "A", "type": "Company"}] * 2, "several entities have the id 'a'"), (["A"], "entity 0: not an object")],
)  # fmt: skip
def test_a_graph_with_a_wrong_entity_is_refused(entities: list[Any], problem: str) -> None:
    assert problem in refusal("json", json.dumps({"text": "A.", "entities": entities, "relations": []}))


def test_a_graph_without_text_is_refused(tmp_path: Path) -> None:
    assert 'no "text", and no file beside it' in refusal("json", json.dumps(graph()))


def test_what_graphkit_extract_prints_is_read_again(tmp_path: Path) -> None:
    first = _in_folder(tmp_path)
    assert first.given is not None
    relations = []
    for claim in first.given.claims:
        row = claim.row()
        spans = row.pop("evidence")
        relations.append(row | {"type": row.pop("relation"), "evidence": spans[0], "more_evidence": spans[1:]})
    entities = [entity.row() for entity in first.given.entities]
    line = json.dumps({"doc": first.id, "text": first.text, "published": "2025-05-14", "entities": entities, "relations": relations})
    (again,) = read("jsonl", line + "\n")
    assert (again.given, again.id) == (first.given, first.id)


def test_csv_rows_are_articles() -> None:
    rows = (
        '\ufeffTitle;Text;Published;Publisher;Language;URL;Mood\nA;"Osterly chose Tern. ""Good""; so far\nand more";2025-05;Post;en;https://p.example/1;glad\n'
    )
    found = read_one("csv", rows)
    assert (found.text, found.title, found.published) == ('Osterly chose Tern. "Good"; so far\nand more', "A", "2025-05")
    assert (found.publisher, found.language, found.url, found.kind) == ("Post", "en", "https://p.example/1", "csv")


def test_a_bad_row_is_told_by_its_line_and_the_others_are_read() -> None:
    found, problem = read_until_refused("csv", 'text,published\nOne.,2025\n,2025\nTwo.,soon\na,b,c\n\nThree.,\n"never closed,\n')
    assert [d.text for d in found] == ["One.", "Three."]
    assert problem.startswith("it.csv: line 3: no text; line 4: published: 'soon' is no date")
    assert "line 5: 3 cells under 2 columns; line 8: unexpected end of data; the rest is not read" in problem


@pytest.mark.parametrize(("data", "problem"), [("title,body\na,b\n", "no column text; the columns are title, body"), ("text,title\n", "holds no document")])
def test_csv_without_texts_is_refused(data: str, problem: str) -> None:
    assert problem in refusal("csv", data)


def test_entries_of_a_feed_are_documents() -> None:
    found, problem = read_until_refused("rss", RSS.format(base="https://post.example"))
    assert problem == "it.rss: entry 2: no text"
    first, last = found
    assert (first.text, first.title, first.url) == ("Osterly chose Tern.\nGist lost.", "Osterly & Tern", "https://post.example/one")
    assert (first.publisher, first.published, first.language, first.declared, first.kind) == ("The Harbour Post", "2025-05-14", "en", "post-1", "feed")
    assert last.published is None


def test_atom_is_read_too() -> None:
    atom = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Blatt</title><entry><title>Kite</title><id>urn:1</id><link href="https://b.example/k"/>
    <updated>2025-05-14T23:30:00-05:00</updated><content type="html">&lt;p&gt;Brackwater nimmt Kite.&lt;/p&gt;</content></entry></feed>"""
    found = read_one("atom", atom)
    assert (found.text, found.published, found.declared, found.publisher) == ("Brackwater nimmt Kite.", "2025-05-14", "urn:1", "Blatt")


@pytest.mark.parametrize(
    ("data", "problem"),
    [("<a><b/></a>", "no RSS or Atom feed"), ("hello", "no RSS or Atom feed"), ('<rss version="2.0"><channel></channel></rss>', "holds no document"),
     ('<!DOCTYPE r [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><rss version="2.0"><channel><title>&c;</title></channel></rss>', "declares XML entities"),
     (RSS.format(base="")[:-60], "broken XML")],
    ids=["other XML", "no XML", "empty", "entity bomb", "cut"],
)  # fmt: skip
def test_what_is_no_feed_is_refused(data: str, problem: str) -> None:
    assert problem in refusal("xml", data)
