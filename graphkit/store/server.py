"""A Neo4j server through the official driver: managed transactions, so that a dropped connection is retried, and a server that restarts is waited for."""

import getpass
import logging
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from neo4j import READ_ACCESS, GraphDatabase, ManagedTransaction, NotificationMinimumSeverity, ResultSummary, Session, unit_of_work
from neo4j.exceptions import AuthError, ClientError, ConfigurationError, DriverError, IncompleteCommit, Neo4jError, ServiceUnavailable
from neo4j.graph import Node, Path, Relationship
from neo4j.time import Duration

from ..errors import QueryError, StoreError
from ..ontology import ENTITY_TYPES
from ..statements import statements
from . import Write, child, schema_statements
from .limits import Limited, Limits

SCHEMES = {scheme + secure for scheme in ("bolt", "neo4j") for secure in ("", "+s", "+ssc")}
READ_TIMEOUT = 120.0  # seconds
logging.getLogger("neo4j").addHandler(logging.NullHandler())  # else its retries are printed before our one line
PATIENCE = 120.0  # seconds that a transaction is tried again for: a server takes 10 to 60 to start anew


class Server:
    """A store on a Neo4j server; user and password come from GRAPHKIT_NEO4J_USER and GRAPHKIT_NEO4J_PASSWORD, else a prompt."""

    def __init__(self, address: str) -> None:
        self.address = address
        if address.split("://")[0] not in SCHEMES:
            raise StoreError(f"{address} is no Neo4j address; write bolt://HOST:7687 or neo4j://HOST:7687, or the path of a folder")
        user = os.environ.get("GRAPHKIT_NEO4J_USER", "neo4j")
        self._auth = (user, _password(address, user))
        try:
            # Unknown labels on an empty graph draw a warning for every query file: off on purpose.
            self._driver = GraphDatabase.driver(
                address,
                auth=self._auth,
                notifications_min_severity=NotificationMinimumSeverity.OFF,
                connection_timeout=10,
                max_transaction_retry_time=PATIENCE,
            )
        except (ConfigurationError, ValueError) as error:
            raise StoreError(f"{address} is no Neo4j address: {error}; write bolt://HOST:7687 or neo4j://HOST:7687") from error
        try:
            self._driver.verify_connectivity()
        except AuthError as error:
            self._driver.close()
            raise StoreError(f"{address} refuses user {user}; set GRAPHKIT_NEO4J_USER and GRAPHKIT_NEO4J_PASSWORD") from error
        except (ServiceUnavailable, OSError, DriverError, Neo4jError) as error:
            self._driver.close()
            raise StoreError(f"no Neo4j server answers at {address}; is it running, and is that its Bolt port?") from error

    def read(self, cypher: str, parameters: Mapping[str, Any] | None = None, timeout: float | None = None) -> list[dict[str, Any]]:
        @unit_of_work(timeout=timeout or READ_TIMEOUT)
        def work(transaction: ManagedTransaction) -> list[dict[str, Any]]:
            return [record.data() for record in transaction.run(cypher, dict(parameters or {}))]

        try:
            with self._driver.session(default_access_mode=READ_ACCESS) as session:
                return session.execute_read(work)
        except Neo4jError as error:
            if error.is_retryable():  # it was tried again, for as long as we have patience
                raise self._gone(error) from error
            raise QueryError(_first_line(error)) from error
        except DriverError as error:
            raise self._gone(error) from error

    def rows(self, cypher: str, parameters: Mapping[str, Any], seconds: float) -> Iterator[dict[str, Any]]:
        try:
            with (
                self._driver.session(default_access_mode=READ_ACCESS, fetch_size=100) as session,
                session.begin_transaction(timeout=seconds) as transaction,
            ):
                _only_reads(transaction.run("EXPLAIN " + cypher, dict(parameters)).consume())
                for record in transaction.run(cypher, dict(parameters)):
                    yield {name: _plain(record[name]) for name in record.keys()}  # noqa: SIM118  (a record's own iteration gives values)
        except Neo4jError as error:
            raise QueryError(f"{_first_line(error)} ({error.code})") from error
        except DriverError as error:
            raise self._gone(error) from error

    def limited(self, cypher: str, parameters: Mapping[str, Any], limits: Limits) -> Limited:
        user, password = self._auth
        return child.limited(self.address, cypher, parameters, limits, {"GRAPHKIT_NEO4J_USER": user, "GRAPHKIT_NEO4J_PASSWORD": password})

    def write(self, writes: Sequence[Write]) -> None:
        def work(transaction: ManagedTransaction) -> None:
            for cypher, rows in writes:
                transaction.run(cypher, rows=[dict(row) for row in rows]).consume()

        try:
            with self._driver.session() as session:
                try:
                    session.execute_write(work)
                except IncompleteCommit:  # it isn't known whether that was kept; written twice it is the same
                    session.execute_write(work)
        except Neo4jError as error:
            raise StoreError(f"{self.address}: not written: {_first_line(error)}") from error
        except DriverError as error:
            raise self._gone(error) from error

    def schema(self) -> None:
        try:
            with self._driver.session() as session:
                for cypher in schema_statements():
                    _make(session, cypher)
                for label in ENTITY_TYPES:
                    for cypher in statements("schema/fulltext.neo4j.cypher", LABEL=label):
                        _make(session, cypher)
                _await(session)
        except (Neo4jError, DriverError) as error:
            raise StoreError(f"{self.address}: schema not created: {_first_line(error)}; run the command again") from error

    def _gone(self, error: Exception) -> StoreError:
        return StoreError(f"{self.address} answers no more ({_first_line(error)}); when it does, run the command again: what was written is kept")

    def close(self) -> None:
        self._driver.close()


def _make(session: Session, cypher: str) -> None:
    """Run a statement of the schema; again, for some seconds, where another process is just making the same, or was killed while doing so.

    "IF NOT EXISTS" doesn't see a constraint that isn't committed yet, but its index is already there.
    """
    for pause in (0.1, 0.2, 0.4, 0.8, 1.6, 3.2, None):
        try:
            session.execute_write(lambda transaction: transaction.run(cypher).consume())  # deadlocks are tried again by the driver
        except ClientError as error:
            if pause is None or not (error.code or "").startswith("Neo.ClientError.Schema."):
                raise
            time.sleep(pause)
        else:
            return


def _await(session: Session, seconds: float = 60.0) -> None:
    """Until every index is online. A constraint whose making was cut off can leave an index of its name that populates until the server
    starts anew, beside the one that works: `db.awaitIndexes` waits for it in vain."""
    until = time.monotonic() + seconds
    while True:
        rows = session.run("SHOW INDEXES YIELD name, state").data()
        waiting = {row["name"] for row in rows} - {row["name"] for row in rows if row["state"] == "ONLINE"}
        if broken := sorted(waiting & {row["name"] for row in rows if row["state"] == "FAILED"}):
            raise StoreError(f"index {broken[0]} has failed on the server: drop it (DROP INDEX {broken[0]}) and run the command again")
        if not waiting or time.monotonic() > until:  # then they go on in the background: slower to ask, not wrong
            return
        time.sleep(0.1)


def _first_line(error: Exception) -> str:
    return (getattr(error, "message", None) or str(error) or type(error).__name__).splitlines()[0][:300].rstrip(": ")


def _only_reads(summary: ResultSummary) -> None:
    """Raise `QueryError` unless the server's own plan only reads, and only the graph."""
    if summary.query_type != "r":
        raise QueryError("the server says that this writes; only questions are run")
    plans = [summary.plan or {}]
    while plans:
        plan = plans.pop()
        if "LoadCSV" in plan.get("operatorType", ""):
            raise QueryError("LOAD CSV reads files and addresses; graphkit load reads documents into the graph")
        plans.extend(plan.get("children", []))


def _plain(value: Any) -> Any:
    """A value as JSON has it: a node is its properties and ``labels``, an edge its properties and ``type``, a path the list of both."""
    if isinstance(value, Node):
        return {"labels": sorted(value.labels), **_plain(dict(value))}
    if isinstance(value, Relationship):
        return {"type": value.type, **_plain(dict(value))}
    if isinstance(value, Path):
        return [_plain(part) for pair in zip(value.nodes, (*value.relationships, None), strict=True) for part in pair if part is not None]
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple) and not isinstance(value, Duration):
        return [_plain(inner) for inner in value]
    return value if value is None or isinstance(value, bool | int | float | str) else value.iso_format() if hasattr(value, "iso_format") else str(value)


def _password(address: str, user: str) -> str:
    password = os.environ.get("GRAPHKIT_NEO4J_PASSWORD")
    if password is not None:
        return password
    if not sys.stdin.isatty():
        raise StoreError(f"no password for {user} at {address}; set GRAPHKIT_NEO4J_PASSWORD")
    return getpass.getpass(f"Password of {user} at {address}: ")
