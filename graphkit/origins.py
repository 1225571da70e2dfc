"""Origins, not echoes: which documents speak for themselves, and which repeat another.

Documents of one publisher are one origin, and so are reprints: texts that share most of their five-word
shingles, found by MinHash (Broder 1997) with banding, so that no two texts need comparing that can't be alike.
What is told "according to The Ledger" has the Ledger for its origin, where the Ledger is a publisher too.
"""

import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np

from .names import key
from .records import Claim, Document

SHINGLE = 5  # words
HASHES, BANDS = 32, 8  # 4 in a band: a pair with 80 % in common is compared with a chance of 98 %
ALIKE = 0.6  # of the hashes; a reprint with another headline and a paragraph cut is above, two reports of one event far below
_PRIME = np.uint64(4_294_967_311)
_RANDOM = np.random.Generator(np.random.PCG64(20261128))  # fixed: fingerprints are stored
_A = _RANDOM.integers(1, 2**31, HASHES, dtype=np.uint64)
_B = _RANDOM.integers(0, 2**31, HASHES, dtype=np.uint64)


def fingerprint(text: str) -> tuple[int, ...]:
    """MinHash of the shingles of *text*; empty for one too short to tell (under 30 words)."""
    words = text.casefold().split()
    if len(words) < 30:
        return ()
    shingles = {zlib.crc32(" ".join(words[i : i + SHINGLE]).encode()) for i in range(len(words) - SHINGLE + 1)}
    hashed = np.fromiter(shingles, dtype=np.uint64, count=len(shingles))
    return tuple(int(((hashed * a + b) % _PRIME).min()) for a, b in zip(_A, _B, strict=True))


class Origins:
    """The origin of each document, and of each claim."""

    def __init__(self, documents: Mapping[str, Document], fingerprints: Mapping[str, tuple[int, ...]]) -> None:
        self._parent: dict[str, str] = {}
        for i, document in sorted(documents.items()):
            self._find(i)
            if document.publisher:
                self._join(i, f"publisher {key(document.publisher)}")
        for one, other in reprints({i: prints for i, prints in fingerprints.items() if i in documents}):
            self._join(one, other)

    def of(self, claim: Claim) -> str:
        """The origin of *claim*."""
        told = f"publisher {key(claim.claimant)}" if claim.claimant else ""
        return self._find(told if told in self._parent else claim.document)

    def count(self, claims: Iterable[Claim]) -> int:
        """How many independent origins *claims* have."""
        return len({self.of(claim) for claim in claims})

    def _find(self, one: str) -> str:
        while self._parent.setdefault(one, one) != one:
            self._parent[one] = one = self._parent[self._parent[one]]
        return one

    def _join(self, one: str, other: str) -> None:
        first, second = sorted((self._find(one), self._find(other)))
        self._parent[second] = first


def reprints(fingerprints: Mapping[str, tuple[int, ...]]) -> list[tuple[str, str]]:
    """Pairs of documents whose texts are mostly the same, each with the first that it resembles."""
    width = HASHES // BANDS
    buckets: dict[tuple[int, tuple[int, ...]], list[str]] = defaultdict(list)
    found = []
    for i, prints in sorted(fingerprints.items()):
        if not prints:
            continue
        bands = [(band, prints[band * width : (band + 1) * width]) for band in range(BANDS)]
        for other in sorted({other for band in bands for other in buckets[band]}):
            if sum(a == b for a, b in zip(prints, fingerprints[other], strict=True)) >= ALIKE * HASHES:
                found.append((other, i))
        for band in bands:
            buckets[band].append(i)
    return found
