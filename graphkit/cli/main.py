"""The command group: errors become one line and exit status 1, wrong use 2."""

import errno
import os
import sys
from typing import Any

import click

from ..errors import GraphkitError

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # where what is printed goes to a file on a full disk


class Commands(click.Group):
    """Turns graphkit's own errors into one line; a real bug keeps its traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except GraphkitError as error:
            raise click.ClickException(str(error)) from error
        except BrokenPipeError:
            # The reader (head, less) has gone; what is still to be flushed has nowhere to go.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        except OSError as error:
            if error.errno not in _NO_ROOM:
                raise
            raise click.ClickException(f"can't write: {error.strerror}") from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="vendor-graphkit", prog_name="graphkit")
def main() -> None:
    """A knowledge graph of AI vendor relationships in which every edge opens the exact sentence it came from.

    \b
    Start with:   graphkit demo
    Then:         graphkit load FOLDER
                  graphkit ask "which vendors did Apple evaluate, and why were they dropped?"
                  graphkit explore -o graph.html
    """


from . import answers, browser, cypher, documents, evaluation, judging, keeping, review, reviewing, upkeep  # noqa: E402,F401  (each adds its commands to the group)
