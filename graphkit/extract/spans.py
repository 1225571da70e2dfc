"""Where names stand in a block: runs of words, cut by `cutting`, and what is no name left out."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from ..names import Names
from .cutting import PLAIN, pieces
from .lexicon import first_names, kinds, words
from .runs import JOIN, NOISE, Word, runs

_GOVERNMENT = re.compile(r"\b[A-Z][a-z]{2,12}(?:ese|ish|ian|ean|an|ch|ss|li|ni|aqi) (?:government|authorities)\b")
#: An authority that is called by its head's office.
_OFFICE = re.compile(r"\b(?:Minister|Secretary of State|Commissioner|Registrar) (?:for|of) (?:[A-Z][\w-]+ (?:and |of )?){0,3}[A-Z][\w-]+(?! [A-Z])")
_POINTS = re.compile(r"\d{2,3}")
#: "Bridgewater 83, Aviso 71": points, not versions, where several names have them.
_NUMBERED = re.compile(r"[A-Z]{1,2}\d{2}|[A-Z]\.\d{1,2}")
_SCORED = re.compile(r"[A-Za-z.] (\d{2,3})(?=[,;)/]| and | points|\.?$)")
#: A legal form that no number follows within a name; fewer than `names.bare` takes off, for there is an "iPhone SE 3".
_ENDS = re.compile(r"(?:Ltd|Inc|LLC|GmbH|AG|PLC|plc|Corp|BV|Oy|AB|Limited|Incorporated)\.?")
#: A legal form that no plain word spells.
_FORM = re.compile(
    r" (?:A/S|S\.à r\.l\.|sp\. z o\.o\.|& Co\.(?: KG)?|S\.A\.|B\.V\.|N\.V\.|e\.V\.|S\.p\.A\.)(?!\w)|\.?, (?:Co\.?,? )?(?:Ltd|Inc|LLC|Corp|LP|PLC|plc)\b\.?"
)
#: The same at the end of two words, of which the first is then no common one.
_LEGAL_END = re.compile(r"(?:Ltd|Inc|LLC|GmbH|AG|PLC|plc|B\.?V|N\.?V|AB|AS|Oy|SA|S\.A|SpA|Srl)\.?")
#: What stands before a hyphen without making a name of it: "open-weight", "cloud-native".
_PREFIXES = frozenset(
    """
        open closed multi self cross non pre post real high low cloud data machine end long short large small text speech voice deep domain state near
        full semi third on off in out co re anti pro inter pay first human""".split()
)


@dataclass(frozen=True, slots=True)
class Span:
    """``text[start:end]`` of a block looks like a name. ``sure`` unless only its capital at the head of a sentence says so."""

    start: int
    end: int
    text: str
    sure: bool = True
    titled: bool = False  # "Dr", "Ms" stood before it


@dataclass(slots=True)
class Found:
    """A span of a block that is taken for a name."""

    block: int
    span: Span
    kind: str = ""  # its type as the learned reader sees it, where that sees it


def find(text: str, names: Names, title_case: bool = False, common: Set[str] = frozenset()) -> Iterator[Span]:
    """Every span of *text* that looks like a name, in order; *title_case* where capitals mean nothing, as in headings.

    *common* holds the words that the document also has in lower case: at the head of a sentence they are no part of a name.
    """
    for pattern in (_GOVERNMENT, _OFFICE):
        for found in pattern.finditer(text):
            yield Span(found.start(), found.end(), found.group())
    scored = len(set(_SCORED.findall(text))) > 1
    until = 0  # where a legal form ends that stands behind a comma
    for run in runs(text, names):
        if run[0].start < until:
            continue
        while (
            len(run) > 1
            and run[0].initial
            and run[0].shape == "cap"
            and not (len(run) > 1 and _called(run))
            and (run[0].text.lower() in common or _ticker(run))
            and not names.find(" ".join(w.text for w in run[:2]))
        ):
            if run[0].text.lower() not in common or not names.find(run[0].text):
                run = run[1:]
            else:
                break
        if (
            len(run) > 1
            and _NUMBERED.fullmatch(run[0].text)
            and not text[: run[0].start].strip("*_# ([-•")
            and not names.find(" ".join(w.text for w in run[:2]))
        ):
            run = run[1:]  # "B07 Quincunx (Bologna)"
        for piece, titled in pieces(run, names):
            while piece and piece[-1].text in (*JOIN, "and", "&"):
                piece = piece[:-1]
            if scored and len(piece) > 1 and _POINTS.fullmatch(piece[-1].text) and not names.find(text[piece[0].start : piece[-1].end]):
                piece = piece[:-1]
            while len(piece) > 2 and piece[-1].shape == "number" and _ENDS.fullmatch(piece[-2].text):
                piece = piece[:-1]  # "fined Brightlode Ltd 340,000 crowns"
            if not piece:
                continue
            start, end = piece[0].start, piece[-1].end
            if form := _FORM.match(text, end):
                until = end = form.end()
            name = text[start:end]
            if len(name) < 2 and not names.find(name):
                continue
            known = names.find(name) is not None
            if not known and _noise(piece):
                continue
            sure = known or piece[0].shape == "odd" or ((not piece[0].initial or len(piece) > 1) and not title_case)
            yield Span(start, end, name, sure, titled)


def _called(run: list[Word]) -> bool:
    """ "Old Quay Capital", "Label B.V.": a plain word that the name begins with."""
    return (run[0].text.lower() in PLAIN and run[1].shape == "cap") or (len(run) == 2 and bool(_LEGAL_END.fullmatch(run[1].text)))


def _ticker(run: list[Word]) -> bool:
    """ "HLX Helixa Pharma": the sign of a share, then its name."""
    sign, name = run[0].text, run[1].text
    return bool(re.fullmatch(r"[A-Z]{3,5}(?:\.[A-Z]{1,2})?", sign)) and not name.isupper() and name[0] == sign[0] and sign[1] in name.upper()


def _noise(piece: list[Word]) -> bool:
    low = [w.text.lower() for w in piece]
    drop = words("drop", "words")
    low = [
        "ai" if "-" in w and (w.split("-")[0] in drop or w.split("-")[0] in _PREFIXES) and piece[n].text.split("-", 1)[1].islower() else w
        for n, w in enumerate(low)
    ]
    return (
        all(w in drop or w in JOIN or w in ("and", "&") or NOISE.match(w) for w in low)
        or (low[-1] in words("drop", "last") and len(low) > 1)
        or (low[0] in words("drop", "first") and (len(low) == 1 or piece[1].shape == "number"))
        or bool(NOISE.match(low[0]) and len(low) == 1 and piece[0].shape != "odd")
    )


def person_like(name: str) -> bool:
    """Two to four capitalised words that begin with a common given name or an initial."""
    parts = name.split()
    if not 2 <= len(parts) <= 4 or any(re.search(r"\d", part) for part in parts):
        return False
    last = parts[-1].lower()
    if last in kinds("last") and kinds("last")[last] in ("Company", "Regulator") and last not in ("bell", "post", "gray"):
        return False
    return parts[0].lower().split("-")[0] in first_names() or bool(re.fullmatch(r"(?:[A-Z]\.)+|[A-Z]", parts[0]))
