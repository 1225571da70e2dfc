"""What the two kinds of servers are sent, and what they answer: OpenAI's chat completions, which most others speak, and Anthropic's messages."""

from collections.abc import Set
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from .prompt import Prompt
from .settings import Settings

#: What some servers or models refuse; left out once one has said so.
OPTIONAL = ("schema", "temperature", "max_tokens")


@dataclass(frozen=True, slots=True)
class Answer:
    """A model's reply as text, the tokens that it took, and whether it was cut off at the longest allowed."""

    text: str
    tokens_in: int
    tokens_out: int
    cut: bool = False


def address(settings: Settings) -> str:
    """Where requests go: the given URL, with the end of its path where it isn't there yet; a query (Azure's api-version) is kept."""
    parts = urlsplit(settings.url)
    path = parts.path.rstrip("/")
    end = "/chat/completions" if settings.api == "openai" else "/messages"
    if not path.endswith(end):
        path += end if path.endswith("/v1") or (path and settings.api == "openai") else f"/v1{end}"
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))


def headers(settings: Settings) -> dict[str, str]:
    """With the key, so never to be logged."""
    key = settings.key.get_secret_value() if settings.key else None
    # Compressed replies could unpack to any size.
    common = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
    if settings.api == "anthropic":
        return common | {"anthropic-version": "2023-06-01"} | ({"x-api-key": key} if key else {})
    if key and (urlsplit(settings.url).hostname or "").endswith(".azure.com"):
        return common | {"api-key": key}
    return common | ({"Authorization": f"Bearer {key}"} if key else {})


def body(settings: Settings, prompt: Prompt, without: Set[str] = frozenset()) -> dict[str, Any]:
    """The request for *prompt*, without those of `OPTIONAL` that the server doesn't take."""
    limit = {"max_completion_tokens" if "max_tokens" in without and settings.api == "openai" else "max_tokens": settings.max_tokens}
    sent: dict[str, Any] = {"model": settings.model, **limit}
    if "temperature" not in without:
        sent["temperature"] = 0
    if settings.api == "anthropic":
        # The rules are the same for every document: servers that keep them ask less for them.
        sent["system"] = [{"type": "text", "text": prompt.system, "cache_control": {"type": "ephemeral"}}]
        sent["messages"] = [{"role": "user", "content": prompt.user}]
        if "schema" not in without:
            sent["output_config"] = {"format": {"type": "json_schema", "schema": prompt.schema}}
    else:
        sent["messages"] = [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}]
        if "schema" not in without:
            sent["response_format"] = {"type": "json_schema", "json_schema": {"name": "reply", "strict": True, "schema": prompt.schema}}
    return sent


def refused(message: str, without: Set[str]) -> str | None:
    """Which optional part a server means that answers 400 with *message*: the one it names, else the schema; None if that is out already."""
    words = {"temperature": ("temperature",), "max_tokens": ("max_tokens", "max_completion_tokens"), "schema": ("",)}
    lowered = message.lower()
    return next((part for part, named in words.items() if part not in without and any(word in lowered for word in named)), None)


def answer(settings: Settings, value: Any) -> Answer | None:
    """The answer in a server's JSON; None where there is none."""
    if not isinstance(value, dict):
        return None
    usage = _mapping(value.get("usage"))
    if settings.api == "anthropic":
        blocks = value.get("content")
        texts = [b.get("text") for b in blocks if isinstance(b, dict) and b.get("type") == "text"] if isinstance(blocks, list) else None
        stop = value.get("stop_reason")
        inward = [usage.get(name) for name in ("input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens")]
        outward = usage.get("output_tokens")
    else:
        choices = value.get("choices")
        choice = _mapping(choices[0]) if isinstance(choices, list) and choices else {}
        message = _mapping(choice.get("message"))
        texts = [message.get("content") or message.get("refusal") or ""] if message else None
        stop = choice.get("finish_reason")
        inward, outward = [usage.get("prompt_tokens")], usage.get("completion_tokens")
    if texts is None or not all(isinstance(text, str) for text in texts):
        return None
    return Answer("".join(map(str, texts)), sum(map(_count, inward)), _count(outward), stop in ("max_tokens", "length"))


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _count(value: Any) -> int:
    return value if isinstance(value, int) and value > 0 else 0
