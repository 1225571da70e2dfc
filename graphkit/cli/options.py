"""What commands share: the store option, JSON output, selections."""

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click
from pydantic import ValidationError

from ..ask import Answer
from ..derive import SHOWN, STATUSES
from ..errors import QueryError
from ..extract import LEAST, Extractor, Rules
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
        click.option(
            "--status",
            "statuses",
            multiple=True,
            type=click.Choice(list(STATUSES)),
            help=f"Repeatable; what is named is on when the page opens.  [default: all are in the file, and all but {', '.join(SHOWN)} are off at first]",
        ),
        click.option("--relation", "relations", multiple=True, type=click.Choice(list(RELATIONS), case_sensitive=False), help="Repeatable.  [default: all]"),
        click.option("--about", multiple=True, metavar="NAME", help="Only edges of this entity; repeatable."),
    ):
        command = option(command)
    return command


def times(command: F) -> F:
    """Options that say of which time the graph is asked."""
    command = click.option("--known-by", metavar="DATE", help="Ask the graph with only what was said by then.")(command)
    return click.option("--as-of", metavar="DATE", help="Ask only what was true then, where the sources say when.")(command)


llm_config = click.option(
    "--llm-config",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="GRAPHKIT_LLM_CONFIG",
    show_envvar=True,
    metavar="FILE",
    help="TOML with url, model, key, …; GRAPHKIT_LLM_URL, _MODEL, _KEY win over it.",
)

llm_cache = click.option(
    "--llm-cache",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="GRAPHKIT_LLM_CACHE",
    show_envvar=True,
    metavar="FOLDER",
    help="Where replies are kept, so that none is paid twice.  [default: ~/.cache/graphkit/llm]",
)


def reader(command: F) -> F:
    """Options that say who reads documents; see `extractor`."""
    for option in (
        click.option(
            "--min-confidence", "least", type=click.FloatRange(0, 1), default=LEAST, show_default=True, help="Offline: keep claims at least this sure."
        ),
        click.option("--budget", type=click.FloatRange(min=0), metavar="AMOUNT", help="Never spend more on the model, in the currency of its prices."),
        llm_cache,
        llm_config,
        click.option(
            "--extractor",
            "kind",
            type=click.Choice(["rules", "llm", "both"]),
            default="rules",
            show_default=True,
            help="Who reads: offline rules, a language model, or both, pooled.",
        ),
    ):
        command = option(command)
    return command


READER = ("kind", "llm_config", "llm_cache", "budget", "least")


def extractor(kind: str, llm_config: Path | None, llm_cache: Path | None, budget: float | None, least: float, *, dry_run: bool = False) -> Extractor:
    """Who reads; a budget without a model is wrong use. Raises `LlmError` where no model is set up.

    What a model will take is told before anything is sent; a dry run ends there.
    """
    if kind == "rules":
        if budget is not None:
            raise click.UsageError("--budget goes with --extractor llm or both")
        return Rules(least)
    from .. import llm

    model = llm.extractor(llm_config, llm_cache, budget)

    def warn(estimate: Any) -> None:
        click.echo(f"{model.settings.model}: {estimate}", err=True)
        if dry_run:
            raise click.exceptions.Exit(0)

    model.warn = warn
    if sys.stderr.isatty():
        model.progress = lambda done, of: click.echo(f"\r{done} of {of} documents, {model.budget}   ", err=True, nl=done == of)
    return llm.BothExtractor(model) if kind == "both" else model


def asked_model(llm_config: Path | None, llm_cache: Path | None) -> Callable[[Graph, str], Answer]:
    """What answers a question with a model's help. Raises `LlmError` where no model is set up."""
    from .. import llm
    from ..llm import question

    model = llm.extractor(llm_config, llm_cache)
    return lambda graph, asked: question.ask(graph, asked, model.settings, model.cache, model.budget)


def spent(extractor: Extractor) -> None:
    """Say what a model took, and what of its replies wasn't taken."""
    model = getattr(extractor, "model", None)
    if model is not None:
        dropped = "".join(f"; dropped {count} {what}" for what, count in model.dropped.most_common())
        click.echo(f"{model.settings.model}: {model.budget}{dropped}", err=True)


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
