"""Annotated documents as the trainer needs them: words, mention spans, clusters, relations; renamed at random."""

import json
import random
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from graphkit.extract.neural_text import layout_of

TYPES = ("Company", "Model", "Product", "Regulator", "Person", "Place")
CLASS = {"asserted": 0, "reported": 0, "planned": 1, "rumoured": 1, "denied": 2, "ended": 2}
LEGAL = re.compile(r"\b(inc|corp|corporation|ltd|limited|co|llc|plc|ag|gmbh|sa|nv|group|holdings?|company|se|bv|oy|ab)\b\.?", re.I)
PRONOUNS = frozenset({"we", "our", "us", "ours", "i", "my", "the team", "the project"})

Span = tuple[int, int]


@dataclass
class Fact:
    relation: str
    subject: int
    object: int
    modality: int
    outcome: str | None
    action: str | None
    reason_class: str | None
    reason: Span | None
    evidence: frozenset[int]
    optional: bool


@dataclass
class Doc:
    name: str
    group: str
    text: str
    offsets: list[Span]
    words: list[str]
    breaks: list[int]
    sentences: list[int]
    mentions: list[tuple[int, int, int]]  # start word, end word, entity
    names: list[str]
    types: list[str]
    facts: list[Fact]
    stand_ins: dict[int, set[int]] = field(default_factory=dict)
    gold: dict[str, Any] = field(default_factory=dict)
    things: list[tuple[str, str, bool, list[Span]]] = field(default_factory=list)  # the rules' own: name, type, the author?, mentions


def pattern(forms: Iterable[str]) -> re.Pattern[str]:
    parts = []
    for form in sorted(forms, key=lambda f: (-len(f), f)):
        body = r"\s+".join(re.escape(w) for w in form.split())
        parts.append((r"(?<!\w)" if form[0].isalnum() else "") + body + (r"(?!\w)" if form[-1].isalnum() else ""))
    return re.compile("|".join(parts))


def to_words(offsets: Sequence[Span], a: int, b: int) -> Span | None:
    """The words that text[a:b] touches."""
    first = bisect_right(offsets, a, key=lambda w: w[1])
    last = bisect_left(offsets, b, key=lambda w: w[0])
    return (first, last) if first < last else None


def load(path: Path) -> list[Doc]:
    docs = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text, gold = row["text"], row["gold"]
        offsets = [tuple(w) for w in row["words"]]
        words, breaks, sentences = layout_of(text, offsets, [tuple(s) for s in row["sents"]])
        index = {e["id"]: i for i, e in enumerate(gold["entities"])}
        owner: dict[str, int] = {}
        for i, e in enumerate(gold["entities"]):
            for form in e["mentions"]:
                owner.setdefault(" ".join(form.split()), i)
        mentions = []
        if owner:
            for m in pattern(owner).finditer(text):
                span = to_words(offsets, m.start(), m.end())
                if span and (not mentions or span[0] >= mentions[-1][1]):
                    mentions.append((*span, owner[" ".join(m.group().split())]))
        facts = []
        for r in gold["relations"]:
            evidence: set[int] = set()
            for m in pattern([r["evidence"]]).finditer(text):
                span = to_words(offsets, m.start(), m.end())
                if span:
                    evidence.update(range(*span))
            reason = None
            if r.get("reason"):
                options = [to_words(offsets, m.start(), m.end()) for m in pattern([r["reason"]]).finditer(text)]
                options = [s for s in options if s]
                inside = [s for s in options if s[0] in evidence]
                reason = (inside or options or [None])[0]
            facts.append(
                Fact(
                    r["type"],
                    index[r["subject"]],
                    index[r["object"]],
                    CLASS[r["modality"]],
                    r.get("outcome"),
                    r.get("action"),
                    r.get("reason_class"),
                    reason,
                    frozenset(evidence),
                    bool(r.get("optional")),
                )
            )
        stand: dict[int, set[int]] = defaultdict(set)
        for f in facts:
            if f.relation in ("DEVELOPS", "PART_OF"):
                stand[f.subject].add(f.object)
                stand[f.object].add(f.subject)
        docs.append(
            Doc(
                row["doc"],
                row["set"],
                text,
                offsets,
                words,
                breaks,
                sentences,
                mentions,
                [e["name"] for e in gold["entities"]],
                [e["type"] for e in gold["entities"]],
                facts,
                dict(stand),
                gold,
                [
                    (t["name"], t["type"], t["author"], sorted({span for a, b in t["spans"] if (span := to_words(offsets, a, b))}))
                    for t in row.get("things", [])
                ],
            )
        )
    return docs


# relation of CORE: ours, whether it is turned round, the types of e1 and e2
CORE = {
    "acquired_by": ("ACQUIRES", True, "Company", "Company"),
    "merged_with": ("ACQUIRES", False, "Company", "Company"),
    "collaboration": ("PARTNERS_WITH", False, "Company", "Company"),
    "competitor_of": ("COMPETES_WITH", False, "Company", "Company"),
    "client_of": ("USES", False, "Company", "Company"),
    "shareholder_of": ("INVESTS_IN", False, "Company", "Company"),
    "subsidiary_of": ("PART_OF", False, "Company", "Company"),
    "product_or_service_of": ("DEVELOPS", True, "Product", "Company"),
    "brand_of": ("DEVELOPS", True, "Product", "Company"),
    "regulated_by": ("REGULATED_BY", False, "Company", "Regulator"),
    "undefined": ("", False, "Company", "Company"),
}


def core_doc(row: dict[str, Any]) -> Doc:
    """One passage of CORE: two companies and what one is to the other; nothing is known of its other names."""
    words: list[str] = row["context"]
    breaks = [3] + [1 if w in {",", ".", ";", ":", ")", "'s", "’s", "?", "!", "%"} or v in {"(", "$", "€"} else 0 for v, w in pairwise(words)]
    sentences = [0]
    for w in words[:-1]:
        sentences.append(sentences[-1] + (w in {".", "?", "!"}))
    ends = [("e1", row["e1_start"], row["e1_end"] + 1), ("e2", row["e2_start"], row["e2_end"] + 1)]
    if row["invert_relation"]:
        ends.reverse()
    relation, turned, *types = CORE[row["relation"]]
    facts = []
    if relation:
        pairs = [(1, 0)] if turned else [(0, 1)]
        if row["relation"] == "merged_with":
            pairs = [(0, 1), (1, 0)]
        facts = [Fact(relation, s, o, 0, None, None, None, None, frozenset(), False) for s, o in pairs]
    mentions = sorted((a, b, i) for i, (_, a, b) in enumerate(ends))
    return Doc(row["id"], "core", "", [], words, breaks, sentences, mentions, [e[0] for e in ends], list(types), facts)


def load_core(path: Path) -> list[Doc]:
    rows = json.loads(path.read_text(encoding="utf-8"))
    return [core_doc(row) for row in rows if row["relation"] in CORE and (row["e1_end"] < row["e2_start"] or row["e2_end"] < row["e1_start"])]


# ---- renaming


ONSETS = tuple("b br c ch cl d dr f fl g gl gr h j k kl kr l m n p pl pr qu r s sh sl st t th tr v vl w x y z zh".split())
VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "ei", "ia", "io", "oa", "ou", "y"]
CODAS = ["b", "ck", "d", "g", "l", "ll", "m", "n", "nd", "ng", "nt", "p", "r", "rn", "s", "sk", "ss", "st", "t", "th", "v", "x", "z"] + [""] * 12
ENDS = ["ai", "ix", "on", "ium", "ly", "io", "us", "ora", "tech", "soft", "net", "lab", "mind", "ware", "AI", "Labs"] + [""] * 24


def syllables(rng: random.Random, most: int = 3) -> str:
    return "".join(rng.choice(ONSETS) + rng.choice(VOWELS) + rng.choice(CODAS) for _ in range(rng.choice((1, 2, 2, most))))


class Renamer:
    """Gives the named things of a document other names, each word of a name always the same new word."""

    def __init__(self, docs: Sequence[Doc]) -> None:
        lower: Counter[str] = Counter()
        self.pool: dict[str, list[str]] = {t: [] for t in TYPES}
        for d in docs:
            lower.update(w for w in d.words if w.islower())
        self.common = {w for w, n in lower.items() if n >= 2}
        self.plain = sorted(w for w in self.common if w.isalpha() and len(w) > 3)
        for d in docs:
            for a, b, e in d.mentions:
                for w in d.words[a:b]:
                    if self.proper(w) and w.lower() not in self.common:
                        self.pool[d.types[e]].append(w)
        self.pool = {t: sorted(set(ws)) for t, ws in self.pool.items()}

    @staticmethod
    def proper(word: str) -> bool:
        return any(c.isupper() for c in word) and word not in ("I", "A", "The")

    def fresh(self, word: str, kind: str, rng: random.Random) -> str:
        """A new word in the shape of *word*."""
        letters = "".join(c for c in word if c.isalpha())
        if letters.isupper() and 1 < len(letters) <= 5:
            return "".join(rng.choice("ABCDEFGHIKLMNOPRSTUVWXZ") for _ in range(max(2, len(letters) + rng.randint(-1, 1))))
        if rng.random() < 0.45 and self.pool[kind]:
            other = rng.choice(self.pool[kind])
            if other.isalpha():
                return other
        if kind in ("Company", "Product", "Model") and rng.random() < 0.15:
            return rng.choice(self.plain).capitalize() if rng.random() < 0.5 else rng.choice(self.pool[rng.choice(["Person", "Place", "Product", "Model"])])
        new = syllables(rng, 2).capitalize()
        if kind in ("Company", "Product", "Model") and not word[1:].islower():
            new += rng.choice(ENDS) if rng.random() < 0.6 else syllables(rng, 1).capitalize()
        return new

    def rename(self, d: Doc, rng: random.Random, rate: float = 0.8) -> Doc:
        key_of: dict[str, str] = {}
        chosen = {i: rng.random() < (0.25 if t == "Place" else rate) for i, t in enumerate(d.types)}
        for a, b, e in d.mentions:
            if not chosen[e] or " ".join(d.words[a:b]).lower() in PRONOUNS:
                continue
            for w in d.words[a:b]:
                for part in re.findall(r"[^\W\d_]+|\d+", w.removesuffix("'s").removesuffix("’s")):
                    if part.isdigit():
                        if d.types[e] in ("Model",) and len(part) <= 2 and part not in key_of:
                            key_of[part] = ""  # digits of a model's version: renumbered only inside names
                        continue
                    if not any(c.isupper() for c in part) or len(part) < 2 or part.lower() in ("the",):
                        continue
                    if b - a > 1 and part.lower() in self.common:
                        continue
                    key_of.setdefault(part.lower() if part.isupper() and len(part) > 5 else part, "")
        titles = {k.lower(): k for k in key_of}
        kinds = {}
        for a, b, e in d.mentions:
            for w in d.words[a:b]:
                for part in re.findall(r"[^\W\d_]+", w):
                    kinds.setdefault(part.lower(), d.types[e])
        for k in list(key_of):
            if not k.isdigit():
                key_of[k] = self.fresh(k, kinds.get(k.lower(), "Company"), rng)
        inside = {w for a, b, _ in d.mentions for w in range(a, b)}

        def new(i: int, word: str) -> str:
            def swap(m: re.Match[str]) -> str:
                part = m.group()
                if part.isdigit():
                    return part
                if part in key_of:
                    return key_of[part]
                known = titles.get(part.lower())
                if known and part.isupper():
                    return key_of[known].upper()
                if known and i in inside:
                    return key_of[known]
                return part

            return re.sub(r"[^\W\d_]+|\d+", swap, word) or word

        return replace(d, words=[new(i, w) for i, w in enumerate(d.words)])


# ---- string clusters (a stand-in for the rules' own)


def norm(form: str) -> str:
    form = re.sub(r"['’]s$", "", form.strip())
    low = re.sub(r"^(the|its|our|a|an)\s+", "", form.lower())
    return re.sub(r"[^\w.+&-]+", " ", LEGAL.sub(" ", low)).strip(" .") or low


def is_name(form: str) -> bool:
    """Whether a surface form is a name and no description."""
    words = form.split()
    if words[0].lower() in ("the", "its", "our", "their", "a", "an", "this", "that"):
        rest = words[1:]
        return bool(rest) and all(w[0].isupper() or w[0].isdigit() or w in ("of", "and", "for", "the", "&", "de") for w in rest)
    return any(c.isupper() or c.isdigit() for c in form)


def acronym(form: str) -> str:
    return "".join(w[0] for w in re.findall(r"[A-Za-z]+", form) if w.lower() not in ("of", "the", "for", "and", "on", "in")).upper()


def cluster(spans: Sequence[tuple[int, int, str]], words: Sequence[str]) -> list[list[int]]:
    """Indices of *spans* (start, end, type) that are one thing, by their strings."""
    forms = [" ".join(words[a:b]).replace(" - ", "-").replace(" 's", "'s").replace(" ’s", "’s") for a, b, _ in spans]
    keys: dict[str, list[int]] = {}
    for i, form in enumerate(forms):
        keys.setdefault("(author)" if form.lower() in PRONOUNS else norm(form), []).append(i)
    kind = {k: Counter(spans[i][2] for i in v).most_common(1)[0][0] for k, v in keys.items()}
    merged: dict[str, str] = {}
    order = sorted(keys, key=lambda k: (-len(k.split()), keys[k][0]))
    for k in order:
        tokens = k.split()
        options: list[str] = []
        for other in order:
            if other == k or other in merged or not is_name(forms[keys[other][0]]) or not is_name(forms[keys[k][0]]):
                continue
            long = other.split()
            raw = forms[keys[k][0]]
            same = kind[k] == kind[other]
            short_for = raw.isupper() and len(raw) > 1 and len(long) > 1 and acronym(forms[keys[other][0]]) == raw.upper()
            surname = same and kind[k] == "Person" and len(tokens) == 1 and len(long) > 1 and long[-1] == tokens[0]
            begins = same and kind[k] in ("Company", "Regulator") and len(tokens) < len(long) and long[: len(tokens)] == tokens
            if short_for or surname or begins:
                options.append(other)
        if len(options) == 1 or (options and kind[k] == "Person"):
            merged[k] = options[0]
    out: dict[str, list[int]] = {}
    for k, v in keys.items():
        root = k
        while root in merged:
            root = merged[root]
        out.setdefault(root, []).extend(v)
    return [sorted(v) for v in out.values()]
