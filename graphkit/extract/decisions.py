"""Decision records, score tables and lists of options: what was considered, what became of it, and the words for why.

An option is a name at the head of a bullet, a table row or a heading; its verdict is a word in that block ("out",
"rejected", "chosen"), the heading above ("Rejected", "Considered options"), or the decision that names another.
"""

import re
from collections.abc import Iterator

from .layout import Block
from .proposal import Proposal
from .reading import Mention, Reading, Sentence, Thing

_OPTIONS = re.compile(
    r"\b(?:(?:considered |other )?options?(?: considered)?|alternatives?(?: considered| evaluated)?|candidates?"
    r"|shortlist|longlist|vendors? (?:evaluated|considered)|bidders?|tenders?|offers? received|contenders?|evaluated"
    r"|explored|looked at|compared|considered)\b",
    re.I,
)
_NO_HEADING = re.compile(
    r"\b(?:rejected|ruled out|not (?:chosen|selected|recommended|pursued)|discarded|unsuccessful|dismissed|excluded|declined|turned down|why not)\b", re.I
)
_YES_HEADING = re.compile(
    r"^(?:the )?(?:decision|decision outcome|outcome|chosen|selected|recommendation|award|winner|result|our choice|what we chose)\b", re.I
)
_REJECTED = re.compile(
    r"(?:^|[\s|:;,(—–>*-])(?:rejected|reject|ruled out|out|dropped|not (?:chosen|selected|recommended|pursued"
    r"|taken|considered further|adopted|viable|an option|for us)|discarded|excluded|eliminated|disqualified"
    r"|declined|turned down|passed on|no-go|veto(?:ed)?|lost|unsuccessful|dismissed|failed|no)(?=$|[\s|.,;:)!—–])",
    re.I,
)
_SELECTED = re.compile(
    r"(?:^|[\s|:;,(—–>*✅-])(?:chosen|selected|picked|winner|wins|won|accepted|adopted|recommended|award(?:ed)?"
    r"|preferred|successful|go|our (?:choice|pick)|keep|kept|default|primary|fallback|secondary|yes)(?=$|[\s|.,;:)!—–])"
    r"|✅",
    re.I,
)
_PENDING = re.compile(r"\b(?:pending|tbd|to be decided|under evaluation|in trial|still testing|pilot(?:ing)?|proposed|undecided|on hold|ongoing)\b", re.I)
_UNTESTED = re.compile(r"\b(?:not (?:tested|evaluated|looked at|tried|considered)|never (?:tested|considered|looked at))\b", re.I)
_CHOSEN = re.compile(
    r"\b(?:chosen(?: option)?|we (?:will |have |'ve |’ve )?(?:decided|chose|elected|selected|picked|opted|adopt"
    r"|use|go with|choose|select)|decision|use|adopt|selected|outcome)\b",
    re.I,
)
_TITLE = re.compile(
    r"(?:(?:ADR|RFC|Decision)?[\s\-#:]{0,6}\d{0,5}\s{0,3}[.:—–-]?\s{0,3})?"
    r"(?:use|adopt|choose|select|switch to|move to|migrate to|go with|standardi[sz]e on)\s",
    re.I,
)
_WARE = frozenset({"Company", "Model", "Product"})


def read(reading: Reading) -> Iterator[Proposal]:
    """EVALUATED (and USES for what was chosen) by the form of a decision record."""
    buyer = reading.buyer
    if buyer is None:
        return
    chosen = _chosen(reading, buyer)
    for thing, at, first, last, _ in chosen:
        yield _proposal("EVALUATED", reading, buyer, thing, at, first, last, outcome="selected")
        yield _proposal("USES", reading, buyer, thing, at, first, last, modality="planned" if _proposed(reading) else None)
    winners = {id(thing) for thing, *_ in chosen}
    for option, block in _options(reading, buyer):
        verdict, where = _verdict(reading, block, option, bool(winners), id(option.thing) in winners)
        if verdict is None:
            continue
        made = _proposal("EVALUATED", reading, buyer, option.thing, block.number, 0, min(len(block.text), 300), outcome=verdict)
        if verdict == "rejected":
            made.reason_at = where
        if _REJECTED.search(block.text) or _SELECTED.search(block.text):
            made.frame = "verdict"  # the option's own line has one
        yield made


def _proposal(
    relation: str, reading: Reading, buyer: Thing, thing: Thing, block: int, first: int, last: int, outcome: str | None = None, modality: str | None = None
) -> Proposal:
    return Proposal(
        relation,
        buyer,
        thing,
        block,
        first,
        last,
        outcome=outcome,
        modality=modality,
        source="decisions",
        date=_date(reading) if relation == "EVALUATED" else None,
    )


def _date(reading: Reading) -> str | None:
    """A decision record dates what it decides."""
    return reading.document.published


def _proposed(reading: Reading) -> bool:
    return any(re.search(r"^status\W{0,6}(?:proposed|draft|pending)|^(?:proposed|draft)\.?$", block.text, re.I) for block in reading.blocks[:30])


def _top(block: Block) -> str:
    return block.section[-1].text if block.section else ""


def _chosen(reading: Reading, buyer: Thing) -> list[tuple[Thing, int, int, int, Mention]]:
    """Names in the sentence that tells the choice, under a heading that says "Decision"."""
    found: list[tuple[Thing, int, int, int, Mention]] = []
    sentences: dict[int, list[Sentence]] = {}
    for each in reading.sentences:
        sentences.setdefault(each.block.number, []).append(each)
    for block in reading.blocks:
        under = any(_YES_HEADING.match(re.sub(r"^[\d.\s#]+", "", head.text)) for head in block.section[-2:])
        label = re.match(r"(?:chosen(?: option)?|decision|selected|outcome|recommendation)\s*:", block.text, re.I)
        titled = block.kind == "heading" and _TITLE.match(block.text) and not found
        if block.kind == "code" or _header(reading, block) or not (under or label or titled) or (block.kind == "heading" and not titled):
            continue
        for sentence in sentences.get(block.number, []):
            mentions = [mention for mention in reading.in_sentence(sentence) if mention.thing.type in _WARE and mention.thing is not buyer]
            if not mentions or not (_CHOSEN.search(sentence.span.text) or label or mentions[0].first <= 2):
                continue
            first = mentions[0]
            if len(mentions) > 1 and mentions[1].start == first.end and mentions[1].thing.type in ("Model", "Product"):
                first = mentions[1]
            text = block.text[sentence.span.start_char : first.first].lower()
            if re.search(r"\b(?:not|never|instead of|over|rather than|reject\w*|drop\w*|without|unlike|from)\b", text[-60:]) or (
                len(text) > 100 and not _CHOSEN.search(text[-70:])
            ):
                continue
            found.append((first.thing, block.number, sentence.span.start_char, min(sentence.span.end_char, sentence.span.start_char + 300), first))
            break
        if found and found[-1][1] == block.number and block.kind == "paragraph":
            break
    return found[:3]


def _header(reading: Reading, block: Block) -> bool:
    """Is *block* the first row of a table? Its cells say what the columns are."""
    return block.kind == "row" and (block.number == 0 or reading.blocks[block.number - 1].kind != "row")


def _options(reading: Reading, buyer: Thing) -> Iterator[tuple[Mention, Block]]:
    """Bullets, rows and headings that begin with the name of something one can choose."""
    by_block: dict[int, list[Mention]] = {}
    for mention in reading.mentions:
        by_block.setdefault(mention.block, []).append(mention)
    seen: set[tuple[int, int]] = set()
    for block in reading.blocks:
        if block.kind not in ("bullet", "row", "heading") or _header(reading, block):
            continue
        mentions = sorted(by_block.get(block.number, []), key=lambda each: each.start)
        limit = block.cells[0][1] if block.cells else 45
        head = next((mention for mention in mentions if mention.thing.type in _WARE and mention.first <= (limit if block.cells else 25)), None)
        if head is None or head.thing is buyer:
            continue
        lead = block.text[: head.first]
        if (
            not re.fullmatch(
                r"(?:(?:option|alternative|candidate|vendor|bidder|lot)\s*)?(?:[A-Z\d]{1,2}\s*[.:)—–-]?\s*)?(?:use|using"
                r"|keep|stay with|adopt|the|a)?\s*[\"“(*]*\s*",
                lead,
                re.I,
            )
            and not block.cells
        ):
            continue
        following = next((mention for mention in mentions if mention.start == head.end and mention.thing.type in ("Model", "Product")), None)
        option = following or head
        if (id(option.thing), block.number) not in seen:
            seen.add((id(option.thing), block.number))
            yield option, block


def _body(reading: Reading, block: Block) -> list[Block]:
    """The blocks that a heading governs, up to the next heading."""
    body = []
    for after in reading.blocks[block.number + 1 : block.number + 12]:
        if after.kind == "heading":
            break
        body.append(after)
    return body


def _verdict(reading: Reading, block: Block, option: Mention, decided: bool, won: bool) -> tuple[str | None, tuple[int, int, int] | None]:
    """What became of an option, and where the words for it stand."""
    rest = block.text[option.last :]
    above = " / ".join(head.text for head in block.section[-2:])
    if block.kind == "bullet":
        lead = next((each for each in reversed(reading.blocks[: block.number]) if each.kind != "bullet"), None)
        if lead is not None and lead.kind == "paragraph" and block.number - lead.number < 12 and lead.text.rstrip().endswith((":", "...", "…")):
            above += " / " + lead.text[-120:]
    listed = bool(_OPTIONS.search(above))
    if block.kind == "row" and decided and len(re.findall(r"\|\s*[\d.,–—-]+\s*%?\s*(?=\|)", block.text + "|")) >= 2:
        listed = True
    if block.kind == "heading":
        if not listed and not _NO_HEADING.search(above):
            return None, None
        body = _body(reading, block)
        joined = rest + " " + " ".join(each.text for each in body)
    else:
        body = [block]
        joined = rest
    if won:
        return None, None
    if _UNTESTED.search(joined):
        return None, None
    rejected, selected = _REJECTED.search(joined if block.kind != "bullet" or listed else rest[:160]), _SELECTED.search(rest)
    if _NO_HEADING.search(above) or (rejected and not (selected and selected.start() < rejected.start())):
        if not (listed or _NO_HEADING.search(above)) and not (rejected and rejected.start() < 60) and block.kind != "row":
            return None, None
        return "rejected", _reason(reading, block, option, body)
    if selected and (listed or block.kind == "row"):
        return "selected", None
    if listed and _PENDING.search(joined):
        return "pending", None
    if listed and decided:
        return "rejected", None
    return None, None


def _reason(reading: Reading, block: Block, option: Mention, body: list[Block]) -> tuple[int, int, int] | None:
    """The words beside the verdict that say why: after a dash, "because", in the cell after it, or the sentence itself."""
    from . import reasons

    for each in body:
        start = option.last if each is block else 0
        found = reasons.find(each.text, start, len(each.text))
        if found:
            return (each.number, *found)
    if block.cells:
        cells = [(a, b) for a, b in block.cells[1:] if b - a > 12 and re.search(r"[a-z]{3} [a-z]", block.text[a:b])]
        if cells:
            return (block.number, *cells[-1])
        return None
    target = body[0] if body else block
    text = target.text
    start = option.last if target is block else 0
    hit = re.compile(r"(?:rejected|out|ruled out|dropped|no|not chosen|not selected|discarded|excluded|declined)\s*(?:[:,(—–-]|->|→)\s*", re.I).search(
        text, start
    )
    lead = re.compile(r"\s*(?:\([^)]{0,60}\))?\s*(?:[:—–-]|->|→)\s*").match(text, start)
    first = hit.end() if hit and hit.end() < len(text) - 8 else lead.end() if lead else start if target is not block else -1
    if first < 0:
        return None
    stop = re.compile(r"(?<=[a-z\d)”\"%])[.;](?=\s|$)").search(text, first)
    last = stop.start() if stop else len(text)
    tail = re.compile(r"[.,;:]?\s*(?:->|→|—|–)?\s*(?:out|rejected|no)\.?$", re.I).search(text, first, last)
    last = tail.start() if tail and tail.start() > first + 8 else last
    return (target.number, first, last) if last - first >= 8 else None
