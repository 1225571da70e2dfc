"""What was spent, what a request may cost at most, and where to stop."""

import math
from dataclasses import dataclass

from ..errors import LlmError
from .apis import Answer
from .prompt import Prompt
from .settings import Settings

#: Bytes of a token, on the low side, so that estimates are on the high one.
BYTES = 3.5
#: Tokens of a reply for each token of text, as measured on dense news texts.
REPLY = 4.5


class BudgetError(LlmError):
    """One more request could cost more than what is left."""


def tokens(text: str) -> int:
    """About how many tokens *text* is."""
    return math.ceil(len(text.encode()) / BYTES)


@dataclass(slots=True)
class Budget:
    """``limit`` and ``spent`` are in the currency of the prices; None is no limit. What runs is reserved at the most that it can cost."""

    settings: Settings
    limit: float | None = None
    requests: int = 0
    cached: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    reserved: float = 0.0

    def __post_init__(self) -> None:
        if self.limit is not None and self.settings.prices is None:
            raise LlmError("--budget needs to know what tokens cost: set GRAPHKIT_LLM_PRICES to the price of a million in and out, as 3/15")

    @property
    def spent(self) -> float | None:
        return self.settings.prices.cost(self.tokens_in, self.tokens_out) if self.settings.prices else None

    def reserve(self, prompt: Prompt) -> float:
        """Set aside the most that *prompt* can cost; raises `BudgetError` where that isn't left."""
        if self.settings.prices is None:
            return 0.0
        most = self.settings.prices.cost(size(prompt), self.settings.max_tokens)
        if self.limit is not None and (self.spent or 0) + self.reserved + most > self.limit:
            raise BudgetError(f"the budget of {self.limit:g} leaves no room for one more request, which may cost {most:.3g}; what was answered is kept")
        self.reserved += most
        return most

    def release(self, reserved: float) -> None:
        self.reserved -= reserved

    def count(self, answer: Answer, prompt: Prompt) -> None:
        """Book a paid *answer*; a server that doesn't count its tokens has them estimated."""
        self.requests += 1
        self.tokens_in += answer.tokens_in or size(prompt)
        self.tokens_out += answer.tokens_out or tokens(answer.text)

    def __str__(self) -> str:
        cost = "" if self.spent is None else f", cost {self.spent:.2f}"
        kept = f", {self.cached} answered before" if self.cached else ""
        return f"{self.requests} requests{kept}, {self.tokens_in:,} tokens in, {self.tokens_out:,} out{cost}"


def size(prompt: Prompt) -> int:
    """About how many tokens *prompt* is."""
    return tokens(prompt.system) + tokens(prompt.user)
