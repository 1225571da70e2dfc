"""What a model answered, read tolerantly: fenced, wrapped in talk, with trailing commas, or cut off, whatever is whole in it counts."""

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError
from pydantic_core import from_json

from ..errors import LlmError

_MOST = 5_000  # entities or claims in one reply
_NOTHING = frozenset({"", "null", "none", "n/a", "unknown date", "not stated"})


class ReplyError(LlmError):
    """A reply that holds no JSON object of the kind that was asked for: a refusal, or talk."""


def _given(value: Any) -> Any:
    return None if isinstance(value, str) and value.strip().lower() in _NOTHING else value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Long = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=5_000)]
Perhaps = Annotated[Text | None, BeforeValidator(_given)]


class _Said(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)


class SaidEntity(_Said):
    """An entity as a model lists it; nothing of it is checked against the document yet."""

    id: Text
    name: Text
    type: Text
    mentions: tuple[Text, ...] = ()


class SaidClaim(_Said):
    """A claim as a model states it; nothing of it is checked yet."""

    quote: Long
    relation: Text
    subject: Text
    object: Text
    modality: Text
    outcome: Perhaps = None
    reason: Annotated[Long | None, BeforeValidator(_given)] = None
    reason_class: Perhaps = None
    action: Perhaps = None
    role: Perhaps = None
    date: Perhaps = None
    claimant: Perhaps = None


@dataclass(slots=True)
class Reply:
    """What is whole in a reply; ``dropped`` counts what isn't."""

    entities: list[SaidEntity] = field(default_factory=list)
    claims: list[SaidClaim] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)


def parse(text: str) -> Reply:
    """The reply in *text*; raises `ReplyError` where there is none."""
    value = first_object(text)
    if not isinstance(value, dict) or not (isinstance(value.get("entities"), list) or isinstance(value.get("claims"), list)):
        opening = " ".join(text.split())[:120]
        raise ReplyError(f"the model's reply is not the JSON asked for: {opening!r}" if opening else "the model's reply is empty")
    reply = Reply()
    for kind, name, into in ((SaidEntity, "entities", reply.entities), (SaidClaim, "claims", reply.claims)):
        items = value.get(name)
        for item in items[:_MOST] if isinstance(items, list) else []:
            try:
                into.append(kind.model_validate(item))  # type: ignore[arg-type]
            except ValidationError:
                reply.dropped[f"malformed {name}"] += 1
    return reply


def first_object(text: str) -> Any:
    """The first JSON object in *text*, as far as it goes."""
    text = re.sub(r"<think>.*?(?:</think>|\Z)", "", text, flags=re.DOTALL)
    start = text.find("{")
    if start < 0:
        return None
    text = text[start:]
    for attempt in (text, re.sub(r",(\s*[\]}])", r"\1", text)):
        try:
            return json.JSONDecoder().raw_decode(attempt)[0]
        except (ValueError, RecursionError):
            pass
        try:
            return from_json(attempt.encode("utf-8", "replace"), allow_partial=True)
        except ValueError:
            pass
    return None
