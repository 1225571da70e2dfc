"""The explorer: one offline HTML page in which every line opens the sentence it came from.

    page = render(view, title="AI vendors")          # a string: write it as UTF-8

`render` is pure: the same `View`, in whatever order its parts come, gives the same bytes. Nothing of pyvis is imported
until something is rendered, as it brings 89 MB of packages that only this page needs.
"""

from typing import Literal

from ..errors import GraphkitError
from .view import Claim, Context, Edge, Node, Quote, Source, Status, View

__all__ = ["Claim", "Context", "Edge", "Node", "Quote", "Source", "Status", "View", "render"]


def render(view: View, *, title: str, context: Literal["sentence", "passage", "none"] = "sentence", opens: str | None = None) -> str:
    """*view* as one self-contained HTML page.

    *context* says how much of the sources travels in the file: with ``none``, no words of theirs do, only where they stand.
    *opens* is where the page opens, written as the part of its address after ``#`` (``tab=graph&about=…``, see
    the page's own *Copy link*); left out, it opens on the decisions, or on the whole graph where there are none.
    """
    try:
        from .page import Page
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0].startswith("graphkit"):
            raise
        raise GraphkitError(f"the explorer is drawn by pyvis, and {missing.name} isn't installed; run: pip install pyvis==0.3.2") from missing
    return Page(view, title=title, context=context, opens=opens or "").generate_html()
