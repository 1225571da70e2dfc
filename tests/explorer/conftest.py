"""A page of the explorer in Chromium, off the network, that notes all it asks for and all it complains about."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import invented
import pytest
from playwright.sync_api import Browser, Page
from services import cached, fetch, program

from graphkit.explorer import View, render

AXE = "4.11.0"


class Opened:
    """An explorer file in a browser."""

    def __init__(self, page: Page, file: Path) -> None:
        self.page, self.file = page, file
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))

    def at(self, address: str = "") -> Page:
        """The page, loaded anew with this after ``#``, once it has drawn."""
        self.page.goto("about:blank")
        self.requests.clear()
        self.page.goto(f"{self.file.as_uri()}#{address}")
        self.page.wait_for_selector("html[data-ready='1']", state="attached")
        return self.page

    def counts(self) -> dict[str, tuple[int, int]]:
        """What the legend says: shown and all, of each value."""
        rows = self.page.eval_on_selector_all("[data-count]", "all => all.map(one => [one.dataset.count, one.textContent])")
        return {name: tuple(int(n.replace(",", "")) for n in text.split(" / ")) for name, text in rows}  # type: ignore[misc]

    def download(self, key: str) -> bytes:
        """What the Save menu gives for *key*."""
        self.page.click("#save summary")
        with self.page.expect_download() as waiting:
            self.page.click(f"[data-save={key}]")
        return Path(waiting.value.path()).read_bytes()


@pytest.fixture(scope="module")
def view() -> View:
    return invented.decisions()


@pytest.fixture
def browse(chromium: Browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """A function that opens the explorer of a view; more arguments go to the browser's context."""
    contexts = []

    def open_(view: View, *, title: str = "Invented", context: Any = "sentence", opens: str | None = None, browser: Browser = chromium, **more: Any) -> Opened:
        file = tmp_path / f"explorer-{len(contexts)}.html"
        file.write_text(render(view, title=title, context=context, opens=opens), encoding="utf-8", newline="\n")
        contexts.append(browser.new_context(**{"viewport": {"width": 1280, "height": 800}, "offline": True, **more}))
        page = contexts[-1].new_page()
        page.set_default_timeout(60_000)
        return Opened(page, file)

    yield open_
    for one in contexts:
        one.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, fetched once by npm."""
    npm = program("npm")
    folder = cached("axe", AXE, lambda place: fetch([npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", place, f"axe-core@{AXE}"]))
    return (folder / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
