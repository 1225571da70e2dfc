"""An answer as text, Markdown with footnotes, CSV or JSON. The text of sources is data: nothing in it is obeyed."""

import csv
import io
import json
import re
from typing import Any, Literal

from .answer import Answer

Format = Literal["text", "md", "csv", "json"]
_COLUMNS = ("entities", "subject", "relation", "object", "outcome", "reason", "reason_class", "modality", "status", "from", "to", "origins")


def render(answer: Answer, form: str = "text", *, cypher: bool = False) -> str:
    """*answer* in one of the formats text, md, csv, json; with *cypher*, all but CSV show the statement too."""
    if form == "json":
        return json.dumps(answer.row(cypher=cypher), ensure_ascii=False, default=str)
    told = {"text": _text, "md": _markdown, "csv": _csv}[form](answer)
    statement = answer.understood.cypher
    if not cypher or not statement or form not in ("text", "md"):
        return told
    return f"{told}\n\n```cypher\n{statement}\n```" if form == "md" else f"{told}\n\nIn Cypher:\n{_indented(statement)}"


def _indented(text: str) -> str:
    return "\n".join(f"    {_words(line)}" for line in text.splitlines())


def understood(answer: Answer) -> str:
    """How the question was understood, in one line; empty where it wasn't."""
    what = answer.understood
    filters = [f"{name.replace('_', ' ')} {', '.join(value) if isinstance(value, list) else value}" for name, value in what.filters.items() if name != "cypher"]
    return "; ".join(part for part in (what.relation or "", " and ".join(what.entities), *filters) if part)


def detail(row: dict[str, Any]) -> str:
    """What a row says besides who: outcome, role, action, reason, dates, and a status that isn't plain fact."""
    parts = [str(row[key]) for key in ("outcome", "role", "action") if row.get(key)]
    if row.get("outcome") == "rejected" or row["relation"] == "REJECTED_BECAUSE":
        reason = f"{row['reason']} ({row['reason_class']})" if row.get("reason") else "no reason stated"
        parts = [f"{' '.join(parts)}: {reason}" if parts else reason]
    if row.get("from") or row.get("to"):
        parts.append(f"until {row['to']}" if not row.get("from") else f"{row['from']}–{row['to']}" if row.get("to") else str(row["from"]))
    if row["status"] not in ("confirmed", "reported"):
        parts.append(row.get("disagreement") or row["status"])
    return "; ".join(parts)


def source(quote: dict[str, Any]) -> str:
    """Where a quote is from."""
    page = quote.get("page") and f"p. {quote['page']}"
    parts = [quote.get("title") or quote.get("url") or quote["document"], quote.get("publisher"), quote.get("published"), page]
    return ", ".join(str(part) for part in parts if part)


def _words(text: str) -> str:
    """One line without control characters, so that a quote can't drive a terminal."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "", " ".join(text.split()))


def _text(answer: Answer) -> str:
    lines = [_words(answer.text)]
    if how := understood(answer):
        lines.append(_words(f"  (understood: {how})"))
    lines += [f"  {candidate['name']} ({candidate['type']})" for candidate in answer.candidates]
    for row in answer.rows:
        what = detail(row)
        lines += ["", _words(f"{row['subject']} {row['relation']} {row['object']}{f' — {what}' if what else ''}")]
        for quote in row["evidence"]:
            lines.append(_words(f"“{quote['text']}”").join(("    ", "")))
            lines.append(f"        {_words(source(quote))}{_said(quote)}")
    return "\n".join(lines)


def _said(quote: dict[str, Any]) -> str:
    return f"  [{quote['modality']}]" if quote.get("modality") not in ("asserted", "reported", None) else ""


def _markdown(answer: Answer) -> str:
    how = understood(answer)
    lines = [_escape(answer.text), "", *([f"*Understood: {_escape(how)}*", ""] if how else [])]
    notes: list[str] = []
    lines += [f"- {_escape(c['name'])} ({c['type']})" for c in answer.candidates]
    for row in answer.rows:
        marks = []
        for quote in row["evidence"]:
            notes.append(f"[^{len(notes) + 1}]: “{_escape(quote['text'])}” — {_escape(source(quote))}{f', <{_address(quote)}>' if _address(quote) else ''}")
            marks.append(f"[^{len(notes)}]")
        what = detail(row)
        lines.append(f"- **{_escape(row['subject'])}** {row['relation']} **{_escape(row['object'])}**{f' — {_escape(what)}' if what else ''}{''.join(marks)}")
    return "\n".join([*lines, "", *notes]).rstrip()


def _address(quote: dict[str, Any]) -> str | None:
    url = quote.get("url") or ""
    return url if re.fullmatch(r"https?://[^\s<>]+", url) else None


def _escape(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>#|!~])", r"\\\1", _words(text))


def _csv(answer: Answer) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*_COLUMNS, "quote", "source", "url"))
    for row in answer.rows:
        first = row["evidence"][0] if row["evidence"] else {}
        cells = [row.get(name) for name in _COLUMNS[1:]]
        cells = ["; ".join(row["entities"]), *cells, first.get("text"), source(first) if first else None, first.get("url")]
        writer.writerow([_cell(cell) for cell in cells])
    return out.getvalue().rstrip("\n")


def _cell(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else _words(str(value))
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text
