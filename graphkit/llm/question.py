"""A question that the offline engine can't read, turned into Cypher by a model, checked, run, and answered from the rows alone.

No word of the answer is the model's: names, reasons and dates are those of the edges that its statement finds, each with its quotes.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Protocol

from rapidfuzz import fuzz, process

from ..ask import Answer, Understood
from ..derive import STATUSES
from ..errors import QueryError
from ..identity import Node
from ..ontology import ACTIONS, ENTITY_TYPES, OUTCOMES, REASON_CLASSES, RELATIONS
from ..records import canonical_json
from ..selection import Selection
from .budget import Budget
from .cache import Cache
from .client import Client, run
from .prompt import Prompt
from .reply import ReplyError, first_object
from .settings import Settings

#: How often a model may try: once, and once more when told what is wrong with its statement.
TRIES = 2
_NAMES = 25
_SCHEMA = {
    "type": "object",
    "properties": {"cypher": {"type": ["string", "null"]}, "asks": {"type": "string", "enum": ["names", "count"]}},
    "required": ["cypher", "asks"],
    "additionalProperties": False,
}


class World(Protocol):
    """What is needed of a `Graph`."""

    @property
    def nodes(self) -> dict[str, Node]: ...
    def cypher(self, statement: str) -> Iterable[Mapping[str, Any]]: ...
    def edges(self, selection: Selection | None = None) -> list[dict[str, Any]]: ...
    def answers(self, edges: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]: ...


def ask(graph: World, question: str, settings: Settings, kept: Cache, budget: Budget) -> Answer:
    """The answer to *question* from what a model's statement finds in *graph*; ``not_understood`` where it has none that can be run.

    Raises `errors.LlmError` where the model can't be asked.
    """
    user = f"Names in the graph that may be meant: {canonical_json(near(question, graph.nodes.values()))}\n\nQuestion: {canonical_json(question)}\n"
    problem = "the model gave no statement"
    for _ in range(TRIES):
        text = run(_once(Prompt(system(), user, _SCHEMA), settings, kept, budget))
        value = first_object(text)
        if not isinstance(value, dict):
            raise ReplyError(f"the model's reply is not the JSON asked for: {' '.join(text.split())[:120]!r}")
        statement = value.get("cypher")
        if not isinstance(statement, str) or not statement.strip():
            break
        try:
            return _answer(graph, question, statement, counted=value.get("asks") == "count", model=settings.model)
        except QueryError as error:
            problem = str(error)
            user += f"\nThis statement was refused ({problem}); give a better one: {canonical_json(statement)}\n"
    return Answer(question=question, status="not_understood", text=f"{settings.model} can't put this question to the graph: {problem}.")


@cache
def system() -> str:
    """The rules, from the ontology's declaration."""

    def ends(types: Iterable[str]) -> str:
        return "|".join(name for name in ENTITY_TYPES if name in types)

    text = files(__package__).joinpath("question.md").read_text(encoding="utf-8")
    parts = {
        "TYPES": "\n".join(f"- {name}: {meaning}" for name, meaning in ENTITY_TYPES.items()),
        "RELATIONS": "\n".join(f"- (:{ends(r.subjects)})-[:{r.name}]->(:{ends(r.objects)}): subject {r.reads} object" for r in RELATIONS.values()),
        "STATUSES": "; ".join(f"{name}: {meaning}" for name, meaning in STATUSES.items()),
        "OUTCOMES": ", ".join(OUTCOMES),
        "ACTIONS": ", ".join(ACTIONS),
        "REASONS": "; ".join(f"{name}: {meaning}" for name, meaning in REASON_CLASSES.items()),
    }
    for name, part in parts.items():
        text = text.replace(f"{{{name}}}", part)
    return text


def near(question: str, nodes: Iterable[Node]) -> list[dict[str, Any]]:
    """The things whose names or aliases are most like words of *question*."""
    forms = {(node.id, form): form for node in nodes for form in (node.name, *node.aliases)}
    by_id = {node.id: node for node in nodes}
    best = process.extract(question, forms, scorer=fuzz.partial_ratio, processor=str.casefold, limit=4 * _NAMES, score_cutoff=70)
    ids = list(dict.fromkeys(key[0] for _, _, key in best))[:_NAMES]
    return [{"name": by_id[i].name, "type": by_id[i].type} for i in ids]


async def _once(prompt: Prompt, settings: Settings, kept: Cache, budget: Budget) -> str:
    async with Client(settings, kept, budget) as client:
        return (await client.ask(prompt)).text


def _answer(graph: World, question: str, statement: str, *, counted: bool, model: str) -> Answer:
    """Run *statement*; every row of the answer is an edge that it found."""
    names: dict[str, list[str]] = {}
    relations: dict[str, None] = {}
    for row in graph.cypher(statement):
        edge, answer = row.get("edge"), row.get("answer")
        if not isinstance(edge, Mapping) or not isinstance(edge.get("key"), str) or edge.get("type") not in RELATIONS:
            raise QueryError("it must return an edge of the graph as edge, and a name as answer")
        relations[edge["type"]] = None
        told = names.setdefault(edge["key"], [])
        if isinstance(answer, str) and answer not in told:
            told.append(answer)
    understood = Understood(relation=next(iter(relations)) if len(relations) == 1 else None, filters={"model": model, "cypher": statement}, cypher=statement)
    held = {edge["key"]: edge for edge in graph.edges(Selection(relations=tuple(relations), statuses=tuple(STATUSES)))}
    rows = []
    for row in graph.answers(held[key] for key in names if key in held):
        ends = {row["subject"], row["object"]}
        # A name that the edge doesn't have is none that its quotes bear out.
        rows.append({**row, "entities": [name for name in names[row["key"]] if name in ends]})
    found = list(dict.fromkeys(name for row in rows for name in row["entities"]))
    facts: dict[str, Any] = {"question": question, "understood": understood}
    if not rows:
        return Answer(**facts, status="none", text="No source states anything that answers this.")
    return Answer(**facts, status="answered", text=_text(found, rows, counted), value=len(found) if counted else None, rows=tuple(rows))


def _text(found: Sequence[str], rows: Sequence[Any], counted: bool) -> str:
    if counted:
        return f"{len(found)}: {', '.join(found)}." if found else f"{len(rows)}."
    return f"{', '.join(found)}." if found else "This is what the sources say."
