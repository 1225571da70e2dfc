"""Commands that look after the whole: check, stats, export, rebuild, loads."""

import sys
from contextlib import nullcontext
from pathlib import Path

import click

from ..audit import audit
from ..files import written
from ..graph import Graph
from . import options
from .main import main


@main.command()
@options.store
@options.as_json
def check(store: str, as_json: bool) -> None:
    """Read every edge's evidence again in the stored text, and hold the edges against the claims.

    Notes name what a person may want to settle: versions without a date, reviews that find no claim any more.
    """
    with options.reading(store) as graph:
        counts, faults, notes = audit(graph.store)
    share = 100 * counts["spans right"] / counts["spans"] if counts["spans"] else 100.0
    if as_json:
        options.print_json({**counts, "evidence": round(share, 2), "faults": faults, "notes": notes})
    else:
        for note in notes:
            click.echo(f"note: {note}", err=True)
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
@click.option("-o", "--output", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path), default="-", help="A file instead of standard output.")
@options.store
def export(output: Path, store: str) -> None:
    """Print the whole graph as canonical JSON lines: documents, claims, edges."""
    with options.reading(store) as graph, nullcontext(sys.stdout) if str(output) == "-" else written(output) as file:
        for line in graph.export():
            file.write(line + "\n")
        file.flush()


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
        made = [f"{report.counts[f'{what} added']} {what}" for what in ("entities", "edges") if report.counts.get(f"{what} added")]
        click.echo(f"derived anew from the claims: {' and '.join(made)}" if made else "nothing to derive: no claims are loaded")


@main.command()
@options.store
@options.as_json
def loads(store: str, as_json: bool) -> None:
    """List the loads that brought something; graphkit diff load:ID load:ID compares two."""
    with options.reading(store) as graph:
        rows = graph.loads
    if as_json:
        options.print_json(rows)
    else:
        click.echo(options.table(((r["load"], r["documents"], r["claims"]) for r in rows), ("load", "documents", "claims")))
