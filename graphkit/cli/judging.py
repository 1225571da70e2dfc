"""Commands that say who is who: merge, split, unjudge, judgements."""

import getpass
from typing import Literal

import click

from ..graph import Graph
from ..ingest import Report
from . import options
from .main import main

by_whom = click.option("--by", envvar="GRAPHKIT_USER", default=getpass.getuser, show_default="you", show_envvar=True, help="Who judges.")


def told(report: Report) -> None:
    click.echo(", ".join(f"{count} {what}" for what, count in sorted(report.counts.items()) if count) or "nothing changed")


def _judge(name: str, verdict: Literal["same", "different"], meaning: str) -> None:
    @main.command(name, help=meaning)
    @click.argument("one", metavar="NAME")
    @click.argument("other", metavar="NAME")
    @by_whom
    @options.store
    def command(one: str, other: str, by: str, store: str) -> None:
        with Graph(store) as graph:
            told(graph.judge(one, other, verdict, by))


_judge("merge", "same", "Say that two names are the same thing (with a type, as Company:Tarn, where two things bear one). graphkit unjudge takes it back.")
_judge("split", "different", "Say that two names are different things, by whatever way they were taken for one.")


@main.command()
@click.argument("one", metavar="NAME")
@click.argument("other", metavar="NAME")
@options.store
def unjudge(one: str, other: str, store: str) -> None:
    """Take back what was said of two names: the graph is then as it was before."""
    with Graph(store) as graph:
        told(graph.unjudge(one, other))


@main.command()
@options.store
@options.as_json
def judgements(store: str, as_json: bool) -> None:
    """List what was said of two names, by whom and when."""
    with options.reading(store) as graph:
        rows = [judgement.row() for judgement in graph.judgements.values()]
    if as_json:
        options.print_json(rows)
    else:
        click.echo(options.table(((r["left"], r["verdict"], r["right"], r["by"], r["at"]) for r in rows), ("name", "is", "name", "by", "at")))
