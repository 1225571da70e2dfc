"""The explorer: one offline HTML page in which every line opens the sentence it came from.

    page = render(view, title="AI vendors")          # a string: write it as UTF-8

`render` is pure: the same `View`, in whatever order its parts come, gives the same bytes. Nothing of pyvis is imported
until something is rendered, as it brings 89 MB of packages that only this page needs.
"""

from typing import Literal

from ..errors import GraphkitError
from .view import Claim, Context, Edge, Node, Quote, Review, Source, Status, View

__all__ = ["Claim", "Context", "Edge", "Node", "Quote", "Review", "Source", "Status", "View", "render"]


TABS = ("decisions", "graph", "timeline", "table")


def render(view: View, *, title: str, context: Literal["sentence", "passage", "none"] = "sentence", opens: str | None = None) -> str:
    """*view* as one self-contained HTML page.

    *context* says how much of the sources travels in the file: with ``none``, no words of theirs do, only where they stand.
    *opens* is where the page opens: a tab (``decisions``, ``graph``, ``timeline``, ``table``) or the part of an address after
    ``#`` (``tab=graph&scope=about&about=…``, see the page's own *Copy link*); left out, it opens on the decisions, or on the whole
    graph where there are none. Raises `GraphkitError` for what is neither, and where pyvis is missing.
    """
    if opens in TABS:
        opens = f"tab={opens}"
    elif opens and "=" not in opens:
        raise GraphkitError(f"the explorer can't open on {opens!r}; give one of {', '.join(TABS)}, or what follows # in a link copied from a page")
    try:
        from .page import Page
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0].startswith("graphkit"):
            raise
        raise GraphkitError(f"the explorer is drawn by pyvis, and {missing.name} isn't installed; run: pip install pyvis==0.3.2") from missing
    return Page(view, title=title, context=context, opens=opens or "").generate_html()
