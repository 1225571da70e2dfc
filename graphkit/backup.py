"""A store in one file, and back: on another machine, another engine, or after a mishap.

A backup is the canonical export without what is derived, each line with when it was recorded. The first line names the format; the last has the
hash of the graph, and the SHA-256 of all that stands before.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from . import contents, export, ingest
from .errors import BackupError, GraphkitError, StoreError
from .files import written
from .ingest import Report
from .ontology import ENTITY_TYPES
from .origins import fingerprint
from .records import Claim, canonical_json
from .statements import statement
from .store import BATCH, Store, Write, open_store, state, transactions
from .stored import DECISIONS, claim_row, decision_write, document_of, document_row

FORMAT = 1
_KIND = "graphkit backup"
_CHARACTERS = 10_000_000  # in a transaction: a document may be as long
_LABELS = (*ENTITY_TYPES, "Claim", *(kind.__name__ for kind in DECISIONS), "Document")


def backup(store: Store, path: Path) -> dict[str, Any]:
    """Write *store* to the file *path*, whole or not at all; counts of what is in it, and the ``hash``.

    The same graph gives the same file, whatever engine holds it. Raises `OutputError` where the file can't be written.
    """
    held = contents.read(store)
    if adrift := {claim.document for claim in held.claims.values()} - held.documents.keys():
        raise StoreError(f"{store.address}: claims of {len(adrift)} documents that aren't stored: graphkit check says more; or is a load going on?")
    counts = {"documents": len(held.documents), "claims": len(held.claims), "decisions": sum(map(len, held.decisions))}
    lines, graph = hashlib.sha256(), hashlib.sha256()
    with written(path) as file:

        def put(row: dict[str, Any]) -> None:
            line = canonical_json(row) + "\n"
            lines.update(line.encode())
            file.write(line)

        put({"kind": _KIND, "format": FORMAT})
        for row in export.rows(store, held):
            graph.update(canonical_json(row).encode() + b"\n")
            kind = row["kind"]
            if kind in ("document", "claim"):
                put({**row, "recorded": held.recorded[row[kind]["id"]]})
            elif kind not in export.DERIVED:
                put(row)
        end = {"kind": "end", **counts, "hash": graph.hexdigest()}
        file.write(canonical_json({**end, "sha256": _sealed(lines, end)}) + "\n")
    return {**counts, "hash": graph.hexdigest()}


def checked(path: Path) -> dict[str, Any]:
    """The last line of the backup at *path*, after reading all of it.

    Raises `BackupError` where it is none, is of a newer format, or isn't what was written.
    """
    total, last = hashlib.sha256(), b""
    try:
        with path.open("rb") as file:
            first = file.readline(1000)
            head = _object(first)
            if head.get("kind") != _KIND:
                raise BackupError(f"{path} is no backup of graphkit; graphkit backup FILE writes one")
            if head.get("format") != FORMAT:
                raise BackupError(f"{path} was written by a newer graphkit (backup format {head.get('format')}, this reads {FORMAT}); upgrade graphkit")
            last = first
            for line in file:
                total.update(last)
                last = line
    except OSError as error:
        raise BackupError(f"{path} can't be read: {error.strerror}") from error
    end = _object(last)
    if end.get("kind") != "end" or not last.endswith(b"\n"):
        raise BackupError(f"{path} is cut off: its last line is missing; use another copy")
    if end.pop("sha256", None) != _sealed(total, end):
        raise BackupError(f"{path} is damaged: its checksum is not that of what it holds; use another copy")
    return end


def restore(address: str, path: Path, *, replace: bool = False) -> Report:
    """Put the backup at *path* into the store at *address*, which is made where it isn't there.

    A store that holds something is refused unless *replace*, which removes that first. Until all is done the store says so and can't be opened; a
    restore that was cut off is run again. Raises `BackupError` before anything is written, `StoreError`.
    """
    end = checked(path)
    store = open_store(address, create=True, restoring=True)
    try:
        there = [label for label in _LABELS if _ids(store, label)]
        (now,) = store.read(statement("read/state.cypher"))
        if there and not replace and now["state"] != "restoring":
            raise StoreError(f"{address} holds a graph already; restore into another store, or give --replace to remove what is in it")
        store.write([state("restoring")])
        for label in there:
            for batch in transactions([(statement("write/delete_entity.cypher", LABEL=label), [{"id": i} for i in _ids(store, label)])]):
                store.write(batch)
        for batch in _batches(path):
            store.write(batch)
        report = Report()
        ingest.derive(store, contents.read(store), report)
        report.counts.update({name: end[name] for name in ("documents", "claims", "decisions")})
        if (found := export.hash_of(store)) != end["hash"]:
            report.notes.append(f"the graph's hash is {found}, where it was {end['hash']}: this version derives some of it in another way")
        return report
    finally:
        store.close()


def _ids(store: Store, label: str) -> list[str]:
    return [row["id"] for row in store.read(statement("read/ids.cypher", LABEL=label))]


def _batches(path: Path) -> Iterator[list[Write]]:
    batch: list[Write] = []
    size = 0
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                batch += _writes(json.loads(line))
            except (GraphkitError, ValidationError, KeyError, TypeError, ValueError) as error:
                told = str(error).splitlines()[0]
                raise BackupError(f"{path}, line {number}: {told}; was it written by another version of graphkit?") from error
            size += len(line)
            if len(batch) >= BATCH or size >= _CHARACTERS:
                yield _together(batch)
                batch, size = [], 0
    yield _together(batch)


def _writes(line: dict[str, Any]) -> list[Write]:
    """The statement for a line of a backup."""
    kind = line["kind"]
    if kind == "document":
        readings = canonical_json(line["readings"])
        document, read, recorded = document_of({**line["document"], "readings": readings, "recorded": line["recorded"]})
        return [(statement("write/documents.cypher"), [document_row(document, read, recorded, fingerprint(document.text))])]
    if kind == "claim":
        claim = {name: value for name, value in line["claim"].items() if name != "id"}
        return [(statement("write/claims.cypher"), [{**claim_row(Claim.model_validate(claim)), "recorded": line["recorded"]}])]
    if kind in (_KIND, "end"):
        return []
    of_kind = {decision.__name__.lower(): decision for decision in DECISIONS}[kind]
    return [decision_write(of_kind.model_validate(line[kind]))]


def _together(batch: list[Write]) -> list[Write]:
    """Neighbours with the same statement as one."""
    found: list[tuple[str, list[Any]]] = []
    for cypher, rows in batch:
        if found and found[-1][0] == cypher:
            found[-1][1].extend(rows)
        else:
            found.append((cypher, list(rows)))
    return list(found)


def _sealed(lines: Any, end: dict[str, Any]) -> str:
    """The checksum: of the *lines* hashed so far, and of the last line but for itself."""
    lines.update(canonical_json(end).encode())
    return str(lines.hexdigest())


def _object(line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
