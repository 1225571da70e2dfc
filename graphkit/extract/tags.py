"""From a score for each tag of each word to mentions."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..ontology import ENTITY_TYPES

TYPES = tuple(ENTITY_TYPES)


def decode(logits: NDArray[Any]) -> list[tuple[int, int, int, float]]:
    """Best legal tag path (O, then begin, inside, end, single of each type) as (start, end, type, mean log-probability)."""
    logp = logits.astype(np.float64)
    logp -= logp.max(-1, keepdims=True)
    logp -= np.log(np.exp(logp).sum(-1, keepdims=True))
    n, k = len(logp), len(TYPES)
    o = logp[:, 0]
    b, i, e, s = (logp[:, 1 + j :: 4] for j in range(4))
    best_s = s.argmax(1)
    value_s = s[np.arange(n), best_s]
    out = 0.0
    inside = np.full(k, -1e9)
    back_out = np.zeros(n, dtype=np.int64)  # 0: O; 1+t: single of t; 1+k+t: end of t
    back_in = np.zeros((n, k), dtype=bool)  # whether inside goes on rather than begins
    for w in range(n):
        ends = inside + e[w]
        t = int(ends.argmax())
        keep, single, end = out + o[w], out + value_s[w], float(ends[t])
        begin, go = out + b[w], inside + i[w]
        back_in[w] = go > begin
        inside = np.maximum(begin, go)
        out = max(keep, single, end)
        back_out[w] = 0 if out == keep else 1 + best_s[w] if out == single else 1 + k + t
    spans: list[tuple[int, int, int, float]] = []
    w = n - 1
    while w >= 0:
        step = int(back_out[w])
        if 0 < step <= k:
            spans.append((w, w + 1, step - 1, float(s[w, step - 1])))
        elif step > k:
            t, end_at = step - 1 - k, w + 1
            score = float(e[w, t])
            w -= 1
            while back_in[w, t]:
                score += float(i[w, t])
                w -= 1
            spans.append((w, end_at, t, (score + float(b[w, t])) / (end_at - w)))
        w -= 1
    return spans[::-1]
