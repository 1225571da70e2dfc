"""BERT's uncased tokenizer: the pieces of its vocabulary that a word is made of (Wu et al. 2016; Devlin et al. 2019)."""

import unicodedata
from collections.abc import Sequence


class WordPiece:
    """The tokenizer of one *vocabulary*, whose pieces are numbered in its order; word by word, each word remembered."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.ids = {piece: i for i, piece in enumerate(vocabulary)}
        self.unknown = self.ids["[UNK]"]
        self.cls = self.ids["[CLS]"]
        self.sep = self.ids["[SEP]"]
        self._cache: dict[str, tuple[int, ...]] = {}

    def pieces(self, word: str) -> tuple[int, ...]:
        """The ids of *word*'s pieces, never none and at most 16."""
        known = self._cache.get(word)
        if known is None:
            if len(self._cache) > 50_000:
                self._cache.clear()
            known = self._cache[word] = tuple(self._split(word))[:16] or (self.unknown,)
        return known

    def _split(self, word: str) -> list[int]:
        plain = [c for c in unicodedata.normalize("NFD", word[:200].lower()) if unicodedata.category(c) != "Mn"]
        runs: list[str] = []
        open_run = False
        for c in plain:
            category = unicodedata.category(c)
            if category[0] in "PS" or (category == "Lo" and "\u3400" <= c <= "\u9fff"):
                runs.append(c)
                open_run = False
            elif category[0] in "CZ":
                open_run = False
            elif open_run:
                runs[-1] += c
            else:
                runs.append(c)
                open_run = True
        out: list[int] = []
        for run in runs:
            start, found = 0, []
            while start < len(run):
                end = len(run)
                while end > start and (piece := ("##" if start else "") + run[start:end]) not in self.ids:
                    end -= 1
                if end == start:
                    found = [self.unknown]
                    break
                found.append(self.ids[piece])
                start = end
            out += found
        return out
