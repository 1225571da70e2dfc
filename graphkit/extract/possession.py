"""Who makes what, told without a verb: "Orl's Kelp", "its model, Kelp", "Kelp (Orl)", "Kelp from Orl", "Orl Kelp-2"."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .proposal import Proposal
from .reading import Mention, Reading, Sentence
from .reference import fill

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MADE = frozenset({"Model", "Product"})
_MAKER = frozenset({"Company", "Regulator"})
#: What a user has of a product, and a maker doesn't call its own so.
_RUN = frozenset(
    "cluster licence license contract account subscription instance deployment installation setup estate tenancy tenant pilot trial rollout".split()
)
_FAMILY = re.compile(
    r"^(?:,|, the \w+ (?:model|version|member))? ?(?:,? ?(?:part|a member|a version|a variant|member|the (?:newest"
    r"|smallest|largest|latest) (?:member|model|version)) of (?:its|the|their|[A-Z][\w.]*[’']s) )(?:[\w-]+ ){0,2}$"
)


def read(reading: Reading, sentence: Sentence) -> Iterator[Proposal]:
    """DEVELOPS by possessive, compound, bracket or "from"; PART_OF for "part of its … family"."""
    mentions = reading.in_sentence(sentence)
    doc = sentence.span.doc
    for n, made in enumerate(mentions):
        if made.thing.type not in _MADE:
            continue
        planned = bool(
            re.search(
                r"\b(?:next|upcoming|forthcoming|planned|future) (?:[\w-]+ ){0,3}(?:called |named )?[,“\"]? ?$",
                sentence.block.text[max(0, made.first - 50) : made.first],
            )
        )
        before = mentions[n - 1] if n else None
        after = mentions[n + 1] if n + 1 < len(mentions) else None
        if before and before.thing.type in _MAKER and _adjacent(before, made):
            yield _proposal(before, made)
            continue
        if before and before.thing.type in _MAKER and _possessive_between(doc, sentence.block.text, before, made):
            yield _proposal(before, made)
            continue
        if after and after.thing.type in _MAKER and _from(sentence.block.text, made, after):
            yield _proposal(after, made)
            continue
        owner = _possessor(reading, sentence, made)
        if owner:
            owner.modality = "planned" if planned else None
            yield owner
            continue
        if made.thing.maker and made.thing.maker.type in _MAKER and made is made.thing.mentions[0]:
            yield Proposal("DEVELOPS", made.thing.maker, made.thing, made.block, made.first, made.last, source="possession")


def _proposal(maker: Mention, made: Mention) -> Proposal:
    first, last = min(maker.first, made.first), max(maker.last, made.last)
    return Proposal("DEVELOPS", maker.thing, made.thing, made.block, first, last, source="possession")


def _adjacent(maker: Mention, made: Mention) -> bool:
    return maker.end == made.start and made.first - maker.last <= 1


def _possessive_between(doc: "Doc", text: str, maker: Mention, made: Mention) -> bool:
    """ "Orl's in-house Kelp", "Orl's Mira and Kelp" (for the second, through coordination)."""
    told, between = text[maker.last : made.first], doc[maker.end : made.start]
    if any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") or token.lower_ in ("on", "off", "onto", "to", "from", "with", "over") for token in between):
        return False  # "Parcelo's support bot ran on Grendel"
    return bool(
        re.fullmatch(
            r"(?:'s|’s|'|’) (?:(?:own|new|latest|newest|flagship|in-house|open-source|open|proprietary|first|rival|next-generation|popular|[\w-]+) ){0,4}",
            told,
        )
    ) or bool(
        re.fullmatch(
            r"(?:'s|’s|'|’) (?:[\w-]+ ){0,3}(?:model|models|chip|chips|chatbot|assistant|app|family|accelerator|processor"
            r"|service|platform),? (?:called |named |dubbed |known as )?[“\"]?",
            told,
        )
    )


def _possessor(reading: Reading, sentence: Sentence, made: Mention) -> Proposal | None:
    """By the parse: a possessive on the name, or on the noun that the name stands beside; and for each of a coordination."""
    block = sentence.block.number
    head: Token = sentence.span.doc[made.start : made.end].root
    seen = 0
    while head.dep_ in ("conj", "appos", "compound", "nmod") and seen < 5 and not any(child.dep_ == "poss" for child in head.children):
        if head.dep_ == "conj" and any(child.dep_ in ("det",) for child in head.children):
            return None
        head = head.head
        seen += 1
    if head.i >= made.end and head.lemma_.lower() in _RUN:
        return None  # "our Kelp cluster"
    for child in head.children:
        if child.dep_ != "poss" or child.i >= made.start:
            continue
        # "Its app", after an authority, is hardly ever the authority's own.
        fillers = fill(reading, block, child, frozenset({"Company"}) if child.tag_ == "PRP$" else _MAKER)
        if made.start and sentence.span.doc[made.start - 1].lower_ in ("on", "off", "onto", "to", "from", "over"):
            return None  # "Parcelo's support bot ran on Grendel"
        if len(fillers) >= 1 and fillers[0].thing is not made.thing:
            filler = fillers[0]
            between = list(sentence.span.doc[child.i + 1 : made.start])
            if made.first - filler.last > 90 or any(token.tag_ in ("VBD", "VBZ", "VBP", "MD", "VB") or token.dep_ == "ROOT" for token in between):
                return None
            if any(
                token.lower_
                in (
                    "choice",
                    "use",
                    "rejection",
                    "test",
                    "trial",
                    "purchase",
                    "favourite",
                    "rival",
                    "competitor",
                    "answer",
                    "alternative",
                    "adoption",
                    "view",
                    "version",
                    "existing",
                    "incumbent",
                )
                for token in between
            ):
                return None
            return Proposal("DEVELOPS", filler.thing, made.thing, block, filler.first, made.last, source="possession")
    return None


def _from(text: str, made: Mention, maker: Mention) -> bool:
    """ "Kelp from Orl", "Kelp (Orl)", "Kelp, made by Orl", "Kelp, a model by Orl", "Kelp, the chatbot from the lab Orl"."""
    between, after = text[made.last : maker.first], text[maker.last : maker.last + 1]
    if re.fullmatch(r" \((?:from |by |made by |maker: |vendor: |owned by |of )?", between) and after in (")", ",", ";", "/"):
        return True
    return bool(
        re.fullmatch(
            r"[”\"]?(?:,| is| was| –| —)? ?(?:(?:an?|the|its|another) (?:[\w.-]+ ){0,5}(?:model|models|chatbot|assistant"
            r"|chip|app|service|tool|system|family|platform|engine|product|line|accelerator|recogniser|library|suite"
            r"|bot|LLM|software) )?(?:made |built |developed |created |trained |published |supplied |produced |released "
            r"|sold |designed )?(?:from|by) (?:(?:the|a|an) (?:[\w.’'-]+ ){0,5})?",
            between,
        )
    )
