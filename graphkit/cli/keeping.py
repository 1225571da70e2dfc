"""Commands that keep a store: backup, restore, migrate."""

from pathlib import Path

import click

from .. import backup as backups
from ..migrate import migrate as migrated
from . import options
from .main import main


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@options.store
@options.as_json
def backup(file: Path, store: str, as_json: bool) -> None:
    """Write the whole store to FILE: texts, claims, decisions and load times, with a checksum.

    It can be restored into a store of either kind. What was purged before isn't in it; what is purged later stays in it.
    """
    with options.reading(store) as graph:
        found = graph.backup(file)
    if as_json:
        options.print_json({"file": str(file), **found})
    else:
        click.echo(f"wrote {file}: {found['documents']} documents, {found['claims']} claims, {found['decisions']} decisions; hash {found['hash']}")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Remove what the store holds first.")
@options.store
@options.as_json
def restore(file: Path, replace: bool, store: str, as_json: bool) -> None:
    """Put the backup FILE into an empty store, which is made where it isn't there.

    The file is checked before anything is written. If it is cut off, run it again.
    """
    report = backups.restore(store, file, replace=replace)
    for note in report.notes:
        click.echo(f"note: {note}", err=True)
    if as_json:
        options.print_json(report.row())
    else:
        click.echo(f"restored {report.counts['documents']} documents, {report.counts['claims']} claims, {report.counts['decisions']} decisions")


@main.command()
@options.store
def migrate(store: str) -> None:
    """Bring a store that an earlier version of graphkit wrote to the present format. Running it twice does no harm."""
    report = migrated(store)
    click.echo(f"migrated {report.counts['documents']} documents" if report.counts else "nothing to do: the store has the present format")
