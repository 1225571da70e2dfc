"""Cypher as tokens: enough to tell a keyword from a name, a string or a comment.

The engines parse; this only has to see the same words as they do. No Cypher parser on PyPI is both kept up and
permissive (antlr4-cypher last moved in January 2025; Pygments' lexer is a highlighter that lets anything through).
What doesn't lex, and a Unicode escape outside a string, which Neo4j turns into the character before it reads, is refused.
"""

import re
from typing import NamedTuple

from ..errors import QueryError


class Token(NamedTuple):
    """``kind`` is word, quoted (a name in backticks), string, number, parameter or sign; ``text`` is as written, from ``start`` on."""

    kind: str
    text: str
    start: int = 0

    @property
    def name(self) -> str:
        """The word as engines compare it: without backticks, in lower case."""
        return self.text[1:-1].replace("``", "`").lower() if self.kind == "quoted" else self.text.lower()


_TOKEN = re.compile(
    r"""
      (?P<blank>\s+|//[^\n\r]*|/\*.*?\*/)
    | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    | (?P<parameter>\$(?:\w+|`(?:[^`]|``)+`))
    | (?P<quoted>`(?:[^`]|``)*`)
    | (?P<number>(?:\d[\d_]*\.\d[\d_]*|\.\d[\d_]*|0[xob]\w+|\d[\d_]*)(?:[eE][+-]?\d+)?)
    | (?P<word>[^\W\d]\w*)
    | (?P<sign><>|<=|>=|=~|\+=|->|<-|\.\.|\|\||::|[-+*/%^=<>()\[\]{},.:;|&!?$])
    """,
    re.VERBOSE | re.DOTALL,
)
# Neo4j decodes \uXXXX before it reads the statement, other engines while they read a string: only what can't end one is let through.
_ESCAPED_ASCII = re.compile(r"\\u+00[0-7]", re.IGNORECASE)


def tokens(statement: str) -> list[Token]:
    """The tokens of *statement* without blanks and comments; raises `QueryError` for what isn't Cypher."""
    if _ESCAPED_ASCII.search(statement):
        raise QueryError("a Unicode escape stands for a plain character; write the character")
    found, at = [], 0
    while at < len(statement):
        match = _TOKEN.match(statement, at)
        if not match:
            raise QueryError(f"this isn't Cypher, from {statement[at : at + 20]!r} on")
        at = match.end()
        if match.lastgroup != "blank":
            found.append(Token(str(match.lastgroup), match[0], match.start()))
    return found
