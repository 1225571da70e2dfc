"""What became of an option, and why it was turned down, in the words that stand beside it in a decision record, memo or table."""

import re
from collections.abc import Iterable, Iterator

from . import reasons
from .layout import Block
from .options import Option
from .reading import Reading

_VERDICT = re.compile(r"(?:rejected|out|ruled out|dropped|no|not chosen|not selected|discarded|excluded|declined)\s*(?:[:,(—–-]|->|→)\s*", re.I)
_COLON = re.compile(r"\s*(?:\([^)]{0,60}\))?\s*(?:[:—–-]|->|→)\s*")
_STOP = re.compile(r"(?<=[a-z\d)”\"%])[.;](?=\s|$)")
_TAIL = re.compile(r"[.,;:]?\s*(?:->|→|—|–)?\s*(?:out|rejected|no)\.?$", re.I)
#: What a clause against something has.
_AGAINST = re.compile(
    r"\b(?:no|not|nor|none|never|nothing|nobody|n't|cannot|can't|couldn't|won't|wouldn't|doesn't|don't|didn't|isn't|aren't|wasn't|but|only|too|lacks?"
    r"|lacking|without|missing|fails?|failed"
    r"|struggl\w+|slow\w*|cost\w*|expensive|pric(?:e|ey)\w*|more than|worse|weak\w*|poor\w*|unknown|unclear|hard\w*|heavy|steep|another|extra|needs?"
    r"|requires?|would (?:have|need|leave|mean|pass)"
    r"|limits?|limited|lock\w*|forbid\w*|outside|unstable|outages?|withheld|left|against|nightmare|manual|abandoned|dead|risk\w*|immature|beta|late)\b"
    r"|n’t\b|[€£$]|\d ?(?:ms|x|×|seconds|s a)\b",
    re.I,
)
_CON = re.compile(
    r"\s*(?:(?:con|cons|bad|minus|negative|downside|drawback|risk|catch|one catch|against)\b\s*(?:[,:—–-]|\.)\s*(?:because\s+)?|[-–−✗❌👎]\s+|but\s+)", re.I
)
_PRO = re.compile(r"\s*(?:(?:pro|pros|good|plus|positive|upside|advantage|neutral)\b\s*[,:—–-]|\+\s|✓|✅|👍)", re.I)
#: "Not (a), although it is the cheapest" says that it was turned down, and nothing against it.
_NOT_THIS = re.compile(r"(?:not|no) \(?\w{1,2}\)?,|(?:although|despite|though) ", re.I)
_SENTENCE = re.compile(r"[^.;!?]+(?:[.;!?](?!\s|$)[^.;!?]*)*")
_ASIDE = re.compile(r"\s*\([^()]{0,120}\)")
_LONGEST = 220
#: What says of an option that it was turned down, and that it was the one.
REJECTED = re.compile(
    r"(?:^|[\s|:;,(—–>*-])(?:rejected|reject|ruled out|out|dropped|not (?:awarded|accepted|chosen|selected|recommended|pursued"
    r"|taken|considered further|adopted|viable|an option|for us)|discarded|excluded|eliminated|disqualified"
    r"|declined|turned down|passed on|no-go|veto(?:ed)?|lost|unsuccessful|dismissed|failed|no)(?=$|[\s|.,;:)!—–])",
    re.I,
)
SELECTED = re.compile(
    r"(?:^|[\s|:;,(—–>*✅-])(?:chosen|selected|picked|winner|wins|won|accepted|adopted|recommended|award(?:ed)?"
    r"|preferred|successful|go|our (?:choice|pick)|keep|kept|default|primary|fallback|secondary|yes)(?=$|[\s|.,;:)!—–])"
    r"|✅",
    re.I,
)
#: The head of a table's column that says what became of each option.
_COLUMN = re.compile(r"\b(?:verdict|decision|outcome|result|status|recommendation|chosen|conclusion)\b", re.I)


def reason(reading: Reading, option: Option) -> tuple[int, int, int] | None:
    """The words beside a verdict that say why: after "because" or a dash, in the cell after it, or the sentence itself."""
    for number, first, last in option.body:
        text = reading.blocks[number].text
        verdict = _VERDICT.match(text, first, last) if number != option.block.number else None
        if verdict and last - verdict.end() >= 8:
            return number, verdict.end(), reasons.last_word(text, verdict.end(), last)
    for number, first, last in option.body:
        text = reading.blocks[number].text
        found = None if _PRO.match(text, first) else reasons.find(text, first, last)
        if found:
            return (number, *found)
    block = option.block
    if block.cells:
        cells = [(a, b) for a, b in block.cells[1:] if a >= option.at.last and b - a > 12 and re.search(r"[a-z]{3} [a-z]", block.text[a:b])]
        if not cells:
            return None
        first, last = cells[-1]
        hit = _VERDICT.match(block.text, first, last)
        return (block.number, hit.end() if hit and last - hit.end() >= 8 else first, last)
    if not option.body:
        return None
    number, start, last = option.body[0]
    text = reading.blocks[number].text
    hit = _VERDICT.search(text, start)
    lead = _COLON.match(text, start)
    if hit is None or hit.end() >= len(text) - 8:
        told = against(reading, option)
        if told is not None:
            return told
    first = hit.end() if hit and hit.end() < len(text) - 8 else lead.end() if lead else start if number != block.number else -1
    if first < 0 or _PRO.match(text, first):
        return None
    stop = _STOP.search(text, first)
    last = stop.start() if stop else len(text)
    tail = _TAIL.search(text, first, last)
    last = tail.start() if tail and tail.start() > first + 8 else last
    return (number, first, last) if last - first >= 8 else None


def against(reading: Reading, option: Option) -> tuple[int, int, int] | None:
    """The sentence of an option's own lines that speaks most against it; None where none does."""
    best: tuple[int, tuple[int, int, int]] | None = None
    for number, first, last in _sentences(reading, option):
        text = reading.blocks[number].text
        con = _CON.match(text, first, last)
        begin = con.end() if con else first
        if _NOT_THIS.match(text, begin, last):
            continue
        cues = 2 * bool(con) + len(_AGAINST.findall(text, begin, last))
        if cues and not _PRO.match(text, first, last) and 8 <= last - begin <= _LONGEST and (best is None or cues > best[0]):
            best = cues, (number, begin, last)
    return best[1] if best else None


def _sentences(reading: Reading, option: Option) -> Iterator[tuple[int, int, int]]:
    for number, start, end in option.body:
        text, cells = reading.blocks[number].text, reading.blocks[number].cells
        parts = [(max(a, start), min(b, end)) for a, b in cells if b > start and a < end] if cells else [(start, end)]
        for found in (hit for part in parts for hit in _SENTENCE.finditer(text, *part)):
            first, last = found.span()
            if aside := _ASIDE.match(text, start):  # "Marram (not Maram; see 0019): needs too much memory"
                first = max(first, min(aside.end(), last))
            while first < last and text[first] in " )]:—–-*,":
                first += 1
            last = reasons.last_word(text, first, last)
            if last > first:
                yield number, first, last


def column(row: Block) -> int | None:
    """Which column of the table that *row* is in says what became of each option."""
    head = row.head
    return next((number for number, (a, b) in enumerate(head.cells) if _COLUMN.search(head.text[a:b])), None) if head is not None else None


def cell(row: Block) -> str | None:
    """What the column headed "Verdict" says of the option in *row*; None where there is no such column."""
    at = column(row)
    return row.text[slice(*row.cells[at])] if at is not None and at < len(row.cells) else None


def complaint(row: Block, rows: Iterable[Block]) -> tuple[int, int] | None:
    """Where the verdict on the option in *row* is a complaint ("too expensive"), and that of another row of its table says that it won."""
    at = column(row)
    if at is None or at >= len(row.cells) or outcome(row) is not None or not _AGAINST.search(cell(row) or ""):
        return None
    return row.cells[at] if any(other.head is row.head and outcome(other) == "selected" for other in rows) else None


def outcome(row: Block) -> str | None:
    """What came of the option in *row* by that column: "selected", "rejected", or None."""
    said = f"|{cell(row) or ''}|"
    turned, won = REJECTED.search(said), SELECTED.search(said)
    if turned and not (won and won.start() < turned.start()):
        return "rejected"
    return "selected" if won else None
