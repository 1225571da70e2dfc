"""Commands that look after the whole: check, stats, export, rebuild."""

import getpass
import sys
from typing import TextIO

import click

from ..audit import audit
from ..graph import Graph
from ..ingest import Report
from . import options
from .main import main


@main.command()
@options.store
@options.as_json
def check(store: str, as_json: bool) -> None:
    """Read every edge's evidence again in the stored text, and hold the edges against the claims."""
    with options.reading(store) as graph:
        counts, faults = audit(graph.store)
    share = 100 * counts["spans right"] / counts["spans"] if counts["spans"] else 100.0
    if as_json:
        options.print_json({**counts, "evidence": round(share, 2), "faults": faults})
    else:
        for fault in faults:
            click.echo(f"error: {fault}", err=True)
        click.echo(
            f"{counts['documents']} documents, {counts['claims']} claims, {counts['edges']} edges: "
            f"{counts['spans right']} of {counts['spans']} quotes stand where they say ({share:.4g}% evidence), {len(faults)} faults"
        )
    sys.exit(1 if faults else 0)


@main.command()
@options.store
@options.as_json
def stats(store: str, as_json: bool) -> None:
    """Counts by type, and the hash of the canonical export."""
    with options.reading(store) as graph:
        found = graph.stats()
    if as_json:
        options.print_json(found)
        return
    for name, value in found.items():
        text = ", ".join(f"{count} {what}" for what, count in value.items()) if isinstance(value, dict) else value
        click.echo(f"{name + ':':<11}{text}")


@main.command()
@click.option("-o", "--output", type=click.File("w", encoding="utf-8"), default="-", help="A file instead of standard output.")
@options.store
def export(output: TextIO, store: str) -> None:
    """Print the whole graph as canonical JSON lines: documents, claims, edges."""
    with options.reading(store) as graph:
        for line in graph.export():
            output.write(line + "\n")


@main.command()
@options.store
@options.as_json
def rebuild(store: str, as_json: bool) -> None:
    """Drop entities and edges, and derive them anew from the claims."""
    with Graph(store) as graph:
        report = graph.rebuild()
    if as_json:
        options.print_json(report.row())
    else:
        click.echo(", ".join(f"{count} {what}" for what, count in sorted(report.counts.items()) if count) or "nothing to derive")


_by = click.option("--by", envvar="GRAPHKIT_USER", default=getpass.getuser, show_default="you", show_envvar=True, help="Who judges.")


def _told(report: Report) -> None:
    click.echo(", ".join(f"{count} {what}" for what, count in sorted(report.counts.items()) if count) or "nothing changed")


@main.command()
@click.argument("one", metavar="NAME")
@click.argument("other", metavar="NAME")
@_by
@options.store
def merge(one: str, other: str, by: str, store: str) -> None:
    """Say that two names are the same thing. Kept beside the data; graphkit unjudge takes it back."""
    with Graph(store) as graph:
        _told(graph.judge(one, other, "same", by))


@main.command()
@click.argument("one", metavar="NAME")
@click.argument("other", metavar="NAME")
@_by
@options.store
def split(one: str, other: str, by: str, store: str) -> None:
    """Say that two names are different things, by whatever way they were taken for one."""
    with Graph(store) as graph:
        _told(graph.judge(one, other, "different", by))


@main.command()
@click.argument("one", metavar="NAME")
@click.argument("other", metavar="NAME")
@options.store
def unjudge(one: str, other: str, store: str) -> None:
    """Take back what was said of two names: the graph is then as it was before."""
    with Graph(store) as graph:
        _told(graph.unjudge(one, other))


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
