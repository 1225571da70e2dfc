"""Documents read by a language model: all that are new at once, each through the gate."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Self

from ..errors import LlmError
from ..names import Names, starter
from ..records import Document, Extraction, canonical_json, digest
from . import budget, prompt, reply
from .budget import Budget
from .cache import Cache
from .client import Client, ServerError, run
from .gate import Gate
from .settings import Settings
from .windows import windows


@dataclass(frozen=True, slots=True)
class Estimate:
    """What reading some documents will take, before anything is sent; ``cost`` is None where prices aren't known."""

    documents: int
    requests: int
    kept: int
    tokens_in: int
    tokens_out: int
    cost: float | None

    def __str__(self) -> str:
        cost = "" if self.cost is None else f", cost about {self.cost:.2f}"
        kept = f" ({self.kept} more answered before)" if self.kept else ""
        return f"{self.documents} documents, {self.requests} requests{kept}, about {self.tokens_in:,} tokens in, {self.tokens_out:,} out{cost}"


@dataclass(slots=True)
class LlmExtractor:
    """Reads documents of any language. ``warn`` is given an estimate before anything is sent, ``progress`` (documents done, of how many) after each.

    `ahead` asks for many documents at once; `extract` hands out what came of each, and asks where it wasn't asked yet.
    """

    settings: Settings
    cache: Cache
    budget: Budget
    names: Names = field(default_factory=starter)
    progress: Callable[[int, int], None] | None = None
    dropped: Counter[str] = field(default_factory=Counter)
    warn: Callable[[Estimate], None] | None = None
    _read: dict[str, Extraction | LlmError] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """Model and rules, as claims carry them."""
        rules = digest(prompt.system(), canonical_json(prompt.schema()))[:6]
        return f"llm {self.settings.model} {rules}"

    @property
    def model(self) -> Self:
        """The part of an extractor that asks a model: here, all of it."""
        return self

    def reads(self, document: Document) -> bool:
        return any(char.isalnum() for char in document.text)

    def estimate(self, documents: Sequence[Document]) -> Estimate:
        """What `ahead` will take; a long document whose first window was answered before counts as answered."""
        requests = kept = into = out = 0
        for document in documents:
            parts = windows(document.text, self.settings.window)
            asked = [prompt.prompt(document, window) for window in parts]
            if self.cache.get(self.cache.path(self.settings, asked[0])) is not None:
                kept += len(asked)
                continue
            requests += len(asked)
            into += sum(map(budget.size, asked))
            out += sum(min(self.settings.max_tokens, int(300 + budget.REPLY * budget.tokens(window.text))) for window in parts)
        prices = self.settings.prices
        return Estimate(len(documents), requests, kept, into, out, prices.cost(into, out) if prices else None)

    def ahead(self, documents: Sequence[Document]) -> None:
        """Read *documents*, several at a time. Raises `LlmError` where the server as such is of no use; what it answered till then is kept."""
        wanted = {document.id: document for document in documents if document.id not in self._read and self.reads(document)}
        if not wanted:
            return
        if self.warn:
            self.warn(self.estimate(list(wanted.values())))
        run(self._all(list(wanted.values())))

    def extract(self, document: Document, names: Names) -> Extraction:
        """What the model found in *document*; raises `LlmError` where it came to nothing."""
        self.names = names
        if document.id not in self._read:
            self.ahead([document])
        found = self._read.get(document.id, Extraction())
        if isinstance(found, LlmError):
            raise found
        return found

    async def _all(self, documents: list[Document]) -> None:
        several, one, done = asyncio.Semaphore(self.settings.concurrency), asyncio.Lock(), 0

        async def read(client: Client, document: Document) -> None:
            nonlocal done
            async with several:
                try:
                    self._read[document.id] = await self._one(client, document, one)
                except ServerError:
                    raise
                except LlmError as error:
                    self._read[document.id] = error
                done += 1
                if self.progress:
                    self.progress(done, len(documents))

        async with Client(self.settings, self.cache, self.budget) as client:
            tasks = [asyncio.create_task(read(client, document)) for document in documents]
            try:
                await asyncio.gather(*tasks)
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    async def _one(self, client: Client, document: Document, one: asyncio.Lock) -> Extraction:
        """One window after the other, each told what those before it have named."""
        gate = Gate(document, self.names, self.version)
        for window in windows(document.text, self.settings.window):
            asked = prompt.prompt(document, window, list(gate.pool.entities.values()))
            answer = await client.ask(asked)
            try:
                said = reply.parse(answer.text)
            except reply.ReplyError as error:
                raise reply.ReplyError(f"{error} (kept as {self.cache.path(self.settings, asked)}; delete it to ask again)") from None
            if answer.cut:
                said.dropped["replies cut off at the longest allowed"] += 1
            async with one:  # the parser is shared, and meanwhile other requests go on
                await asyncio.to_thread(gate.admit, window, said)
        self.dropped.update(gate.dropped)
        return gate.extraction()
