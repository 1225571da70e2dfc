"""Who leads what: "Orl's chief executive, Ana Ruiz", "Ana Ruiz (chair)", "Ana Ruiz, head of platform at Orl", "CEO Ana Ruiz"."""

import re
from collections.abc import Iterator

from . import anaphora
from .proposal import Proposal
from .reading import Mention, Reading, Sentence, Thing

_RANK = (
    r"(?:(?:co-?)?chief(?: [a-z]+){0,3} officer|chief executives?|co-?ceo|ceo|cto|cfo|coo|cio|ciso|cmo|cpo|cso"
    r"|chair(?:man|woman|person)?|(?:vice[- ]|executive vice |senior vice )?presidents?|co-?founders?|founders?"
    r"|founding partner"
    r"|managing directors?|managing partner|general manager|executive director|board member|director-general"
    r"|(?:deputy |global |group |acting |interim )?(?:head|director|vp|svp|vice president|general manager|chief)(?= of"
    r"| for|,? [a-z]| at)|finance director|technical director|medical director|directors?|owner-manager|head"
    r"|boss|chief scientist|chief economist|president|secretary[- ]general|treasurer|ceos?|chief engineer|chief architect)"
)
_TITLE = re.compile(
    rf"(?:(?:deputy|acting|interim|former|ex-|then|group|global|regional|co-|vice|executive|senior|outgoing|incoming"
    rf"|founding|its|the|a|their|her|his|new)\b ?)*{_RANK}(?: of (?!the company|the firm)[a-z][\w -]{{2,40}}?(?= at "
    rf"| @ |,|\.|;|\)|$)| for [a-z][\w -]{{2,30}}?(?= at | @ |,|\.|;|\)|$))?(?: and (?:{_RANK}))?",
    re.I,
)
_DROP = re.compile(r"^(?:the|its|a|their|her|his|our)\s+", re.I)
#: A date that follows a title and is no part of it.
_SINCE = r" on \d{1,2} [A-Z][a-z]+.*$|,? (?:in|since|from|until|by|as of) (?:[A-Z][a-z]+ )?(?:19|20)\d\d\b.*$"
#: "Was founded in 2009 as Sparrow Survey by Amit Rao and", before the name.
_FOUNDED_BY = re.compile(r"\b(?:co-?)?(?:founded|established|started|set up)\b[^.;]{0,80}\bby\b[^.;]{0,60}$")
_NOT = re.compile(r"spokes|analyst|editor|reporter|professor", re.I)


def read(reading: Reading, sentence: Sentence) -> Iterator[Proposal]:
    """LEADS for every person of *sentence* whose office is told beside the name."""
    mentions = reading.in_sentence(sentence)
    text = sentence.block.text
    for n, person in enumerate(mentions):
        if person.thing.type != "Person":
            continue
        found = _after(text, person) or _before(text, person)
        if not found:
            continue
        first, last, role, former = found
        firm = _firm(reading, sentence, mentions, n, first, last)
        if firm is None:
            continue
        thing, at_first, at_last = firm
        if thing.type not in ("Company",):
            continue
        start, end = min(person.first, first, at_first), max(person.last, last, at_last)
        yield Proposal("LEADS", person.thing, thing, person.block, start, end, role=role, modality="ended" if former else None, source="officers")


def office(sentence: Sentence, person: Mention, firm: Thing) -> str | None:
    """The title nearest to *person* in the sentence, after the name sooner than before it; for a reader that saw who leads and not as what."""
    text, start = sentence.block.text, sentence.span.start_char
    found = [(title.start() < person.first, abs(title.start() - person.first), title[0]) for title in _TITLE.finditer(text, start, sentence.span.end_char)]
    if not found:
        return "founder" if _FOUNDED_BY.search(text[start : person.first]) else None
    names = "|".join(re.escape(form) for form in sorted({firm.name, *firm.forms}, key=len, reverse=True))
    return re.sub(rf" (?:of|for|at) (?:the )?(?:{names})\b.*$|{_SINCE}", "", _DROP.sub("", min(found)[2])).strip()


def _after(text: str, person: Mention) -> tuple[int, int, str, bool] | None:
    """ ", head of platform at", " (chairman and chief executive)", ", who took over as managing director"."""
    tail = text[person.last : person.last + 120]
    opened = re.match(
        r"(?:, (?:who (?:is|was|became|took over as|serves as|joined as) )?|,? \(| is | was | became | – | — |: )(?:the "
        r"|its |a |our |their |his |her |now |[A-Z][\w&. -]{1,30}[’']s? |[a-z]+[’']s |company |bank |group )?",
        tail,
    )
    if not opened:
        return None
    title = _TITLE.match(tail, opened.end())
    if not title or _NOT.search(title[0]):
        return None
    role = title[0].strip()
    return (
        person.last + title.start(),
        person.last + title.end(),
        _DROP.sub("", role),
        bool(re.search(r"\b(?:former|ex)\b|until|^(?:, who| is|)? ?was (?!named|appointed|made)", tail[: title.end()], re.I)),
    )


def _before(text: str, person: Mention) -> tuple[int, int, str, bool] | None:
    """ "chief executive Ana Ruiz", "Its chief executive, Ana Ruiz", "Founder: Ana Ruiz"."""
    start = max(0, person.first - 90)
    head = text[start : person.first]
    best = None
    for title in _TITLE.finditer(head):
        between = head[title.end() :]
        if re.fullmatch(
            r"(?:,|:)? ?(?:Dr\.? |Mr\.? |Ms\.? |Mrs\.? |Prof\.? |Sir )?|(?: and)? (?:co-?founder|founder),? | (?:at|of) (?:the )?(?:[A-Z][\w&.-]* ?){1,4},? ?",
            between,
        ):
            best = title
    if best is None or _NOT.search(head[best.start() : best.end()]):
        return None
    role = best[0].strip()
    return (
        start + best.start(),
        start + best.end(),
        _DROP.sub("", role),
        bool(re.search(r"\b(?:former|ex|then)\b", head[max(0, best.start() - 8) : best.end()], re.I)),
    )


def _firm(reading: Reading, sentence: Sentence, mentions: list[Mention], n: int, first: int, last: int) -> tuple[Thing, int, int] | None:
    """Whose officer: the firm named beside the title, else whom "its" stands for, else the one last spoken of."""
    text = sentence.block.text
    person = mentions[n]
    firms = [mention for mention in mentions if mention.thing.type == "Company"]
    for mention in firms:  # "… of Orl", "… at Orl", "… @ Orl"
        between = text[last : mention.first]
        if mention.first >= last and re.fullmatch(r"(?:,? (?:of|for|and) [^.;()]{1,45}?)?,? (?:at|@|of|with) (?:the )?", between):
            return mention.thing, mention.first, mention.last
        if (
            mention.first >= last
            and re.fullmatch(
                r",? ?(?:and \w+ )?(?:(?:at|of|for|in|with) )?(?:the )?(?:[\w’'-]+ ){0,3}?(?:(?:at|of|@|for) )?(?:the |its )?(?:[\w-]+ ){0,2}", between
            )
            and len(between) < 45
            and re.search(r"\b(?:at|of|for|with)\b|@", between)
        ):
            return mention.thing, mention.first, mention.last
    for mention in firms:  # "Orl's chief executive", "Orl CEO", "Orl chief executive"
        if mention.last <= first and re.fullmatch(r"(?:['’]s?)? ?(?:[a-z-]+ ){0,2}", text[mention.last : first]) and first - mention.last < 30:
            return mention.thing, mention.first, mention.last
    if n + 1 < len(mentions) and firms and person.last <= firms[0].first:
        between = text[person.last : firms[0].first]
        if re.fullmatch(r" ?[,(–—-]{1,2} ?", between):
            return firms[0].thing, firms[0].first, firms[0].last
    if re.match(r",? (?:of|at|for|with) (?:the )?[A-Z]", text[last : last + 24]):
        return None  # of something that is no firm here
    pointed = re.search(
        r"\b(?:its|their|the (?:company|firm|group|bank|start-?up|lab)['’]s)(?: [\w-]+){0,2}\s*$", text[max(0, first - 40) : first], re.I
    ) or re.match(r"(?:its|their) ", text[first:last], re.I)
    doc = sentence.span.doc
    token = doc[person.start]
    recent = anaphora.recent(reading, person.block, token, frozenset({"Company", "Regulator"}), ())
    if recent is not None and recent.thing.type != "Company":
        return None
    if recent is not None and not pointed and len(recent.thing.mentions) < max(len(thing.mentions) for thing in reading.things if thing.type == "Company"):
        return None
    if recent is None and reading.author is not None and reading.author.type == "Company":
        return reading.author, person.first, person.last
    if recent is None:
        return None
    return recent.thing, person.first, person.last
