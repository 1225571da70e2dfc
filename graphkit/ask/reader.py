"""The items of a question as they are read, and what can be seen ahead of them."""

from dataclasses import dataclass, field

from .antecedents import Antecedents
from .plan import Condition, Thing
from .tagging import Item
from .words import Sense


@dataclass(slots=True)
class Part:
    """An element of the question's structure: a thing (kind ``np``), a verb, or a word of grammar."""

    kind: str
    text: str = ""
    thing: Thing | None = None
    sense: Sense | None = None
    form: str = ""
    senses: list[Sense] = field(default_factory=list)
    item: Item | None = None


@dataclass(slots=True)
class Reader:
    """Reads items one by one into ``parts``; what nouns say goes to ``conditions``."""

    items: list[Item]
    known: Antecedents
    parts: list[Part] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)  # nouns that found no place
    modifiers: list[str] = field(default_factory=list)  # words before a noun that aren't known: "speech supplier"
    i: int = 0

    def thing(self) -> Thing | None:
        """The thing that is spoken of here, if one is."""
        raise NotImplementedError

    def _named(self) -> Thing:
        """The names that stand here, as one thing."""
        raise NotImplementedError

    def _peek(self) -> Item | None:
        return self.items[self.i] if self.i < len(self.items) else None

    def _participle_before_noun(self) -> bool:
        """Whether a participle stands before its noun here: "rejected vendors"."""
        here = self._peek()
        after = self.items[self.i + 1] if self.i + 1 < len(self.items) else None
        before = self.items[self.i - 1] if self.i else None
        return bool(
            here and here.kind == "verb" and here.form == "part" and " " not in here.text and after and after.kind in ("type", "noun")
            and (before is None or before.kind in ("filler", "which", "what", "howmany", "most", "least", "poss", "its", "other"))
        )  # fmt: skip

    def _thing_after(self) -> bool:
        after = self.items[self.i + 1 : self.i + 4]
        while after and after[0].kind in ("filler", "both", "place"):
            after = after[1:]
        return bool(after) and after[0].kind in ("name", "pron", "its", "which", "what", "noun", "type", "who", "verb", "whose")

    def _noun_after(self) -> bool:
        after = self.items[self.i + 1 : self.i + 2]
        return bool(after) and any(e.kind in ("type", "noun") for e in after[0].options)

    def _name_after(self) -> bool:
        after = self.items[self.i + 1 : self.i + 4]
        while after and after[0].kind in ("filler", "both"):
            after = after[1:]
        return bool(after) and after[0].kind in ("name", "pron", "its", "which", "what", "who")
