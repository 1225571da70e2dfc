"""The command that runs Cypher which somebody typed or a model wrote."""

import json
import sys
from typing import Any

import click

from . import options, rows
from .main import main


@main.command()
@click.argument("statement")
@click.option("--param", "given", multiple=True, metavar="NAME=VALUE", help="A parameter of the statement; the value is JSON, else text. Repeatable.")
@click.option("--timeout", type=click.FloatRange(0.1, 3600), default=10.0, show_default=True, metavar="SECONDS", help="Stop it then.")
@click.option("--max-rows", type=click.IntRange(1), default=1000, show_default=True, help="Give no more than these.")
@rows.form
@options.store
@options.as_json
def cypher(statement: str, given: tuple[str, ...], timeout: float, max_rows: int, form: str, store: str, as_json: bool) -> None:
    """Run a Cypher statement (- for standard input) that can only read.

    What writes, loads files, reaches the network, administers, or commits in between is refused; what takes too long or too much memory is stopped.
    """
    text = sys.stdin.read() if statement == "-" else statement
    parameters = dict([_parameter(one) for one in given])
    with options.reading(store) as graph:
        found = graph.cypher(text, parameters, timeout=timeout, max_rows=max_rows)
    click.echo(rows.render(found, "json" if as_json else form))
    if not found.complete:
        click.echo(f"note: only the first {max_rows:,} rows; --max-rows gives more", err=True)


def _parameter(one: str) -> tuple[str, Any]:
    name, equals, value = one.partition("=")
    if not equals or not name:
        raise click.UsageError(f"--param takes NAME=VALUE, not {one!r}")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value
