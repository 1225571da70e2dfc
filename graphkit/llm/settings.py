"""Which model, where, with which key: from the environment, or from a file that the environment overrides."""

import ipaddress
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from ..errors import LlmError

PREFIX = "GRAPHKIT_LLM_"
#: Keys that people have set already; each is only ever sent to the host that it is for.
_KEYS = {"api.openai.com": "OPENAI_API_KEY", "api.anthropic.com": "ANTHROPIC_API_KEY"}


@dataclass(frozen=True, slots=True)
class Prices:
    """What a million tokens cost, in and out, in any one currency."""

    tokens_in: float
    tokens_out: float

    def cost(self, tokens_in: int, tokens_out: int) -> float:
        return (tokens_in * self.tokens_in + tokens_out * self.tokens_out) / 1e6


class Settings(BaseModel):
    """``key`` is shown nowhere; ``timeout`` is seconds for one request as a whole; ``max_tokens`` the longest reply; ``window`` in characters."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str
    model: str = Field(min_length=1)
    key: SecretStr | None = None
    api: Literal["openai", "anthropic"]
    prices: Prices | None = None
    concurrency: int = Field(default=4, ge=1, le=64)
    timeout: float = Field(default=180, gt=0)
    max_tokens: int = Field(default=16_000, ge=100)
    window: int = Field(default=8_000, ge=1_000)
    attempts: int = Field(default=6, ge=1)
    backoff: float = Field(default=1.0, ge=0)


@dataclass(frozen=True, slots=True)
class _Raw:
    """What was written down, by name; the environment first."""

    file: Mapping[str, object] = field(default_factory=dict)
    env: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str | None:
        value = self.env.get(PREFIX + name.upper()) or self.file.get(name)
        return None if value is None else str(value).strip()


def settings(file: Path | None = None, env: Mapping[str, str] = os.environ) -> Settings:
    """The settings of *env* (``GRAPHKIT_LLM_URL``, ``_MODEL``, ``_KEY``, …) over those of *file* (TOML: ``url``, ``model``, ``key``, …).

    Raises `LlmError` where there is no URL or model, or a value that can't be.
    """
    raw = _Raw(_read(file) if file else {}, env)
    url, model = raw.get("url"), raw.get("model")
    if not url or not model:
        raise LlmError(f"no language model is set up; set {PREFIX}URL and {PREFIX}MODEL (and {PREFIX}KEY), or name a file with --llm-config")
    host = _host(url)
    api = raw.get("api") or ("anthropic" if host.endswith("anthropic.com") or urlsplit(url).path.endswith("/messages") else "openai")
    key = raw.get("key") or env.get(_KEYS.get(host, "")) or None
    if key and urlsplit(url).scheme == "http" and not _near(host):
        raise LlmError(f"{PREFIX}URL: the key would travel unencrypted to {host}; use https")
    further = {name: value for name in ("concurrency", "timeout", "max_tokens", "window", "attempts") if (value := raw.get(name))}
    try:
        return Settings.model_validate({"url": url, "model": model, "key": key, "api": api, "prices": _prices(raw.get("prices")), **further})
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise LlmError(f"{PREFIX}{str(first['loc'][0]).upper()}: {first['msg']}") from None


def _read(file: Path) -> dict[str, object]:
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise LlmError(f"{file}: can't be read: {getattr(error, 'strerror', None) or error}") from error
    except tomllib.TOMLDecodeError as error:
        raise LlmError(f"{file}: is no TOML: {error}") from None
    allowed = {*Settings.model_fields} - {"backoff"}
    if unknown := sorted(found.keys() - allowed):
        raise LlmError(f"{file}: no setting {unknown[0]!r}; there are {', '.join(sorted(allowed))}")
    return found


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        raise LlmError(f"{PREFIX}URL is no address: {error}") from None
    if parts.scheme not in ("http", "https") or not host:
        raise LlmError(f"{PREFIX}URL is no http or https address")
    if parts.username or parts.password:
        raise LlmError(f"{PREFIX}URL has a user name or password in it; put the key into {PREFIX}KEY")
    return host


def _near(host: str) -> bool:
    """Whether *host* is this machine or one beside it."""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return host == "localhost" or "." not in host or host.endswith((".local", ".internal"))


def _prices(text: str | None) -> Prices | None:
    if not text:
        return None
    try:
        into, out = (float(part) for part in text.split("/"))
        if min(into, out) < 0:
            raise ValueError
    except ValueError:
        raise LlmError(f"{PREFIX}PRICES: {text!r} should be what a million tokens cost in and out, as 3/15") from None
    return Prices(into, out)
