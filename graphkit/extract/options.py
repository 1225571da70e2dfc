"""What a decision record, memo or score table considers: each option, the label it goes by, and where the text judges it.

An option is a name at the head of a bullet, a table row, a heading, or of a paragraph that runs on from it ("Pannier. Same models
as before"), two of them side by side at least. Where options are numbered or lettered, the text may speak of them by label alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .layout import Block
from .reading import Mention, Reading, Thing

#: Words of a heading, or before a list, that say that options follow.
OPTIONS = re.compile(
    r"\b(?:(?:considered |other )?options?(?: considered)?|alternatives?(?: considered| evaluated)?|candidates?"
    r"|shortlist(?:ed)?|longlist|vendors? (?:evaluated|considered)|bidders?|tenders?|tenderers|offers? received|contenders?|evaluated"
    r"|explored|looked at|compared|considered)\b",
    re.I,
)
_TRIED = re.compile(
    r"\b(?:tri(?:al(?:led)?|ed)|test(?:ed|s)?|pilot(?:ed)?|compar(?:ed|ison)|phoned|benchmark(?:ed)?|assess(?:ed|ment)|demo(?:s|ed)?|(?:two|three"
    r"|four|five|six|seven)"
    r" (?:\w+ )?(?:suppliers|vendors|tools|products|firms|services|systems|models|engines|offers|bids|quotes))\b",
    re.I,
)
_LEAD = re.compile(
    r"(?:(?:option|alternative|candidate|vendor|bidder|supplier|lot|variant)\s*)?(?:\(?(?:[A-Z]\d?|\d{1,2}(?:\.\d{1,2})?"
    r"|[ivx]{1,4})\)?\s*[.:)—–-]?\s+)?(?:use|using"
    r"|keep|stay (?:with|on)|adopt"
    r"|(?:move|migrate|switch|go|upgrade|change) (?:over )?(?:to|with)|self-host(?:ed|ing)?|buy|continue with|the|a)?\s*[\"“(*]*\s*",
    re.I,
)
_LABEL = re.compile(r"(?:option|alternative|variant|candidate)?\s*\(?([A-Za-z]\d?|\d{1,2})[.:)—–-]?\s*", re.I)
#: A label that looks like a name: "O2 — Deepnote".
_CODE = re.compile(r"[A-Z]\d{1,2}")
_RUNS_ON = re.compile(
    r"\s{0,2}(?:\([^()]{0,80}\)|, (?:the|a|an) [^.,:;]{3,50}|,? (?:by|from) [^.,:;–—]{3,40})?,?(?:[:.!?]|\s{0,2}[—–]|\s-)\s"
    r"|\s(?:\([^()]{0,80}\)\s)?(?=(?:pros?|cons?|good|bad)\b\s?[:,])"
)
#: How the text calls an option by its label alone.
_CALLED = re.compile(
    r"\b(?:[Oo]ption|[Aa]lternative|[Vv]ariant|[Cc]andidate|[Nn]o\.)\s{0,2}([A-Za-z]\d?|\d{1,2})\b|\(([A-Za-z]\d?|\d{1,2})\)|^([A-Za-z]\d?)(?=[,.:;]|$| —| –)"
)
_WARE = frozenset({"Company", "Model", "Product"})


@dataclass(slots=True)
class Option:
    """*at* is the mention at the head of *block*; ``body`` are the stretches (block, first, last) that judge it there."""

    thing: Thing
    at: Mention
    block: Block
    label: str | None = None
    body: list[tuple[int, int, int]] = field(default_factory=list)
    runs_on: bool = False  # the text goes on from the name in the same line: "Cohere. Recommended"


Labels = dict[str, list[Option]]


def find(reading: Reading, buyer: Thing) -> list[Option]:
    """The options of *reading* in the order of the text; one thing may be listed at several places."""
    by_block = reading.by_block()
    found: list[Option] = []
    seen: set[tuple[int, int]] = set()
    run_on = _run_on(reading, buyer, by_block)
    for block in reading.blocks:
        if block.number not in run_on and (block.kind not in ("bullet", "row", "heading") or block.head is block):
            continue
        head = _head(block, by_block.get(block.number, []))
        if head is None or head.thing is buyer or (id(head.thing), block.number) in seen:
            continue
        seen.add((id(head.thing), block.number))
        goes_on = block.kind != "row" and bool(_RUNS_ON.match(block.text, head.last))
        found.append(Option(head.thing, head, block, _label(reading, block, head), list(_body(reading, block, head)), goes_on))
    _elsewhere(reading, found)
    return found


def above(reading: Reading, block: Block) -> str:
    """The headings that govern *block*, and the words that introduce the list it is in."""
    words = " / ".join(head.text for head in block.section[-2:])
    if block.kind == "bullet":
        lead = next((each for each in reversed(reading.blocks[max(0, block.number - 11) : block.number]) if each.kind != "bullet"), None)
        if lead is not None and lead.kind == "paragraph" and lead.text.rstrip().endswith((":", "...", "…")):
            words += " / " + lead.text[-120:]
    return words


def by_label(options: Labels, text: str, start: int, end: int) -> Iterator[tuple[int, Option]]:
    """Options that ``text[start:end]`` calls by their label, each where it first does so: "Option 2", "(b)", or a letter at its head."""
    seen: set[str] = set()
    for found in _CALLED.finditer(text[start:end]):
        label = next(filter(None, found.groups()))
        if label not in seen:
            seen.add(label)
            yield from ((start + found.start(), option) for option in options.get(label, ()))


def labels(options: list[Option]) -> Labels:
    """*options* by the label that each goes by; in a text with two lists, two may have one."""
    found: Labels = {}
    for option in options:
        if option.label is not None:
            found.setdefault(option.label, []).append(option)
    return found


def _head(block: Block, mentions: list[Mention]) -> Mention | None:
    """The name that *block* begins with; of "Azure OpenAI GPT-4o" the last, which is what one would buy."""
    mentions = [each for each in mentions if not _CODE.fullmatch(each.text)]
    start, limit = 0, 25
    if block.cells:
        cells = block.cells
        first = 1 if len(cells) > 1 and re.fullmatch(r"\W?(?:\d{1,2}|[A-Z])?\W?", block.text[slice(*cells[0])]) else 0
        start, limit = cells[first]
    head = next((m for m in mentions if m.thing.type in _WARE and start <= m.first <= limit), None)
    if head is None or (not block.cells and not _LEAD.fullmatch(block.text, 0, head.first)):
        return None
    return next((m for m in mentions if m.start == head.end and m.thing.type in ("Model", "Product")), None) or head


def _label(reading: Reading, block: Block, head: Mention) -> str | None:
    text = reading.document.text
    begin = block.offsets[0]
    line = text[text.rfind("\n", 0, begin) + 1 : begin].strip(" #*|-[]\t(")
    told = block.text[slice(*block.cells[0])] if block.cells and head.first >= block.cells[0][1] else line or block.text[: head.first].strip()
    label = _LABEL.fullmatch(told)
    return label[1] if label else None


def _body(reading: Reading, block: Block, head: Mention) -> Iterator[tuple[int, int, int]]:
    """The rest of the option's own block, and of a heading what it governs, up to the next heading."""
    if block.kind != "heading" or len(block.text) > head.last + 25:
        yield block.number, head.last, len(block.text)
    if block.kind == "heading":
        for after in reading.blocks[block.number + 1 : block.number + 12]:
            if after.kind == "heading":
                break
            yield after.number, 0, len(after.text)
    elif block.kind == "bullet":  # bullets below it belong to it
        for after in reading.blocks[block.number + 1 : block.number + 8]:
            if after.kind != "bullet" or after.level <= block.level:
                break
            yield after.number, 0, len(after.text)


def _elsewhere(reading: Reading, found: list[Option]) -> None:
    """Add to each option the sentences that speak of it alone, by its name or its label, at other places of the text."""
    first: dict[int, Option] = {}
    for option in found:
        first.setdefault(id(option.thing), option)
    own, called_so = {number for option in found for number in (option.block.number, *(at for at, *_ in option.body))}, labels(found)
    for sentence in reading.sentences:
        block = sentence.block
        if block.number in own or block.kind in ("heading", "code", "row", "meta"):
            continue
        span = sentence.span
        named = {id(m.thing): m for m in reading.in_sentence(sentence) if id(m.thing) in first}
        called = {id(option.thing): option for at, option in by_label(called_so, block.text, span.start_char, span.end_char) if at < span.start_char + 8}
        about = named or called
        if len(about) == 1:
            option = first[next(iter(about))]
            start = named[id(option.thing)].last if id(option.thing) in named and named[id(option.thing)].first <= span.start_char + 2 else span.start_char
            option.body.append((block.number, start, span.end_char))


def _run_on(reading: Reading, buyer: Thing, by_block: dict[int, list[Mention]]) -> set[int]:
    """Paragraphs that begin with an option's name and run on from it, where two or more do so and the text says that it compares."""
    groups: dict[int, list[tuple[Block, Mention]]] = {}
    for block in reading.blocks:
        if block.kind != "paragraph":
            continue
        head = _head(block, by_block.get(block.number, []))
        if head is not None and head.thing is not buyer and _RUNS_ON.match(block.text, head.last) and len(block.text) > head.last + 20:
            groups.setdefault(block.section[-1].number if block.section else -1, []).append((block, head))
    found: set[int] = set()
    for members in groups.values():
        if len({id(head.thing) for _, head in members}) < 2:
            continue
        first = members[0][0]
        around = " / ".join(each.text[-200:] for each in (*first.section[-2:], *reading.blocks[max(0, first.number - 3) : first.number], reading.blocks[0]))
        if OPTIONS.search(around) or _TRIED.search(around):
            found.update(block.number for block, _ in members)
    return found
