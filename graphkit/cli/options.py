"""What commands share: the store option, JSON output, selections."""

import json
import sys
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click
from pydantic import ValidationError

from ..derive import SHOWN, STATUSES
from ..errors import QueryError
from ..graph import Graph
from ..ontology import RELATIONS
from ..selection import Selection

F = TypeVar("F", bound=Callable[..., Any])

store = click.option(
    "--store",
    envvar="GRAPHKIT_STORE",
    default="./graphkit.db",
    show_default=True,
    show_envvar=True,
    metavar="PATH|URI",
    help="A folder, or bolt://… / neo4j://… (user and password from GRAPHKIT_NEO4J_USER and GRAPHKIT_NEO4J_PASSWORD, else a prompt).",
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")


def selecting(command: F) -> F:
    """Options that make a `Selection`."""
    for option in (
        click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Only edges at least this sure."),
        click.option("--known-by", metavar="DATE", help="The graph with only what was said by then."),
        click.option("--as-of", metavar="DATE", help="Only what was true then, where the sources say when."),
        click.option("--status", "statuses", multiple=True, type=click.Choice(list(STATUSES)), help=f"Repeatable.  [default: {', '.join(SHOWN)}]"),
        click.option("--relation", "relations", multiple=True, type=click.Choice(list(RELATIONS), case_sensitive=False), help="Repeatable.  [default: all]"),
        click.option("--about", multiple=True, metavar="NAME", help="Only edges of this entity; repeatable."),
    ):
        command = option(command)
    return command


def selection(**given: Any) -> Selection:
    """The `Selection` of these options; a wrong value is wrong use."""
    try:
        return Selection(**{name: value for name, value in given.items() if value not in (None, ())})
    except (ValidationError, QueryError) as error:
        raise click.UsageError(str(error)) from error


def reading(address: str) -> Graph:
    """The graph at *address* for reading; says so where the last load was cut off."""
    graph = Graph(address, read_only=True)
    if graph.unfinished:
        click.echo("note: the last load was cut off before the edges were brought up to date; load again, or run: graphkit rebuild", err=True)
    return graph


def print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2 if sys.stdout.isatty() else None, default=str))


def table(rows: Iterable[Iterable[Any]], header: Iterable[str]) -> str:
    """Rows as aligned text."""
    lines = [[str(cell) if cell is not None else "" for cell in row] for row in (list(header), *rows)]
    widths = [min(60, max(len(line[i]) for line in lines)) for i in range(len(lines[0]))]
    return "\n".join("  ".join(cell[:60].ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines)
