"""Commands about documents: load, extract, documents."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from typing import Any

import click

from .. import loading
from ..errors import GraphkitError, LlmError, SourceError
from ..extract import Rules, unread
from ..extract.explain import explain as explained
from ..graph import Graph
from ..names import starter
from ..records import Document, Extraction, canonical_json
from . import options
from .main import main


def _hints(command: Any) -> Any:
    for option in (
        click.option(
            "--max-size",
            "max_bytes",
            type=click.IntRange(min=1),
            default=loading.MAX_BYTES // 2**20,
            show_default=True,
            metavar="MB",
            help="Refuse larger sources.",
        ),
        click.option("--allow-private", is_flag=True, help="Fetch from private addresses too."),
        click.option("--follow", is_flag=True, help="Fetch the articles that a feed points to."),
        click.option("--language", metavar="CODE", help="Language (ISO 639-1), where the source doesn't say."),
        click.option("--published", metavar="DATE", help="Publication date: 2025, 2025-02 or 2025-02-14."),
        click.option("--url", help="Where the document was published."),
        click.option("--publisher", help="Who published it."),
        click.option("--title", help="Title."),
    ):
        command = option(command)
    return command


def _made_hints(max_bytes: int, **given: Any) -> loading.Hints:
    if given["published"]:
        from ..periods import check_period

        try:
            check_period(given["published"])
        except GraphkitError as error:
            raise click.BadParameter(str(error), param_hint="--published") from error
    return loading.Hints(max_bytes=max_bytes * 2**20, **given)


@main.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@_hints
@click.option("--again", is_flag=True, help="Extract anew from what was loaded before, and replace its extracted claims.")
@click.option("--again-after-purge", "after_purge", is_flag=True, help="Load what was purged, too; its marker goes.")
@click.option("--dry-run", is_flag=True, help="Say what would change, write nothing; with a model, say what it would take, send nothing.")
@options.reader
@options.store
@options.as_json
def load(sources: tuple[str, ...], again: bool, after_purge: bool, dry_run: bool, store: str, as_json: bool, **given: Any) -> None:
    """Load documents: files, folders, globs, URLs, or - for standard input.

    What can't be read is named in one line each, the rest is loaded; the exit status is then 1.
    Loading the same documents again changes nothing.
    """
    reader = options.extractor(**{name: given.pop(name) for name in options.READER}, dry_run=dry_run)
    hints = _made_hints(**given)
    found = list(loading.sources(sources, hints))
    with Graph(store, create=True) as graph:
        quiet = as_json or not sys.stderr.isatty() or not isinstance(reader, Rules)
        bar: Any = nullcontext() if quiet else click.progressbar(length=len(found), label="Loading", file=sys.stderr, show_pos=True)
        with bar as shown:
            advance = shown.update if shown else lambda _: None
            report = graph.load(found, hints, again=again, dry_run=dry_run, progress=lambda _: advance(1), extractor=reader, after_purge=after_purge)
    options.spent(reader)
    for note in report.notes:
        click.echo(f"note: {note}", err=True)
    for failure in report.failed:
        click.echo(f"error: {failure}", err=True)
    if as_json:
        options.print_json(report.row())
    else:
        done = ", ".join(f"{count} {what}" for what, count in sorted(report.counts.items()) if count) or "nothing to do"
        click.echo(f"{'would be: ' if dry_run else ''}{done}{f'; {len(report.failed)} failed' if report.failed else ''}")
    sys.exit(1 if report.failed else 0)


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@_hints
@click.option("--explain", is_flag=True, help="Sentence by sentence: the rule behind each claim, or why there is none.")
@options.reader
@options.as_json
def extract(files: tuple[str, ...], explain: bool, as_json: bool, **given: Any) -> None:
    """Print what the extractor finds in documents, without a store.

    With --json one object a document: doc, entities, relations with their evidence.
    """
    reader = options.extractor(**{name: given.pop(name) for name in options.READER})
    hints = _made_hints(**given)
    names, failed = starter(), False
    read: Iterable[tuple[str, str, Document | str]] = _read(files, hints)
    if not isinstance(reader, Rules):
        read = list(read)
        reader.ahead([document for _, _, document in read if isinstance(document, Document) and not document.given])
    for name, doc, document in read:
        if isinstance(document, str):
            failed |= document.startswith("error")
            click.echo(document, err=True)
            continue
        if explain and isinstance(reader, Rules) and not document.given and reader.reads(document):
            click.echo("\n".join((f"{name}:", *explained(document, names))))
            continue
        if not document.given and not reader.reads(document):
            click.echo(f"note: {name}: {unread(document)}", err=True)
        try:
            found = document.given or (reader.extract(document, names) if reader.reads(document) else Extraction())
        except LlmError as error:
            failed = True
            click.echo(f"error: {name}: {error}", err=True)
            continue
        click.echo(canonical_json(scored(doc, found)) if as_json else _readable(name, found))
    options.spent(reader)
    sys.exit(1 if failed else 0)


def _read(files: tuple[str, ...], hints: loading.Hints) -> Iterator[tuple[str, str, Document | str]]:
    """Source, short name and document of each that *files* hold; a line about it in place of one that can't be read."""
    for source in loading.sources(files, hints):
        try:
            if isinstance(source, SourceError):
                raise source
            if isinstance(source, loading.Skipped):
                yield "", "", f"note: {source}"
                continue
            doc = (source.path.name if source.path else source.name).rsplit(".", 1)[0]
            for document in loading.documents(source, hints):
                yield source.name, doc, document
        except SourceError as error:
            yield error.source, "", f"error: {error}"


def scored(doc: str, found: Extraction) -> dict[str, Any]:
    """An extraction in the annotation format: one object a document."""
    relations = []
    for claim in found.claims:
        row = claim.row()
        first, *more = row.pop("evidence")
        row.pop("document")
        row["type"] = row.pop("relation")
        relations.append({**row, "id": claim.id, "date": claim.date, "evidence": first, "more_evidence": more})
    return {"doc": doc, "entities": [entity.row() for entity in found.entities], "relations": relations}


def _readable(name: str, found: Extraction) -> str:
    names = {entity.id: entity.name for entity in found.entities}
    lines = [f"{name}: {len(found.entities)} entities, {len(found.claims)} claims"]
    for claim in found.claims:
        detail = " ".join(str(v) for v in (claim.outcome, claim.action, claim.role, claim.date) if v)
        told = f"{claim.modality}{'; ' + detail if detail else ''}"
        lines.append(f"  {names[claim.subject]} {claim.relation} {names[claim.object]}  [{told}]  {claim.confidence:.2f}")
        if claim.reason:
            lines.append(f"      reason ({claim.reason_class}): {claim.reason}")
        lines.append(f"      “{' '.join(claim.evidence[0].text.split())}”")
    return "\n".join(lines)


@main.command()
@options.store
@options.as_json
def documents(store: str, as_json: bool) -> None:
    """List the documents that are loaded."""
    with options.reading(store) as graph:
        rows = [document.model_copy(update={"text": ""}).row() for document in graph.documents.values()]
    if as_json:
        options.print_json(rows)
    else:
        click.echo(
            options.table(
                ((r["id"], r.get("published"), r.get("publisher"), r.get("title") or r.get("url")) for r in rows), ("id", "published", "publisher", "title")
            )
        )
