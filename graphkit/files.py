"""Files that graphkit writes for people: whole or not at all, and in one line why not."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from .errors import OutputError


@contextmanager
def written(path: Path) -> Iterator[TextIO]:
    """A UTF-8 file that takes the place of *path* when the block ends, and leaves what was there where the block fails.

    Raises `OutputError` where it can't be written: no such folder, no permission, a full disk.
    """
    try:
        place = path.resolve()
        if place.exists() and not place.is_file():  # a pipe or a device has no place to be taken
            with place.open("w", encoding="utf-8", newline="\n") as file:
                yield file
            return
        beside = place.with_name(f".{place.name[:100]}-{secrets.token_hex(4)}")
        try:
            with beside.open("x", encoding="utf-8", newline="\n") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            beside.replace(place)
        except BaseException:
            with suppress(OSError):
                beside.unlink()
            raise
    except OSError as error:
        raise OutputError(f"can't write {path}: {error.strerror or error}; what was there is as it was") from error
