"""What is said with a name and is no part of it: titles and roles of a person, words for what a firm, a model or a product is."""

import re

from .countries import country_of

_ROLES = (
    r"(?:(?:former|acting|interim|deputy|vice|senior|executive|co|ex)[\s-])*(?:chief\s(?:executive(?:\sofficer)?|(?:[a-z]+\s){1,2}?officer|scientist|economist|engineer|architect)"
    r"|managing\sdirector|general\scounsel|chief\sjustice|director(?:[\s-]general)?|president|chair(?:man|woman|person)?|founder|chancellor|premier|(?:prime\s)?minister|secretary|commissioner"
    r"|analyst|spokes(?:man|woman|person)|professor|researcher|engineer|senator|governor|mayor|judge|justice|congress(?:man|woman))"
)
_TITLE = (
    rf"^(?:(?:{_ROLES}|dr|mr|mrs|ms|mx|prof|sir|dame|lord|lady|baroness|herr|frau|monsieur|madame|señor|señora|m|mme|ceo|cto|cfo|coo|king|queen|(?:crown\s)?prince"
    r"|general|gen|col|rep|sen|sheikh|sultan|emir)\.?\s+)+"
)
_TITLES = re.compile(_TITLE + r"(?=\S+\s+\S)", re.I)
_BEFORE_SURNAME = re.compile(_TITLE + r"(?=\S+$)", re.I)
_HONOURS = re.compile(r"(?:,?\s+(?:Ph\.?\s?D|M\.?D|D\.?Phil|MBA|Esq|[KCOD]BE|FRS|CFA|KC|QC)\.?)+$")
_GENERATION = re.compile(r",\s*(?=(?:Jr|Sr|I{2,3}|IV)\b\.?$)", re.I)
_HAN_TITLES = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:先生|女士|博士|教授|氏)$|(?<=[\uac00-\ud7a3]{2})\s?(?:씨|회장|대표|사장)$")
#: Words for what a product is that could be one of its model as well: "Tarn chatbot" is the product Tarn, not the model.
CLASS_WORDS = frozenset("platform chatbot assistant app software tool browser".split())
#: Nouns that only say what kind of thing a name stands for; two things of one name don't differ by them. "iPhone 16 series" is more than iPhone 16.
_FAMILY = r"|(?<=[^\W\d])\s(?:series|family)$"
_NOUN_TAILS = {
    "Model": re.compile(rf"\s(?:models?|llms?|(?-i:chatbot|assistant)|(?:large[ -])?language[ -]model|foundation[ -]model)$|大?模型${_FAMILY}", re.I),
    "Product": re.compile(
        rf"\s(?:(?:ai\s)?(?:chips?|gpus?|accelerators?|processors?|cpu|npu)|tensor[ -]core|(?-i:{'|'.join(sorted(CLASS_WORDS))}))$|芯片${_FAMILY}", re.I
    ),
}
#: In small letters before a firm's name; none that would make it a unit or a parent of another.
_FIRM = re.compile(
    r"^(?:[Aa]n?\s|[Tt]he\s)?(?P<where>[^\W\d]\w+(?:-based)?\s)?(?P<what>(?:AI\s|[a-z-]+\s){0,2}(?:chip-?(?:maker|designer)|company|firm|start-?up|scale-?up|vendor|maker|supplier|provider"
    r"|giant|developer|carmaker|lab|manufacturer|retailer|lender))\s(?=[A-Z]|[a-z]{1,2}[A-Z]|[^\x00-\x7f])"
)


def person(text: str) -> str:
    """A person's name in its order, without titles: "Dr. Fei-Fei Li", "Altman, Sam", "Robert Downing, Jr."."""
    text = _GENERATION.sub(" ", _HONOURS.sub("", text))
    if text.count(",") == 1:
        text = " ".join(part.strip() for part in reversed(text.split(",")))
    return _HAN_TITLES.sub("", _TITLES.sub("", text))


def surname(text: str) -> str | None:
    """The surname where that's all beside a title: "Chief Executive Brandt"."""
    shorter = _BEFORE_SURNAME.sub("", text)
    return shorter if shorter != text else None


def firm(text: str) -> tuple[str, str | None]:
    """A firm's name without what it is, and its country where that says it: "chipmaker Cerebras", "German company Oakline", "Oslo-based start-up Fjordlys"."""
    found = _FIRM.match(text)
    where = (found["where"] or "").strip() if found else ""
    country = country_of(where, adjectives=True)
    if found is None or (where and not (where.endswith("-based") or where.islower() or country)):
        return text, None
    return text[found.end() :], country


def without_noun(text: str, kind: str) -> str:
    """A model's or product's name without nouns that only say what it is: "Heron LLM", "Claverley platform"."""
    while kind in _NOUN_TAILS and (shorter := _NOUN_TAILS[kind].sub("", text).strip()) not in ("", text):
        text = shorter
    return text
