"""Irrealis: whether a clause leaves what it states unreal – asked or supposed, nearly done, talked of, or still to come."""

import itertools
import re
from typing import TYPE_CHECKING

from .cues import FUTURE, HEDGE, PLAN, RUMOUR, TALK, TENTATIVE
from .scope import governed

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_EXPECTED = frozenset("due expect schedule slate plan promise".split())
_RELEASE = frozenset("appear arrive come debut follow introduce launch publish release ship show unveil".split())


def unreal(predicate: "Token", chain: "list[Token]", sentence: "Span") -> bool:
    """A question or a condition, which claims nothing: "if X uses Y", "could have chosen Y"."""
    for token in chain:
        for child in token.children:
            if child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether", "should"):
                return token.head.lemma_ not in ("deny",)
        if token.dep_ == "advcl" and token.i != sentence.root.i:
            break
    if sentence.text.rstrip(' *_\n"”’)').endswith("?"):
        return True
    lowered = {child.lower_ for token in chain[:2] for child in token.children if child.dep_ in ("aux", "auxpass")}
    return bool(lowered & {"would", "could", "should"} and lowered & {"have", "'ve"} and predicate.pos_ == "VERB")


def nearly(predicate: "Token") -> bool:
    """ "Nearly chose X"."""
    return predicate.pos_ == "VERB" and any(child.lower_ in ("nearly", "almost") and child.i == predicate.i - 1 for child in predicate.children)


def rumoured(chain: "list[Token]", sentence: "Span") -> bool:
    """Whether it is weighed or talked of: by a word that governs it, or by hearsay anywhere in the sentence."""
    return (
        governed(chain, RUMOUR)
        or _looked_at(chain)
        or _tentative(chain)
        or bool(TALK.search(sentence.text))
        or any(token.lower_ in HEDGE - {"reportedly", "allegedly"} for token in sentence)
    )


def _looked_at(chain: "list[Token]") -> bool:
    """ "Looked at renting chips from Orl"."""
    return any(token.lemma_ == "look" and below.dep_ == "prep" and below.lower_ in ("at", "into") for below, token in itertools.pairwise(chain))


def _tentative(chain: "list[Token]") -> bool:
    """ "May buy", "a possible purchase", "talks over a purchase"."""
    for token in chain:
        for child in token.children:
            if child.lower_ in TENTATIVE and child.tag_ != "NNP" and (child.dep_ in ("aux", "advmod", "amod") or child.pos_ in ("ADV", "ADJ")):
                return not (child.dep_ == "aux" and any(c.lower_ == "not" for c in token.children))
        if (
            token.lemma_.lower() in ("talk", "talks", "discussion", "negotiation", "speculation", "rumour", "rumor")
            and token.pos_ == "NOUN"
            and token is not chain[0]
        ):
            return True
    return False


def planned(chain: "list[Token]", predicate: "Token") -> bool:
    """Whether it is still to come, and isn't going on already."""
    return _ahead(chain, predicate) and not _continued(chain)


def _ahead(chain: "list[Token]", predicate: "Token") -> bool:
    """By an auxiliary, a word of planning that governs it, or an infinitive that tells what a deal is for."""
    for n, token in enumerate(chain):
        auxiliaries = [child.lower_ for child in token.children if child.dep_ == "aux"]
        if any(aux in FUTURE for aux in auxiliaries):
            return True
        if "would" in auxiliaries:
            return True
        if n and token.lemma_.lower() in PLAN and token.pos_ in ("VERB", "NOUN", "ADJ", "AUX"):
            below = chain[n - 1]
            if below.dep_ in ("xcomp", "ccomp", "acl", "pobj", "dobj", "nsubj", "advcl", "prep", "conj") or "to" in [
                child.lower_ for child in below.children if child.dep_ == "aux"
            ]:
                return below.dep_ != "ccomp" or token.lemma_.lower() not in ("agree", "decide") or any(c.lower_ == "to" for c in below.children)
        if token.lemma_ == "go" and token.tag_ == "VBG" and n and chain[n - 1].dep_ == "xcomp":
            return True
        if n and token.lower_ in ("about", "due", "likely", "ready") and "to" in [child.lower_ for child in chain[n - 1].children if child.dep_ == "aux"]:
            return True
        if n and token.lemma_ == "be" and "to" in [child.lower_ for child in chain[n - 1].children if child.dep_ == "aux"] and chain[n - 1].dep_ == "xcomp":
            return True
        if token.lower_ in ("planned", "upcoming", "forthcoming", "future") or any(
            child.lower_ in ("planned", "upcoming", "forthcoming", "future", "proposed") for child in token.children if child.dep_ in ("amod", "compound")
        ):
            return True
    if re.search(
        r"\b(?:before|until|unless) (?:it|they|the \w+) (?:has|have|is|are) (?:been )?$", predicate.doc.text[max(0, predicate.idx - 40) : predicate.idx]
    ):
        return True
    if predicate.pos_ == "VERB" and "to" in [child.lower_ for child in predicate.children if child.dep_ == "aux"]:
        governor = predicate.head
        if governor.lemma_ in ("deal", "contract", "agreement", "partnership", "plan", "order", "right", "option", "talk", "bid") or (
            predicate.dep_ == "advcl" and governor.lemma_ in ("partner", "sign", "team", "agree", "choose", "select", "pick", "hire")
        ):
            return True
        if predicate.dep_ == "ROOT":  # a headline: "Orl to buy Vey"
            return True
    return False


def _continued(chain: "list[Token]") -> bool:
    """ "It will go on using X": it does so now."""
    return any(
        token.lemma_ in ("continue", "keep", "remain", "stay") or (token.lemma_ == "go" and any(c.lower_ == "on" for c in token.children)) for token in chain
    ) or any(child.lower_ in ("still", "already") for token in chain[:2] for child in token.children)


def unreleased(thing: "Token") -> bool:
    """Whether its clause says that *thing* is still to come: "N3 is due in the summer", "N3 will ship in May"."""
    verb = thing.head
    if thing.dep_ not in ("nsubj", "nsubjpass"):
        return False
    if any(child.lemma_ in _EXPECTED for child in verb.children if child.dep_ in ("acomp", "xcomp")) or (
        verb.lemma_ in _EXPECTED and thing.dep_ == "nsubjpass"
    ):
        return True
    ahead = any(child.lower_ in FUTURE for child in verb.children if child.dep_ == "aux")
    return (ahead and verb.lemma_ in _RELEASE) or (
        verb.lemma_ == "be" and any(c.dep_ == "xcomp" and c.lemma_ in _RELEASE and c.tag_ == "VB" for c in verb.children)
    )
