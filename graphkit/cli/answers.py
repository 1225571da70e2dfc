"""Commands that answer: ask, query, show, explore, demo."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from .. import ask as asking
from .. import catalogue, loading
from ..catalogue import Query
from ..derive import STATUSES
from ..errors import QueryError
from ..files import written
from ..graph import Graph
from ..statements import data_root
from . import options, rows
from .main import main

EXAMPLE_QUESTION = "Which vendors did Brightwell Mobile evaluate, and why were they dropped?"


@main.command()
@click.argument("question", required=False)
@click.option("-i", "interactive", is_flag=True, help="Ask one question after another; “they” and “it” then refer back.")
@click.option("--format", "form", type=click.Choice(["text", "md", "csv", "json"]), default="text", show_default=True)
@click.option("--show-cypher", is_flag=True, help="Show the question as a Cypher statement too.")
@click.option("--llm", "with_llm", is_flag=True, help="What isn't understood offline, a language model puts into Cypher; see docs/llm.md.")
@options.llm_config
@options.llm_cache
@options.times
@options.store
@options.as_json
def ask(
    question: str | None,
    interactive: bool,
    form: str,
    show_cypher: bool,
    with_llm: bool,
    llm_config: Path | None,
    llm_cache: Path | None,
    store: str,
    as_json: bool,
    as_of: str | None,
    known_by: str | None,
) -> None:
    """Answer a question in English, with the quotes and the sources."""
    if not question and not interactive:
        raise click.UsageError('ask what? e.g. graphkit ask "who supplies models to Apple?", or -i for a session')
    form = "json" if as_json else form
    model = options.asked_model(llm_config, llm_cache) if with_llm else None
    with options.reading(store) as whole, whole.at(as_of=as_of, known_by=known_by) as graph:
        session = asking.Session()
        while True:
            if question:
                answer = asking.ask(graph, question, session)
                if model and answer.status == "not_understood":
                    answer = model(graph, question)
                click.echo(asking.render(answer, form, cypher=show_cypher))
            if not interactive:
                return
            try:
                question = click.prompt("?", prompt_suffix=" ", default="", show_default=False)
            except click.Abort:
                return
            if question.strip().lower() in ("", "exit", "quit", "q"):
                return


class Questions(click.Group):
    """One subcommand for each file of the catalogue, one option for each of its parameters."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(catalogue.catalogue())

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        try:
            return _command(catalogue.query(name))
        except QueryError as error:
            raise click.UsageError(str(error), ctx) from error


def _command(question: Query) -> click.Command:
    kinds: dict[str, Any] = {"integer": int}
    parameters: list[click.Parameter] = [
        click.Option(
            [f"--{p.name.replace('_', '-')}", p.name],
            type=kinds.get(p.kind, str),
            required=p.required,
            help=p.doc + ("" if p.required or p.default is None else f"  [default: {p.default}]"),
        )
        for p in question.parameters
    ]
    parameters.append(click.Option(["--for-browser"], is_flag=True, help="Print the statement to paste into Neo4j Browser instead."))

    @rows.form
    @options.times
    @options.store
    @options.as_json
    def answer(form: str, store: str, as_json: bool, for_browser: bool, as_of: str | None, known_by: str | None, **given: Any) -> None:
        given = {name: value for name, value in given.items() if value is not None}
        try:
            question.bind(given)
        except QueryError as error:
            raise click.UsageError(str(error)) from error
        with options.reading(store) as whole, whole.at(as_of=as_of, known_by=known_by) as graph:
            if for_browser:
                click.echo(graph.for_browser(question.name, **given))
                return
            found = graph.query(question.name, **given)
        click.echo(rows.render(found, "json" if as_json else form))

    command: Callable[..., Any] = answer
    return click.Command(question.name, callback=command, help=question.doc, params=[*parameters, *getattr(command, "__click_params__", [])])


main.add_command(Questions("query", help="Run a question of the catalogue; graphkit query --help lists them."))


@main.command()
@click.argument("name")
@options.store
@options.as_json
def show(name: str, store: str, as_json: bool) -> None:
    """All that is known of one entity, with quotes."""
    with options.reading(store) as graph:
        found = graph.show(name)
    if as_json:
        options.print_json(found)
        return
    for entity in found["entities"]:
        also = f"; also {', '.join(entity['aliases'])}" if entity["aliases"] else ""
        click.echo(click.style(f"{entity['name']}", bold=True) + f" ({entity['type']}{also})")
    for edge in found["edges"]:
        detail = "; ".join(str(edge[key]) for key in ("outcome", "action", "role", "from", "to", "reason") if edge.get(key))
        click.echo(f"\n{edge['subject']} {edge['relation']} {edge['object']}  [{edge['status']}{'; ' + detail if detail else ''}]")
        for quote in edge["evidence"]:
            origin = quote["title"] or quote["url"] or quote["document"]
            click.echo(f"    “{' '.join(quote['text'].split())}”  — {origin}{', ' + quote['published'] if quote['published'] else ''}")
    click.echo(f"\n{len(found['edges'])} edges; named in {len(found['documents'])} documents")


@main.command()
@click.argument("before", metavar="DATE|load:ID")
@click.argument("after", metavar="DATE|load:ID")
@options.store
@options.as_json
def diff(before: str, after: str, store: str, as_json: bool) -> None:
    """What changed between what was known by two dates, or after two loads: new, ended, contradiction, other status, disagreement, gone."""
    with options.reading(store) as graph:
        rows = graph.diff(before, after)
    if as_json:
        options.print_json(rows)
        return
    for row in rows:
        status = " → ".join(dict.fromkeys(filter(None, (row["before"], row["after"]))))
        click.echo(f"{row['change']:<13}{row['subject']} {row['relation']} {row['object']}  [{status}]")
        if row["quote"]:
            click.echo(f"{'':<13}“{' '.join(row['quote'].split())}”  — {row['source']}")
    click.echo(f"{len(rows)} changes")


@main.command()
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), default=Path("explorer.html"), show_default=True)
@click.option("--title", default="AI vendor relationships", show_default=True)
@click.option(
    "--context", type=click.Choice(["sentence", "passage", "none"]), default="sentence", show_default=True, help="How much of the sources travels in the file."
)
@click.option(
    "--opens",
    metavar="VIEW",
    help="Where the page opens: decisions, graph, timeline, table, or what follows # in a link copied from a page.  [default: decisions]",
)
@options.selecting
@options.store
@options.as_json
def explore(output: Path, title: str, context: Any, opens: str | None, store: str, as_json: bool, **given: Any) -> None:
    """Write the explorer: one HTML page that needs no network."""
    with options.reading(store) as graph:
        # The page has its own switches for what isn't shown at first, so all of it travels unless statuses are named.
        selection = options.selection(**{**given, "statuses": given["statuses"] or tuple(STATUSES)})
        page = graph.explore(selection, title=title, context=context, opens=opens)
    _write(output, page)
    if as_json:
        options.print_json({"file": str(output), "bytes": len(page.encode())})
    else:
        click.echo(f"wrote {output} ({len(page.encode()) / 1e6:.2f} MB)")


@main.command()
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), default=Path("explorer.html"), show_default=True)
@click.option("--store", default=None, metavar="PATH|URI", help="Keep the graph there.  [default: a temporary folder]")
def demo(output: Path, store: str | None) -> None:
    """Load the example documents, ask a question of them, and write the explorer file."""
    with tempfile.TemporaryDirectory(prefix="graphkit-demo-") as folder:
        examples = str(data_root("examples"))
        with Graph(store or str(Path(folder) / "graphkit.db"), create=True) as graph:
            report = graph.load(list(loading.sources([examples], loading.Hints())))
            for failure in report.failed:
                click.echo(f"error: {failure}", err=True)
            counts = graph.stats()
            click.echo(f"Loaded {counts['documents']} example documents: {counts['claims']} claims, {sum(counts['edges'].values())} edges.\n")
            click.echo(f"? {EXAMPLE_QUESTION}\n")
            click.echo(asking.render(asking.ask(graph, EXAMPLE_QUESTION), "text"))
            _write(output, graph.explore(title="graphkit examples"))
            click.echo(f"\nWrote {output}: open it in a browser.")
    sys.exit(1 if report.failed else 0)


def _write(path: Path, page: str) -> None:
    with written(path) as file:
        file.write(page)
