"""Where a page opens: what may stand after ``#`` in its address, checked before a page is made that would pass over it."""

from collections.abc import Mapping
from urllib.parse import unquote

from ..errors import GraphkitError
from .view import View

TABS = ("decisions", "graph", "timeline", "table")
#: What ``template/state.js`` reads; where there are only so many values, which.
_PARTS: Mapping[str, tuple[str, ...]] = {
    "tab": TABS,
    "scope": ("all", "about", "path"),
    "rows": ("links", "things"),
    **dict.fromkeys("outcome why order sort about depth a b labels link thing relation type status source sure from to words".split(), ()),
}

#: Those that name something of the page.
_HELD = {"about": "thing", "a": "thing", "b": "thing", "thing": "thing", "link": "link"}


def address(opens: str, view: View) -> str:
    """*opens*, a tab or what follows ``#`` in a link, as the part after ``#``.

    Raises `GraphkitError` for what is neither, for a part or a value that no page knows, and for a thing or a link that *view* lacks.
    """
    if opens in TABS:
        return f"tab={opens}"
    text = opens.removeprefix("#")
    if text and "=" not in text:
        raise GraphkitError(f"the explorer can't open on {opens!r}; give one of {', '.join(TABS)}, or what follows # in a link copied from a page")
    held = {"thing": {node.id for node in view.nodes}, "link": {edge.key for edge in view.edges}}
    for part in filter(None, text.split("&")):
        name, _, value = part.partition("=")
        if name not in _PARTS:
            raise GraphkitError(f"the explorer can't open on {part!r}: it knows no {name!r}, only {', '.join(_PARTS)}")
        if _PARTS[name] and value not in _PARTS[name]:
            raise GraphkitError(f"the explorer can't open on {part!r}; {name} is one of {', '.join(_PARTS[name])}")
        if name in _HELD and unquote(value) not in held[_HELD[name]]:
            raise GraphkitError(f"the explorer can't open on {part!r}: this page holds no such {_HELD[name]}")
    return text
