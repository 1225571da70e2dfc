"""The embedded store: ArcadeDB's native engine in this process, in one folder, without a server.

Obeys what was found out about it: reads through its read-only call, writes in explicit transactions under
one lock, the log flushed at each commit, file URLs off, a command timeout.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from ..errors import QueryError, StoreError
from ..ontology import ENTITY_TYPES
from ..statements import statements
from . import Write, child, schema_statements
from .limits import Limited, Limits

COMMAND_TIMEOUT = 120_000  # ms; a write of one batch takes well under a second


class Embedded:
    """A store in the folder *path*."""

    def __init__(self, path: Path, *, create: bool = False, read_only: bool = False) -> None:
        whole = path.absolute()  # the engine takes a relative one from where the process began, wherever it has gone since
        self.address = str(whole)
        self._lock = Lock()
        # Set before the engine is loaded: it would log to the working directory and the console.
        os.environ.setdefault("ARCADEDB_LOG_CONSOLE", "0")
        os.environ.setdefault("ARCADEDB_LOG_DIR", str(Path(tempfile.gettempdir()) / f"graphkit-{os.getuid() if hasattr(os, 'getuid') else 'log'}"))
        try:
            import arcadedb
        except ImportError as error:
            raise StoreError("the embedded store has no build for this platform (see README, Platforms); use --store bolt://… instead") from error
        self._error = arcadedb.ArcadeDBError
        if not path.exists():
            if not create:
                raise StoreError(f"there is no store at {path}; load documents first: graphkit load SOURCE…, or name another with --store")
            _make(arcadedb, whole)
        elif not (path / "schema.json").exists():
            raise StoreError(f"{path} is not a graphkit store; name another path with --store")
        try:
            self._db = self._open(arcadedb, whole, read_only)
        except self._error as error:
            raise _why(path, error) from error

    def _open(self, arcadedb: Any, path: Path, read_only: bool) -> Any:
        if read_only:
            try:
                return arcadedb.open_database(str(path), read_only=True)
            except self._error as error:
                # A store whose writer was killed must be recovered, and that writes.
                if "recover" not in str(error).lower():
                    raise
        db = arcadedb.open_database(str(path))
        _settings(db)
        return db

    def read(self, cypher: str, parameters: Mapping[str, Any] | None = None, timeout: float | None = None) -> list[dict[str, Any]]:
        try:
            rows: list[dict[str, Any]] = self._db.query("opencypher", cypher, dict(parameters or {})).to_list()
            return rows
        except self._error as error:
            raise QueryError(_first_line(error)) from error

    def rows(self, cypher: str, parameters: Mapping[str, Any], seconds: float) -> Iterator[dict[str, Any]]:
        try:
            for row in self._db.query("opencypher", cypher, dict(parameters)).iter_dicts():
                yield {name: _plain(value) for name, value in row.items()}
        except self._error as error:
            raise QueryError(_first_line(error)) from error

    def limited(self, cypher: str, parameters: Mapping[str, Any], limits: Limits) -> Limited:
        with self._lent():
            return child.limited(self.address, cypher, parameters, limits)

    @contextmanager
    def _lent(self) -> Iterator[None]:
        """The store closed here for as long as another process reads it, where this one could write: the engine has one writer or many readers."""
        if self._db.is_read_only():
            yield
            return
        with self._lock:
            self._db.close()
            try:
                yield
            finally:
                import arcadedb

                self._db = self._open(arcadedb, Path(self.address), read_only=False)

    def write(self, writes: Sequence[Write]) -> None:
        try:
            with self._lock, self._db.transaction():
                for cypher, rows in writes:
                    self._db.command("opencypher", cypher, {"rows": [dict(row) for row in rows]})
        except self._error as error:
            raise StoreError(f"{self.address}: not written: {_first_line(error)}") from error

    def schema(self) -> None:
        try:
            with self._lock:
                for cypher in schema_statements():
                    self._db.command("opencypher", cypher)
                for label in ENTITY_TYPES:
                    for sql in statements("schema/fulltext.embedded.sql", LABEL=label):
                        self._db.command("sql", sql)
        except self._error as error:
            raise StoreError(f"{self.address}: schema not created: {_first_line(error)}") from error

    def close(self) -> None:
        self._db.close()


def _make(arcadedb: Any, path: Path) -> None:
    """Make a store beside its place and move it there whole, so that a killed process leaves none half made."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
    except OSError as error:
        raise StoreError(f"can't make a store at {path}: {error.strerror}; name another place with --store") from error
    try:
        db = arcadedb.create_database(str(beside / "new"))
        _settings(db)
        db.close()
        (beside / "new").rename(path)
    except arcadedb.ArcadeDBError as error:
        raise StoreError(f"can't make a store at {path}: {_first_line(error)}") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _settings(db: Any) -> None:
    db.set_wal_flush("yes_nometadata")
    db.command("sql", f"ALTER DATABASE `arcadedb.command.timeout` {COMMAND_TIMEOUT}")
    db.command("sql", "ALTER DATABASE `arcadedb.opencypher.loadCsv.allowFileUrls` false")


def _plain(value: Any) -> Any:
    """A value without what only this engine has: a node is its properties and ``labels``, an edge its properties and ``type``."""
    if isinstance(value, dict):
        kept = {name: _plain(inner) for name, inner in value.items() if not name.startswith("@")}
        if kind := value.get("@type"):
            return {"type": kind, **kept} if kind.isupper() else {"labels": [kind], **kept}
        return kept
    return [_plain(inner) for inner in value] if isinstance(value, list | tuple) else value


def _why(path: Path, error: Exception) -> StoreError:
    text = str(error)
    if "lock" in text.lower():
        return StoreError(f"{path} is in use by another process; wait until it is done, or stop it")
    if isinstance(error.__cause__, PermissionError) or "ermission" in text or "denied" in text.lower():
        return StoreError(f"{path} can't be opened: permission denied; check who owns it")
    return StoreError(f"{path} can't be opened: {_first_line(error)}")


def _first_line(error: Exception) -> str:
    said = re.sub(r"^(?:[\w ]+: )?(?:[a-z]\w*\.)+[A-Z]\w+Exception: ", "", str(error).strip())  # not which Java class said it
    return said.splitlines()[0][:300] if said else type(error).__name__
