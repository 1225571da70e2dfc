"""Rows of an answer as a person or a program wants them."""

import csv
import io
import json
import re
from typing import Any

import click

from ..results import Table
from . import options

form = click.option("--format", "form", type=click.Choice(["table", "md", "csv", "json"]), default="table", show_default=True)


def render(table: Table, form: str) -> str:
    """*table* as aligned text, Markdown, CSV or JSON."""
    if form == "json":
        return json.dumps(table.to_dicts(), ensure_ascii=False, default=str)
    rows = [[_cell(row.get(column)) for column in table.columns] for row in table]
    if form == "csv":
        out = io.StringIO()
        # No spreadsheet takes a quote of a document for a formula.
        csv.writer(out, lineterminator="\n").writerows([table.columns, *([f"'{c}" if c[:1] in ("=", "+", "-", "@") else c for c in row] for row in rows)])
        return out.getvalue().rstrip("\n")
    if not rows:
        return "no rows"
    if form == "md":
        lines = [[_escape(cell) for cell in row] for row in (table.columns, *rows)]
        lines.insert(1, ["---"] * len(table.columns))
        return "\n".join("| " + " | ".join(line) + " |" for line in lines)
    return options.table(rows, table.columns)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return " ".join((value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)).split())


def _escape(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>#|!~])", r"\\\1", text)
