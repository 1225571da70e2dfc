"""One request to a model, politely and within limits: retried where that helps, never redirected, never larger or slower than allowed."""

import asyncio
import json
import random
import time
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from email.utils import parsedate_to_datetime
from typing import Any, Self, TypeVar

from ..errors import LlmError
from . import apis
from .apis import Answer
from .budget import Budget, BudgetError
from .cache import Cache
from .prompt import Prompt
from .settings import Settings

try:
    import httpx2
except ImportError as missing:  # pragma: no cover - the extra isn't there
    raise LlmError("language models need one more package: pip install 'vendor-graphkit[llm]'") from missing

Result = TypeVar("Result")
MAX_REPLY = 8 * 2**20  # bytes
LONGEST_WAIT = 300.0  # seconds that a server may ask to wait
_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_DOWN = 3  # requests in a row, each tried several times, after which a server counts as down


class ServerError(LlmError):
    """The server as such is of no use: a wrong key, no such model, a redirect, down. Nothing more is sent to it."""


class AnswerError(LlmError):
    """This one request came to nothing; others may do better."""


class _Retry(Exception):
    def __init__(self, problem: str, wait: float | None = None) -> None:
        super().__init__(problem)
        self.wait = wait


class Client:
    """Asks one model. An async context manager; requests of several tasks share its limits."""

    def __init__(self, settings: Settings, cache: Cache, budget: Budget) -> None:
        self.settings, self.cache, self.budget = settings, cache, budget
        self._without: frozenset[str] = frozenset()
        self._resume = 0.0  # when a server that asked to wait may be asked again
        self._failed = 0
        self._stop: ServerError | None = None

    async def __aenter__(self) -> Self:
        self._http = httpx2.AsyncClient(follow_redirects=False, timeout=self.settings.timeout)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def ask(self, prompt: Prompt) -> Answer:
        """The reply to *prompt*, from the cache where it was paid for before.

        Raises `ServerError` where nothing more can come from this server, `BudgetError` where money ends, `AnswerError` otherwise.
        """
        path = self.cache.path(self.settings, prompt)
        if (kept := self.cache.get(path)) is not None:
            self.budget.cached += 1
            return kept
        reserved = await self._reserve(prompt)
        try:
            answer = await self._persist(prompt)
        except ServerError as error:
            self._stop = error
            raise
        finally:
            self.budget.release(reserved)
        self.budget.count(answer, prompt)
        self.cache.put(path, answer)
        return answer

    async def _reserve(self, prompt: Prompt) -> float:
        """Set money aside for *prompt*, waiting for requests under way to turn out cheaper than they might have been."""
        while True:
            try:
                return self.budget.reserve(prompt)
            except BudgetError:
                if not self.budget.reserved:
                    raise
                await asyncio.sleep(0.1)

    async def _persist(self, prompt: Prompt) -> Answer:
        """Try until it works, waiting longer each time, or as long as the server asks."""
        problem = ""
        for attempt in range(self.settings.attempts):
            if self._stop:
                raise self._stop
            await asyncio.sleep(max(0.0, self._resume - time.monotonic()))
            try:
                answer = await self._once(prompt, self._without)
                self._failed = 0
                return answer
            except _Retry as error:
                problem = str(error)
                wait = error.wait
                if wait is None:
                    wait = min(60.0, self.settings.backoff * 2**attempt) * random.uniform(0.5, 1)  # noqa: S311 - no secret
                else:
                    self._resume = max(self._resume, time.monotonic() + wait)  # all wait, not just this one
                if attempt + 1 < self.settings.attempts:
                    await asyncio.sleep(wait)
        self._failed += 1
        if self._failed >= _DOWN:
            raise ServerError(f"{self._host}: {problem}, again and again; what was answered is kept: run it again later to go on")
        raise AnswerError(f"{self._host}: {problem}; tried {self.settings.attempts} times")

    async def _once(self, prompt: Prompt, without: frozenset[str]) -> Answer:
        status, headers, data = await self._send(apis.body(self.settings, prompt, without))
        if status == 200:
            try:
                answer = apis.answer(self.settings, json.loads(data))
            except (ValueError, RecursionError):
                answer = None
            if answer is None:
                raise _Retry("answers with what is no reply of a model")
            self._without = without  # now known to work
            return answer
        said = self._said(data)
        if status in (400, 422) and (part := apis.refused(said, without)) is not None:
            return await self._once(prompt, without | {part})
        if status == 429 and "insufficient_quota" in said:
            raise ServerError(f"{self._host}: the account has no credit left: {said}")
        if status in _AGAIN:
            wait = _asked_to_wait(headers)
            if wait is not None and wait > LONGEST_WAIT:
                raise ServerError(f"{self._host} asks to wait {wait:.0f} seconds; what was answered is kept: run it again then to go on")
            raise _Retry(f"answers {status}{f' ({said})' if said else ''}", wait)
        if 300 <= status < 400:
            target = httpx2.URL(headers.get("location", "")).host or "another path"
            raise ServerError(f"{self._host} redirects to {target}; key and documents are not sent there: set GRAPHKIT_LLM_URL to the place you mean")
        hint = {401: "check GRAPHKIT_LLM_KEY", 403: "check GRAPHKIT_LLM_KEY", 404: "check GRAPHKIT_LLM_URL and GRAPHKIT_LLM_MODEL"}.get(status)
        if hint:
            raise ServerError(f"{self._host} answers {status}{f' ({said})' if said else ''}; {hint}")
        raise AnswerError(f"{self._host} answers {status}{f': {said}' if said else ''}")

    async def _send(self, body: dict[str, Any]) -> tuple[int, Any, bytes]:
        """Status, headers and bytes of one exchange, which as a whole takes no longer than the timeout, however slowly it drips."""
        try:
            async with asyncio.timeout(self.settings.timeout):
                async with self._http.stream("POST", apis.address(self.settings), headers=apis.headers(self.settings), json=body) as response:
                    if response.headers.get("content-encoding", "identity") != "identity":
                        raise AnswerError(f"{self._host} answers compressed, which it was asked not to")
                    data = bytearray()
                    async for chunk in response.aiter_raw():
                        data += chunk
                        if len(data) > MAX_REPLY:
                            raise AnswerError(f"{self._host} answers with more than {MAX_REPLY // 2**20} MB")
                    return response.status_code, response.headers, bytes(data)
        except TimeoutError:
            raise _Retry(f"no whole answer within {self.settings.timeout:g} seconds") from None
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise _Retry(self._clean(f"{type(error).__name__}: {error}".rstrip(": "))) from None

    @property
    def _host(self) -> str:
        return httpx2.URL(self.settings.url).host

    def _said(self, data: bytes) -> str:
        """What a server says went wrong, as one short line."""
        try:
            value = json.loads(data)
            error = value.get("error", value.get("detail", value.get("message"))) if isinstance(value, dict) else value
            if isinstance(error, dict):
                error = f"{error.get('message', '')} {error.get('code') or ''}"
        except (ValueError, RecursionError):
            error = data[:500].decode("utf-8", "replace")
        return self._clean(str(error or ""))

    def _clean(self, text: str) -> str:
        """*text* in one line without control characters, and without the key, which servers like to repeat."""
        if self.settings.key:
            text = text.replace(self.settings.key.get_secret_value(), "…")
        return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:200]


def _asked_to_wait(headers: Any) -> float | None:
    """Seconds that a server asks to wait; None where it doesn't, or not so that it can be read."""
    try:
        if "retry-after-ms" in headers:
            return max(0.0, float(headers["retry-after-ms"]) / 1000)
        given = headers.get("retry-after")
        if given is None:
            return None
        return max(0.0, float(given) if given.strip().replace(".", "", 1).isdigit() else parsedate_to_datetime(given).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None


def run(coroutine: Coroutine[Any, Any, Result]) -> Result:
    """Run *coroutine* to its end; in a thread of its own where a loop is running already, as in a notebook."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(coroutine)
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()
