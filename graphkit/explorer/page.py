"""The page: pyvis's Network with a template of its own.

pyvis 0.3.2 loads from CDNs, collapses parallel edges, and lets names run as script (measured: ../shared/notes/explorer.md).
What is kept of it is the model of a drawing and the vis-network script in its wheel, inlined after its hash is checked.
"""

import base64
import hashlib
import json
import re
import zlib
from importlib import resources
from pathlib import Path

import pyvis.network
from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from ..errors import GraphkitError
from . import pack, shrink
from .view import Context, View

_VIS_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"
#: In this order: each may use what stands before it.
_SCRIPTS = (
    *("dom", "words", "periods", "data", "filters", "state", "places", "search", "decisions", "labels", "overlay", "scenes", "drawing", "moving"),
    *("picture", "evidence", "table", "timeline", "dossier", "save", "legend", "scope", "main"),
)
_OPTIONS = {
    "autoResize": False,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "keyboard": False, "multiselect": False, "tooltipDelay": 0, "zoomSpeed": 0.6},
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 1.5, "chosen": False},
    "edges": {"chosen": False, "hoverWidth": 0, "selectionWidth": 0, "arrowStrikethrough": False, "selfReference": {"size": 14}},
}


class Page(pyvis.network.Network):  # type: ignore[misc]
    """A directed network whose every edge is kept, whose positions are given, and whose HTML asks the network for nothing."""

    def __init__(self, view: View, *, title: str, context: Context, opens: str) -> None:
        super().__init__(directed=True, cdn_resources="in_line", heading=title)
        self.path = "page.html"
        self.templateEnv = Environment(loader=FunctionLoader(_asset), autoescape=True, undefined=StrictUndefined)
        self.options = _OPTIONS
        # Appended in one go: add_node and add_edge search a list each time, and add_edge may drop an edge.
        self.nodes = pack.nodes(view)
        self.edges = pack.edges(view, with_words=context != "none")
        self._facts = {
            "title": title,
            "context": context,
            "opens": opens.removeprefix("#"),
            "words": pack.words(view),
            "part": view.part,
            "documents": pack.documents(view),
            "extractors": pack.extractors(view),
        }

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:
        """The page as a string. The arguments are pyvis's own and make no difference."""
        style, vis, script = shrink.style(_asset("style.css")), _vis(), _script()
        for text in (style, script):
            if re.search(r"</(script|style)|<!--", text, re.IGNORECASE):
                raise GraphkitError("the explorer's own script would end its block; this is a fault of graphkit's")
        nodes, edges, title, *_, options = self.get_network_data()
        self.html = self.templateEnv.get_template(self.path).render(
            title=title.encode("utf-8", "replace").decode(),
            policy=f"default-src 'none'; script-src {_hash(vis)} {_hash(script)}; style-src {_hash(style)}; img-src data: blob:; "
            "base-uri 'none'; form-action 'none'",
            style=Markup(style),  # noqa: S704 - checked above
            # Deflated, as it is most of the page; the page's script unpacks it, and the policy runs nothing but this very text.
            library=base64.b64encode(zlib.compress(vis.encode(), 9)).decode(),
            script=Markup(script),  # noqa: S704
            data=Markup(pack.inert({**self._facts, "options": json.loads(options), "nodes": nodes, "edges": edges})),  # noqa: S704
        )
        return str(self.html)

    def write_html(self, name: str, local: bool = True, notebook: bool = False, open_browser: bool = False) -> None:
        """Write the page as UTF-8, whatever the machine's own encoding is."""
        Path(name).write_text(self.generate_html(), encoding="utf-8", newline="\n")


def _asset(name: str) -> str:
    return resources.files(__package__).joinpath("template", name).read_text(encoding="utf-8")


def _script() -> str:
    """The page's own script: its files in one scope."""
    return "(() => {\n'use strict';\n" + "".join(shrink.script(_asset(f"{name}.js")) for name in _SCRIPTS) + "})();"


def _vis() -> str:
    """vis-network as pyvis ships it; raises where it is another file than the one that was tested."""
    script = resources.files("pyvis").joinpath("templates/lib/vis-9.1.2/vis-network.min.js").read_bytes()
    if hashlib.sha256(script).hexdigest() != _VIS_SHA256:
        raise GraphkitError("pyvis's vis-network.min.js isn't the file that the explorer was tested with; run: pip install --force-reinstall pyvis==0.3.2")
    # A browser reads line ends as \n before it takes the hash that the policy names.
    return script.decode().replace("\r\n", "\n")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
