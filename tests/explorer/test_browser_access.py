"""Who can use the page and where, in a real browser: keyboard, phones, colours, old browsers; and that hostile text runs nothing."""

from typing import Any

import pytest
from browsing import HIDDEN, INK, PHONE, TABS, Browse
from playwright.sync_api import Browser
from services import program

from graphkit.explorer import View

pytestmark = pytest.mark.browser


def test_asks_for_nothing_and_complains_of_nothing(browse: Browse, view: View) -> None:
    opened = browse(view)
    for tab in TABS:
        page = opened.at(f"tab={tab}")
        assert opened.requests == [opened.file.as_uri()]
        assert page.locator(f"#tab-{tab}").get_attribute("aria-selected") == "true"
    assert opened.complaints == []


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


def test_on_a_phone_what_is_found_lies_over_the_panel(browse: Browse, view: View) -> None:
    page = browse(view, **PHONE).at(f"link={view.edges[0].key}")
    assert page.locator("#panel").is_visible()
    page.fill("#find", view.nodes[0].name)
    page.wait_for_selector("#found [role=option]")
    first = page.locator("#found [role=option]").first
    assert first.evaluate("one => { const { x, y } = one.getBoundingClientRect(); return one.contains(document.elementFromPoint(x + 20, y + 9)); }")
    first.tap()
    assert page.inner_text("#panel h2") == view.nodes[0].name
