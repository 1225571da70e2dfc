"""What "it", "they" and "its" stand for."""

from dataclasses import dataclass, field

from ..identity import Node
from .plan import Thing


@dataclass(slots=True)
class Antecedents:
    """What "it" and "they" may stand for: things of this question before those of the conversation."""

    named: list[Node] = field(default_factory=list)
    answered: list[Node] = field(default_factory=list)
    here: list[Thing] = field(default_factory=list)
    found: list[Thing] = field(default_factory=list)
    unresolved: list[str] = field(default_factory=list)
    used: list[str] = field(default_factory=list)  # the pronoun of each of ``made``
    ahead: list[Thing] = field(default_factory=list)  # "which of its models did X …": named later
    made: list[Thing] = field(default_factory=list)  # things that pronouns of this question stand for

    def add(self, thing: Thing) -> Thing:
        self.here.append(thing)
        for pronoun in self.ahead:
            pronoun.groups, pronoun.text = thing.groups, thing.text
            self.unresolved.clear()
        self.ahead.clear()
        return thing

    def of(self, pronoun: str, *, does: bool = True) -> Thing | None:
        """The thing that *pronoun* stands for; *does*: it is the one that does what follows."""
        if pronoun == "itself":
            return next((thing for thing in self.found if thing.asked), None)
        if pronoun in ("he", "she", "him", "his", "her"):
            people = [n for n in (*self.answered, *self.named) if n.type == "Person"]
            return self._nodes(people[:1], pronoun)
        many = pronoun in (
            "they",
            "them",
            "these",
            "those",
            "of them",
            "of these",
            "of those",
            "both of them",
            "each of them",
            "the two",
        ) or pronoun.startswith(("these ", "those "))
        if pronoun == "their":
            many = not self.here and len(self.answered) > 1 and not self.named
        if many and (told := [thing for thing in self.found if thing.kinds or thing.noun]):
            return told[0]
        asked = [thing for thing in self.found if thing.asked and thing.kinds and not (self.here and thing.text.endswith("s"))]
        if asked and not many and not does and pronoun in ("it", "this"):
            return asked[0]  # "which chip did X pick, and who makes it"
        if self.here:
            return self.here[-1]
        if not self.named and (told := [thing for thing in self.found if not thing.asked]):
            return told[0]
        if many and (self.answered or len(self.named) > 1):
            return self._nodes(self.answered or self.named, pronoun)
        found = self._nodes(self.named[:1] or self.answered[:1], pronoun)
        if found:
            found.maybe = [*self.named, *(self.answered if len(self.answered) == 1 else [])]
        return found

    def _nodes(self, nodes: list[Node], pronoun: str) -> Thing | None:
        if not nodes:
            self.unresolved.append(pronoun)
            if pronoun in ("its", "their"):
                self.ahead.append(Thing(text=pronoun))
                return self.ahead[-1]
            return None
        self.used.append(pronoun)
        self.made.append(Thing(groups=[(node,) for node in nodes], text=nodes[0].name))
        return self.made[-1]
