"""Arguments that a verb shares with another word: by control ("agreed to buy"), coordination ("tested and bought"), or hanging on a noun."""

from typing import TYPE_CHECKING

from .predicate import RELATIVE, Predicate, antecedent

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Verbs whose object does what the infinitive says: "Orl asked Vey to build …".
_OBJECT_CONTROL = frozenset(
    """
        ask tell let allow help enable force order require persuade urge invite hire pick choose select commission contract want permit expect get
        task instruct oblige appoint engage pay lead""".split()
)
_CLAUSE = ("xcomp", "advcl", "ccomp", "pcomp", "conj", "prep", "acl", "relcl", "dep", "parataxis")


def inherit(made: Predicate, verbs: dict[int, Predicate]) -> None:
    """Give *made* the subject or object that it shares with another word of the sentence; *verbs* are those of the sentence, by token."""
    token = made.token
    dep, head = token.dep_, token.head
    if dep in ("relcl", "acl") and head.i < token.i:
        _of_noun(made, head)
        return
    if not made.args["obj" if made.passive else "subj"]:  # who does what a passive says is never who says so
        above = head
        for _ in range(4):
            if above.i in verbs or above.dep_ not in ("prep", "pcomp", "advmod", "mark"):
                break
            above = above.head
        other = verbs.get(above.i)
        if other is None and above.pos_ in ("NOUN", "PROPN", "ADJ") and above.head.i in verbs and dep in ("acl", "xcomp", "pcomp", "advcl", "ccomp", "prep"):
            other = verbs.get(above.head.i)
        if (
            other is None
            or other is made
            or dep not in _CLAUSE
            or (dep == "ccomp" and any(c.dep_ in ("mark", "aux") and c.lower_ in ("that", "whether") for c in token.children))
        ):
            return
        if other.token.i != made.token.i and other.token.i > made.token.i and dep == "conj":
            return
        shared = other.args["subj"] if not other.passive else other.args["obj"]
        if dep in ("xcomp", "ccomp") and other.args["obj"] and not other.passive and other.lemmas & _OBJECT_CONTROL:
            shared = other.args["obj"]
        if dep == "conj" and other.passive and token.tag_ == "VBN" and not made.args["obj"]:
            made.passive = True
            made.add("obj", *other.args["obj"])
            if not made.args["by"]:  # "founded by P and backed by Q"
                made.add("subj", *other.args["subj"])
        elif made.passive and not made.args["obj"]:
            made.add("obj", *shared)
        elif not made.args["subj"]:
            if token.tag_ == "VBN" and not made.args["obj"] and dep in ("advcl",):
                made.passive = True
                made.add("obj", *shared)
            else:
                made.add("subj", *shared)
    for child in token.children:  # "developed and sells X": the object stands with the last verb
        if child.dep_ == "conj" and child.i in verbs and not made.args["obj"] and not made.passive and verbs[child.i].args["obj"] and child.i - token.i <= 3:
            made.add("obj", *verbs[child.i].args["obj"])


def _of_noun(made: Predicate, noun: "Token") -> None:
    """A clause that hangs on a noun has that noun as its missing argument."""
    token = made.token
    mentioned = any(noun.i == arg.i for args in made.args.values() for arg in args)
    if mentioned:
        return
    if token.dep_ == "acl":
        if token.tag_ == "VBG" and not made.args["subj"]:
            made.add("subj", noun)
        elif token.tag_ in ("VBN", "VBD") and not made.args["obj"]:
            made.add("obj", noun)
            made.passive = True
        elif not made.args["subj"]:
            governor = noun.head
            made.add("subj", *(antecedent(child) for child in governor.children if child.dep_ == "nsubj"))
            made.add("subj", *(child for child in noun.children if child.dep_ == "poss"))
    elif made.args["subj"] and not made.args["obj"] and not made.passive and not any(child.lower_ in RELATIVE for child in token.subtree if child.i < token.i):
        made.add("obj", noun)
    elif not made.args["subj"] and not made.passive:
        made.add("subj", noun)
