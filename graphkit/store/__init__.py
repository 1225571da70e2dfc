"""Where the graph is kept: a folder on this machine, or a Neo4j server. Both run the same Cypher.

`open_store` chooses by address. All that may differ between the two is in their modules: connect, read,
write in one transaction, close, and the full-text index.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, Protocol

from ..errors import StoreError
from ..ontology import ENTITY_TYPES
from ..statements import statement, statements
from .limits import Limited, Limits

VERSION = 2  # of what the two layers look like in a store; `migrate` knows the earlier ones
BATCH = 1000  # rows in a transaction: larger ones gain nothing on either engine

Rows = Sequence[Mapping[str, Any]]
Write = tuple[str, Rows]  # a statement over ``$rows``, and its rows


class Store(Protocol):
    """What graphkit asks of an engine. Errors of the engine come out as `StoreError` or `QueryError`."""

    address: str

    def read(self, cypher: str, parameters: Mapping[str, Any] | None = None, timeout: float | None = None) -> list[dict[str, Any]]:
        """The rows of a statement that may not write."""

    def limited(self, cypher: str, parameters: Mapping[str, Any], limits: Limits) -> Limited:
        """The rows of a statement from outside (`safe.check` has passed it), run so that it can't write, within *limits*.

        Nodes are their properties and ``labels``, edges their properties and ``type``. Raises `QueryError` where it is refused or stopped.
        """

    def rows(self, cypher: str, parameters: Mapping[str, Any], seconds: float) -> Iterator[dict[str, Any]]:
        """The same as they come, without any limit but *seconds* where the engine keeps to them; for `limited`."""

    def write(self, writes: Sequence[Write]) -> None:
        """Run *writes* in order, all in one transaction."""

    def schema(self) -> None:
        """Create constraints and indexes where they are missing."""

    def close(self) -> None: ...


def is_server(address: str) -> bool:
    """Whether *address* names a Neo4j server rather than a path."""
    return "://" in address


def open_store(address: str, *, create: bool = False, read_only: bool = False, restoring: bool = False) -> Store:
    """The store at *address*: a path, or ``bolt://…``, ``neo4j://…`` (also ``+s``, ``+ssc``).

    With *create* a store that isn't there is made; one in which a restore was cut off opens only for *restoring*. Raises `StoreError`
    where it is missing, locked, of another format, down, or refuses the password.
    """
    store = connect(address, create=create, read_only=read_only)
    try:
        found = store.read(statement("read/state.cypher"))
        if not found and not create:
            raise StoreError(f"{address} holds no graph yet; load documents first: graphkit load SOURCE…")
        if found:
            check_format(address, found[0]["version"])
            if found[0]["state"] == "restoring" and not restoring:
                raise StoreError(f"{address} holds a part of a backup, whose restoring was cut off; run graphkit restore FILE again")
        else:
            store.schema()
            store.write([state("clean")])
    except BaseException:
        store.close()
        raise
    return store


def check_format(address: str, version: int) -> None:
    """Raise `StoreError` unless *version* is the format that this graphkit reads and writes."""
    if version < VERSION:
        raise StoreError(f"{address} was written by an earlier version (store format {version}, this is {VERSION}); run: graphkit migrate")
    if version > VERSION:
        raise StoreError(f"{address} was written by a newer version (store format {version}, this is {VERSION}); upgrade graphkit to open it")


def connect(address: str, *, create: bool = False, read_only: bool = False) -> Store:
    """The store at *address*, whatever is in it."""
    if is_server(address):
        from .server import Server

        return Server(address)
    from .embedded import Embedded

    return Embedded(Path(address), create=create, read_only=read_only)


def schema_statements() -> Iterator[str]:
    """The constraints and indexes that both engines take."""
    yield from statements("schema/schema.cypher")
    for label in ENTITY_TYPES:
        yield from statements("schema/entity.cypher", LABEL=label)


def state(name: Literal["loading", "restoring", "clean"]) -> Write:
    """Say of the store that its derived layer may be behind its claims, that claims are missing too, or that all is there."""
    return statement("write/state.cypher"), [{"id": "graphkit", "version": VERSION, "state": name}]


def transactions(writes: Iterable[Write]) -> Iterator[list[Write]]:
    """*writes* in their order, packed into transactions of at most `BATCH` rows."""
    packed: list[Write] = []
    room = BATCH
    for cypher, rows in writes:
        at = 0
        while at < len(rows):
            part = rows[at : at + room]
            packed.append((cypher, part))
            at += len(part)
            room -= len(part)
            if room == 0:
                yield packed
                packed, room = [], BATCH
    if packed:
        yield packed
