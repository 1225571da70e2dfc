"""Trained weights in NumPy: eight-bit integers in an .npz that is read without running any code and checked against a hash."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .neural_text import Ints

Floats = NDArray[np.float32]


def gelu(x: Floats) -> Floats:
    inner = x * x
    inner *= 0.044715 * 0.7978845608
    inner += 0.7978845608
    inner *= x
    np.tanh(inner, out=inner)
    inner += 1
    inner *= x
    inner *= 0.5
    return inner


def softmax(x: Floats) -> Floats:
    """Over the last axis, in place."""
    np.subtract(x, x.max(-1, keepdims=True), out=x)
    np.exp(x, out=x)
    np.divide(x, x.sum(-1, keepdims=True), out=x)
    return x


def sigmoid(x: Floats) -> Floats:
    out: Floats = np.exp(-np.clip(x, -30, 30))
    out += 1
    return np.reciprocal(out)


class Weights:
    """Arrays by name; matrices kept as bytes with a scale for each row are widened once, the word table only where it is read."""

    def __init__(self, path: Path, sha256: str = "") -> None:
        data = path.read_bytes()
        if sha256 and hashlib.sha256(data).hexdigest() != sha256:
            raise ValueError(f"{path.name} isn't the file that this version was made for; its SHA-256 should start with {sha256[:12]}. Reinstall the package")
        with np.load(path, allow_pickle=False) as npz:
            raw = {name: npz[name] for name in npz.files}
        self.meta: dict[str, Any] = json.loads(raw.pop("meta").tobytes())
        self.vocabulary = raw.pop("vocabulary").tobytes().decode().split("\n")
        self.table, self.table_scale = raw.pop("words.weight"), raw.pop("words.weight:scale").astype(np.float32)
        self.arrays: dict[str, Floats] = {}
        for name, value in raw.items():
            if name.endswith(":scale"):
                continue
            scale = raw.get(f"{name}:scale")
            wide = value.astype(np.float32) if scale is None else value.astype(np.float32) * scale.astype(np.float32)[:, None]
            matrix = wide.ndim == 2 and name + ":t" in self.meta["turned"]
            self.arrays[name] = np.ascontiguousarray(wide.T) if matrix else wide

    def words(self, ids: Ints) -> Floats:
        out: Floats = self.table[ids].astype(np.float32) * self.table_scale[ids][:, None]
        return out

    def __getitem__(self, name: str) -> Floats:
        return self.arrays[name]

    def linear(self, x: Floats, name: str) -> Floats:
        out = x @ self.arrays[f"{name}.weight"]
        bias = self.arrays.get(f"{name}.bias")
        if bias is not None:
            out += bias
        return out

    def norm(self, x: Floats, name: str) -> Floats:
        x -= x.mean(-1, keepdims=True)
        variance = np.einsum("ij,ij->i", x, x)[:, None] / x.shape[-1]
        x *= 1 / np.sqrt(variance + 1e-12)
        x *= self.arrays[f"{name}.weight"]
        x += self.arrays[f"{name}.bias"]
        return x
