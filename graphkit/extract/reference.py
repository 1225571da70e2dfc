"""Which thing a word stands for: a name, a pronoun, "the carmaker", "models from X", "several firms, including Y and Z"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .arguments import antecedent
from .lexicon import kinds, table, words
from .reading import Mention, Reading, Sentence, Thing

if TYPE_CHECKING:
    from spacy.tokens import Token

_ORG = frozenset({"Company", "Regulator"})
_NEUTER = frozenset({"it", "its", "itself", "they", "their", "them", "theirs"})
_HE = frozenset({"he", "she", "his", "her", "him", "hers"})
#: Nouns that let the firm or model before them be meant: "Nvidia chips", "Gemini models", "Orl's technology".
_OFFERS = frozenset(
    """
        model models chip chips gpu gpus processor processors accelerator accelerators card cards server servers software technology technologies tool
        tools service services system systems platform platforms api apis
 cloud product products engine engines assistant assistants chatbot app apps hardware infrastructure capacity compute bot bots handset handsets phone
 phones smartphone smartphones device devices licence licences license licenses
 part parts silicon stack suite library instance instances data centre centres center centers database offering offerings version versions family
 series line range integration integrations agent agents cluster clusters solution solutions
 unit units feature features backend code sdk embeddings equipment components machines gear features weights vectors endpoint endpoints rack racks
 search workload workloads pipeline round rounds series raise fundraising financing funding warrants shares stock equity deal deals practices business
 conduct acquisition purchase operations arrangement handling launch rollout roll-out""".split()
)
_BOUGHT = frozenset(
    "licensed bought rented leased supplied provided developed made built sourced purchased trained designed created produced published released".split()
)
_GROUPS = frozenset(
    """
        company companies firm firms vendor vendors supplier suppliers provider providers bidder bidders rival rivals competitor competitors partner
        partners model models lab labs start-up start-ups startup startups bank banks backer backers investor investors
 player players customer customers client clients product products service services option options alternative alternatives candidate candidates group
 groups maker makers engine engines tool tools brand brands name names others other
 buyer buyers carrier carriers app apps chip chips developer developers assistant assistants fund funds party parties publisher publishers user users
 platform platforms regulator regulators authority authorities agency agencies""".split()
)


_LISTED = re.compile(r",? (?:and|or) (?:the )?")


@dataclass(frozen=True, slots=True)
class Filler:
    """A thing that fills a slot, with the words that do so; ``direct`` where those are its name."""

    thing: Thing
    block: int
    first: int
    last: int
    token: int
    direct: bool = True
    weak: bool = False


@dataclass(slots=True)
class References:
    """Resolves tokens of one reading."""

    reading: Reading
    quoted: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def fill(self, block: int, token: "Token", want: frozenset[str], depth: int = 0, without: Iterable[Thing] = ()) -> list[Filler]:
        """The things that *token* and what hangs on it stand for, if they are of a wanted type."""
        token = antecedent(token)
        found = self._one(block, token, want, depth, without)
        for child in token.children if depth < 6 else ():
            if child.dep_ == "conj" and child.i > token.i and not _negated(child):
                found.extend(self.fill(block, child, want, depth + 1, without))
        for filler in list(found):
            if filler.direct and filler.block == block:
                found.extend(self._coordinated(filler, want))
        unique: dict[int, Filler] = {}
        for filler in found:
            unique.setdefault(id(filler.thing), filler)
        return list(unique.values())

    def _one(self, block: int, token: "Token", want: frozenset[str], depth: int, without: Iterable[Thing]) -> list[Filler]:
        mention = self.reading.mention(block, token)
        if mention:
            return self._named(block, token, mention, want)
        low = token.lower_
        if token.pos_ == "PRON" or low in _NEUTER | _HE:
            return self._pronoun(block, token, want, without)
        if token.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ", "DET", "X", "SYM", "VERB", "ADV"):
            return []
        found = self._listed(block, token, want, depth)
        if found:
            return found
        if low in _OFFERS or token.lemma_.lower() in _OFFERS or low in kinds("kind"):
            found = self._ware(block, token, want, depth)
            if found:
                return found
        return self._definite(block, token, want, without) or self._identified(block, token, want)

    def _coordinated(self, filler: Filler, want: frozenset[str]) -> list[Filler]:
        """Names joined to this one by commas and "and", which the parser may have lost: "Orl's Kelp and Vey's Mira"."""
        reading = self.reading
        mention = reading.here.get((filler.block, filler.token))
        if mention is None:
            return []
        sentence = reading.sentence(filler.block, filler.token)
        mentions = reading.in_sentence(sentence)
        text = sentence.block.text
        if mention not in mentions:
            return []
        at = mentions.index(mention)
        found: list[Filler] = []
        for step in (-1, 1):
            here, closed = mention, False
            reach: list[Mention] = []
            n = at
            while 0 <= (n := n + step) < len(mentions) and len(reach) < 8:
                other = mentions[n]
                left, right = (other, here) if step < 0 else (here, other)
                between = text[left.last : right.first]
                if re.fullmatch(r"['’]s? (?:[a-z-]+ ){0,2}", between) and left.thing.type == "Company" and step < 0 and right is here:
                    here = left  # the maker of the one we came from
                    continue
                if (
                    step > 0
                    and re.fullmatch(r",? ?(?:and|or|as well as)? ?", between)
                    and between.strip()
                    and n + 1 < len(mentions)
                    and re.fullmatch(r"['’]s? (?:[a-z-]+ ){0,2}", text[other.last : mentions[n + 1].first])
                    and other.thing.type != mention.thing.type
                ):
                    here = other
                    closed = closed or bool(re.search(r"and|or|well", between))
                    other = mentions[n + 1]
                    n += 1
                    if other.thing.type == mention.thing.type and other.thing.type in want:
                        reach.append(other)
                    here = other
                    continue
                if not re.fullmatch(r",? ?(?:and|or|as well as|&)? ?(?:the )?", between) or not between.strip() or other.thing.type != mention.thing.type:
                    break
                doc = sentence.span.doc
                head, own = doc[other.start : other.end].root, doc[mention.start : mention.end].root
                if head.dep_ in ("nsubj", "nsubjpass") and head.head.i != own.head.i:
                    break
                closed = closed or bool(re.search(r"and|or|well|&", between))
                reach.append(other)
                here = other
            if closed:
                found.extend(_filler(other, sentence.span.doc[other.end - 1]) for other in reach if other.thing.type in want)
        return found

    def _identified(self, block: int, token: "Token", want: frozenset[str]) -> list[Filler]:
        """ "Orl is a venture backed by …", "Orl, a lab that …": the noun is what its clause says it is."""
        if token.lower_ not in kinds("kind") and token.lower_ not in _OFFERS:
            return []
        others: list[Token] = []
        if token.dep_ == "attr":
            others = [child for child in token.head.children if child.dep_ == "nsubj"]
        elif token.dep_ == "appos":
            others = [token.head]
        for other in others:
            mention = self.reading.mention(block, other)
            if mention and mention.thing.type in want:
                return [_filler(mention, other)]
        return []

    def _named(self, block: int, token: "Token", mention: Mention, want: frozenset[str]) -> list[Filler]:
        if mention.thing.type in want:
            return [_filler(mention, token)]
        for child in token.children:  # "Apple's own Kelp" as a firm: the owner, if only that fits
            if child.dep_ == "appos":
                other = self.reading.mention(block, child)
                if other and other.thing.type in want and other is not mention:
                    return [_filler(other, child)]
        return []

    def _listed(self, block: int, token: "Token", want: frozenset[str], depth: int) -> list[Filler]:
        """Names given after the noun: "its model, Kelp", "three firms: A, B and C", "firms including A", "models from A"."""
        found: list[Filler] = []
        if depth > 5:
            return found
        for child in token.children:
            if child.dep_ == "appos" and child.i > token.i and (self.reading.mention(block, child) or child.lower_ in _GROUPS):
                found.extend(self.fill(block, child, want, depth + 1))
            elif child.dep_ == "prep" and (
                child.lower_ in ("including", "like", "such") or (child.lower_ == "as" and child.nbor(-1).lower_ == "such" if child.i else False)
            ):
                for grand in child.subtree:
                    if grand.dep_ == "pobj":
                        found.extend(self.fill(block, grand, want, depth + 1))
                        break
            elif (
                child.dep_ == "prep"
                and child.lower_ in ("from", "by", "of")
                and (token.lower_ in _GROUPS or (token.lower_ in _OFFERS and child.lower_ != "of"))
            ):
                for grand in child.children:
                    if grand.dep_ == "pobj":
                        found.extend(filler for filler in self.fill(block, grand, want, depth + 1) if filler.direct)
            elif child.dep_ == "acl" and child.tag_ == "VBN" and child.lower_ in _BOUGHT:
                for grand in child.children:
                    if grand.dep_ in ("prep", "agent") and grand.lower_ in ("by", "from"):
                        for great in grand.children:
                            if great.dep_ == "pobj":
                                found.extend(filler for filler in self.fill(block, great, want, depth + 1) if filler.direct)
            elif child.dep_ == "acl" and child.lower_ in ("called", "named", "dubbed", "made", "built", "developed"):
                for grand in child.children:
                    if grand.dep_ in ("oprd", "dobj", "attr"):
                        found.extend(self.fill(block, grand, want, depth + 1))
        return found

    def _ware(self, block: int, token: "Token", want: frozenset[str], depth: int) -> list[Filler]:
        """ "Gemini models", "Nvidia's chips", "Orl's Kelp technology": the nearest name before the noun."""
        left = [
            each
            for each in token.subtree
            if each.i < token.i and each.dep_ in ("compound", "nmod", "amod", "poss", "nummod", "npadvmod") and each.head.i <= token.i and token.i - each.i < 8
        ]
        for child in sorted(left, key=lambda each: (each.dep_ == "poss", -each.i)):
            mention = self.reading.mention(block, child)
            if mention and mention.thing.type in want:
                fillers = [_filler(mention, child)]
                for other in child.children:
                    if other.dep_ == "conj":
                        fillers.extend(self.fill(block, other, want, depth + 1))
                return fillers
        for i in range(token.i - 1, max(-1, token.i - 3), -1):  # the parser lost the compound
            mention = self.reading.here.get((block, i))
            if mention:
                return [_filler(mention, token.doc[i])] if mention.thing.type in want else []
        return []

    def _pronoun(self, block: int, token: "Token", want: frozenset[str], without: Iterable[Thing]) -> list[Filler]:
        low = token.lower_
        if low in words("authors", "words"):
            return self._author(block, token, want)
        if low in _HE:
            kinds_wanted = want & {"Person"}
        elif low in _NEUTER:
            kinds_wanted = want & {"Company", "Regulator", "Model", "Product"}
        else:
            return []
        if not kinds_wanted:
            return []
        # what "it" means doesn't depend on what would suit the frame: the likeliest thing either fits or nothing does
        possible = frozenset({"Person"}) if low in _HE else frozenset({"Company", "Regulator", "Model", "Product"})
        if low not in _HE and not want & {"Model", "Product"}:
            possible = _ORG
        mention = self.recent(block, token, possible, without)
        if mention is None or mention.thing.type not in want:
            return []
        return [Filler(mention.thing, block, token.idx, token.idx + len(token.text), token.i, direct=False)]

    def _author(self, block: int, token: "Token", want: frozenset[str]) -> list[Filler]:
        author = self.reading.author
        if self.in_quote(block, token.idx):
            mention = self.recent(block, token, want & _ORG, ()) if want & _ORG else None
            thing = mention.thing if mention else None
        else:
            thing = author
        if thing is None or thing.type not in want:
            return []
        return [Filler(thing, block, token.idx, token.idx + len(token.text), token.i, direct=False)]

    def _definite(self, block: int, token: "Token", want: frozenset[str], without: Iterable[Thing]) -> list[Filler]:
        """ "the company", "the Munich carmaker", "the watchdog"."""
        low = token.lower_
        kind = next((each for each, listed in table("words.toml")["generic"].items() if low in listed), None)
        if kind is None or kind not in want:
            return []
        left = [child for child in token.children if child.i < token.i]
        if not any(child.lower_ in ("the", "this", "that") for child in left):
            return []
        described = {child.lower_ for child in left if child.dep_ in ("amod", "compound", "nmod", "nummod")} | {low}
        mention = self.recent(block, token, frozenset({kind}), without, described)
        if mention is None:
            return []
        return [Filler(mention.thing, block, left[0].idx, token.idx + len(token.text), token.i, direct=False, weak=True)]

    def recent(self, block: int, token: "Token", want: frozenset[str], without: Iterable[Thing], described: Iterable[str] = ()) -> Mention | None:
        """The thing most present before *token*: a subject rather than another, this sentence rather than the last."""
        reading = self.reading
        here = reading.sentence(block, token.i)
        passed = set(map(id, without))
        plain = frozenset(
            {
                "company",
                "firm",
                "group",
                "business",
                "vendor",
                "supplier",
                "provider",
                "outfit",
                "model",
                "product",
                "agency",
                "authority",
                "regulator",
                "watchdog",
            }
        )
        special = [word for word in described if word not in plain]
        one = token.lower_ in ("it", "its", "itself") or (bool(described) and token.tag_ in ("NN", "NNP"))
        fallback: Mention | None = None
        for back in range(6 if described else 4):
            if here.number - back < 0:
                break
            sentence = reading.sentences[here.number - back]
            if back and sentence.block.section[:1] != here.block.section[:1] and sentence.block.kind != "heading":
                break
            named = reading.in_sentence(sentence)
            options = [
                mention
                for mention in named
                if mention.thing.type in want
                and id(mention.thing) not in passed
                and (back or mention.end <= token.i)
                and not _inside_name(mention, token)
                and not (one and back and _among(sentence, mention, named))
            ]
            if one and back and not special and (spoken := self._subject(sentence, want, passed, back)) is not None:
                return spoken
            if special:
                fitting = [mention for mention in options if _fits(mention.thing, special)]
                if fitting:
                    return fitting[-1]
                if fallback is None and options:
                    fallback = _best(reading, options, back == 0)
                continue
            if options:
                best = _best(reading, options, back == 0)
                return self._topic_of(want, passed) or best if one and back and not _acting(reading, best) else best
        if special:
            fitting_things = [thing for thing in reading.things if thing.type in want and _fits(thing, special)]
            if len(fitting_things) == 1:
                return fitting_things[0].mentions[0]
        return fallback if not special or len({id(m.thing) for m in reading.mentions if m.thing.type in want}) <= 3 else None

    def _subject(self, sentence: Sentence, want: frozenset[str], passed: set[int], back: int) -> Mention | None:
        """What *sentence* is about, where a pronoun or "the bank" says it and no name: "The bank will run Orl's model. It dropped Vey"."""
        root = sentence.span.root
        told = next((child for child in root.children if child.dep_ in ("nsubj", "nsubjpass")), None)
        if told is None or back > 2 or self.reading.mention(sentence.block.number, told) or not (told.lower_ in _NEUTER or told.pos_ == "NOUN"):
            return None
        found = self._pronoun(sentence.block.number, told, want, ()) if told.lower_ in _NEUTER else self._definite(sentence.block.number, told, want, ())
        thing = found[0].thing if found else None
        return thing.mentions[0] if thing is not None and thing.mentions and id(thing) not in passed else None

    def _topic_of(self, want: frozenset[str], passed: set[int]) -> Mention | None:
        """What the article is about: "Orl & Vey was a Danish bank." at its beginning, where that is of a wanted type."""
        for sentence in self.reading.sentences[:4]:
            root = sentence.span.root
            told = next((child for child in root.children if child.dep_ == "nsubj"), None) if root.lemma_ == "be" else None
            mention = self.reading.mention(sentence.block.number, told) if told is not None else None
            if mention is not None and any(child.dep_ == "attr" for child in root.children):
                return mention if mention.thing.type in want and id(mention.thing) not in passed else None
        return None

    def in_quote(self, block: int, at: int) -> bool:
        """Is this character inside quotation marks?"""
        spans = self.quoted.get(block)
        if spans is None:
            spans = [found.span() for found in re.finditer(r"“[^”]{0,2000}”?|\"[^\"]{3,2000}\"", self.reading.blocks[block].text)]
            self.quoted[block] = spans
        return any(first < at < last for first, last in spans)


def _among(sentence: Sentence, mention: Mention, here: list[Mention]) -> bool:
    """Whether it is one of a list: "it" is none of "Orl and Vey"."""
    text, at = sentence.block.text, here.index(mention)
    before = text[here[at - 1].last : mention.first] if at else ""
    after = text[mention.last : here[at + 1].first] if at + 1 < len(here) else ""
    return any(_LISTED.fullmatch(between) for between in (before, after))


def _inside_name(mention: Mention, token: "Token") -> bool:
    return mention.start <= token.i < mention.end


def _fits(thing: Thing, described: list[str]) -> bool:
    named = {word.lower() for form in thing.forms for word in re.split(r"[\s-]+", form)}
    about = set(thing.about.lower().split())
    return any(word in thing.kinds or word in named or word in about or word.removesuffix("s") in thing.kinds for word in described)


def _acting(reading: Reading, mention: Mention) -> bool:
    """Whether its clause is about it, or about what is its own."""
    head = reading.docs[mention.block][mention.start : mention.end].root
    head = head.head if head.dep_ in ("poss", "conj", "compound", "appos") else head
    return head.dep_ in ("nsubj", "nsubjpass", "conj")


def _best(reading: Reading, options: list[Mention], same: bool) -> Mention:
    def rank(mention: Mention) -> tuple[int, int]:
        head = reading.docs[mention.block][mention.start : mention.end].root
        subject = head.dep_ in ("nsubj", "nsubjpass") or (head.dep_ == "conj" and head.head.dep_ in ("nsubj", "nsubjpass"))
        owner = head.dep_ == "poss" and head.head.dep_ in ("nsubj", "nsubjpass")
        main = subject and (head.head.dep_ == "ROOT" or head.head.head.dep_ == "ROOT")
        return (2 * subject + main + owner, mention.start if same else -mention.start)

    return max(options, key=rank)


def _filler(mention: Mention, token: "Token") -> Filler:
    return Filler(mention.thing, mention.block, mention.first, mention.last, token.i)


def _negated(token: "Token") -> bool:
    """ "A, not B": B is no further filler."""
    return any(child.dep_ == "neg" or child.lower_ in ("not", "but") for child in token.children if child.i < token.i) or (
        token.i > 0 and token.nbor(-1).lower_ == "not"
    )
