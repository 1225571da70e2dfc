"""What stands in brackets after a name: another name, a description, or a part of the name that tells it from others."""

import re

from ..names import starter
from .countries import country_of
from .words import BUILDS, UNITS

_GLOSS = re.compile(r"\s*[(（\[]([^()（）\[\]]{1,80})[)）\]]\s*")
_DESCRIBED = re.compile(r"(?!formerly|previously|known|also|now\b|the\b|aka|ex\b)[a-z][a-z &-]{2,}")
_LIVED = re.compile(r"(?:born |b\.\s?|died |d\.\s?)?\d{4}(?:\s?[–-]\s?(?:\d{4})?)?")
#: A size, a build or a version: "8B", "int4", "v2".
_NUMBERED = re.compile(r"(?i)(?:int|bf|fp|nf|tf|i?q|v|ver|r|rev|gen|mk)?\.?\d\S*")
_NOUNS = frozenset("model models software app application chip chips gpu processor assistant chatbot platform service product llm".split())
_CITIES = frozenset("北京 上海 深圳 杭州 广州 成都 武汉 南京 合肥 苏州 天津 重庆 西安 厦门 海南 珠海 青岛 长沙".split())


def without_glosses(text: str, kind: str) -> tuple[str, list[str], str | None]:
    """*text* without what stands in brackets; other names of it that stand there; and a description: "(footballer)".

    What tells a member, a build, a branch or a unit stays in the name: "Llama 3 (8B)", "Oakline (Shenzhen) Ltd".
    """
    glosses: list[str] = []
    descriptions: list[str] = []

    def told(found: re.Match[str]) -> str:
        gloss = found[1].strip()
        if kind == "Company" and re.fullmatch(r"(?i)pty|pvt|private|proprietary|publ|m", gloss.rstrip(".")):
            return " "
        if _is_part(gloss, kind, found.end() == len(text)):
            return f" {gloss} " if gloss.isascii() else gloss
        (descriptions if _is_description(gloss) or _is_city(gloss) else glosses).append(gloss)
        return " "

    shorter = _GLOSS.sub(told, text).strip()
    if len(shorter) < 2:
        return text, [gloss for gloss in _GLOSS.findall(text) if gloss.strip()], None
    return shorter, glosses, descriptions[0] if descriptions else None


def _is_part(gloss: str, kind: str, last: bool) -> bool:
    words = re.findall(r"[^\W\d_]+|\d+", gloss.casefold())
    if kind in ("Model", "Product"):
        described = _is_description(gloss) and words[-1] not in _NOUNS
        return bool(_NUMBERED.match(gloss)) or all(word in BUILDS or word.isdigit() for word in words) or described
    if kind in ("Company", "Regulator") and not country_of(gloss):
        return all(word in UNITS or word in ("i", "ii", "iii", "iv", "v") for word in words) or (_is_city(gloss) and not (last and kind == "Company"))
    return False


def _is_description(gloss: str) -> bool:
    return _LIVED.fullmatch(gloss) is not None or _DESCRIBED.fullmatch(gloss) is not None


def _is_city(gloss: str) -> bool:
    place = starter().by_form.get(gloss)
    return not country_of(gloss) and ((place is not None and place.type == "Place") or gloss in _CITIES)
