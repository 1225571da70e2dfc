"""What one written name says: its spelling without what doesn't count, the country and the legal form in it, other names in brackets.

``Form.fold`` is what spellings of one name have in common: case, accents, blanks, hyphens, legal forms, possessives, articles and titles
don't count; digits, versions and every other word do.
"""

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from .appositions import apart
from .brackets import without_glosses
from .countries import country_of
from .descriptions import firm, person, without_noun
from .folding import american, fold, spelt_out
from .legal import corporate, without_legal
from .owners import of_country, place, possessor
from .tickers import ticker
from .words import TIERS

#: Types that readers mix up. A firm is never its product; a person and a place are other things again.
CLASSES = {"Company": "organisation", "Regulator": "organisation", "Model": "offering", "Product": "offering", "Person": "Person", "Place": "Place"}

_ROMAN = {"II": "2", "III": "3", "IV": "4", "VI": "6", "VII": "7", "VIII": "8", "IX": "9"}
#: Ends with which a firm's or an authority's name may add what it heads; with a legal form it is a firm of its own.
_HOLDING = re.compile(r"(?:\s(?:group|holdings?))+$", re.I)
#: "The note-taking app Clerkwise".
_NOUN_BEFORE = re.compile(
    r"^(?:[Tt]he\s|[Aa]n?\s)?(?:[a-z][a-z-]*\s){0,3}(?:app|chatbot|assistant|model|tool|platform|chip|browser|library|accelerator|processor|engine)\s(?=[A-Z])"
)
#: Before another name in brackets.
_GIVEN = re.compile(r"^(?:formerly|previously|now|also|aka|a\.k\.a\.)\s+(?:known\s+as\s+|called\s+)?", re.I)


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """``fold`` compares; ``words`` are what it was made of. ``others`` are folds of what stands in brackets, ``domain`` of a web address."""

    fold: str
    words: tuple[str, ...]
    country: str | None = None
    legal: str | None = None
    others: tuple[str, ...] = ()
    domain: str | None = None
    without_noun: str | None = None  # without a noun that only says what kind of thing it is
    variant: str | None = None  # the fold with ä, ö, ü spelt out, or Cyrillic in Latin letters
    described: str | None = None  # what a description in brackets says: "(footballer)"
    styled: bool = False  # with a legal form
    corporate: str | None = None  # its form, where that is a common one: "corp", "inc"

    @property
    def noun(self) -> str | None:
        """The fold without such a noun."""
        return fold(self.without_noun) if self.without_noun else None

    @property
    def heads(self) -> str | None:
        """The fold of the firm that it heads, if its legal form follows on "Group": SoftBank, of SoftBank Group Corp."""
        rest = _HOLDING.sub("", " ".join(self.words))
        return fold(rest) if self.styled and rest != " ".join(self.words) else None

    @property
    def versions(self) -> frozenset[str]:
        """What tells versions and members of a family apart: "4o", "2.5", "910b", "mini"."""
        return _versions(" ".join(self.words))

    @property
    def initial(self) -> bool:
        """Whether it looks like an acronym, or a ticker: short, one word."""
        return len(self.words) == 1 and self.fold.isascii() and self.fold.isalpha() and len(self.fold) <= 5


@lru_cache(1 << 16)
def _versions(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\d+(?:\.\d+)*(?:[a-z](?![a-z]))?", text)) | (TIERS & set(re.findall(r"(?<!\w)[^\W\d_]+(?!\w)", text)))


@lru_cache(1 << 18)
def form(name: str, kind: str) -> Form:
    """What *name*, of a thing of this type, says."""
    name = apart(html.unescape(name), kind)[0]
    text = unicodedata.normalize("NFKC", re.sub("[®™©℠]", "", name)).replace("’", "'")
    text = " ".join(re.sub('["“”«»„]', " ", text).split()) or name
    text, glosses, described = without_glosses(text, kind)
    symbols = [symbol for part in (text, *glosses) if (symbol := ticker(part.strip()))]
    text = ticker(text) or text
    country = next((code for gloss in glosses if (code := country_of(gloss))), None)
    branch = f" {country}" if country and kind == "Company" else ""  # "Oakline (Germany)" is a subsidiary
    text = re.sub(r"^(?:[Tt]he|THE)\s+(?=\S)", "", re.sub(r"'(?:s|[dt][ae]n|n?[iıuü]n)?$", "", text.strip(" \t\n\"“”«».,;:'")))
    legal = None
    if kind == "Person":
        text = person(text)
    elif kind == "Place":
        text, country = place(re.sub(r"(?i)\b(mt|ft)\b\.?\s(?=\S)", lambda short: {"mt": "Mount ", "ft": "Fort "}[short[1].casefold()], text), country)
    else:
        country, text = possessor(text, country)
        text = re.sub(r"(?<=\S\s)(?:II|III|IV|VI|VII|VIII|IX)\b", lambda found: _ROMAN[found[0]], text)
    if CLASSES[kind] == "offering":
        text = re.sub(r"^[\w.-]+/(?=[\w.-]+$)", "", text).replace("_", " ")  # as on Hugging Face
        text = re.sub(r"'s(?=\s)", "", text)
        text = re.sub(r"(?<=\w)\+(?=\s|$)", " Plus", text)
        text = re.sub(r"(?<=\d)(?:\.0)+(?![\w.])", "", text)
        text = _NOUN_BEFORE.sub("", text)
        text = re.sub(r"(?i)\.(?:gguf|safetensors|onnx)$", "", text)
        text = re.sub(r"(?<=\d)[\s-](b|m)illion\b", lambda found: found[1].upper(), text)
    if kind == "Company":
        text = re.sub(r"(?<=\w)\s(?:und|et|och|og|y)\s(?=[^\W\d_a-zà-ÿ])", " & ", text)
        text, where = firm(text)
        country = country or where
    whole = text
    if kind in ("Company", "Regulator"):
        text, legal = without_legal(text)
    styled, whole_name = text != whole, whole
    text += branch
    if kind == "Regulator":
        country, text = of_country(text, country)
    if kind == "Regulator" or (kind == "Company" and re.search(r"\s(?:for|of)\s", text)):
        text = american(text)  # of other firms every letter counts
    elif kind == "Company" and len(text.split()) > 2:
        first, rest = text.split(maxsplit=1)
        text = f"{first} {american(rest)}"
    text = text.strip(' "“”«»') or name
    noun = without_noun(text, kind)
    others = [gloss for gloss in (*glosses, *symbols) if not country_of(gloss) and not ticker(gloss.strip())]
    others = [_GIVEN.sub("", other) for other in others]
    spelt, whole = spelt_out(text), fold(text)
    return Form(
        whole or name.casefold(),
        tuple(re.findall(r"[\w.+&'/]+", text.casefold())),
        country,
        legal,
        tuple(f for f in dict.fromkeys(form(other, kind).fold for other in others) if f != whole),
        domain_of(text),
        noun if noun != text and len(fold(noun)) > 1 else None,
        fold(spelt) if spelt != text else None,
        described,
        styled,
        corporate(whole_name[len(text.removesuffix(branch)) :]),
    )


def domain_of(text: str) -> str | None:
    """The fold of the name in a web address: "anthropic.com"."""
    found = re.match(r"^(?:https?://)?(?:www\.)?([a-z0-9][\w-]*)\.(?:com|io|cn|co|dev|app|eu|de|fr|co\.uk|com\.cn|co\.jp)/?$", text.casefold())
    return fold(found[1]) if found else None
