"""What the tests of the page in a browser share."""

from collections.abc import Callable
from typing import Any

import invented

from graphkit.explorer.view import SHOWN_AT_FIRST

Browse = Callable[..., Any]
TABS = ("decisions", "graph", "timeline", "table")
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
HIDDEN = next(edge.status for edge in invented.decisions().edges if edge.status not in SHOWN_AT_FIRST)
INK = """() => {
    const canvas = document.querySelector("#canvas canvas");
    const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    let ink = 0;
    for (let i = 3; i < pixels.length; i += 4) if (pixels[i]) ink++;
    return ink;
}"""
