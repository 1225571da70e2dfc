"""`graphkit review`: one question after another about pairs of things, or claims, each answered with one key; every answer can be undone."""

import os
import shutil
import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import click

from ..candidates import Candidate, Doubt
from ..deciding import CHANGEABLE
from ..derive import STATUSES
from ..drawing import around
from ..errors import GraphkitError, QueryError
from ..graph import Graph
from ..identity import Node
from ..selection import Selection
from . import options
from .judging import by_whom
from .keys import Keys
from .main import main

_SHOWN = 3  # edges with their quotes, of each side
_NEXT = ("\r", "\n", " ")
_UNDO = ("z", "\x7f", "\x08")

PAIRS = {"s": "same", "d": "different", "u": "unsure"}
CLAIMS = {"a": "accept", "r": "reject", "c": "correct"}
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
                _say(f"{said + '. ' if said else ''}That was the last one.  [z] undo  [any other key] leave")
                if self.keyboard.key() not in _UNDO:
                    break
                said = self.undo()
                continue
            if said:
                _say(click.style(said, fg="green"))
            _say(_rule(f"{self.at + 1} of {len(self.items)}"))
            for line in self.show(self.items[self.at]):
                _say(line)
            said = self.ask(self.items[self.at])
            if said == "quit":
                break
        return Counter(what for _, what, _ in self.done)

    def ask(self, item: Any) -> str | None:
        """Wait for a key that means something, and do it; "quit", or what to tell."""
        _say("  ".join(f"[{click.style(key, bold=True)}] {what}" for key, what in {**self.keys, **_MORE}.items()))
        while True:
            key = self.keyboard.key()
            if key in ("q", ""):
                return "quit"
            if key in _UNDO:
                return self.undo()
            if key in ("?", "h"):
                for pressed, what in {**self.keys, **_MORE}.items():
                    _say(f"  {pressed:6} {what:10} {_HELP[what]}")
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
                    _say("Nothing decided.")
                    continue
                except GraphkitError as error:
                    _say(click.style(str(error), fg="red"))
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


@main.command()
@click.argument("what", type=click.Choice(["names", "claims"]), default="names")
@click.option("--about", metavar="NAME", help="Only what concerns this entity.")
@click.option("--again", is_flag=True, help="Names: ask again where the answer was unsure.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many.")
@by_whom
@options.store
@options.as_json
def review(what: Literal["names", "claims"], about: str | None, again: bool, limit: int | None, by: str, store: str, as_json: bool) -> None:
    """Answer, with one key each, what the program can't tell: NAMES that may be one thing [default], or CLAIMS that are unsure or disputed.

    Most worth an answer first. What you decide is what merge, split, accept, reject and correct decide; each answer can be undone.
    """
    interactive = sys.stdin.isatty() and sys.stdout.isatty()
    if not as_json and not interactive:
        raise QueryError("review asks a person: run it in a terminal, or list what it would ask with --json")
    with options.reading(store) if as_json else Graph(store) as graph:
        nodes = {node.id for node in graph.named(about)} if about else set()
        found: list[Any] = _pairs(graph, nodes, again) if what == "names" else _claims(graph, nodes)
        found = found[:limit]
        if as_json:
            options.print_json([_pair_row(graph, item) if isinstance(item, Candidate) else _claim_row(graph, item) for item in found])
            return
        if not found:
            click.echo("Nothing to ask.")
            return
        desk = _names_desk(graph, found, by) if what == "names" else _claims_desk(graph, found, by)
        with graph.session():
            with desk.keyboard.watched():
                total = desk.run()
            if any(verdict != "skip" for verdict in total):
                click.echo("Bringing the graph up to date …")
    click.echo(", ".join(f"{count} {what}" for what, count in sorted(total.items())) or "nothing decided")


def _pairs(graph: Graph, about: set[str], again: bool) -> list[Candidate]:
    wanted = {None, "unsure"} if again else {None}
    return [c for c in graph.candidates() if c.judged in wanted and (not about or about & {c.one.id, c.other.id})]


def _claims(graph: Graph, about: set[str]) -> list[Doubt]:
    return [d for d in graph.doubts() if not about or about & {d.subject.id, d.object.id}]


def _names_desk(graph: Graph, found: list[Candidate], by: str) -> Desk:
    def answer(item: Candidate, verdict: Any) -> None:
        graph.judge(item.left, item.right, verdict, by)

    def is_open(item: Candidate) -> bool:
        """Whether no way round through what was said to be one leads from one to the other."""
        same = [{pair.one.id, pair.other.id} for at, what, _ in desk.done if what == "same" for pair in [desk.items[at]]]
        one = {item.one.id}
        while more := [pair for pair in same if pair & one and not pair <= one]:
            one = one.union(*more)
        return item.other.id not in one

    desk = Desk(graph, list(found), PAIRS, lambda item: _show_pair(graph, item), answer, is_open, Keys())
    return desk


def _show_pair(graph: Graph, item: Candidate) -> Iterator[str]:
    yield f"One thing, or two?  {_clean(item.why)}."
    for node in (item.one, item.other):
        facts, count, documents = _evidence(graph, node)
        yield ""
        yield f"{click.style(_clean(node.name), bold=True)}  {node.type}, in {len(documents)} documents"
        if node.aliases:
            yield from _wrapped("also: " + _clean(", ".join(node.aliases[:8])))
        for fact in facts:
            yield from _wrapped(f"{fact['said']}  [{fact['status']}]")
            yield from _quoted(fact["quote"])
        if not facts:
            for i in documents[:_SHOWN]:
                yield from _quoted(_mention(graph, node, i))
        if count > len(facts):
            yield from _wrapped(f"and {count - len(facts)} more")
    yield ""


def _evidence(graph: Graph, node: Node) -> tuple[list[dict[str, Any]], int, list[str]]:
    """What some edges say of *node*, each with its best quote; how many edges there are; and the documents that name it."""
    edges = graph.edges(Selection(about=(node.name,), statuses=tuple(STATUSES)))
    mine = [edge for edge in edges if node.id in (edge["subject"].id, edge["object"].id)]
    rows = [
        {"said": _clean(f"{row['subject']} {row['relation']} {row['object']}"), "status": row["status"], "quote": row["evidence"][0]}
        for row in graph.answers(mine[:_SHOWN])
    ]
    return rows, len(mine), graph.mentions(node)


def _mention(graph: Graph, node: Node, document: str) -> dict[str, Any]:
    """The words around the first place where *document* names *node*."""
    text, facts = graph.text(document), graph.documents[document]
    at = next((at for name in (node.name, *node.aliases) if (at := text.find(name)) >= 0), 0)
    return {"text": "".join(around(text, at, at, "sentence")), "title": facts.title, "publisher": facts.publisher, "published": facts.published}


def _claims_desk(graph: Graph, found: list[Doubt], by: str) -> Desk:
    keyboard = Keys()

    def asked(question: str) -> str:
        if said := keyboard.line(question):
            return said
        raise Cancelled

    def answer(item: Doubt, verdict: Any) -> None:
        change = _change(asked(f"What is right? ({', '.join(CHANGEABLE)}) ")) if verdict == "correct" else {}
        reason = "read in its sentence" if verdict == "accept" else asked("Why? ")
        graph.review(item.claim.id, verdict, reason, by, change)

    def is_open(item: Doubt) -> bool:
        return item.claim.id in graph.claims([item.claim.id])

    return Desk(graph, list(found), CLAIMS, lambda item: _show_claim(graph, item), answer, is_open, keyboard)


def _change(said: str) -> dict[str, str]:
    """What "modality=planned; object=Tarn" changes."""
    pairs = [part.partition("=") for part in said.split(";") if part.strip()]
    if any(not equals for _, equals, _ in pairs):
        raise QueryError("write it as modality=planned; object=Tarn")
    change = {name.strip(): value.strip() for name, _, value in pairs}
    if unknown := change.keys() - set(CHANGEABLE):
        raise QueryError(f"a claim has no {', '.join(sorted(unknown))}; there is {', '.join(CHANGEABLE)}")
    return change


def _show_claim(graph: Graph, item: Doubt) -> Iterator[str]:
    claim = item.claim
    said = " ".join((item.subject.name, claim.relation, item.object.name))
    marks = [getattr(claim, name) for name in ("modality", "outcome", "reason", "action", "role", "from_", "to")]
    yield f"Does it say so?  {item.why}."
    yield ""
    yield click.style(_clean(said), bold=True) + "  " + _clean(f"[{', '.join(mark for mark in marks if mark)}]")
    yield from _quoted(graph.quote(claim), graph.text(claim.document))
    for other in graph.claims(item.against[:_SHOWN]).values():
        yield from _wrapped("against it:")
        yield from _quoted(graph.quote(other))
    yield ""


def _quoted(quote: dict[str, Any], text: str | None = None) -> Iterator[str]:
    """The words with their source; with the document's *text*, within their sentence."""
    words = _clean(quote["text"])
    if text is not None:
        before, after = map(_clean, around(text, quote["start"], quote["end"], "sentence"))
        words = f"{before} ❮{words}❯ {after}".strip() if before or after else words
    source = ", ".join(_clean(part) for part in (quote.get("publisher") or quote.get("title"), quote.get("published")) if part)
    yield from _wrapped(f"“{words}”" + (f"  — {source}" if source else ""), indent="    ")


def _pair_row(graph: Graph, item: Candidate) -> dict[str, Any]:
    def side(node: Node, said: str) -> dict[str, Any]:
        facts, _, documents = _evidence(graph, node)
        who = {"id": node.id, "name": node.name, "type": node.type, "aliases": list(node.aliases), "judge_as": said}
        return {**who, "facts": facts, "documents": documents}

    return {
        "why": item.why,
        "likely": item.likely,
        "claims": item.claims,
        "judged": item.judged,
        "left": side(item.one, item.left),
        "right": side(item.other, item.right),
    }


def _claim_row(graph: Graph, item: Doubt) -> dict[str, Any]:
    ends = {"subject": item.subject.name, "relation": item.claim.relation, "object": item.object.name}
    return {"claim": item.claim.id, "why": item.why, **ends, "against": list(item.against), "quote": graph.quote(item.claim)}


def _say(line: str) -> None:
    click.echo(line, color=False if os.environ.get("NO_COLOR") else None)


def _width() -> int:
    return min(100, max(40, shutil.get_terminal_size().columns - 1))


def _rule(title: str) -> str:
    return f"── {title} " + "─" * max(0, _width() - len(title) - 4)


def _wrapped(text: str, indent: str = "  ") -> Sequence[str]:
    return textwrap.wrap(text, _width(), initial_indent=indent, subsequent_indent=indent) or [""]


def _clean(text: str) -> str:
    """*text* on one line, without characters that steer a terminal: documents come from anywhere."""
    return " ".join("".join(c if c.isprintable() or c.isspace() else "�" for c in text).split())
