"""What a document is made of: headings, paragraphs, bullets, table rows, each with the way back to its characters.

A block's ``text`` is what a reader would see: Markdown signs and line breaks are gone. ``offsets[i]`` is where
its character i stands in the document, so that evidence can always be quoted verbatim.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["heading", "paragraph", "bullet", "row", "meta", "code"]

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_BULLET = re.compile(r"\s*(?:[-*+•–‣▪]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?:\[[ xX]\]\s+)?")
#: The letter or number that an option of a list goes by: "B. Azure Speech" is nobody's initial.
_ITEM = re.compile(r"(?:[A-H]|\d{1,2}(?:\.\d{1,2})?)[.)]\s+(?=\S)")
_LETTERED = re.compile(r"\s*([A-H])(?:[.)]\s|\s{2})\s*(?=\S)")
_META = re.compile(r"([A-Za-z][\w -]{1,30}):\s+\S")
_INLINE = re.compile(r"\*{1,3}|(?<![A-Za-z0-9])_{1,2}(?=\S)|(?<=[^\s_])_{1,2}(?![A-Za-z0-9_])|`+|~~|\[\^\w{1,12}\]|</?[A-Za-z][^<>\n]{0,200}>")
_CELL = re.compile(r"</?(?:td|th|tr|table|li|ul|ol|br|p|div|h\d|dt|dd)\b", re.I)
_RUN = re.compile(r"([^\w\s])\1{20,}")  # a line drawn in signs; the tokenizer takes the square of its length
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,500}\)")
_RULE = re.compile(r"\s*(?:[-=*_~]\s*){3,}$|\s*\|?\s*:?-{2,}[-:|\s]*$")
_CLOSED = tuple('.!?:;"”’)…')
_WRAPPED = 50  # in a text with hard line breaks, a line at least this long and not closed goes on in the next one
_WIDEST = 130  # no hard line breaks where lines are longer than this


@dataclass(slots=True)
class Block:
    kind: Kind
    text: str
    offsets: list[int]
    level: int = 0
    section: tuple["Block", ...] = ()
    cells: list[tuple[int, int]] = field(default_factory=list)  # of a row: where each cell is in text
    head: "Block | None" = field(default=None, repr=False)  # of a row: the first one of its table, which may be itself
    number: int = 0

    def at(self, start: int, end: int) -> tuple[int, int]:
        """Document offsets of ``text[start:end]``."""
        return self.offsets[start], self.offsets[end - 1] + 1


def _visible(text: str, start: int) -> tuple[str, list[int]]:
    """The characters of *text* that a reader sees, one blank for any white space, and where they are."""
    hidden, blank = set[int](), set[int]()
    for found in _LINK.finditer(text):
        hidden.update(range(found.start(), found.start(1)))
        hidden.update(range(found.end(1), found.end()))
    for found in _INLINE.finditer(text):
        hidden.update(range(*found.span()))
        if _CELL.match(text, found.start()):
            blank.add(found.start())  # a tag that begins or ends a cell or a line parts words
    for found in _RUN.finditer(text):
        hidden.update(range(found.start() + 3, found.end()))
    letters: list[str] = []
    offsets: list[int] = []
    for i, char in enumerate(text):
        if i in hidden and i not in blank:
            continue
        if i in blank or char.isspace() or char == "\x00":
            if letters and letters[-1] != " ":
                letters.append(" ")
                offsets.append(start + i)
        else:
            letters.append(char)
            offsets.append(start + i)
    while letters and letters[-1] == " ":
        letters.pop()
        offsets.pop()
    return "".join(letters), offsets


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


def _is_row(line: str) -> bool:
    return line.count("|") >= 2 or line.count("\t") >= 2


def _raw(text: str) -> Iterator[tuple[Kind, int, int, int]]:
    """Kind, level, start and end of every block of *text*, in order."""
    lines = list(_lines(text))
    open_block: tuple[Kind, int, int, int] | None = None
    fenced = False
    widths = sorted(len(line) for _, line in lines if line.strip())
    wrapped = bool(widths) and widths[-1 - len(widths) // 20] <= _WIDEST
    meta = bool(lines) and lines[0][1].strip() == "---"
    lettered = _lettered([line for _, line in lines])
    for number, (start, line) in enumerate(lines):
        end = start + len(line)
        bare = line.strip()
        if bare.startswith(("```", "~~~")):
            fenced = not fenced
        if not bare or _RULE.match(line) or bare.startswith(("```", "~~~")):
            if open_block:
                yield open_block
                open_block = None
            if bare == "---" and number:
                meta = not meta and number < 12 and any(re.match(r"\w[\w -]*:", after.strip()) for _, after in lines[number + 1 : number + 2])
            continue
        kind: Kind = "paragraph"
        level = 0
        heading = _HEADING.match(line)
        if fenced:
            kind = "code"
        elif meta:
            kind = "meta"
        elif heading:
            kind, level = "heading", len(heading[1])
            start += heading.start(2)
            if item := _ITEM.match(heading[2]):
                start += item.end()
        elif _is_row(line):
            kind = "row"
        elif bullet := _BULLET.match(line) or lettered.get(number):
            kind, level = "bullet", len(line) - len(line.lstrip()) + 1
            start += bullet.end()
        elif open_block:
            tail = text[max(open_block[2], text.rfind("\n", open_block[2], open_block[3]) + 1) : open_block[3]].rstrip()
            goes_on = not tail.endswith(_CLOSED) and (bare[0].islower() or tail.endswith(",") or (wrapped and len(tail) >= _WRAPPED))
            if goes_on and open_block[0] in ("paragraph", "bullet"):
                open_block = (*open_block[:3], end)
                continue
        if open_block:
            yield open_block
        open_block = (kind, level, start, end)
    if open_block:
        yield open_block


def _lettered(lines: list[str]) -> "dict[int, re.Match[str]]":
    """The lines of lists that go by letters, "A. Open WebUI", "B. LibreChat": one whose neighbour has no next letter only begins with one."""
    found = [(number, match) for number, line in enumerate(lines) if (match := _LETTERED.match(line))]
    pairs = [(one, other) for one, other in itertools.pairwise(found) if ord(other[1][1]) == ord(one[1][1]) + 1]
    return {number: match for pair in pairs for number, match in pair}


def blocks(text: str) -> list[Block]:
    """The blocks of *text* in order; each knows the headings above it."""
    found: list[Block] = []
    above: list[Block] = []
    ends = len(text.rstrip())
    for kind, level, start, end in _raw(text):
        seen, offsets = _visible(text[start:end], start)
        if not any(char.isalnum() for char in seen):
            continue
        if kind == "paragraph" and _looks_like_heading(text, start, end, seen, ends):
            kind, level = "heading", 9
        block = Block(kind, seen, offsets, level, number=len(found))
        if kind == "heading":
            above = [head for head in above if head.level < level]
            block.section = tuple(above)
            above.append(block)
        else:
            block.section = tuple(above)
        if kind == "row":
            block.cells = _cells(seen)
            block.head = found[-1].head if found and found[-1].kind == "row" else block
        found.append(block)
    return found


def _looks_like_heading(text: str, start: int, end: int, seen: str, ends: int) -> bool:
    """A short line of its own that doesn't close like a sentence, and isn't the last one."""
    if len(seen) > 110 or seen.endswith((".", "!", ";", ",", "…", "”", '"')) or seen[0] in "(\"“'[":
        return False
    whole = text[start:end].strip()
    bold = whole.startswith("**") and whole.endswith("**")
    return bold or (end < ends and not re.search(r"[.!?] [A-Z]", seen))


def _cells(row: str) -> list[tuple[int, int]]:
    """Where the cells of *row* are, outer bars and blanks left out; an empty cell is an empty span."""
    bar = "|" if "|" in row else "\t"
    edges = [-1, *(i for i, char in enumerate(row) if char == bar), len(row)]
    spans = []
    for left, right in itertools.pairwise(edges):
        cell = row[left + 1 : right]
        inner = cell.strip()
        at = left + 1 + (cell.find(inner) if inner else 0)
        spans.append((at, at + len(inner)))
    if spans and spans[0][0] == spans[0][1] and row.startswith(bar):
        spans = spans[1:]
    if spans and spans[-1][0] == spans[-1][1] and row.endswith(bar):
        spans = spans[:-1]
    return spans
