"""The page's own script and style without what only people read: comments, indentation, spaces that part nothing.

No build step, and nothing clever: names stay, strings and templates are left alone, and line ends stay where a script has
them, so that what the browser runs is what the files say.
"""

import re

_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_STRING = re.compile(r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"")
_PATTERN = re.compile(r"/(?![/*])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
_SPACE = re.compile(r"\s+")
#: A slash after one of these (or after ``return``) begins a pattern; after anything else it divides.
_BEFORE_PATTERN = "(,=:[!&|?{};+-*%<>~^\n"


def script(text: str) -> str:
    """*text*, JavaScript, smaller."""
    out, end = _code(text, 0, "")
    if end != len(text):
        raise ValueError(f"unbalanced brace in the explorer's script at {end}")
    return out.strip() + "\n"


def _code(text: str, at: int, until: str) -> tuple[str, int]:
    """The code from *at* to the closing *until* of a template's hole (or the end), and where that is."""
    out: list[str] = []
    depth = 0
    while at < len(text):
        char = text[at]
        last = out[-1][-1] if out else "\n"
        if char == until and not depth:
            break
        if char == "`":
            whole, at = _template(text, at)
            out.append(whole)
        elif found := _STRING.match(text, at) or (_PATTERN.match(text, at) if last in _BEFORE_PATTERN or out[-6:] == [*"return"] else None):
            out.append(found[0])
            at = found.end()
        elif found := _COMMENT.match(text, at):
            at = found.end()
        elif found := _SPACE.match(text, at):
            at = found.end()
            following = text[at : at + 1]
            if "\n" in found[0]:
                if last not in "\n,([":
                    out.append("\n")
            elif _parts(last, following):
                out.append(" ")
        else:
            depth += (char in "{[(") - (char in ")]}")
            out.append(char)
            at += 1
    return "".join(out), at


def _parts(last: str, following: str) -> bool:
    """Whether a space between these two must stay: between words, and where signs would run together."""
    word = re.compile(r"[\w$#@\\\"'`]")
    if word.match(last) and word.match(following):
        return True
    return bool(following) and last + following in {"++", "--", "+-", "-+", "//", "/*"}


def _template(text: str, at: int) -> tuple[str, int]:
    out, at = ["`"], at + 1
    while text[at] != "`":
        if text.startswith("${", at):
            inner, at = _code(text, at + 2, "}")
            out.append("${" + inner + "}")
            at += 1
        else:
            step = 2 if text[at] == "\\" else 1
            out.append(text[at : at + step])
            at += step
    return "".join([*out, "`"]), at + 1


def style(text: str) -> str:
    """*text*, CSS, smaller. A space is part of a selector, so only those by signs go that never mean one."""
    text = _SPACE.sub(" ", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))
    return re.sub(r" ?([{};,]) ?", r"\1", text).replace(": ", ":").replace(";}", "}").strip()
