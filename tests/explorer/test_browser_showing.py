"""What the page shows, in a real browser: decisions, counts, sentences, what is left out and says so."""

from collections import Counter

import invented
import pytest
from browsing import INK, PHONE, TABS, Browse

from graphkit.explorer import View
from graphkit.explorer.view import SHOWN_AT_FIRST

pytestmark = pytest.mark.browser


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


def test_an_empty_graph_is_a_page(browse: Browse) -> None:
    opened = browse(View())
    for tab in TABS:
        opened.at(f"tab={tab}")
    assert opened.complaints == []


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


def test_confidence_is_explained(browse: Browse, view: View) -> None:
    page = browse(view).at("tab=table")
    assert "not how likely" in (page.locator("th", has_text="Confidence").get_attribute("title") or "")
    page.keyboard.press("?")
    assert "not how likely it is that they are true" in page.inner_text("#help")
