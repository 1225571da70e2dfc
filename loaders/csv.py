"""CSV: an article a row, in the columns text, title, url, published, modified, publisher, language."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

from graphkit.errors import SourceError
from graphkit.loading import MAX_TEXT, Hints, Source, document, each
from graphkit.records import Document

from .dateline import as_declared
from .text import decode

_SAME = ("title", "text", "url", "published", "modified", "publisher", "language")
_COLUMNS = {name: name for name in _SAME} | {"date": "published", "updated": "modified", "source": "publisher", "id": "declared"}


def load(source: Source, hints: Hints) -> Iterator[Document]:
    """A document for each row, kind ``csv``; the first row names the columns, in any order and case.

    Commas, semicolons or tabs part them. Columns of other names are left alone. Raises `SourceError` where there is
    no column text, and one for all the rows that can't be read, by row, after those that can.
    """
    text = decode(source.read(hints.max_bytes), source)
    header = text.lstrip("\ufeff").split("\n", 1)[0]
    csv.field_size_limit(MAX_TEXT)
    rows = csv.reader(StringIO(text, newline=""), delimiter=max(",;\t", key=header.count), strict=True)
    return each(source, _rows(rows, source), lambda row: _document(row, source, hints))


def _rows(rows: Any, source: Source) -> Iterator[tuple[str, dict[str, Any] | SourceError]]:
    names: list[str] = []
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            raise SourceError(source.name, f"line {rows.line_num}: {error}; the rest is not read") from error
        if row is None:
            return
        if not names:
            names = [_COLUMNS.get(name.strip().lower().lstrip("\ufeff"), "") for name in row]
            if "text" not in names:
                raise SourceError(source.name, f"no column text; the columns are {', '.join(row)}")
        elif any(cell.strip() for cell in row):
            if len(row) > len(names):
                yield f"line {rows.line_num}", SourceError(source.name, f"{len(row)} cells under {len(names)} columns")
            else:
                yield f"line {rows.line_num}", {name: cell for name, cell in zip(names, row, strict=False) if name}


def _document(row: dict[str, Any], source: Source, hints: Hints) -> Document:
    dates = {name: as_declared(row.pop(name, None), source.name) for name in ("published", "modified")}
    return document(source, hints, row.pop("text", ""), kind="csv", item=True, **dates, **row)
