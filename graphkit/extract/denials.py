"""Whether a clause denies what it states, rules it out, or is taken back by the sentence after it."""

import re
from typing import TYPE_CHECKING

from .cues import DENY, END, OPPOSE

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: "It does not.", "That was never so": not "The price was not disclosed".
_BACK = re.compile(
    r"^(?:[“\"]?)(?:it|they|we|I|he|she|neither|this|that|there|both|the \w+|which|but)\b[^.]{0,40}?"
    r"\b(?:(?:do|does|did|is|are|was|were|has|have|had)(?: not|n't|n’t)"
    r"(?: (?:so|true|the case|right|correct|accurate|happen(?:ed)?|take place|taken place|go(?:ne)? (?:ahead|through)|come (?:about|to (?:pass|anything))))?"
    r"(?=\W*$|[,;—–”\"])"
    r"|no such|never did|untrue|not true|(?:(?:is|was|are|were)(?: \w+){0,2}|['’]s|calls? it|called it) (?:rubbish|nonsense|false))\b",
    re.I,
)
#: "By Sunday all three had denied it", but not "denied that it would also buy Vey", which denies something else.
_DISPUTED = re.compile(
    r"(?<!not )(?<!n't )(?<!n’t )(?<!never )\b(?:denied|denies|deny|disputed?s?|dismiss(?:ed|es)) (?:(?:it|this|that)(?=\W*(?:$|[.,;:!?–—)”\"]"
    r"|(?:and|but|on|in|at|when|last|later|again|yesterday|flatly|as)\b))"
    r"|the (?:report|story|claims?|rumou?rs?|talk|allegations?)\b)",
    re.I,
)
#: Why something stays open.
NOT_RULED_OUT = "not ruled out"
_OVER = re.compile(r"^(?:it|they|that|this|the \w+)\b[^.]{0,24}\b(?:is over|are over|has stopped|have stopped|has ended|no longer|is off)\b", re.I)


#: What makes an end of a rumour: "There were no talks", "Both said that there was nothing in it".
_NOTHING_IN_IT = re.compile(
    r"\b(?:no|never any|never been any) (?:such )?(?:talks|negotiations|discussions|offer|approach|deal|agreement|contact|truth|substance|foundation)\b"
    r"|\bnothing (?:in|to) it\b|\bthere (?:were|was|are|is) none\b|\bmoonshine\b|\bnews to (?:me|us|him|her|them)\b"
    r"|\bnever (?:approached|asked|invited|contacted|happened|took place|taken place|in talks|had sight of)\b",
    re.I,
)


def nothing_in_it(words: str) -> bool:
    """Whether *words* say that there is nothing in a rumour."""
    return bool(_NOTHING_IN_IT.search(words) or _DISPUTED.search(words))


def negated(chain: "list[Token]", predicate: "Token") -> bool:
    """Whether *predicate*, which begins *chain* (`scope.governors`), or a word that passes its negation on to it, is negated."""
    for n, token in enumerate(chain):
        for child in token.children:
            if child.dep_ == "neg" and not (child.lower_ == "no" and n):
                if n and token.lemma_.lower() in END | DENY | OPPOSE:
                    continue  # "never stopped using", "did not deny that", "would not oppose the purchase"
                if any(each.lower_ in ("only", "just", "merely") for each in child.doc[child.i + 1 : child.i + 3]):
                    continue
                if token.lemma_ == "say" and predicate.i < token.i:
                    continue  # "X lost out; Y did not say why"
                return (
                    n == 0
                    or (n == 1 and chain[0].pos_ == "NOUN")
                    or token.lemma_
                    in (
                        "be",
                        "have",
                        "do",
                        "get",
                        "want",
                        "plan",
                        "go",
                        "intend",
                        "say",
                        "sign",
                        "reach",
                        "make",
                        "enter",
                        "hold",
                        "take",
                        "need",
                        "agree",
                        "see",
                        "choose",
                    )
                    or token.pos_ == "AUX"
                )
            if child.dep_ == "det" and child.lower_ in ("no", "neither") and n == 0:
                return True
            if (child.dep_ == "preconj" and child.lower_ == "neither") or (child.lower_ == "nor" and child.i < token.i and n == 0):
                return True
            if (
                child.dep_ in ("nsubj", "nsubjpass")
                and n == 0
                and (child.lower_ in ("neither", "none", "nobody") or any(grand.lower_ in ("neither", "no") for grand in child.children if grand.i < child.i))
            ):
                return True
        if (
            n == 0
            and token.pos_ in ("VERB", "AUX")
            and any(child.dep_ == "prep" and child.lower_ == "without" for child in token.head.children if token.dep_ == "pcomp")
        ):
            return True
    return False


def ruled_out(chain: "list[Token]") -> str | None:
    """ "denied" for "has ruled out a bid", "rumoured" for "has not ruled out a bid", which leaves it open; None where nothing is ruled out."""
    for token in chain:
        if token.lemma_ == "exclude" or (token.lemma_ == "rule" and any(child.dep_ == "prt" and child.lower_ == "out" for child in token.children)):
            if any(child.dep_ == "neg" or child.lower_ == "never" for child in token.children):
                return "rumoured"
            return "denied" if token is not chain[0] else None
    return None


def unresolved(token: "Token") -> bool:
    """ "Would neither confirm nor deny that …"."""
    near = {child.lower_ for child in token.subtree if abs(child.i - token.i) <= 4}
    return token.lemma_ in ("confirm", "deny") and {"neither", "nor"} <= near


def taken_back(sentence: "Span") -> str | None:
    """ "denied" or "ended", where a short sentence after it says so: "… also uses X. It does not."; else None."""
    doc, at = sentence.doc, sentence.end
    if at >= len(doc):
        return None
    after = doc[at].sent
    if len(after) > 12:
        return None
    return "denied" if _BACK.match(after.text) or _DISPUTED.search(after.text) else "ended" if _OVER.match(after.text) else None
