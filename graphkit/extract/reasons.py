"""Why something was turned down, in the document's own words.

A reason is taken only where words say that it is one ("because", "due to", "citing", a verdict cell), in the
sentence of the rejection or in one beside it that is plainly about the same vendor. None found, none given.
"""

import re
from typing import TYPE_CHECKING

from .reason_class import classify

if TYPE_CHECKING:
    from .proposal import Proposal
    from .reading import Reading, Sentence

_LINK = re.compile(
    r"\b(?:because of|because|due to|owing to|on account of|on the grounds? (?:of|that)|on grounds of|citing"
    r"|blaming|thanks to|in view of|given that|given|since|for fear of|out of concern (?:over|about|that)|over concerns? (?:about"
    r"|over|that|with)"
    r"|over fears? (?:that|of|about)|over doubts? (?:about|over|that)|over worries (?:about|over)|over its|over their"
    r"|over the|over|pointing to|on the strength of|for lack of|for want of|for being|for failing to|for not"
    r"|after (?=it |its |they |their |the (?:vendor|firm|company|model|supplier))|for reasons of|the reason (?:being"
    r"|was|is)(?: that)?|reason:|reasons:|as (?=it |its |they |their |the )"
    r"|on (?=(?:costs?|price|quality|latency|security|privacy|speed|accuracy|safety|licensing)\b))\s*",
    re.I,
)
_UNSAID = re.compile(
    r"\b(?:not(?: just| only| merely| primarily)?|despite|in spite of|although|though|notwithstanding|regardless of)"
    r"(?: (?:over|because of|due to|for))?(?: (?:the|its|their|it|they|his|her))?(?: (?:is|was|are|were))?\s+$",
    re.I,
)
_SINCE_DATE = re.compile(
    r"since\s+(?:\d|last|then|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|the (?:start|beginning|spring|summer|autumn|winter))",
    re.I,
)
_OVER_RIVAL = re.compile(r"over\s+(?:[A-Z]|a (?:rival|competitor)|\d|the (?:next|past|last|course|summer|winter|weekend|years?))")
_STOP = re.compile(
    r"(?:,? (?:according to|people (?:familiar|with|close|briefed|said)|sources?|two people|the (?:people|person|newspaper|report|memo|minutes)|(?:he"
    r"|she|they|it|[A-Z]\w+) (?:said|says|added|wrote|told))\b|[;]|\.(?=\s|$)|, (?:and|but|while|whereas|which"
    r"|so|although|though) (?=[a-z]* ?(?:[A-Z]|it|he|she|they|the|was|were|has|had|is|then))| – | — |, (?:said"
    r"|says|adding)\b|,?[\"”] (?:said|says|told|adds|added|according)\b|,? and not (?:because|due|over)\b|, (?:has|have|had|will|would) (?=[a-z])"
    r"|, (?:its|their|his|her|the) [a-z][a-z ]{2,40}, [A-Z][\w.]+(?: [A-Z][\w.]+){0,3},? (?:said|says|told)\b"
    r"|,? and (?:was|were) (?:not (?:taken|chosen|pursued|selected|adopted|considered)|rejected|dropped|ruled out|excluded|turned down)\b"
    r"|,? [A-Z][\w.]+(?: [A-Z][\w.]+){1,3} (?:said|says|told|added)\b| before (?=[a-z]+ing\b)|\)$)"
)

#: "Turned it down on 4 November: pictures are kept abroad".
_COLON = re.compile(r"(?:: (?=[a-z]+ [a-z])|(?: –| —) (?=(?:it|its|they|their|the|no|too|not|his|her)\b))")
_NO = re.compile(r"\b(?:no|not|lost)\b", re.I)
_TURN = re.compile(r",? (?:but|yet) (?:it |they |he |she )?")
_SO = re.compile(
    r", so [^,;.]{1,40}\b(?:said no|turned (?:it|them|that) down|dropped|declined|rejected|ruled (?:it|them) out|(?:was|were|is|it['’]s) out|moved on)\b"
)
#: "Not pursued: Orl 3, no Dutch support": what stands before the reason.
_LABEL = re.compile(
    r"\W*(?:not (?:pursued|chosen|selected|recommended|taken|adopted)|rejected|dropped|ruled out|discarded|declined|excluded):\s+"
    r"[^,:;–—]{2,40}(?:,|:| –| —)\s+",
    re.I,
)
_OTHER_CLAUSE = re.compile(r"\W*\b(?:and|but|while|whereas)\b")
#: What would change it, or what is said not to have been it: "if they raise prices", "quality was never the problem".
NOT_WHY = re.compile(
    r"^\W*(?:if|should|unless|not (?:over|because|due|for|on account))\b|\bsubject to\b|^\W*(?:[-*+]\s+)?(?:good|pros?|plus|advantages?|upside)\s*[,:]"
    r"|\b(?:not|n['’]t|never|without|declined to|refused to) (?:say(?:ing)?|said|explain(?:ed|ing)?|give[n]?|gave|giving|tell|told)\b"
    r"[^.;]{0,20}\b(?:why|reasons?)\b"
    r"|\b(?:come|came|finished|ranked|placed|was|were) (?:first|second|third|top|best) (?:for|in|on|at|of)\b"
    r"|\bsee (?:above|below|section|also|under)\b"
    r"|\b(?:no|any) reasons? (?:was|were|is|has been|have been)? ?(?:given|stated|offered)\b|\bgave no reason"
    r"|\b(?:never|not|n['’]t)\b[^.;]{0,20}\b(?:the|a) (?:problem|issue|reason|obstacle)\b",
    re.I,
)


def unsaid(text: str, at: int) -> bool:
    """Whether the words before ``text[at:]`` say that what follows was no reason: "not because of", "despite its"."""
    return bool(_UNSAID.search(text, max(0, at - 40), at))


def find(text: str, start: int, end: int, at: int | None = None) -> tuple[int, int] | None:
    """Where ``text[start:end]`` (one sentence) gives a reason; the one nearest after *at*, where the rejection stands."""
    best: tuple[int, int] | None = None
    for link in _LINK.finditer(text, start, end):
        if _SINCE_DATE.match(text, link.start()) or _OVER_RIVAL.match(text, link.start()) or unsaid(text, link.start()):
            continue
        said = link.group().strip().lower()
        first = (
            link.start() + 5
            if said in ("over its", "over their", "over the")
            else link.start() + 4
            if said.startswith(("for lack", "for want"))
            else link.end()
        )
        stop = _STOP.search(text, first, end)
        last = stop.start() if stop else end
        last = last_word(text, first, last)
        if last - first < 4:
            continue
        if at is not None and link.start() < at and _OTHER_CLAUSE.match(text, last, at):
            continue  # "dropped Orl because it was slow, and Vey was ruled out"
        if at is not None and link.start() < at and text[start : link.start()].strip():
            if best is None:
                best = (first, last)
            continue
        return first, last
    return best


def last_word(text: str, first: int, last: int) -> int:
    """Where the last word of ``text[first:last]`` ends."""
    while last > first and text[last - 1] in ' .,;:)”"':
        last -= 1
    return last


def complains(text: str, first: int, last: int) -> bool:
    """Whether ``text[first:last]`` speaks against something."""
    return bool(_COMPLAINT.search(text, first, last))


def _against(text: str, first: int, last: int) -> bool:
    return bool(complains(text, first, last) or _NO.search(text, first, last))


def trimmed(text: str, first: int, last: int) -> tuple[int, int]:
    """``text[first:last]`` without the name it is said of, praise before a complaint and what followed from it.

    "Was fastest, but **has no EU region**, so legal said no".
    """
    if (label := _LABEL.match(text, first, last)) and last - label.end() >= 8:
        first = label.end()
    so = _SO.search(text, first + 8, last)
    end = so.start() if so else last
    turn = _TURN.search(text, first, end)
    if turn and end - turn.end() >= 8 and _against(text, turn.end(), end) and not _against(text, first, turn.start()):
        first = turn.end()
    return first, end


def attach(reading: "Reading", proposals: "list[Proposal]") -> "list[Proposal]":
    """REJECTED_BECAUSE for every rejection whose reason is told."""
    from .proposal import Proposal

    made: list[Proposal] = []
    for proposal in proposals:
        if proposal.relation != "EVALUATED" or proposal.outcome != "rejected" or proposal.modality == "denied" or proposal.implied:
            continue
        where = proposal.reason_at or _near(reading, proposal)
        if where is None:
            continue
        block = where[0]
        first, last = trimmed(reading.blocks[block].text, *where[1:])
        where = (block, first, last)
        words = reading.blocks[block].text[first:last]
        low, high = (min(first, proposal.first), max(last, proposal.last)) if block == proposal.block else (first, last)
        made.append(
            Proposal(
                "REJECTED_BECAUSE",
                proposal.subject,
                proposal.object,
                block,
                low if high - low <= 400 else first,
                high if high - low <= 400 else last,
                predicate=proposal.predicate if block == proposal.block else None,
                modality=proposal.modality,
                reason=words,
                reason_at=where,
                reason_class=proposal.reason_class or classify(words),
                date=proposal.date,
                source="reasons",
            )
        )
    return made


def _near(reading: "Reading", proposal: "Proposal") -> tuple[int, int, int] | None:
    if proposal.predicate is None:
        return None
    sentence = reading.sentence(proposal.block, proposal.predicate.i)
    block = sentence.block
    at = proposal.predicate.idx
    found = find(block.text, sentence.span.start_char, sentence.span.end_char, at)
    if found:
        proposal.firm = True
        return (block.number, *found)
    colon = _COLON.search(block.text, at, sentence.span.end_char)
    if colon:
        return block.number, colon.end(), last_word(block.text, colon.end(), sentence.span.end_char)
    return _after(reading, proposal, sentence)


_COMPLAINT = re.compile(
    r"\b(?:too|lack(?:s|ed|ing)?|fail(?:s|ed)?|could not|couldn['’]t|cannot|can['’]t|unable|would not|wouldn['’]t"
    r"|did not|didn['’]t|does not|doesn['’]t|not enough|insufficient|expensive|costly|slow(?:er)?|poor|worse"
    r"|weak|never|concerns?|risks?|no longer|without|double|twice|errors?|crash\w*|refus\w+|insist\w+|forb(?:ids?|ade|idden)|dislik\w+)\b",
    re.I,
)
_ABOUT_IT = re.compile(
    r"^(?:But |However, |Though )?(?:It|Its|They|Their|The (?:vendor|firm|company|model|start-?up|supplier|lab|software|service|system)(?:['’]s)?)\b"
)


def _after(reading: "Reading", proposal: "Proposal", sentence: "Sentence") -> tuple[int, int, int] | None:
    """The next sentence, where it begins with the rejected vendor and complains of it."""
    after = reading.after(sentence)
    if after is None:
        return None
    text = after.block.text[after.span.start_char : after.span.end_char]
    first = after.span.start_char
    said = re.match(r"(?:The \w+|[A-Z][\w.]+|It|A spokes\w+|[A-Z]\w+ [A-Z]\w+) (?:said|says|found|cited|complained|explained)(?: that)? ", text)
    if said:
        rest = text[said.end() :]
        if not re.match(r"(?:its|their|it|they|the)\b", rest) and not any(rest.startswith(form) for form in proposal.object.forms):
            return None
        first += said.end()
    elif not _ABOUT_IT.match(text) and not any(text.startswith(form) for form in proposal.object.forms):
        return None
    if NOT_WHY.search(text) or not complains(after.block.text, first, after.span.end_char):
        return None
    last = last_word(after.block.text, first, after.span.end_char)
    return (after.block.number, first, last) if 10 < last - first < 220 else None
