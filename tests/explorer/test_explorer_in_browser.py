"""The page in a real browser: what it asks for, what it shows, what it saves, and who can use it."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import invented
import pytest
from playwright.sync_api import Browser
from services import program

from graphkit.explorer import View, render
from graphkit.explorer.view import SHOWN_AT_FIRST

pytestmark = pytest.mark.browser

Browse = Callable[..., Any]
TABS = ("decisions", "graph", "timeline", "table")
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
HIDDEN = next(edge.status for edge in invented.decisions().edges if edge.status not in SHOWN_AT_FIRST)
INK = """() => {
    const canvas = document.querySelector("#canvas canvas");
    const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    let ink = 0;
    for (let i = 3; i < pixels.length; i += 4) if (pixels[i]) ink++;
    return ink;
}"""


@pytest.fixture(scope="module")
def view() -> View:
    return invented.decisions()


def test_asks_for_nothing_and_complains_of_nothing(browse: Browse, view: View) -> None:
    opened = browse(view)
    for tab in TABS:
        page = opened.at(f"tab={tab}")
        assert opened.requests == [opened.file.as_uri()]
        assert page.locator(f"#tab-{tab}").get_attribute("aria-selected") == "true"
    assert opened.complaints == []


def test_opens_on_the_decisions_beside_their_drawing(browse: Browse, view: View) -> None:
    page = browse(view).at()
    pairs = {(e.subject, e.object) for e in view.edges if e.type in ("EVALUATED", "REJECTED_BECAUSE") and e.status in SHOWN_AT_FIRST}
    assert page.locator(".card").count() == len(pairs)
    assert page.evaluate(INK) > 5000
    rejected = next(e for e in view.edges if e.type == "REJECTED_BECAUSE" and e.status in SHOWN_AT_FIRST)
    assert rejected.reason in page.inner_text("#list")


def test_of_each_decision_one_line_is_drawn(browse: Browse, view: View) -> None:
    page = browse(view).at()
    cards = page.locator(".card").count()
    assert page.get_attribute("#canvas", "aria-label").endswith("The table holds the same.")
    assert f"and {cards} links" in page.get_attribute("#canvas", "aria-label")
    assert set(page.inner_text("#drawn").splitlines()) <= {"✓ selected", "× rejected", "… pending", "? not stated"}
    page.click("#tab-graph")
    assert "selected" not in page.inner_text("#drawn")


def test_opens_where_it_is_told_and_elsewhere_by_a_copied_link(browse: Browse, view: View) -> None:
    opened = browse(view, opens="tab=table&rows=things")
    page = opened.at()
    assert page.inner_text("#list h2") == "Every thing shown"
    page.click("#tab-decisions")
    page = opened.at(page.evaluate("location.hash").removeprefix("#"))
    assert page.inner_text("#list h2") == "Who evaluated whom, and why"


def test_counts_are_those_of_python(browse: Browse, view: View) -> None:
    opened = browse(view)
    opened.at("tab=table")
    relations, statuses = Counter(e.type for e in view.edges), Counter(e.status for e in view.edges)
    kept = [e for e in view.edges if e.status in SHOWN_AT_FIRST]
    shown = Counter(e.type for e in kept)
    counts = opened.counts()
    for name, count in relations.items():
        assert counts[f"relation {name}"] == (shown[name], count)
    for name, count in statuses.items():
        assert counts[f"status {name}"] == (count if name in SHOWN_AT_FIRST else 0, count)
    used = {end for e in kept for end in (e.subject, e.object)}
    for kind, count in Counter(n.type for n in view.nodes).items():
        assert counts[f"type {kind}"] == (sum(n.type == kind and n.id in used for n in view.nodes), count)
    assert opened.page.locator("tbody tr").count() == len(kept)


def test_filters_count_and_reset(browse: Browse, view: View) -> None:
    opened = browse(view)
    page = opened.at("tab=table")
    page.locator("input[data-key='relation EVALUATED']").uncheck()
    left = [e for e in view.edges if e.status in SHOWN_AT_FIRST and e.type != "EVALUATED"]
    assert page.locator("tbody tr").count() == len(left)
    assert opened.counts()["relation EVALUATED"][0] == 0
    page.locator(f"input[data-key='status {HIDDEN}']").check()
    assert page.locator("tbody tr").count() == len(left) + sum(e.status == HIDDEN and e.type != "EVALUATED" for e in view.edges)
    page.locator("button[data-key='reset']").click()
    assert page.locator("tbody tr").count() == sum(e.status in SHOWN_AT_FIRST for e in view.edges)


def test_confidence_period_and_source_filters(browse: Browse, view: View) -> None:
    opened = browse(view)
    kept = [e for e in view.edges if e.status in SHOWN_AT_FIRST]
    page = opened.at("tab=table&sure=0.8")
    assert page.locator("tbody tr").count() == sum(e.confidence >= 0.8 for e in kept)
    source = view.documents[0].publisher
    names = {d.id: d.publisher for d in view.documents}
    page = opened.at("tab=table")
    page.locator(f"button[aria-label='Only {source}']").focus()
    page.keyboard.press("Enter")
    assert page.locator("tbody tr").count() == sum(any(names[c.evidence[0].document] == source for c in e.claims) for e in kept)
    page = opened.at("tab=timeline&from=2023&to=2023")
    assert 0 < page.locator(".bars > li").count() < len(kept)
    assert "Held in 2023" in page.inner_text("#chips")


def test_a_link_opens_its_words_in_their_sentence(browse: Browse, view: View) -> None:
    edge = next(e for e in view.edges if len(e.claims[0].evidence) > 1 and e.claims[0].evidence[0].before)
    quote = edge.claims[0].evidence[0]
    page = browse(view).at(f"tab=graph&link={edge.key}")
    assert page.locator("#panel mark.quote").first.inner_text() == quote.text
    assert f"{quote.before}{quote.text}{quote.after}" in page.inner_text("#panel")
    assert "What its words stand for" in page.inner_text("#panel")
    assert edge.status in page.inner_text("#panel .marks")
    for link in page.locator("#panel a").all():
        assert link.get_attribute("rel") == "noopener noreferrer"


def test_what_people_decided_is_said_and_what_they_took_out_is_off(browse: Browse, view: View) -> None:
    opened = browse(view)
    withdrawn = next(e for e in view.edges if e.status == "withdrawn")
    accepted = next(e for e in view.edges if any(c.review for c in e.claims))
    page = opened.at("tab=table")
    assert opened.counts()["status withdrawn"] == (0, 1)
    page = opened.at(f"link={withdrawn.key}")
    told = page.inner_text("#panel")
    assert "Doesn't count: its document was retracted" in told and "filtered out" in told
    assert page.locator("#panel .source .badge", has_text="retracted").count()
    assert "accepted by Ines: read in the minutes" in opened.at(f"link={accepted.key}").inner_text("#panel")


def test_sources_open_at_the_sentence_or_the_page(browse: Browse, view: View) -> None:
    page = browse(view).at("tab=table")
    quotes = {e.key: e.claims[0].evidence[0] for e in view.edges}
    address = {d.id: d.url or "" for d in view.documents}
    web = next(key for key, q in quotes.items() if not q.page and len(q.text.split()) <= 10)
    pdf = next(key for key, q in quotes.items() if q.page)
    opened = page.evaluate("location.href").split("#")[0]
    page.goto(f"{opened}#link={web}")
    assert page.locator("#panel .source a").first.get_attribute("href").startswith(f"{address[quotes[web].document]}#:~:text=")
    page.goto(f"{opened}#link={pdf}")
    assert page.locator("#panel .source a").first.get_attribute("href") == f"{address[quotes[pdf].document]}#page={quotes[pdf].page}"


def test_search_finds_names_quotes_and_reasons(browse: Browse, view: View) -> None:
    page = browse(view).at()
    page.keyboard.press("/")
    page.keyboard.type("ORRIN voi")
    page.wait_for_selector("#found [role=option]")
    assert page.locator("#found [role=option]").first.inner_text().startswith("Orrin Voice")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == "Orrin Voice"
    edge = next(e for e in view.edges if e.reason)
    page.fill("#find", edge.reason or "")
    page.wait_for_selector("#found mark")
    assert edge.reason in page.inner_text("#found")


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


def test_neighbourhood_and_path(browse: Browse, view: View) -> None:
    opened = browse(view)
    kept = [e for e in view.edges if e.status in SHOWN_AT_FIRST]
    busiest = Counter(end for e in kept for end in (e.subject, e.object)).most_common(1)[0][0]
    near = {end for e in kept if busiest in (e.subject, e.object) for end in (e.subject, e.object)}
    page = opened.at(f"tab=graph&scope=about&about={busiest}")
    assert page.inner_text("#drawn").startswith(f"{len(near)} things")
    page.select_option("#scope select", "2")
    further = {end for e in kept if {e.subject, e.object} & near for end in (e.subject, e.object)}
    assert page.inner_text("#drawn").startswith(f"{len(further)} things")
    target = sorted(further - near)[0]
    assert "2 steps from" in opened.at(f"tab=graph&scope=path&a={busiest}&b={target}").inner_text("#drawn")
    page.fill("[aria-label=To]", "Nobody at all")
    assert opened.complaints == []


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


def test_keyboard_alone_is_enough(browse: Browse, view: View) -> None:
    page = browse(view).at()
    page.keyboard.press("2")
    assert page.locator("#tab-graph").get_attribute("aria-selected") == "true"
    page.locator("#canvas").focus()
    for key in ("ArrowRight", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    name = page.inner_text("#panel h2")
    assert name in {n.name for n in view.nodes}
    page.keyboard.press("f")
    assert page.locator("[aria-label=Thing]").input_value() == name
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    page.locator("#tab-graph").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#tab-timeline").get_attribute("aria-selected") == "true"
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    page.locator("input[data-key='relation EVALUATED']").focus()
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.dataset.key") == "relation EVALUATED"


HOSTILE = (
    "</script><script>window.__pwn=1</script>",
    "<img src=x onerror='window.__pwn=1'>",
    '"><svg onload="window.__pwn=1">',
    "javascript:window.__pwn=1",
    "{{7*7}}${7*7}",
    "株式会社 شركة \u202egnp\u202c \U0001f9ed",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_runs_nothing(browse: Browse, text: str) -> None:
    quote = {"document": "d" + text, "text": text, "start": 0, "end": len(text), "before": text, "after": text}
    review = {"verdict": "accepted", "by": text, "reason": text}
    claim = {"id": text, "modality": "asserted", "extractor": text, "claimant": text, "review": review, "evidence": [quote, quote]}
    edge = {"subject": "a" + text, "object": "b", "status": "disputed", "disagreement": text, "reason": text, "reason_class": "price", "claims": [claim]}
    view = View.model_validate(
        {
            "nodes": [{"id": "a" + text, "name": text, "type": "Company", "aliases": [text]}, {"id": "b", "name": text, "type": "Company"}],
            "edges": [edge | {"key": "1" + text, "type": "REJECTED_BECAUSE"}, edge | {"key": "2", "type": "LEADS", "role": text} | {"reason_class": None}],
            "documents": [{"id": "d" + text, "title": text, "publisher": text, "url": text, "retracted": text}],
        }
    )
    opened = browse(view, title=text, opens=f"words={text}")
    for tab in TABS:
        page = opened.at(f"tab={tab}")
        page.locator("#find").fill(text[:6])
        page.wait_for_selector("#found:not([hidden])")
        page.locator("#found [role=option]").first.click()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    opened.download("svg")
    for link in page.locator("a").all():
        assert (link.get_attribute("href") or "").startswith(("http:", "https:"))
    assert page.evaluate("window.__pwn") is None
    assert opened.complaints == []
    assert opened.requests == [opened.file.as_uri()]


def test_the_policy_refuses_what_is_planted(browse: Browse, view: View) -> None:
    opened = browse(view)
    html = opened.file.read_text(encoding="utf-8").replace("</body>", "<script>window.__pwn=1</script><img src='https://example.org/x.png'></body>")
    opened.file.write_text(html, encoding="utf-8")
    page = opened.at()
    assert page.evaluate("window.__pwn") is None
    assert any("Content Security Policy" in one for one in opened.complaints)


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("screen", [{}, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing(browse: Browse, view: View, axe: str, colours: str, screen: dict[str, Any]) -> None:
    opened = browse(view, color_scheme=colours, bypass_csp=True, **screen)
    edge = next(e for e in view.edges if e.status == "disputed")
    for address in (
        *(f"tab={tab}" for tab in TABS),
        f"link={edge.key}",
        f"tab=graph&scope=about&about={edge.subject}&thing={edge.subject}",
        "tab=graph&scope=path",
    ):
        page = opened.at(address)
        page.evaluate(axe)
        found = page.evaluate("axe.run().then(result => result.violations.map(v => [v.id, v.nodes.slice(0, 3).map(n => n.target + ' ' + n.failureSummary)]))")
        assert found == [], address


def test_phones_have_it_all(browse: Browse, view: View) -> None:
    opened = browse(view, **PHONE)
    for tab in TABS:
        page = opened.at(f"tab={tab}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert not page.evaluate(
            "[...document.querySelectorAll('#list *, #top *')].some(one => { const box = one.getBoundingClientRect();"
            " return box.width && box.right > 391 && !one.closest('.years, .off-screen, .word'); })"
        ), tab
    opened.at()
    opened.page.locator(".card .title").first.tap()
    assert opened.page.locator("#panel").is_visible()
    opened.page.locator("#panel .close").tap()
    opened.page.locator("#open-legend").tap()
    opened.page.locator(f"input[data-key='status {HIDDEN}']").check()
    opened.page.locator(".legend-head .close").tap()
    opened.page.locator("#tab-graph").tap()
    opened.page.wait_for_timeout(100)
    assert opened.page.evaluate(INK) > 2000
    assert opened.complaints == []


def test_colours_switch(browse: Browse, view: View) -> None:
    page = browse(view).at("tab=graph")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor + getComputedStyle(document.querySelector('#drawing')).backgroundColor")
    page.click("[aria-label='Light or dark']")
    assert page.evaluate("getComputedStyle(document.querySelector('#drawing')).backgroundColor") not in light


def test_without_webgl(browse: Browse, chromium: Browser, view: View) -> None:
    arguments = ["--no-sandbox", "--disable-3d-apis"]
    browser = chromium.browser_type.launch(executable_path=program("chromium", "chromium-browser", "google-chrome"), args=arguments)
    opened = browse(view, browser=browser)
    page = opened.at("tab=graph")
    assert page.evaluate("document.createElement('canvas').getContext('webgl')") is None
    assert page.evaluate(INK) > 5000
    assert opened.complaints == []
    browser.close()


def test_a_graph_too_large_to_draw_says_so_and_lists_all(browse: Browse) -> None:
    view = invented.graph(2600, 6500)
    opened = browse(view)
    page = opened.at("tab=graph")
    assert "more are in the table and the search" in page.inner_text("#drawn")
    page.click("#tab-table")
    assert f"{sum(e.status in SHOWN_AT_FIRST for e in view.edges):,}" in page.inner_text(".switch")
    last = view.nodes[-1]
    page.fill("#find", last.name)
    page.wait_for_selector("#found [role=option]")
    assert last.name in page.inner_text("#found")
    assert opened.complaints == []


def test_no_words_travel_but_their_places_do(browse: Browse, view: View) -> None:
    page = browse(view, context="none").at(f"link={view.edges[0].key}")
    assert "the words aren't in this file" in page.inner_text("#panel")
    assert not page.locator("a[href*=':~:text']").count()
    html = page.content()
    assert not [e.reason for e in view.edges if e.reason and e.reason in html]
    assert any("strategy" in text for text in page.locator(".why").all_inner_texts())


def test_where_nothing_is_shown_there_is_a_way_out(browse: Browse, view: View) -> None:
    opened = browse(view, **PHONE)
    for tab in TABS:
        page = opened.at(f"tab={tab}&words=nobody+says+this")
        page.locator("#view button", has_text="Reset filters").tap()
        assert page.evaluate("location.hash") in ("", "#", f"#tab={tab}")
    planned = view.model_copy(update={"edges": tuple(e.model_copy(update={"status": "planned"}) for e in view.edges)})
    page = browse(planned).at()
    page.locator("#list button", has_text="Show planned").click()
    assert page.locator(".card").count()


def test_a_browser_that_cannot_unpack_has_all_but_the_drawing(browse: Browse, view: View) -> None:
    opened = browse(view)
    opened.page.add_init_script("delete window.DecompressionStream")
    page = opened.at()
    assert page.locator(".card").count() > 5
    assert "too old to draw" in page.inner_text("#drawn")
    page.click("#tab-table")
    assert page.locator("tbody tr").count() > 20
    assert opened.download("svg").startswith(b"<svg")
    assert opened.complaints == []


def test_an_empty_graph_is_a_page(browse: Browse) -> None:
    opened = browse(View())
    for tab in TABS:
        opened.at(f"tab={tab}")
    assert opened.complaints == []


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


def test_numbers_sort_as_they_say_and_what_has_no_date_is_last(browse: Browse, view: View) -> None:
    page = browse(view).at("tab=table")
    column = "tbody .column-{}".format

    def sorted_by(name: str) -> str:
        page.locator("thead button", has_text=name).click()
        return page.locator("th[aria-sort]").get_attribute("aria-sort") or ""

    for way in ("descending", "ascending"):
        assert sorted_by("Confidence") == way
        sure = [int(text.removesuffix(" %")) for text in page.locator(column("sure")).all_inner_texts()]
        assert sure == sorted(sure, reverse=way == "descending")
        assert page.inner_text("th[aria-sort] .arrow") == ("↓" if way == "descending" else "↑")
    for way in ("ascending", "descending"):
        assert sorted_by("When") == way
        dates = page.locator(column("when")).all_inner_texts()
        assert "" in dates and "" not in dates[: dates.index("")] and not any(dates[dates.index("") :])
    page.locator("[aria-label=Rows] button", has_text="Things").click()
    assert page.get_attribute("th[aria-sort]", "aria-sort") == "descending"
    links = [int(text) for text in page.locator(column("links")).all_inner_texts()]
    assert links == sorted(links, reverse=True)


def test_a_part_says_so_at_the_top_in_the_dossier_and_where_nothing_is(browse: Browse, view: View) -> None:
    page = browse(view.model_copy(update={"part": "about Tarn; as of 1990; 2 of 133 links"})).at()
    words = "Part of the graph: about Tarn; as of 1990; 2 of 133 links."
    assert page.inner_text("#part") == words and page.locator("#part").is_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = page.locator("#dossier").text_content() or ""
    assert words in printed and "Newest source: " in printed
    assert all(e.status in printed.partition("Off: ")[2].partition(".")[0] for e in view.edges if e.status not in SHOWN_AT_FIRST)
    opened = browse(View(part="known by 1990; 0 of 133 links"), **PHONE)
    for tab in ("graph", "timeline", "table"):
        assert "known by 1990; 0 of 133 links" in opened.at(f"tab={tab}").inner_text("#view")
    assert browse(view).at().locator("#part").is_hidden()


def test_what_was_asked_for_by_name_is_on(browse: Browse, view: View) -> None:
    denied = tuple(e for e in view.edges if e.status == HIDDEN)
    page = browse(view.model_copy(update={"edges": denied, "shown": frozenset({HIDDEN})})).at("tab=table")
    assert page.locator("tbody tr").count() == len(denied)


def test_on_a_phone_what_is_found_lies_over_the_panel(browse: Browse, view: View) -> None:
    page = browse(view, **PHONE).at(f"link={view.edges[0].key}")
    assert page.locator("#panel").is_visible()
    page.fill("#find", view.nodes[0].name)
    page.wait_for_selector("#found [role=option]")
    first = page.locator("#found [role=option]").first
    assert first.evaluate("one => { const { x, y } = one.getBoundingClientRect(); return one.contains(document.elementFromPoint(x + 20, y + 9)); }")
    first.tap()
    assert page.inner_text("#panel h2") == view.nodes[0].name


def test_a_period_is_read_as_python_reads_it_and_what_is_wrong_is_said(browse: Browse, view: View) -> None:
    page = browse(view).at("tab=timeline")
    for typed, wrong in (("2026-99", "2026-99 is no date: write"), ("2025-02-30", "is no date"), ("soon", "SOON is no date")):
        page.fill(".period input >> nth=0", typed)
        page.keyboard.press("Enter")
        assert wrong in page.inner_text(".problem")
        assert "from=" not in page.evaluate("location.hash")
    page.fill(".period input >> nth=0", "2024-q2")
    page.keyboard.press("Enter")
    assert "from=2024-Q2" in page.evaluate("location.hash") and "Held from Q2 2024" in page.inner_text("#chips")
    page.fill(".period input >> nth=1", "2023")
    page.keyboard.press("Enter")
    assert page.inner_text(".problem") == "Q2 2024 is later than 2023."
    assert "to=" not in page.evaluate("location.hash")


def test_an_unknown_name_clears_the_answer_before_it(browse: Browse, view: View) -> None:
    edge = next(e for e in view.edges if e.status in SHOWN_AT_FIRST)
    page = browse(view).at(f"tab=graph&scope=path&a={edge.subject}&b={edge.object}")
    assert "1 step from" in page.inner_text("#drawn")
    page.fill("[aria-label=To]", "Nobody at all")
    page.keyboard.press("Enter")
    assert page.inner_text("#drawn").strip() == "Nothing in this file is called “Nobody at all”."
    assert page.locator("[aria-label=To]").input_value() == "Nobody at all"
    assert not page.locator("#drawn button").count()
    page.locator("#scope button", has_text="Around one thing").click()
    page.fill("[aria-label=Thing]", "Nobody at all")
    page.keyboard.press("Enter")
    assert "Nobody at all" in page.inner_text("#drawn")


def test_search_takes_words_in_quotes_and_publishers(browse: Browse, view: View) -> None:
    page = browse(view).at()
    reason = next(e.reason for e in view.edges if e.reason)
    turned = " ".join(reversed(reason.split()))

    def found(text: str) -> str:
        page.fill("#find", text)
        page.wait_for_function("text => document.querySelector('#found').dataset.of === text", arg=text)
        return page.inner_text("#found")

    assert reason in found(f"“{reason}”") and reason in found(f'"{reason}"') and reason in found(turned)
    assert "Nothing holds" in found(f'"{turned}"')
    assert "Harbour Wire" in found("harbour wire")


def test_confidence_is_explained(browse: Browse, view: View) -> None:
    page = browse(view).at("tab=table")
    assert "not how likely" in (page.locator("th", has_text="Confidence").get_attribute("title") or "")
    page.keyboard.press("?")
    assert "not how likely it is that they are true" in page.inner_text("#help")
