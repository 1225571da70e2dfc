"""The explorer beside bare vis-network drawing the same things, at the same places, in the same Chromium, round by round.

    python benchmarks/explorer.py [--rounds 3] [--sizes 60x180,1000x3000,2000x6000,20000x60000] [--json FILE]

Both files draw all nodes at once (the explorer opened at its whole graph, not at its decisions); above what the explorer draws
(20,000 nodes) there is no bare counterpart. The bare page has the graph and nothing else: no quotes, legend, table, or search.
*drawn* is from the start of navigation to the first frame with the graph, *select* and *filter* from the click to the next
frame, *pan* the frames per second while a mouse drags for two seconds. Medians; the machine's load is said, as it matters.
*busy* and *pan busy* are the processor time of the page's main thread until drawn, and for each frame while dragging: what
a quiet machine would take at the least, and little changed by its neighbours.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "explorer"))
import invented

from graphkit.explorer import View, pack, page, render

_BARE = """<!doctype html><meta charset="utf-8"><style>#canvas{position:fixed;inset:0}</style><div id="canvas"></div>
<script>%s</script><script>
const network = new vis.Network(document.getElementById("canvas"), {nodes: new vis.DataSet(%s), edges: new vis.DataSet(%s)},
  {autoResize: false, physics: false, layout: {improvedLayout: false}, nodes: {shape: "dot", size: 10}, edges: {arrows: "to", smooth: false}});
network.once("afterDrawing", () => requestAnimationFrame(() => { performance.mark("ready"); document.documentElement.dataset.ready = "1"; }));
</script>"""
_FRAME = "const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));"
_TIMED = _FRAME + "const timed = async (act) => { const start = performance.now(); act(); await frame(); return performance.now() - start; };"
_FILTER = _TIMED + "return timed(() => document.querySelector(\"#legend input[data-key='relation USES']\").click());"
_SELECT = _TIMED + "return timed(() => document.querySelector('#panel .links button, #panel h2 .thing').click());"
_FRAMES = "let count = 0; const start = performance.now(); const step = () => { count++; if (performance.now() - start < 2000) requestAnimationFrame(step); };"
_FRAMES += " requestAnimationFrame(step); window.__frames = () => count / ((performance.now() - start) / 1000);"


def bare(view: View) -> str:
    """The same graph in vis-network as pyvis ships it, and nothing else."""
    rows = pack.nodes(view)
    nodes = [{"id": n, "label": row["label"], "x": row["x"], "y": row["y"]} for n, row in enumerate(rows) if "x" in row]
    drawn = {row["id"] for row in nodes}
    edges = [{"from": row[2], "to": row[3]} for row in pack.edges(view, False) if {row[2], row[3]} <= drawn]
    return _BARE % (page._vis(), pack.inert(nodes), pack.inert(edges))


def opened(browser: Browser, file: Path) -> tuple[Page, CDPSession]:
    tab = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True).new_page()
    tab.set_default_timeout(300_000)
    counters = tab.context.new_cdp_session(tab)
    counters.send("Performance.enable", {"timeDomain": "threadTicks"})
    tab.goto(f"{file.as_uri()}#tab=graph")
    tab.wait_for_selector("html[data-ready='1']", state="attached")
    return tab, counters


def busy(counters: CDPSession) -> float:
    """Seconds of processor time that the main thread has taken for this page."""
    return float(next(one["value"] for one in counters.send("Performance.getMetrics")["metrics"] if one["name"] == "TaskDuration"))


def frames(tab: Page) -> float:
    """Frames per second while the drawing is dragged to and fro, from a spot where nothing lies."""
    box = tab.locator("#canvas").bounding_box()
    assert box
    x, y = box["x"] + 12, box["y"] + box["height"] - 90
    tab.mouse.move(x, y)
    tab.mouse.down()
    tab.evaluate(_FRAMES)
    until = time.monotonic() + 2
    step = 0
    while time.monotonic() < until:
        step += 1
        tab.mouse.move(x + step % 60 * 3, y - step % 40 * 3)
    rate = float(tab.evaluate("window.__frames()"))
    tab.mouse.up()
    return rate


def measure(browser: Browser, file: Path, view: View | None) -> dict[str, float]:
    """One round on one file; *view* only for the explorer, which has more to click on."""
    tab, counters = opened(browser, file)
    found = {"busy s": busy(counters)}
    found["drawn s"] = tab.evaluate("performance.getEntriesByName('ready')[0].startTime") / 1000
    found["first paint s"] = (tab.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime") or 0) / 1000
    tab.wait_for_timeout(300)
    before = busy(counters)
    found["pan fps"] = frames(tab)
    found["pan busy ms"] = (busy(counters) - before) * 1000 / max(1, 2 * found["pan fps"])
    if view:
        tab.goto(f"{file.as_uri()}#tab=graph&thing={view.nodes[0].id}")
        tab.wait_for_selector("#panel .links button")
        found["select s"] = statistics.median(tab.evaluate(f"(async () => {{ {_SELECT} }})()") for _ in range(6)) / 1000
        found["filter s"] = statistics.median(tab.evaluate(f"(async () => {{ {_FILTER} }})()") for _ in range(4)) / 1000
    tab.context.close()
    return found


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--sizes", default="60x180,100x300,1000x3000,2000x6000,20000x60000")
    arguments.add_argument("--json", type=Path)
    arguments.add_argument("--chromium", default="/usr/bin/chromium")
    given = arguments.parse_args()
    results: list[dict[str, Any]] = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=given.chromium, args=["--no-sandbox", "--disable-gpu"])
        for size in given.sizes.split(","):
            nodes, edges = map(int, size.split("x"))
            view = invented.graph(nodes, edges)
            start = time.perf_counter()
            files = {"explorer": render(view, title=size)}
            row: dict[str, Any] = {"size": size, "build s": time.perf_counter() - start}
            if nodes <= 2000:
                files["bare"] = bare(view)
            for name, html in files.items():
                (Path(folder) / f"{name}.html").write_text(html, encoding="utf-8", newline="\n")
                row[f"{name} MB"] = len(html.encode()) / 1e6
            rounds: dict[str, list[dict[str, float]]] = {name: [] for name in files}
            for _ in range(given.rounds):
                for name in files:  # in turn, so that both meet the same neighbours
                    rounds[name].append(measure(browser, Path(folder) / f"{name}.html", view if name == "explorer" else None))
            for name, found in rounds.items():
                row |= {f"{name} {what}": statistics.median(one[what] for one in found) for what in found[0]}
            if "bare" in rounds:
                row["drawn, times bare"] = row["explorer drawn s"] / row["bare drawn s"]
                row["pan, times bare"] = row["explorer pan fps"] / row["bare pan fps"]
            row["load"] = os.getloadavg()[0]
            results.append({key: value if isinstance(value, str) else round(value, 2) for key, value in row.items()})
            print(json.dumps(results[-1]), flush=True)
        browser.close()
    if given.json:
        given.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
