"""A queue of questions, each answered with one key; every answer can be undone."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import click

from ..errors import GraphkitError
from ..graph import Graph
from .keys import Keys
from .screen import rule, say, wrapped

_NEXT = ("\r", "\n", " ")
_UNDO = ("z", "\x7f", "\x08")
_MORE = {"space": "skip", "z": "undo", "q": "quit", "?": "help"}
_HELP = {
    "same": "They are one thing: their edges come together. Every name of either goes with it.",
    "different": "They are two things, and never become one by whatever way round.",
    "unsure": "It can't be told. You are not asked again (--again asks).",
    "accept": "The words say so: the claim counts as sure.",
    "reject": "The words don't say so: the claim no longer counts, and stays visible.",
    "correct": "Something of it is wrong: write what is right, as modality=planned; object=Tarn.",
    "skip": "Decide nothing; the next one.",
    "undo": "Take back your last answer of this session, or go back to what you skipped.",
    "quit": "Leave. What you decided is kept already.",
    "help": "This.",
}


class Cancelled(Exception):
    """What was asked for an answer was left empty."""


@dataclass(slots=True)
class Desk:
    """A queue of *items*, the keys that answer them, and what was done so far, so that it can be undone."""

    graph: Graph
    items: list[Any]
    keys: dict[str, str]
    show: Callable[[Any], Iterable[str]]
    answer: Callable[[Any, str], None]
    is_open: Callable[[Any], bool]
    keyboard: Keys
    at: int = 0
    done: list[tuple[int, str, list[tuple[Any, Any]]]] = field(default_factory=list)

    def run(self) -> Counter[str]:
        """Ask until there is nothing left, or the person quits; what was decided, by answer."""
        said: str | None = None
        while True:
            while self.at < len(self.items) and not self.is_open(self.items[self.at]):
                self.at += 1  # another answer settled it
            if self.at >= len(self.items):
                if not self.done:
                    break
                say(f"{said + '. ' if said else ''}That was the last one.  [z] undo  [any other key] leave")
                if self.keyboard.key() not in _UNDO:
                    break
                said = self.undo()
                continue
            if said:
                say(click.style(said, fg="green"))
            say("")
            say(rule(f"{self.at + 1} of {len(self.items)}"))
            for line in self.show(self.items[self.at]):
                say(line)
            said = self.ask(self.items[self.at])
            if said == "quit":
                break
        return Counter(what for _, what, _ in self.done)

    def ask(self, item: Any) -> str | None:
        """Wait for a key that means something, and do it; "quit", or what to tell."""
        self._tell_keys()
        while True:
            key = self.keyboard.key()
            if key in ("q", ""):
                return "quit"
            if key in _UNDO:
                return self.undo()
            if key in ("?", "h"):
                for pressed, what in {**self.keys, **_MORE}.items():
                    for line in wrapped(_HELP[what], " " * 20, f"  {pressed:6} {what:10} "):
                        say(line)
                self._tell_keys()
            elif key in _NEXT:
                self.done.append((self.at, "skip", []))
                self.at += 1
                return None
            elif key in self.keys:
                what = self.keys[key]
                before = self.graph.decisions
                try:
                    self.answer(item, what)
                except Cancelled:
                    say("Nothing decided.")
                    continue
                except GraphkitError as error:
                    say(click.style(str(error), fg="red"))
                    continue
                after = self.graph.decisions
                changed = [(after.get(i), before.get(i)) for i in sorted(before.keys() | after.keys()) if after.get(i) != before.get(i)]
                self.done.append((self.at, what, changed))
                self.at += 1
                return what.capitalize()

    def undo(self) -> str:
        """Take back the last answer; the graph is exactly as it was before it."""
        if not self.done:
            return "There is nothing to undo"
        self.at, what, changed = self.done.pop()
        if changed:
            self.graph.put_back(changed)
        return f"Undone: {what}"

    def _tell_keys(self) -> None:
        say("  ".join(f"[{click.style(key, bold=True)}] {what}" for key, what in {**self.keys, **_MORE}.items()))
