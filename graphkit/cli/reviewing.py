"""Commands that judge what was read: claims, accept, reject, correct, add-claim, unreview, reviews, retract, unretract, purge."""

from collections.abc import Callable
from typing import Any, Literal, TypeVar

import click

from ..deciding import CHANGEABLE
from ..graph import Graph
from ..ontology import MODALITIES, RELATIONS
from ..reviews import VERDICTS
from . import options
from .judging import by_whom, told
from .main import main

F = TypeVar("F", bound=Callable[..., Any])
_reason = click.option("--reason", required=True, metavar="TEXT", help="Why; it is kept.")


def _values(command: F) -> F:
    """An option for each attribute of a claim that a person may write."""
    kinds: dict[str, Any] = {"relation": click.Choice(list(RELATIONS), case_sensitive=False), "modality": click.Choice(list(MODALITIES))}
    helps = {
        "subject": "Name; with its type, as Company:Oakline, where no reader saw it.",
        "object": "Name; with its type where no reader saw it.",
        "from": "When it began: 2025, 2025-Q1, 2025-02-14.",
        "to": "When it ended.",
        "reported": "When it was said, where not when the document was published.",
        "reason": "Why a vendor was turned down, in the document's words.",
    }
    for name in reversed(CHANGEABLE):
        flag = "--because" if name == "reason" else f"--{name.replace('_', '-')}"
        command = click.option(flag, f"new_{name}", type=kinds.get(name, str), help=helps.get(name))(command)
    return command


def _given(new: dict[str, str | None]) -> dict[str, str]:
    return {name.removeprefix("new_"): value for name, value in new.items() if value is not None}


@main.command()
@click.option("--about", metavar="NAME", help="Only claims about this entity.")
@click.option("--document", metavar="ID", help="Only claims of this document.")
@options.store
@options.as_json
def claims(about: str | None, document: str | None, store: str, as_json: bool) -> None:
    """List claims with their ids: what counts, what people reviewed, and why others don't count."""
    with options.reading(store) as graph:
        rows = graph.claim_rows(about, document)
    if as_json:
        options.print_json(rows)
        return
    for row in rows:
        marks = "; ".join(str(row[name]) for name in ("modality", "outcome", "action", "role", "standing", "review") if row.get(name))
        why = f" ({row['review_reason']}, {row['reviewed_by']})" if row.get("review") else ""
        click.echo(f"{row['id']}  {row['subject']} {row['relation']} {row['object']}  [{marks}{why}]\n    “{' '.join(row['quote'].split())}”")
    click.echo(f"{len(rows)} claims")


def _review(verdict: Literal["accept", "reject"], meaning: str) -> None:
    @main.command(verdict, help=meaning)
    @click.argument("claim")
    @_reason
    @by_whom
    @options.store
    def command(claim: str, reason: str, by: str, store: str) -> None:
        with Graph(store) as graph:
            told(graph.review(claim, verdict, reason, by))


_review("accept", "Vouch for a claim (its id, or how that begins: graphkit claims). It then counts as sure.")
_review("reject", "Say that a claim is wrong: it no longer counts, and stays visible. It holds when the document is read anew.")


@main.command()
@click.argument("claim")
@_values
@_reason
@by_whom
@options.store
def correct(claim: str, reason: str, by: str, store: str, **new: str | None) -> None:
    """Put a claim right: what is given replaces what was read, an empty value takes it away."""
    with Graph(store) as graph:
        told(graph.review(claim, "correct", reason, by, _given(new)))


@main.command("add-claim")
@click.argument("document")
@click.argument("sentence")
@_values
@_reason
@by_whom
@options.store
def add_claim(document: str, sentence: str, reason: str, by: str, store: str, **new: str | None) -> None:
    """Add a claim that no reader found, from a SENTENCE of a stored DOCUMENT (its id: graphkit documents)."""
    values = _given(new)
    if missing := [name for name in ("relation", "subject", "object") if name not in values]:
        raise click.UsageError(f"a claim needs --{' and --'.join(missing)}")
    with Graph(store) as graph:
        told(graph.add_claim(document, sentence, reason, by, values))


@main.command()
@click.argument("claim")
@options.store
def unreview(claim: str, store: str) -> None:
    """Take back what was decided about a claim: the graph is then as it was before it."""
    with Graph(store) as graph:
        told(graph.unreview(claim))


@main.command()
@options.store
@options.as_json
def reviews(store: str, as_json: bool) -> None:
    """List what was decided about claims and documents, by whom, when and why."""
    with options.reading(store) as graph:
        found = [{"what": VERDICTS[r.verdict], "id": r.claim.id, "document": r.claim.document, **_who(r)} for r in graph.reviews.values()]
        found += [{"what": w.kind, "id": w.document, "document": w.document, **_who(w)} for w in graph.withdrawals.values()]
    if as_json:
        options.print_json(found)
    else:
        click.echo(options.table(((r["id"], r["what"], r["reason"], r["by"], r["at"]) for r in found), ("claim or document", "is", "why", "by", "at")))


def _who(decision: Any) -> dict[str, str]:
    return {"reason": decision.reason, "by": decision.by, "at": decision.at}


@main.command()
@click.argument("document")
@_reason
@by_whom
@options.store
def retract(document: str, reason: str, by: str, store: str) -> None:
    """Take a document's claims out of the edges: they stay visible, and graphkit unretract undoes it."""
    with Graph(store) as graph:
        told(graph.retract(document, reason, by))


@main.command()
@click.argument("document")
@options.store
def unretract(document: str, store: str) -> None:
    """Let the claims of a retracted document count again."""
    with Graph(store) as graph:
        told(graph.unretract(document))


@main.command()
@click.argument("document")
@_reason
@by_whom
@click.option("--yes", is_flag=True, help="Don't ask.")
@options.store
def purge(document: str, reason: str, by: str, yes: bool, store: str) -> None:
    """Remove a document's text, quotes, claims and reviews for good, and leave a marker.

    Loading it again is refused. Its earlier versions don't come back in its place. Reprints, exports, backups and the kept replies of a
    language model (--llm-cache) are not touched; a server keeps its own logs.
    """
    with Graph(store) as graph:
        for note in graph.left_by_purge(document):
            click.echo(f"note: {note}", err=True)
        if not yes:
            click.confirm(f"Remove document {document} for good?", abort=True)
        told(graph.purge(document, reason, by))
