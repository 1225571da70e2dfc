"""What the page saves, prints and hands on, in a real browser."""

import csv
import io
import json

import pytest
from browsing import HIDDEN, TABS, Browse

from graphkit.explorer import View, render
from graphkit.explorer.view import SHOWN_AT_FIRST

pytestmark = pytest.mark.browser


def test_permalinks_open_the_same_view(browse: Browse, view: View) -> None:
    opened = browse(view)
    page = opened.at("tab=table")
    page.locator("input[data-key='relation USES']").uncheck()
    page.locator(f"input[data-key='status {HIDDEN}']").check()
    page.locator("thead button", has_text="Confidence").click()
    page.locator("tbody tr td:nth-child(2) button").nth(2).click()
    before = page.inner_text("#body")
    address = page.evaluate("location.hash").removeprefix("#")
    assert opened.at(address).inner_text("#body") == before
    opened.page.click("#tab-graph")
    opened.page.go_back()
    assert opened.page.inner_text("#body") == before


def test_csv_has_every_quote_and_no_formula(browse: Browse, view: View) -> None:
    first = view.nodes[0].model_copy(update={"name": '=HYPERLINK("http://x")'})
    opened = browse(view.model_copy(update={"nodes": (first, *view.nodes[1:])}))
    opened.at("tab=table")
    rows = list(csv.DictReader(io.StringIO(opened.download("csv-all").decode("utf-8-sig"))))
    assert len(rows) == sum(len(c.evidence) for e in view.edges for c in e.claims)
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    assert any(row["subject"] == "'" + first.name for row in rows)
    shown = list(csv.DictReader(io.StringIO(opened.download("csv").decode("utf-8-sig"))))
    assert {row["edge_key"] for row in shown} == {e.key for e in view.edges if e.status in SHOWN_AT_FIRST}


def test_json_is_the_view_again(browse: Browse, view: View) -> None:
    opened = browse(view)
    opened.at()
    again = View.model_validate(json.loads(opened.download("json-all")))
    assert again.edges == view.edges
    assert {n.id for n in again.nodes} <= {n.id for n in view.nodes}
    assert render(again.model_copy(update={"nodes": view.nodes, "documents": view.documents}), title="T") == render(view, title="T")


def test_pictures(browse: Browse, view: View) -> None:
    opened = browse(view)
    for tab in TABS:
        opened.at(f"tab={tab}")
        svg = opened.download("svg").decode()
        assert svg.startswith("<svg")
        assert svg.count("<text") > 10
        assert opened.download("png").startswith(b"\x89PNG")
    assert opened.complaints == []


def test_print_is_a_dossier(browse: Browse, view: View) -> None:
    opened = browse(view)
    page = opened.at(f"tab=graph&thing={view.nodes[0].id}")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#dossier").is_visible()
    assert not page.locator("#view").is_visible()
    assert f"Dossier: {view.nodes[0].name}" in page.inner_text("#dossier")
    shown = [e for e in view.edges if view.nodes[0].id in (e.subject, e.object) and e.status in SHOWN_AT_FIRST]
    assert page.locator("#dossier .entry").count() == len(shown)
    assert page.locator("#dossier svg").count() == 1
    assert page.pdf().startswith(b"%PDF")


def test_no_words_travel_but_their_places_do(browse: Browse, view: View) -> None:
    page = browse(view, context="none").at(f"link={view.edges[0].key}")
    assert "the words aren't in this file" in page.inner_text("#panel")
    assert not page.locator("a[href*=':~:text']").count()
    html = page.content()
    assert not [e.reason for e in view.edges if e.reason and e.reason in html]
    assert any("strategy" in text for text in page.locator(".why").all_inner_texts())


def test_what_is_saved_is_what_the_view_shows(browse: Browse, view: View) -> None:
    opened = browse(view)

    def saved(address: str) -> set[str]:
        opened.at(address)
        return {row["edge_key"] for row in csv.DictReader(io.StringIO(opened.download("csv").decode("utf-8-sig")))}

    kept = {e.key: e for e in view.edges if e.status in SHOWN_AT_FIRST}
    decided = {key for key, e in kept.items() if e.type in ("EVALUATED", "REJECTED_BECAUSE")}
    assert saved("tab=decisions") == decided
    why = next(e.reason_class for e in kept.values() if e.reason_class)
    picked = saved(f"tab=decisions&why={why}")
    assert picked >= {key for key, e in kept.items() if e.reason_class == why} and picked < decided
    centre = next(iter(kept.values())).subject
    near = saved(f"tab=graph&scope=about&about={centre}")
    assert near >= {key for key, e in kept.items() if centre in (e.subject, e.object)} and near < set(kept)
    opened.at(f"tab=graph&scope=about&about={centre}")
    assert {e["key"] for e in json.loads(opened.download("json"))["edges"]} == near
    assert saved("tab=timeline") == {key for key, e in kept.items() if e.from_ or e.to or e.reported}
