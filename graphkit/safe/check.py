"""What a statement may be made of, before any engine sees it.

Engines keep a read-only statement from writing; they don't keep it from reading files, fetching URLs, running procedures of plug-ins,
or committing in the middle. So clauses, functions and procedures are allowed by name, and the rest is refused.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import QueryError
from .size import check_size
from .tokens import Token, tokens

MAX_LENGTH = 20_000
MAX_DEPTH = 60  # brackets within brackets: parsers recurse

_FIRST = frozenset("match optional with unwind return call".split())
_WRITES = frozenset("create insert merge delete detach nodetach set remove foreach drop".split())
#: Words that may stand before a bracket without being a function.
_BEFORE_BRACKET = frozenset(
    "match optional where with return unwind and or xor not in is as case when then else end distinct by limit skip offset union all any on"
    " starts ends contains call yield order shortest groups group paths path walk trail acyclic simple exists count collect normalized typed".split()
)
FUNCTIONS = frozenset(
    # predicates, aggregates, scalars
    "all any none single exists isempty isnan avg collect count max min percentilecont percentiledisc stdev stdevp sum coalesce elementid id"
    " endnode startnode head last length size char_length character_length nullif properties type valuetype timestamp randomuuid rand"
    " toboolean tobooleanornull tofloat tofloatornull tointeger tointegerornull tostring tostringornull"
    # lists and paths
    " keys labels nodes relationships range reduce reverse tail tobooleanlist tofloatlist tointegerlist tostringlist shortestpath allshortestpaths"
    # numbers
    " abs ceil floor round sign e exp log log10 sqrt acos asin atan atan2 cos cot degrees haversin pi radians sin tan sinh cosh tanh"
    # strings
    " left ltrim btrim lower upper normalize replace right rtrim split substring tolower toupper trim"
    # time and space
    " date datetime localdatetime localtime time duration point"
    " date.truncate datetime.truncate localdatetime.truncate localtime.truncate time.truncate datetime.fromepoch datetime.fromepochmillis"
    " date.realtime datetime.realtime date.statement datetime.statement date.transaction datetime.transaction"
    " duration.between duration.inmonths duration.indays duration.inseconds point.distance point.withinbbox"
    " vector.similarity.cosine vector.similarity.euclidean".split()
)
PROCEDURES = frozenset(
    "db.labels db.relationshiptypes db.propertykeys db.index.fulltext.querynodes db.index.fulltext.queryrelationships"
    " db.schema.visualization db.schema.nodetypeproperties db.schema.reltypeproperties".split()
)


def check(statement: str, parameters: Mapping[str, Any] | None = None) -> str:
    """*statement* without a last semicolon, if it may be run with *parameters*; raises `QueryError`, one line, that says why not."""
    if len(statement) > MAX_LENGTH:
        raise QueryError(f"the statement is {len(statement):,} characters long; {MAX_LENGTH:,} are allowed")
    found = tokens(statement)
    while found and found[-1].text == ";":
        statement = statement[: found.pop().start]
    if not found or found[0].kind != "word" or found[0].name not in _FIRST:
        raise QueryError(f"only questions are run: a statement begins with MATCH, OPTIONAL MATCH, WITH, UNWIND, RETURN or CALL{_not(found)}")
    _depth(found)
    for at, token in enumerate(found):
        if token.text == ";":
            raise QueryError("one statement at a time")
        if token.kind in ("word", "quoted") and not _is_key(found, at):
            _word(found, at)
    check_size(found, parameters or {})
    return statement.rstrip()


def _not(found: Sequence[Token]) -> str:
    return f", not with {found[0].text[:20]}" if found else ""


def _depth(found: Sequence[Token]) -> None:
    depth = 0
    for token in found:
        depth += (token.text in ("(", "[", "{")) - (token.text in (")", "]", "}"))
        if depth > MAX_DEPTH:
            raise QueryError(f"more than {MAX_DEPTH} brackets within one another")


def _is_key(found: Sequence[Token], at: int) -> bool:
    """Whether the word here is a property, a label, a type or a map key, whatever it says."""
    before = found[at - 1].text if at else ""
    after = found[at + 1].text if at + 1 < len(found) else ""
    return (before in (".", ":", "|", "&", "!") and after != "(" and after != ".") or (after == ":" and before in ("{", ","))


def _word(found: Sequence[Token], at: int) -> None:
    token = found[at]
    after = found[at + 1] if at + 1 < len(found) else Token("sign", "")
    if token.kind == "word":
        if token.name in _WRITES and not _is_name(found, at):
            raise QueryError(f"{token.text.upper()} writes; only questions are run")
        if token.name == "load" and after.name == "csv":
            raise QueryError("LOAD CSV reads files and addresses; graphkit load reads documents into the graph")
        if token.name == "transactions" and _before(found, at) in ("in", "concurrent"):
            raise QueryError("IN TRANSACTIONS commits in between; only questions are run")
        if token.name == "use" and after.kind in ("word", "quoted"):
            raise QueryError("USE goes to another database; a question stays in its store")
        if token.name == "call" and after.kind in ("word", "quoted"):
            _procedure(found, at + 1)
    if after.text == "(":
        _called(found, at)


def _is_name(found: Sequence[Token], at: int) -> bool:
    """Whether a word that could open a clause is the name of a variable: nothing that a clause takes stands behind it."""
    after = found[at + 1] if at + 1 < len(found) else Token("sign", "")
    return _before(found, at) == "as" or after.text in (")", ".", ",", ":", "]", "") or after.text in ("=", "<>", "<", ">")


def _before(found: Sequence[Token], at: int) -> str:
    return found[at - 1].name if at else ""


def _dotted(found: Sequence[Token], start: int) -> tuple[str, int]:
    """The name with dots that begins at *start*, and where it ends."""
    end = start
    while end + 2 < len(found) and found[end + 1].text == "." and found[end + 2].kind in ("word", "quoted"):
        end += 2
    return ".".join(found[i].name for i in range(start, end + 1, 2)), end


def _procedure(found: Sequence[Token], start: int) -> None:
    name, _ = _dotted(found, start)
    if name not in PROCEDURES:
        raise QueryError(f"the procedure {name} may not be called; allowed are {', '.join(sorted(PROCEDURES))}")


def _called(found: Sequence[Token], end: int) -> None:
    start = end
    while start >= 2 and found[start - 1].text == "." and found[start - 2].kind in ("word", "quoted"):
        start -= 2
    name, _ = _dotted(found, start)
    if start and found[start].kind == "word" and _before(found, start) == "call":
        return  # a procedure, looked at already
    if start == end and found[end].kind == "word" and name in _BEFORE_BRACKET:
        return
    if name not in FUNCTIONS:
        raise QueryError(f"{name}() is no function that may be called; Cypher's own are, without those that reach files or the network")
