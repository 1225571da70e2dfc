"""Where one name ends and the next begins in a run of words: at an office, a form of address, a nationality, and between a maker and what it makes."""

import re
from collections.abc import Iterator

from ..names import Names
from .lexicon import words
from .runs import HEAD, Word

#: Plain words with which names begin, also at the head of a sentence.
PLAIN = frozenset("old low high great big little red blue black white green grey silver golden grand royal northern southern eastern western table".split())
_CALENDAR = frozenset(
    """january february april june july september october november december monday tuesday wednesday thursday friday saturday sunday""".split()
)
_STOP = frozenset(
    """
        the a an in on at for from by with to of as if when while after before since because although though but and or so yet both either neither nor
        not no all some many most each every any this that these those it its he she his her
 they their we our you your i my who what which where why how than then there here about over under into through between against without within under
 per via among during until unless once also only even just still again
 last next new old two three four five six seven eight nine ten first second third one other others another such same more less few several earlier
 later meanwhile however moreover separately today yesterday tomorrow asked
 is are was were be been being has have had do does did will would can could may might must shall should let ask see use using used given like unlike
 despite according following including based whether instead rather never nobody nothing everything
 requires require needs need recommend recommends supersedes superseded amends replaces proposed award reject pick buy swap pin mirror host
 keep use adopt choose select migrate move switch build run deploy stay replace drop try test evaluate consider add selected rejected chosen
 subsequently originally initially finally currently recently previously reportedly
people dear hi hello thanks thank please yes chinese american european german french british japanese korean indian dutch russian swiss italian
 spanish""".split()
)


def pieces(run: list[Word], names: Names) -> Iterator[tuple[list[Word], bool]]:
    """*run* cut at officers' titles, forms of address, nationalities, and between a maker and what it makes."""
    role, titles, drop = words("role", "officer") | {"chief"}, words("role", "titles"), words("drop", "words")
    whole = " ".join(w.text for w in run)
    if names.find(whole):
        yield run, False
        return
    piece: list[Word] = []
    titled = False
    for n, word in enumerate(run):
        low = word.text.lower()
        if low.rstrip(".") in titles and (word.text[0].isupper()) and n + 1 < len(run):
            if piece:
                yield from _maker(piece, titled, names)
            piece, titled = [], True
        elif low in role and not (piece and low in ("director", "head", "partner", "president", "partners", "leader", "manager")):
            if piece:
                yield from _maker(piece, titled, names)
            piece, titled = [], n + 1 < len(run) and low != "chief"
        elif not piece and n + 1 < len(run) and low not in PLAIN and (low in drop or (word.initial and low in _STOP)) and not _keeps(run[n:], names):
            continue
        else:
            piece.append(word)
    while (
        len(piece) > 1
        and piece[-1].text.lower() in drop
        and not names.find(" ".join(w.text for w in piece))
        and piece[-1].text.lower() not in ("ai", "api", "sdk", "ocr", "gpt", "summit", "media", "press", "research", "technology", "engineering")
    ):
        piece = piece[:-1]
    if piece:
        if len(piece) > 1 and piece[-1].text == "AI":
            known = names.find(" ".join(w.text for w in piece[:-1]))
            if known and known.type in ("Model", "Product"):
                piece = piece[:-1]
        yield from _maker(piece, titled, names)


def _keeps(rest: list[Word], names: Names) -> bool:
    """Does a word that is dropped elsewhere belong to this name ("Model Y", "American Express Bank", "French Data Protection Authority")?"""
    low = [w.text.lower() for w in rest]
    if any(names.find(" ".join(w.text for w in rest[:n])) for n in range(2, min(len(rest), 6) + 1)):
        return True
    if low[0] in ("us", "american", "french", "german", "british", "dutch", "italian", "spanish", "korean", "japanese", "indian", "swiss") and low[1] in HEAD:
        return True
    if low[1] in ("university", "institute", "college") and low[0] not in _STOP:  # "Technical University of Brno"
        return True
    if low[0] in _STOP or low[0] in _CALENDAR or low[0] in ("status", "decision", "option", "options", "ceo", "note", "update"):
        return False
    return low[-1] in words("last", "Regulator") or (
        low[-1] in words("last", "Company") and not names.find(" ".join(w.text for w in rest[1:])) and low[-1] not in ("ai", "cloud")
    )


def _maker(piece: list[Word], titled: bool, names: Names) -> Iterator[tuple[list[Word], bool]]:
    """ "Deepgram Nova-3" is a maker and a model, "Huawei Cloud" is one name; so is "Amazon Textract", whose maker is told elsewhere."""
    if len(piece) > 1 and not titled and not names.find(" ".join(w.text for w in piece)):
        for cut in range(len(piece) - 1, 0, -1):
            head, tail = piece[:cut], piece[cut:]
            maker = names.find(" ".join(w.text for w in head))
            if not maker or maker.type not in ("Company", "Place"):
                continue
            made = names.find(" ".join(w.text for w in tail))
            version = any(w.shape == "odd" or re.search(r"\d", w.text) for w in tail)
            suffix = tail[-1].text.lower() in words("last", "Company")
            if maker.type == "Company" and (made or (version and not suffix)) and not (made and made.type == "Place"):
                yield head, False
                yield tail, False
                return
    yield piece, titled
