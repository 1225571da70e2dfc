"""A predicate with its arguments, and the two steps on which every kind of predicate relies: a relative pronoun's antecedent, and prepositions."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

RELATIVE = frozenset("which that who whom whose where".split())


@dataclass(slots=True, eq=False)
class Predicate:
    """A word that says something of its arguments. ``lemmas`` holds its readings with and without particle."""

    token: "Token"
    lemmas: frozenset[str]
    noun: bool = False
    passive: bool = False
    args: "dict[str, list[Token]]" = field(default_factory=lambda: defaultdict(list))

    def add(self, name: str, *tokens: "Token") -> None:
        known = {token.i for token in self.args[name]}
        self.args[name].extend(token for token in tokens if token.i not in known)


def antecedent(token: "Token") -> "Token":
    """What a relative pronoun stands for, or *token* itself."""
    if token.lower_ in RELATIVE and token.tag_ in ("WDT", "WP", "WP$", "WRB", "IN", "DT"):
        for above in token.ancestors:
            if above.dep_ in ("relcl", "acl") and above.head.i < token.i:
                return above.head
    return token


def prepositional(token: "Token", depth: int = 0) -> "Iterator[tuple[str, list[Token]]]":
    """Prepositions of *token* with what they govern; "out of" and "to … with" are followed down."""
    for child in token.children:
        if (child.dep_ in ("prep", "agent", "dative") and child.pos_ in ("ADP", "SCONJ", "VERB", "PART", "ADV", "ADJ")) or child.dep_ == "prep":
            objects = [antecedent(grand) for grand in child.children if grand.dep_ in ("pobj", "obj")]
            if objects:
                yield child.lower_, objects
                for thing in objects:
                    if depth < 1 and thing.i > token.i:
                        yield from ((name, tokens) for name, tokens in prepositional(thing, depth + 1) if name in ("with", "to"))
            for grand in child.children:
                if grand.dep_ == "pcomp" and depth < 1:  # "for vetting to the agency"
                    yield from prepositional(grand, depth + 1)
                if grand.dep_ == "prep":
                    inner = [antecedent(great) for great in grand.children if great.dep_ == "pobj"]
                    if inner:
                        yield f"{child.lower_}_{grand.lower_}", inner
                        yield grand.lower_, inner
