"""The words that say how firmly something is said, and what one says by standing in a sentence at all, whatever it governs."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

DENY = frozenset("deny dismiss refute reject contradict rebut disclaim".split())
REFUSE = frozenset("decline refuse".split())
OPPOSE = frozenset("oppose object block challenge contest veto prevent prohibit".split())
DENIED = re.compile(
    r"\bno plans? to\b|\bno (?:intention|deal|agreement|contract|talks|relationship|partnership|link|stake|investment)\b"
    r"|\bnever (?:looked|considered|tested|evaluated|spoke|spoken|talked|used|held)\b|\bnot true\b|\bis false\b"
    r"|\bare false\b|\bnothing to do with\b",
    re.I,
)
_NEGATION = re.compile(r"^(?:not|n't|n’t|never|no|neither|nor|none|nobody|cannot|hardly|nothing)$", re.I)
#: "Has not ruled out a bid".
_LEFT_OPEN = re.compile(r"(?:\b(?:not|never|nor)|n['’]t) (?:yet |quite )?(?:rul(?:e|ed|ing) (?:it )?out|exclud(?:e|ed|ing))\b", re.I)
END = frozenset(
    """
        end close terminate cancel scrap stop cease discontinue drop abandon retire quit exit withdraw lapse expire dissolve sever ditch phase unwind
        collapse pull axe""".split()
)
FORMER = frozenset("former formerly previously erstwhile ex once-time onetime then-owner".split())
FAIL = frozenset("fall collapse founder fail stall break".split())
_NOT_RENEWED = r"\bnot (?:be |being |been )?(?:renew|extend|prolong)(?:ed)?\b"
ENDED = re.compile(
    r"\bno longer\b|\bused to\b(?! work)|\bany ?more\b|" + _NOT_RENEWED + r"|\bran out\b|\bfell through\b"
    r"|\bcalled off\b|\buntil (?:now|then|recently|last|19|20|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:the|its|their|his|her) (?:sale|takeover|merger|acquisition|end|close|closure|death|retirement))",
    re.I,
)
_NOT_FOR_SALE = re.compile(r"\b(?:not|isn['’]t|aren['’]t|never|no longer) (?:up )?for sale\b|\bno (?:plans?|intention|wish) (?:to sell|of selling)\b", re.I)
RUMOUR = frozenset("consider mull weigh explore contemplate eye ponder rumour rumor speculate discuss negotiate study float talk".split())
HEDGE = frozenset("reportedly allegedly rumoured rumored apparently supposedly speculation gossip rumour rumor rumours rumors whispers".split())
TENTATIVE = frozenset("may might could perhaps possibly maybe potentially potential possible prospective would-be mooted".split())
TALK = re.compile(
    r"\b(?:there (?:is|was|has been)|amid|hears?|heard) (?:\w+ )?talk\b|\btalk in the (?:trade|market|industry)\b|\bword is\b"
    r"|\bit(?: is|['’]s) said (?:[\w ]{1,25} )?that\b"
    r"|(?-i:\bwhisper(?:s|ed|ing)?\b)|\brumou?r|\b(?:I|we) hear(?:d)? (?!from|back|of)"
    r"|\b(?:somebody|someone) (?:[\w'’]+ ){0,4}(?:claim|say|said|swear|swore|insist|told)",
    re.I,
)
PLAN = frozenset(
    """
        plan intend aim expect agree promise commit schedule hope prepare seek pledge decide want propose recommend set undertake vow target await""".split()
)
FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
REPORT = re.compile(
    r"according to|people (?:familiar|with knowledge|close|briefed|with direct)|(?:persons?|sources?|officials?) (?:familiar"
    r"|close|with knowledge|said|say|in the know|briefed|told)"
    r"|sources? (?:said|say|told)|the people said|the person said|person said|reportedly|is said to|are said to"
    r"|was said to|is understood to|newspaper reported|\breported that\b|press reports?|reports? that|who asked not to be named"
    r"|local media",
    re.I,
)


def present(sentence: "Sequence[Token]") -> list[str]:
    """The modalities that any words of *sentence* speak for, whatever they govern: for a claim whose own clause isn't known. Strongest first."""
    text = "".join(token.text_with_ws for token in sentence)
    lemmas = {token.lemma_.lower() for token in sentence}
    lowered = {token.lower_ for token in sentence if token.text != "May" or token.tag_ == "MD"}  # "14 May 2024" says nothing of doubt
    left_open = bool(_LEFT_OPEN.search(text))
    cleared = any(token.lemma_ in OPPOSE and any(child.dep_ == "neg" for child in token.children) for token in sentence)
    cleared = cleared or bool(_NOT_FOR_SALE.search(text))
    ends = [token for token in sentence if token.pos_ == "VERB" and token.lemma_.lower() in END]
    goes_on = {token.i for token in ends if _undone(token)}  # "didn't order it to stop using X"
    negations = [token for token in sentence if _NEGATION.match(token.lower_) and not any(_negates(token, end) for end in ends)]
    negated = bool(negations) and not cleared and not re.search(_NOT_RENEWED, text, re.I)
    denied = bool(lemmas & DENY) or negated or bool(DENIED.search(text))
    found = {
        "denied": denied and not left_open,
        "ended": any(token.i not in goes_on for token in ends)
        or any(token.lower_ in FORMER and not _whence(token) for token in sentence)
        or bool(ENDED.search(text)),
        "rumoured": left_open or bool(lemmas & RUMOUR) or bool(lowered & (HEDGE | TENTATIVE)),
        "planned": bool(lemmas & PLAN) or bool(lowered & FUTURE),
    }
    return [name for name, told in found.items() if told]


def _negates(word: "Token", end: "Token") -> bool:
    """Whether *word*, a negation, is that of *end*, or of the verb that *end* hangs on."""
    return word.head.i == end.i or (
        end.dep_ in ("xcomp", "ccomp") and word.head.i in (end.head.i, end.head.head.i if end.head.dep_ in ("xcomp", "ccomp") else -1)
    )


def _undone(end: "Token") -> bool:
    return any(_NEGATION.match(word.lower_) and word.dep_ == "neg" and _negates(word, end) for word in end.sent)


def _whence(token: "Token") -> bool:
    """ "Formerly of Orl" says where somebody comes from, and nothing of what the sentence tells of them."""
    return token.i + 1 < len(token.doc) and token.nbor(1).lower_ in ("of", "at", "with", "from")
