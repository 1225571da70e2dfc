"""From tagged items to phrases: each thing spoken of, with what its noun says of it ("Apple's rivals", "investors in X")."""

from dataclasses import dataclass

from .heads import Heads
from .kinds import MADE
from .nouns import BY_KIND
from .plan import Thing
from .reader import Part
from .tagging import Item
from .words import Sense


@dataclass(slots=True)
class Phrases(Heads):
    """Reads all items; see `Reader`."""

    def read(self) -> "Phrases":
        while self.i < len(self.items):
            before = self.i
            if thing := self.thing():
                self.parts.append(Part("np", thing.text, thing))
                if (inner := self._inner(thing)) and (after := self._peek()) and after.kind == "that":
                    self.parts.append(Part("np", inner.text, inner, form="inner"))  # "the head of the company that …": which company
                if not thing.named and thing not in self.known.found:
                    self.known.found.append(thing)
            else:
                item = self.items[self.i]
                self.i += 1
                if item.kind == "that" or (item.kind in ("who", "which") and self.parts and self.parts[-1].kind == "np" and before):
                    self.parts.append(Part("that"))
                elif item.kind in ("noun", "type"):
                    self.dropped.append(item.text)
                elif item.kind not in ("filler", "place", "outside", "unknown", "untold"):
                    part = Part(item.kind, item.text, form=item.form, item=item)
                    if item.kind == "verb":
                        part.senses = list(dict.fromkeys([item.value, *(e.value for e in item.options if e.kind == "verb")]))
                        part.sense = part.senses[0]
                    self.parts.append(part)
        return self

    def _inner(self, thing: Thing) -> Thing | None:
        """What the noun of *thing* is of, where that is to be found too."""
        condition = self.conditions[-1] if self.conditions else None
        other = condition.other(thing) if condition and thing.noun and thing in (condition.subject, condition.object) else None
        return other if other and not other.named and not other.asked else None

    def thing(self) -> Thing | None:
        """The thing that is spoken of here, if one is; leaves the place where it was otherwise."""
        start = self.i
        found = self._start()
        if found is None:
            self.i = start
            return None
        while True:
            grown = self._possessed(found)
            if grown is None:
                return found
            if found.asked and (found.named or found in self.known.ahead):
                grown.asked, found.asked = True, False  # "which of X's models"
            for part in self.parts:
                if part.kind == "howmany" and part.thing is found:
                    part.thing, grown.asked = grown, True  # "how many of X's models"
            found = grown

    def _start(self) -> Thing | None:
        asked, most, kinds, amount = False, "", 0, 0
        first = self._peek()
        while (item := self._peek()) and item.kind in (
            "filler",
            "which",
            "what",
            "howmany",
            "most",
            "least",
            "other",
            "place",
            "whose",
            "both",
            "of",
            "atleast",
            "top",
            "unknown",
        ):
            if item.kind == "unknown" and not self._noun_after():
                break
            if item.kind == "unknown":
                self.modifiers.append(item.text)
            if item.kind == "top":
                self.parts.append(Part("top", item=item))
            amount = item.value if item.kind == "atleast" else amount
            if item.kind in ("both", "of") and not (asked and item.kind == "of"):
                break
            kinds += item.kind in ("which", "what", "howmany", "whose")
            asked = asked or item.kind in ("which", "what", "howmany", "whose")
            most = item.kind if item.kind in ("most", "least") else most
            self.i += 1
        item = self._peek()
        if item and self._participle_before_noun():
            verb = item
            self.i += 1
            thing = self._head(asked)
            if thing:
                self._condition(verb.value, None, thing)
        else:
            thing = self._head(asked) if item else None
        if thing is None and asked and first and first.kind in ("which", "what") and kinds == 1:
            # "what" alone: everything after it is read anew
            self.i = self.items.index(first, 0) + 1
            while (item := self._peek()) and item.kind == "of":
                self.i += 1
                return self.thing()
            thing = Thing(asked=True, text=first.text)
            return None if self._relative() else thing
        if thing and asked and (not thing.named or thing in self.known.made or thing in self.known.ahead):
            thing.asked = True
        if thing and first and first.kind == "whose" and thing.kinds & {*MADE, "vendor"} and not thing.noun:
            thing.asked = False
            self._condition(BY_KIND["Model"], Thing(asked=True, text="whose"), thing)  # "whose model …": its maker is asked
            return thing
        if thing and first and first.kind == "whose" and thing.noun and (condition := next((c for c in self.conditions if c.noun_is(thing)), None)):
            condition.fill(thing, Thing(asked=True, text="whose"))  # "whose chief executive is …": the company is asked
            thing.asked = False
            return thing
        if thing and amount:
            thing.at_least = amount
        if thing and first and first.text.lower() == "another":
            thing.another = True
        if thing and most:
            thing.noun = thing.noun or Sense("", end=most)
            self.parts.append(Part(most, item=Item(most, most), thing=thing))
        if thing and first and first.kind == "howmany":
            self.parts.append(Part("howmany", thing=thing))
        return thing
