"""Nouns as predicates: "Orl's partner Vey", "Vey is a partner of Orl", "Orl has a partner in Vey"."""

from typing import TYPE_CHECKING

from .predicate import Predicate, antecedent, prepositional

if TYPE_CHECKING:
    from spacy.tokens import Token

#: Verbs that lend their subject to the noun they govern: "Orl signed a contract with Vey".
_LIGHT = frozenset(
    """
        have hold sign announce strike reach enter form make take ink close seal win get give do be become sit begin start open end extend renew
        expand launch conduct complete
 run undertake pursue negotiate secure own buy acquire sell keep maintain receive land clinch set build establish create raise lead join file submit
 seek await cancel terminate scrap
 drop suspend confirm disclose unveil reveal finalise finalize conclude agree invest spend plan operate use face include call name appoint remain
 serve act share deepen broaden forge cut break explore discuss consider
 obtain pass lodge commission sever dissolve continue enjoy see find need require hand grant award gain count list describe consist""".split()
)


def nominal(token: "Token", verbs: dict[int, Predicate]) -> Predicate:
    """*token* with the arguments that hang on it, and those of the verb that it stands with; *verbs* are those of the sentence, by token."""
    made = Predicate(token, frozenset({token.lemma_.lower(), token.lower_}), noun=True)
    for child in token.children:
        if child.dep_ == "poss":
            made.add("poss", antecedent(child))
        elif child.dep_ in ("compound", "nmod", "amod") and child.i < token.i and child.pos_ in ("PROPN", "NOUN", "ADJ", "X"):
            made.add("compound", child)
        elif child.dep_ == "appos":
            made.add("self", child)
        elif child.dep_ == "nsubj":
            made.add("self", antecedent(child))
    for name, tokens in prepositional(token):
        made.add(name, *tokens)
    head = token.head
    if token.dep_ == "appos":
        made.add("self", head)
    elif token.dep_ == "conj" and head.dep_ == "appos":
        made.add("self", head.head)
    elif token.dep_ in ("compound", "nmod", "amod") and head.i > token.i:
        made.add("self", head)  # "the mapmaker Orl", "Tessel subsidiary Orl"
        for child in head.children:
            if child.i < token.i and child.dep_ == "poss":
                made.add("poss", child)
            elif child.i < token.i and child.dep_ in ("compound", "nmod"):
                made.add("compound", child)
    governor = head
    through = token
    for _ in range(3):
        if governor.i in verbs or governor.i == governor.head.i:
            break
        if (
            through.dep_ == "prep"
            and governor.pos_ == "NOUN"
            and governor.lemma_ not in ("series", "set", "number", "kind", "round", "part", "result", "middle", "process", "gap", "distance")
        ):
            break
        if through.dep_ in ("pobj", "conj", "prep", "dobj", "attr", "pcomp", "acl"):
            through, governor = governor, governor.head
        else:
            break
    if (
        token.dep_ == "nsubj"
        and governor.dep_ == "ccomp"
        and any(c.dep_ == "aux" and c.lower_ == "to" for c in governor.children)
        and governor.head.i in verbs
        and token.i > governor.head.i
    ):
        governor = governor.head
    verb = verbs.get(governor.i)
    if verb is not None:
        if token.dep_ in ("attr", "acomp") or (token.dep_ == "conj" and head.dep_ == "attr"):
            made.add("self", *verb.args["subj"])
        elif through.dep_ == "prep" and through.lower_ == "as" and not verb.passive:
            made.add("self", *(verb.args["obj"] or verb.args["subj"]))
        elif (through.dep_ == "prep" and through.lower_ == "as") or token.dep_ in ("oprd",):
            made.add("self", *verb.args["obj"])
        if verb.lemmas & _LIGHT and (token.dep_ != "nsubj" or governor is not head):
            made.add("subj", *(arg for arg in verb.args["subj"] if arg.i != token.i))
        for name, tokens in prepositional(verb.token):
            if any(arg.i > token.i for arg in tokens) or verb.token.dep_ == "relcl":  # "in which X is an investor"
                made.add(name, *tokens)
        if token.dep_ == "nsubj" and verb.args["attr"]:
            made.add("self", *verb.args["attr"])
    return made
