"""Mention detection: which spans of a document are names, by the rules and by what the learned reader sees."""

import re
from collections import defaultdict
from collections.abc import Iterable

from ..names import Names, key
from . import spans, tables
from .lexicon import kinds, words
from .reading import Reading
from .sight import Sight
from .spans import Found

#: More of it that is no part of the name: what it is, or the sign of a share.
_NO_PART = re.compile(r".* (?:models?|family|apps?|series|platform|chips?)|[A-Z]{3,5} [A-Z][a-z].*", re.S)


def find(reading: Reading, names: Names, sight: Sight | None = None) -> list[Found]:
    """Every name in *reading*, in order; what each cell under a head that says its type holds is noted in ``reading.columns``."""
    heads = tables.heads(reading)
    found = _candidates(reading, names, heads)
    return _seen(found, reading, sight, names, heads) if sight is not None else found


def _candidates(reading: Reading, names: Names, heads: set[int]) -> list[Found]:
    """Every span that is surely a name, and those unsure ones whose name is sure elsewhere or that the tagger takes for one."""
    found: list[Found] = []
    doubtful: list[Found] = []
    common = {word for block in reading.blocks for word in re.findall(r"(?<![\w.-])[a-z]{3,}(?![\w-]|\.[a-z])", block.text)}
    for block in reading.blocks:
        if block.number in heads or (block.kind == "code" and len(block.text) > 2000):
            continue
        title_case = block.kind == "heading" and _title_case(block.text)
        for span in spans.find(block.text, names, title_case, common):
            (found if span.sure else doubtful).append(Found(block.number, span))
    sure = {key(item.span.text) for item in found}
    for name in list(sure):
        parts = name.split()
        if len(parts) > 1:
            sure.add(parts[0])
            sure.add(parts[-1])
    firsts = {name.split()[0] for name in sure}
    for item in doubtful:
        name = key(item.span.text)
        block = reading.blocks[item.block]
        if (
            name in sure
            or (block.kind != "heading" and _proper(reading, item))
            or (block.kind == "heading" and " " not in name and name in firsts)
            or (block.kind == "heading" and spans.person_like(item.span.text) and len(block.text.split()) < 8)
            or (block.kind == "heading" and " " in name and _body(name) in sure)
        ):
            found.append(item)
        elif " " in name:
            found.extend(_inside(item, sure))
    found = _with_cells(found, reading, names)
    found.sort(key=lambda item: (item.block, item.span.start, -item.span.end))
    return found


def _body(name: str) -> str:
    """What a body is called for short, "office" of "Office of Conduct"; "" where the name is none of a body."""
    parts = name.split()
    head = parts[parts.index("of") - 1] if "of" in parts[1:] else parts[-1]
    return head if kinds("last").get(head) == "Regulator" else ""


def _with_cells(found: list[Found], reading: Reading, names: Names) -> list[Found]:
    """*found*, with each cell that is one whole name instead of the pieces of it."""
    by_block: dict[int, list[Found]] = defaultdict(list)
    for item in found:
        by_block[item.block].append(item)
    for row, first, last, kind in tables.names(reading):
        reading.columns[row, first] = kind
        inside = [item for item in by_block[row] if first <= item.span.start and item.span.end <= last]
        text = reading.blocks[row].text[first:last]
        whole = any((item.span.start, item.span.end) == (first, last) for item in inside)
        if not whole and (names.find(text) or len(inside) < 2):  # a maker and what it makes may share a cell
            by_block[row] = [*(item for item in by_block[row] if item not in inside), Found(row, spans.Span(first, last, text))]
    return [item for items in by_block.values() for item in items]


def _seen(found: list[Found], reading: Reading, sight: Sight, names: Names, heads: set[int]) -> list[Found]:
    """*found*, with names that only the reader sees, and its word for where a name begins and ends: "Lindqvist Nordbank", of which a rule took "Nordbank"."""
    by_block: dict[int, list[Found]] = defaultdict(list)
    for item in found:
        by_block[item.block].append(item)
    for block, first, last, kind in sight.names():
        if block in heads:
            continue
        text = reading.blocks[block].text
        near = [item for item in by_block[block] if item.span.start < last and first < item.span.end]
        if all(_better(text, first, last, kind, item.span, names) for item in near) and not _two(near):
            by_block[block] = [item for item in by_block[block] if item not in near]
            by_block[block].append(Found(block, spans.Span(first, last, text[first:last]), kind))
        elif len(near) == 1:
            near[0].kind = kind
    return sorted((item for items in by_block.values() for item in items), key=lambda item: (item.block, item.span.start, -item.span.end))


def _two(near: list[Found]) -> bool:
    """ "Lindqvist Insurance and Odell Bank": each ends as firms' names do."""
    return len(near) > 1 and all(" " in item.span.text and kinds("last").get(item.span.text.split()[-1].lower()) in ("Company", "Regulator") for item in near)


def _better(text: str, first: int, last: int, kind: str, rule: spans.Span, names: Names) -> bool:
    """Whether the reader's span, from *first* to *last*, is a name and the rule's only a part of it, or too much."""
    if first <= rule.start and rule.end <= last and (first, last) != (rule.start, rule.end):
        titled = rule.titled and kind == "Person" and not re.search(r" (?:for|of) ", text[first : rule.start])
        return not titled and not _NO_PART.fullmatch(text, first, last)
    if not (rule.start <= first and last <= rule.end) or (first, last) == (rule.start, rule.end) or names.find(rule.text):
        return False
    return not re.search(r" (?:and|&) ", text[rule.start : first] + "|" + text[last : rule.end])  # "Bureau of Industry and Security" is one


def _title_case(text: str) -> bool:
    """Most longer words begin with a capital, so a capital says nothing."""
    listed = re.findall(r"[^\W\d_]{4,}", text)
    return len(listed) < 3 or sum(word[0].isupper() for word in listed) > 0.6 * len(listed)


def _proper(reading: Reading, item: Found) -> bool:
    """Does the tagger take the word at the head of a sentence for a name?"""
    doc = reading.docs[item.block]
    span = doc.char_span(item.span.start, item.span.end, alignment_mode="expand")
    if span is None:
        return False
    low = item.span.text.lower()
    if low in words("drop", "words") or low in kinds("kind"):
        return False
    if any(token.text == low for token in doc):
        return False
    text = reading.blocks[item.block].text
    if (
        reading.blocks[item.block].kind in ("bullet", "row")
        and item.span.start <= 4
        and re.match(r"$|\s*(?:[:(|]|[—–-]\s|->| from [A-Z])", text[item.span.end :])
    ):
        return True  # what a list item is about
    return bool(span[-1].pos_ == "PROPN" and (span[0].tag_ in ("NNP", "NNPS") or len(span) > 1))


def _inside(item: Found, sure: set[str]) -> Iterable[Found]:
    """Names that are sure elsewhere, inside a run of title-case words."""
    parts = list(re.finditer(r"\S+", item.span.text))
    at = 0
    while at < len(parts):
        for end in range(min(len(parts), at + 5), at, -1):
            start, stop = parts[at].start(), parts[end - 1].end()
            piece = item.span.text[start:stop]
            if key(piece) in sure and (end - at > 1 or len(piece) > 2):
                yield Found(item.block, spans.Span(item.span.start + start, item.span.start + stop, piece))
                at = end
                break
        else:
            at += 1
