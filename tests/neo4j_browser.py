"""Neo4j Browser, served by the server itself, worked as a person would: sign in, paste, run, look."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pytest
from neo4j_server import Server
from playwright.sync_api import Browser, Page, Route, sync_playwright
from services import program

EDITOR = ".monaco-editor textarea"


@dataclass(frozen=True, slots=True)
class BrowserResult:
    """What a statement showed: a drawing, rows, an error message, or nothing at all."""

    kind: Literal["graph", "table", "error", "empty"]
    rows_text: str  # the rows of a table, one a line; what a drawing says beside it; the error message
    warned: bool  # the server had something to say against the statement
    screenshot: bytes


@pytest.fixture(scope="module")  # no longer: while it lives, no other test can use asyncio.run
def chromium() -> Iterator[Browser]:
    path = program("chromium", "chromium-browser", "google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])  # Chromium as root has none
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh page of 1280 × 800 that reaches this machine only."""
    with chromium.new_context(viewport={"width": 1280, "height": 800}, permissions=["clipboard-read", "clipboard-write"]) as context:
        context.route("**/*", _stay_here)
        page = context.new_page()
        page.set_default_timeout(60_000)
        yield page


def _stay_here(route: Route) -> None:
    if route.request.url.startswith(("http://127.0.0.1", "http://localhost", "file:", "data:", "blob:")):
        route.continue_()
    else:
        route.abort()


def run_in_browser(page: Page, server: Server, statement: str) -> BrowserResult:
    """What Neo4j Browser shows for *statement*; a line ``:param {…}`` may be run first, by itself."""
    if not page.url.startswith(server.http):
        _sign_in(page, server)
    _enter(page, ":clear")
    page.locator('[data-testid="frame"]').first.wait_for(state="detached")
    _enter(page, statement)
    frame = page.locator('[data-testid="frame"]').first
    error = frame.locator('[data-testid="cypherFrameErrorMessage"]')
    drawing = frame.locator("#svg-vis svg circle.b-outline")
    table = frame.locator("table")
    done = frame.locator('[data-testid="frameStatusbar"]').get_by_text("completed after")
    error.or_(drawing).or_(table).or_(done).or_(frame.locator('[data-testid="rawParamData"]')).first.wait_for()
    page.wait_for_timeout(500)  # the drawing moves, and a status bar comes a moment before its rows
    banner = page.get_by_text("To help make Neo4j Browser better")
    if banner.is_visible():
        banner.locator("xpath=following-sibling::span").click()

    kind: Literal["graph", "table", "error", "empty"] = "empty"
    text = ""
    if error.count():
        kind, text = "error", error.first.inner_text()
    elif drawing.count():
        kind, text = "graph", frame.locator('[data-testid="vizInspector"]').inner_text()
    elif table.count():
        kind, text = "table", "\n".join("\t".join(row.locator("[role=columnheader], [role=cell]").all_inner_texts()) for row in table.locator("tr").all())
    warned = frame.get_by_text("Warn", exact=True).count() > 0
    return BrowserResult(kind, text, warned, page.screenshot())


def _sign_in(page: Page, server: Server) -> None:
    page.goto(f"{server.http}/browser/?dbms={server.uri}")
    page.fill('[data-testid="username"]', server.user)
    page.fill('[data-testid="password"]', server.password)
    page.click('[data-testid="connect"]')
    page.get_by_text("You are connected as user").first.wait_for()


def _enter(page: Page, text: str) -> None:
    """Paste into the editor and run."""
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.focus(EDITOR)
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+V")
    page.keyboard.press("Control+Enter")
