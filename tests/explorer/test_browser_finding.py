"""How one finds something on the page, in a real browser: search, filters, neighbourhoods and paths, sources."""

from collections import Counter

import pytest
from browsing import HIDDEN, Browse

from graphkit.explorer import View
from graphkit.explorer.view import SHOWN_AT_FIRST

pytestmark = pytest.mark.browser


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


def test_what_was_asked_for_by_name_is_on(browse: Browse, view: View) -> None:
    denied = tuple(e for e in view.edges if e.status == HIDDEN)
    page = browse(view.model_copy(update={"edges": denied, "shown": frozenset({HIDDEN})})).at("tab=table")
    assert page.locator("tbody tr").count() == len(denied)


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
