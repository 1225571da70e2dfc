"""The graph as it was: by what was said by a date, by what a load had brought, and what changed between the two."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from . import contents, stored, sync
from .contents import Contents
from .edges import Edge
from .errors import QueryError
from .selection import Selection
from .statements import statement
from .store import Store, transactions


def loads(held: Contents) -> list[dict[str, Any]]:
    """Each load that brought something which is still held, oldest first."""
    documents = Counter(held.recorded[i] for i in held.documents)
    claims = Counter(held.recorded[i] for i in held.claims)
    return [{"load": time, "documents": documents[time], "claims": claims[time]} for time in sorted(documents | claims)]


def then(held: Contents, when: str) -> Contents:
    """*held* as it was known by a date, or after ``load:ID``; the first characters of the id will do. Raises `QueryError` for no such load."""
    if not when.startswith("load:"):
        return held.known_by(when)
    times = [row["load"] for row in loads(held)]
    found = [time for time in times if time.startswith(when.removeprefix("load:"))]
    if len(found) != 1:
        raise QueryError(f"{'several loads' if found else 'no load'} {when.removeprefix('load:')!r}; graphkit loads lists them")
    return held.loaded_by(found[0])


def diff(held: Contents, before: str, after: str) -> list[dict[str, Any]]:
    """See `Graph.diff`."""
    old, new = ({edge.key: edge for edge in sync.derived(then(held, when)).edges} for when in (before, after))
    rows = []
    for which in sorted(old.keys() | new.keys()):
        was, now = old.get(which), new.get(which)
        before_, after_ = (edge.properties if edge else {} for edge in (was, now))
        if change := _change(before_, after_):
            rows.append({"change": change, **_told(now or was, after_), "before": before_.get("status"), "after": after_.get("status")})
    return rows


def _told(edge: Edge | None, after: Mapping[str, Any]) -> dict[str, Any]:
    assert edge is not None
    ends = {"subject": edge.subject.name, "relation": edge.relation, "object": edge.object.name}
    return ends | {name: after.get(name) for name in ("outcome", "reason", "disagreement", "quote", "source")}


def _change(before: Mapping[str, Any], after: Mapping[str, Any]) -> str | None:
    if not before or not after:
        return "new" if after else "gone"
    if before["status"] != after["status"]:
        return {"ended": "ended", "disputed": "contradiction"}.get(after["status"], "status")
    if before.get("disagreement") != after.get("disagreement"):
        return "disagreement"
    return None


def copy(store: Store, to: Store, selection: Selection) -> None:
    """Write into the empty store *to* what *store* holds of *selection*'s times, with the edges that follow."""
    held = contents.read(store)
    past = held.known_by(selection.known_by) if selection.known_by else held
    past.dirty, past.added = set(past.documents), dict(past.claims)
    for i in past.documents:
        (row,) = store.read(statement("read/document.cypher"), {"id": i})
        past.texts[i] = row["document"]["text"]
    decisions = [stored.decision_write(decision) for of_kind in past.decisions for decision in of_kind.values()]
    for batch in transactions([*past.pending(), *decisions]):
        to.write(batch)
    _, writes = sync.changes(to, past, selection.keeps)
    for batch in writes:
        to.write(batch)
