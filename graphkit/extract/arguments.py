"""The parse of a sentence as predicates with their arguments, the same for every way of putting it.

"Orl chose Vey", "Vey was chosen by Orl", "Orl, which chose Vey", "after choosing Vey, Orl …" all give
*choose(subj: Orl, obj: Vey)*. Nouns that name an action or a role are predicates too: "Orl's partner Vey",
"Vey is a partner of Orl" and "Orl has a partner in Vey" give *partner(self: Vey, poss/of/subj: Orl)*.
Frames are written against these argument names and never against the parser's labels.
"""

from typing import TYPE_CHECKING

from .control import inherit
from .nominal import nominal
from .predicate import Predicate, antecedent, prepositional

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

#: Lemmas that the tagger gets wrong.
_LEMMAS = {"fin": "fine", "bann": "ban", "pilote": "pilot", "shortliste": "shortlist", "scrape": "scrap", "vete": "vet", "chos": "choose", "opte": "opt"}
_MONEY = frozenset("pound dollar euro krone krona franc yen yuan rupee crown won peso million billion €".split())

_PAID_IN = frozenset("cash stock share shares".split())


def predicates(sentence: "Span") -> list[Predicate]:
    """All predicates of *sentence*: verbs, each with what it shares with others, then nouns, which look at the verbs' arguments."""
    verbs: dict[int, Predicate] = {}
    for token in sentence:
        if (token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass")) or _stray_verb(token):
            verbs[token.i] = _verb(token)
    for token in sentence:
        if token.i in verbs:
            inherit(verbs[token.i], verbs)
    nouns = [nominal(token, verbs) for token in sentence if token.pos_ in ("NOUN", "ADJ", "PROPN") and token.dep_ != "det"]
    return [*verbs.values(), *nouns]


def _stray_verb(token: "Token") -> bool:
    return token.tag_ in ("VBD", "VBZ", "VBN", "VBP", "VBG") and token.pos_ not in ("AUX", "ADJ") and token.dep_ not in ("aux", "auxpass", "amod", "compound")


def _verb(token: "Token") -> Predicate:
    """A verb with the arguments that hang on it."""
    lemma = _LEMMAS.get(token.lemma_.lower(), token.lemma_.lower())
    lemmas = {lemma}
    made = Predicate(token, frozenset(), passive=any(child.dep_ == "auxpass" for child in token.children))
    for child in token.children:
        if child.dep_ == "nsubj":
            made.add("subj", antecedent(child))
        elif child.dep_ == "nsubjpass":
            made.add("obj", antecedent(child))
            made.passive = True
        elif child.dep_ == "ccomp" and child.i > token.i and any(grand.dep_ == "aux" and grand.lower_ == "to" for grand in child.children):
            # "announced a deal with X to build Y": the parser takes the deal for what builds
            made.add("obj", *(antecedent(grand) for grand in child.children if grand.dep_ == "nsubj" and grand.i > token.i))
        elif child.dep_ in ("dobj", "obj", "oprd"):
            made.add("obj" if child.dep_ != "oprd" else "as", antecedent(child))
            if child.lemma_.lower() in _MONEY:  # "fined Orl 4 million pounds"
                made.add("obj", *(grand for grand in child.children if grand.dep_ in ("nmod", "compound") and grand.pos_ == "PROPN"))
        elif child.dep_ == "dative":
            made.add("iobj", *(grand for grand in [child, *child.children] if grand.dep_ == "pobj" or (grand is child and child.pos_ != "ADP")))
        elif child.dep_ == "attr":
            made.add("attr", child)
        elif child.dep_ == "agent":
            made.add("subj", *(antecedent(grand) for grand in child.children if grand.dep_ == "pobj"))
            made.passive = True
        if child.dep_ == "prt" or (child.dep_ in ("advmod", "prep") and child.i in (token.i + 1, token.i + 2)):
            lemmas.add(f"{lemma}_{child.lower_}")
            made.add(child.lower_, *(other for other in token.children if other.dep_ in ("dobj", "obj") and other.i > child.i))  # "draw on X"
    for subject in list(made.args["subj"]) + (list(made.args["obj"]) if made.passive else []):  # "its plans to work with X fell through"
        for inner in subject.subtree:
            if inner.dep_ == "poss" and inner.head.i == subject.i:
                made.add("subj_poss", inner)
            elif inner.dep_ == "pobj" and inner.head.lower_ in ("with", "between"):
                made.add(f"subj_{inner.head.lower_}", antecedent(inner))
    for thing in made.args["obj"]:  # "licensed its drones"
        made.add("obj_poss", *(child for child in thing.children if child.dep_ == "poss"))
    made.lemmas = frozenset(lemmas)
    for child in token.children:
        if child.dep_ in ("xcomp", "ccomp") and child.i > token.i and child.pos_ == "VERB":  # "considered using X"
            made.add("comp_obj", *(antecedent(grand) for grand in child.children if grand.dep_ == "dobj"))
    for name, tokens in prepositional(token):
        made.add(name, *tokens)
    for thing in list(made.args["in"]):  # "will pay 2bn in cash and shares for X"
        if thing.lemma_.lower() in _PAID_IN:
            for name, tokens in prepositional(thing):
                made.add(name, *tokens)
    if made.passive:  # "was chosen over X by Y"
        made.add("subj", *made.args.get("by", []))
    for thing in list(made.args["obj"]):
        if thing.i > token.i:  # "signed a contract with X": the phrase may hang on either
            for name, tokens in prepositional(thing):
                made.add(name, *tokens)
    return made
