"""The mean of two trainings on the way, so that two cores do more than one: each goes on from it."""

import time
from pathlib import Path

import torch
from torch import Tensor

PATIENCE = 1800.0  # seconds that one waits for the other


def mean(state: dict[str, Tensor], folder: Path, me: str, other: str, step: int) -> dict[str, Tensor]:
    """*state* of this training averaged with the other's at the same *step*, number by number. Raises TimeoutError where the other doesn't come."""
    folder.mkdir(parents=True, exist_ok=True)
    mine, theirs = folder / f"{me}.{step}.pt", folder / f"{other}.{step}.pt"
    torch.save(state, mine.with_suffix(".part"))
    mine.with_suffix(".part").replace(mine)  # never seen half written
    for old in folder.glob(f"{me}.*.pt"):
        if int(old.suffixes[0][1:]) < step - 1000:
            old.unlink()
    began = time.monotonic()
    while not theirs.exists():
        if time.monotonic() - began > PATIENCE:
            raise TimeoutError(f"{theirs} hasn't come within {PATIENCE:.0f} seconds; is the other training still running?")
        time.sleep(0.2)
    found = torch.load(theirs, weights_only=True)
    return {name: (value + found[name]) / 2 for name, value in state.items()}
