"""Decision records, score tables and lists of options: what was considered, what became of it, and the words for why.

An option is a name at the head of a bullet, a table row or a heading; its verdict is a word in that block ("out",
"rejected", "chosen"), the heading above ("Rejected", "Considered options"), or the decision that names another.
"""

import re
from collections.abc import Iterator

from . import options, verdicts
from .options import Labels, Option
from .proposal import Proposal
from .reading import Reading, Sentence, Thing

#: What introduces a list of what was not taken.
_LOOKED_AT = re.compile(
    r"/[^/]*\b(?:considered|alternatives?|other options|looked at|evaluated|compared|not (?:chosen|taken|selected)|rejected|turned down|ruled out)\b[^/]*:$",
    re.I,
)
_NO_HEADING = re.compile(
    r"\b(?:rejected|ruled out|not (?:chosen|selected|recommended|pursued)|discarded|unsuccessful|dismissed|excluded|declined|turned down|why not)\b", re.I
)
_YES_HEADING = re.compile(
    r"^(?:the )?(?:decision|decision outcome|outcome|chosen|selected|recommendation|award|winner|result|our choice|what we (?:chose|picked)|proposal|verdict"
    r"|conclusion|resolution|where we landed)\b",
    re.I,
)
#: What leads to the name of the one that was chosen, at the head of a block.
_AWARD = re.compile(
    r"\W{0,3}(?:(?:chosen|preferred|selected)(?: option| solution)?|decision|decided|verdict|outcome|winner|recommendation|recommend(?:ed)?|resolved|agreed"
    r"|award(?:ed)?(?: to)?"
    r"|(?:[IVX]+\.\d+\s*)?(?:name of the )?(?:contractor|successful (?:tenderer|bidder|supplier)))\s*:|(?:→|->|=>|⇒)\s*|(?:so|hence|therefore"
    r"|thus),? (?:\(|option )",
    re.I,
)
_BARE = re.compile(r"\W{0,6}(\d{1,2}|[A-Z])(?=\W|$)(?!\.\d)")
_PENDING = re.compile(
    r"\b(?:pending|tbd|to be decided|in trial|still testing|in pilot|proposed|undecided|on hold|under (?:evaluation|review|discussion|consideration)"
    r"|ongoing|deferred|postponed|parked)\b",
    re.I,
)
_YES_NO = re.compile(r"\|\s*(?:yes|no)\b[^|]{0,3}(?=\|)", re.I)
_UNTESTED = re.compile(r"\b(?:not (?:tested|evaluated|looked at|tried|considered)|never (?:tested|considered|looked at))\b", re.I)
_UNSEEN = re.compile(r"(?:^|[.!?:|]\s+)(?:not|never) (?:evaluated|tested|tried|looked at|considered)\s*(?:[.;|]|$)", re.I)
_CHOSEN = re.compile(
    r"\b(?:chosen(?: option)?|we (?:will |have |'ve |’ve |are |'re |’re )?(?:decided|chose|elected|selected|pick(?:ed|ing)?|opted|adopt"
    r"|use|go with|going with|choose|select|take|taking|took|buy(?:ing)?|bought|propose|suggest|recommend)|decided|decision|use|adopt|selected|outcome)\b",
    re.I,
)
#: What is said of an option that lost or was only looked at: a sentence that begins with its name and says so names no choice.
_COMPLAINT = re.compile(
    r"\b(?:too (?!late)\w+|at (?:twice|three times)|could(?:n[’']t| not)|cannot|can[’']t|did(?:n[’']t| not)|lost|failed|but|lack(?:s|ed|ing)?"
    r"|(?:was|were|been|also|briefly) (?:considered|evaluated|examined|discussed|looked at))\b",
    re.I,
)
_TITLE = re.compile(
    r"(?:(?:ADR|RFC|Decision)?[\s\-#:]{0,6}\d{0,5}\s{0,3}[.:—–-]?\s{0,3})?"
    r"(?:use|adopt|choose|select|switch to|move to|migrate to|go with|standardi[sz]e on)\s",
    re.I,
)
_RECOMMENDED = re.compile(r"\brecommend(?:ed|s|ation)?\b|\bsubject to\b|\bpreferred\b", re.I)
_WARE = frozenset({"Company", "Model", "Product"})


def read(reading: Reading) -> Iterator[Proposal]:
    """EVALUATED (and USES for what was chosen) by the form of a decision record."""
    buyer = reading.buyer
    if buyer is None:
        return
    listed = options.find(reading, buyer)
    chosen = _chosen(reading, buyer, listed)
    for thing, at, first, last in chosen:
        yield _proposal("EVALUATED", reading, buyer, thing, at, first, last, outcome="selected")
        yield _proposal("USES", reading, buyer, thing, at, first, last)
    winners = {id(thing) for thing, *_ in chosen}
    for option in listed:
        if _never(reading, option):
            never = _proposal("EVALUATED", reading, buyer, option.thing, option.block.number, 0, min(len(option.block.text), 300), outcome="unknown")
            never.modality = "denied"
            yield never
            continue
        verdict, why = _verdict(reading, option, bool(winners), id(option.thing) in winners)
        if verdict is None:
            continue
        block = option.block
        made = _proposal("EVALUATED", reading, buyer, option.thing, block.number, 0, min(len(block.text), 300), outcome=verdict)
        if verdict == "rejected":
            made.reason_at = why
        if verdict == "selected" and _RECOMMENDED.search(block.text):
            made.modality = "planned"  # somebody else has the last word
        if verdicts.REJECTED.search(block.text) or verdicts.SELECTED.search(block.text):
            made.frame = "verdict"  # the option's own line has one
        yield made


def _proposal(relation: str, reading: Reading, buyer: Thing, thing: Thing, block: int, first: int, last: int, outcome: str | None = None) -> Proposal:
    return Proposal(
        relation,
        buyer,
        thing,
        block,
        first,
        last,
        outcome=outcome,
        source="decisions",
        date=_date(reading) if relation == "EVALUATED" else None,
    )


def _date(reading: Reading) -> str | None:
    """A decision record dates what it decides."""
    return reading.document.published


#: Also in the midst of a header whose lines stand in one block ("File: 0012.md Status: Draft"); not "Proposed 3 May, accepted 12 May".
_OPEN = re.compile(
    r"(?:^\W*(?:status|state)\W{0,6}|\b(?-i:Status|STATUS|State): ?\W{0,4})(?:proposed|proposal|draft|pending|in review|under review"
    r"|(?:final )?comment period|open(?![- ]\w)|rfc)\b"
    r"(?!.{0,60}\b(?<!not )(?<!yet )(?:accepted|approved|adopted)\b)|^(?:proposed|draft)\b",
    re.I,
)


def proposed(reading: Reading) -> bool:
    """Whether the text says of itself that nothing is decided yet: "Status: Proposed", "State: draft"."""
    return any(_OPEN.search(block.text) for block in reading.blocks[:30])


def _chosen(reading: Reading, buyer: Thing, listed: list[Option]) -> list[tuple[Thing, int, int, int]]:
    """What was chosen, and the words that say so: under a heading that says "Decision", after a label such as "Chosen option:", or in the title."""
    found: list[tuple[Thing, int, int, int]] = []
    sentences: dict[int, list[Sentence]] = {}
    for each in reading.sentences:
        sentences.setdefault(each.block.number, []).append(each)
    called_so = options.labels(listed)
    for block in reading.blocks:
        under = any(head.number and _YES_HEADING.match(re.sub(r"^[\d.\s#]+", "", head.text)) for head in block.section[-2:])
        if verdicts.column(block) is not None:
            continue  # each row has its own
        label = _AWARD.match(block.text)
        titled = block.kind == "heading" and _TITLE.match(block.text) and not found
        if block.kind == "code" or block.head is block or not (under or label or titled) or (block.kind == "heading" and not (titled or label)):
            continue
        if block.kind == "bullet" and not label and _LOOKED_AT.search(options.above(reading, block)):
            continue  # under "Decision", but led by "Also considered:"
        for sentence in sentences.get(block.number, []):
            first = _by_number(block.text, label, called_so) or _named(reading, buyer, called_so, sentence)
            if first is None:
                continue
            thing, at, leading = first
            text = block.text[sentence.span.start_char : at].lower()
            if re.search(r"\b(?:not|never|instead of|over|rather than|reject\w*|drop\w*|without|unlike|from)\b", text[-60:]) or (
                len(text) > 100 and not _CHOSEN.search(text[-70:])
            ):
                continue
            if not _CHOSEN.search(sentence.span.text) and not label and (not leading or _COMPLAINT.search(sentence.span.text)):
                continue
            found.append((thing, block.number, sentence.span.start_char, min(sentence.span.end_char, sentence.span.start_char + 300)))
            break
        if found and found[-1][1] == block.number and block.kind == "paragraph":
            break
    return found[:3]


def _by_number(text: str, label: re.Match[str] | None, labels: Labels) -> tuple[Thing, int, bool] | None:
    """The option that stands right after "Chosen option:" by its number or letter alone; as `_named` gives it."""
    bare = _BARE.match(text, label.end()) if label else None
    called = labels.get(bare[1]) if bare else None
    return (called[0].thing, bare.start(1), True) if called and bare else None


def _named(reading: Reading, buyer: Thing, labels: Labels, sentence: Sentence) -> tuple[Thing, int, bool] | None:
    """The first thing that *sentence* names, or calls by its label; where; and whether the sentence begins with it."""
    mentions = [mention for mention in reading.in_sentence(sentence) if mention.thing.type in _WARE and mention.thing is not buyer]
    span, block = sentence.span, sentence.block
    mentions = [mention for mention in mentions if mention.text not in labels]
    called = min(options.by_label(labels, block.text, span.start_char, span.end_char), key=lambda each: each[0], default=None)
    if called is not None and (not mentions or called[0] < mentions[0].first):
        return called[1].thing, called[0], called[0] - span.start_char < 8
    if not mentions:
        return None
    first = mentions[0]
    if len(mentions) > 1 and mentions[1].start == first.end and mentions[1].thing.type in ("Model", "Product"):
        first = mentions[1]
    return first.thing, first.first, mentions[0].first - span.start_char <= 2


def _never(reading: Reading, option: Option) -> bool:
    """Whether a sentence or cell of the option's own says that it wasn't looked at, and no more: "Not evaluated." """
    return any(_UNSEEN.search(reading.blocks[number].text, first, last) for number, first, last in option.body)


def _verdict(reading: Reading, option: Option, decided: bool, won: bool) -> tuple[str | None, tuple[int, int, int] | None]:
    """What became of an option, and where the words for it stand."""
    block = option.block
    rest = block.text[option.at.last :]
    above = options.above(reading, block)
    listed = bool(options.OPTIONS.search(above)) or block.kind == "paragraph" or (option.runs_on and reading.decides and block.kind == "bullet")
    if block.kind == "row" and decided and len(re.findall(r"\|\s*[\d.,–—-]+\s*%?\s*(?=\|)", block.text + "|")) >= 2:
        listed = True
    if block.kind == "heading" and not listed and not _NO_HEADING.search(above):
        return None, None
    joined = " ".join(reading.blocks[number].text[first:last] for number, first, last in option.body)
    if won or _UNTESTED.search(joined):
        return None, None
    verdict = verdicts.cell(option.block)
    if verdict is not None and _PENDING.search(verdict):
        return "pending", None
    if (told := verdicts.complaint(option.block, reading.blocks)) is not None:
        return "rejected", (block.number, *told)
    if verdict is not None:
        rest = joined = f"|{verdict}|"
    elif block.kind == "row" and block.head is not None:  # under "Scored?" or "EU hosting" a "yes" or "no" is no verdict
        rest, joined = _YES_NO.sub("|", rest), _YES_NO.sub("|", joined)
    rejected, selected = verdicts.REJECTED.search(joined if block.kind not in ("bullet", "paragraph") or listed else rest[:160]), verdicts.SELECTED.search(rest)
    if _NO_HEADING.search(above) or (rejected and not (selected and selected.start() < rejected.start())):
        if not (listed or _NO_HEADING.search(above)) and not (rejected and rejected.start() < 60) and block.kind != "row":
            return None, None
        return "rejected", verdicts.reason(reading, option)
    if selected and (listed or block.kind == "row"):
        return "selected", None
    if listed and _PENDING.search(joined):
        return "pending", None
    if listed and decided:
        return "rejected", verdicts.against(reading, option)
    return None, None
