"""The command that writes what Neo4j Browser takes."""

from pathlib import Path

import click

from .. import browser as files
from .main import main


@main.command()
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="In which folder.  [default: here]")
def browser(output: Path) -> None:
    """Write two files to drag into Neo4j Browser: the explorer's colours, and the catalogue as saved queries."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        (output / "graphkit.grass").write_text(files.style(), encoding="utf-8", newline="\n")
        (output / "graphkit-queries.zip").write_bytes(files.saved_queries())
    except OSError as error:
        raise click.ClickException(f"can't write to {output}: {error.strerror}") from error
    click.echo(f"wrote {output / 'graphkit.grass'} and {output / 'graphkit-queries.zip'}: drag each onto Neo4j Browser (docs/browser.md)")
