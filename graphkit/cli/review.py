"""`graphkit review`: one question after another about pairs of things, or claims."""

import sys
from typing import Any, Literal

import click

from ..candidates import Candidate, Doubt
from ..deciding import CHANGEABLE
from ..errors import QueryError
from ..graph import Graph
from . import options
from .desk import Cancelled, Desk
from .judging import by_whom
from .keys import Keys
from .main import main
from .showing import claim_row, pair_row, show_claim, show_pair

PAIRS = {"s": "same", "d": "different", "u": "unsure"}
CLAIMS = {"a": "accept", "r": "reject", "c": "correct"}
_DONE = {"accept": "accepted", "reject": "rejected", "correct": "corrected", "skip": "skipped"}


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
            options.print_json([pair_row(graph, item) if isinstance(item, Candidate) else claim_row(graph, item) for item in found])
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
    click.echo(", ".join(f"{count} {_DONE.get(what, what)}" for what, count in sorted(total.items())) or "nothing decided")


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

    desk = Desk(graph, list(found), PAIRS, lambda item: show_pair(graph, item), answer, is_open, Keys())
    return desk


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

    return Desk(graph, list(found), CLAIMS, lambda item: show_claim(graph, item), answer, is_open, keyboard)


def _change(said: str) -> dict[str, str]:
    """What "modality=planned; object=Tarn" changes."""
    pairs = [part.partition("=") for part in said.split(";") if part.strip()]
    if any(not equals for _, equals, _ in pairs):
        raise QueryError("write it as modality=planned; object=Tarn")
    change = {name.strip(): value.strip() for name, _, value in pairs}
    if unknown := change.keys() - set(CHANGEABLE):
        raise QueryError(f"a claim has no {', '.join(sorted(unknown))}; there is {', '.join(CHANGEABLE)}")
    return change
