"""The explorer: one offline HTML page in which every line opens the sentence it came from.

    page = render(view, title="AI vendors")          # a string: write it as UTF-8

`render` is pure: the same `View`, in whatever order its parts come, gives the same bytes. Nothing of pyvis is imported
until something is rendered, as it brings 89 MB of packages that only this page needs.
"""

from typing import get_args

from ..errors import GraphkitError
from . import opening
from .view import Claim, Context, Edge, Node, Quote, Review, Source, Status, View

__all__ = ["Claim", "Context", "Edge", "Node", "Quote", "Review", "Source", "Status", "View", "render"]


def render(view: View, *, title: str, context: Context = "sentence", opens: str | None = None) -> str:
    """*view* as one self-contained HTML page.

    *context* says how much of the sources travels in the file: with ``none``, no words of theirs do, only where they stand; names, titles
    and the classes of reasons stay.
    *opens* is where the page opens: a tab (``decisions``, ``graph``, ``timeline``, ``table``) or the part of an address after
    ``#`` (``tab=graph&scope=about&about=…``, see the page's own *Copy link*); left out, it opens on the decisions, or on the whole
    graph where there are none. Raises `GraphkitError` for another *context*, for what no page can open on, and where pyvis is missing.
    """
    check_context(context)
    opens = opening.address(opens or "", view)
    try:
        from .page import Page
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0].startswith("graphkit"):
            raise
        raise GraphkitError(f"the explorer is drawn by pyvis, and {missing.name} isn't installed; run: pip install pyvis==0.3.2") from missing
    return Page(view, title=title, context=context, opens=opens).generate_html()


def check_context(context: str) -> None:
    """Raises `GraphkitError` where *context* is none of the three."""
    if context not in get_args(Context):
        raise GraphkitError(f"no context {context!r}; there are {', '.join(get_args(Context))}")
