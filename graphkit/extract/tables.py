"""Tables whose heads say what stands in each column: "Maker | Assistant | Model | Supplier | Status". Each row states its relations.

What comes of tables that compare options (scores, prices, verdicts) is the business of `decisions`; who makes each is told here.
"""

import re
from collections.abc import Iterator

from .layout import Block
from .proposal import Proposal
from .reading import Mention, Reading

#: What a column is, by its head; the first that fits.
_COLUMNS = (
    (
        "compares",
        re.compile(r"\b(?:scores?|points|total|weights?|verdict|price|cost|rank|latency|accuracy|result|pros?\b|cons?\b|outcome|recommendation|%)", re.I),
    ),
    ("status", re.compile(r"\b(?:status|state|stage|live|in use)\b", re.I)),
    ("model", re.compile(r"\b(?:models?|engine|llm|runs on|powered by)\b", re.I)),
    ("vendor", re.compile(r"\b(?:vendor|supplier|provider|developer|made by|built by|model maker|lab)\b", re.I)),
    ("product", re.compile(r"\b(?:products?|assistant|app|application|appliance|service|feature|device|tool|chatbot|system)\b", re.I)),
    ("users", re.compile(r"\b(?:customers|clients|users|used by|in use (?:at|by)|deployed (?:at|by))\b", re.I)),
    ("investor", re.compile(r"\b(?:investors?|backers?|backed by|led by)\b", re.I)),
    ("maker", re.compile(r"\b(?:maker|manufacturer|brand)\b", re.I)),
    (
        "buyer",
        re.compile(r"\b(?:company|customer|client|buyer|user|organi[sz]ation|firm|operator|retailer|bank|carmaker|insurer)\b", re.I),
    ),
)
#: Who stands before what, and what that says; the first pair of columns that a row has of each line.
_SAYS = (
    ("vendor", "DEVELOPS", "model"),
    ("buyer", "USES", "model"),
    ("product", "USES", "model"),
    ("buyer", "DEVELOPS", "product"),
    ("investor", "INVESTS_IN", "buyer"),
)
#: The same where nobody buys: "Supplier | Product | Model" says what the supplier's product runs on, not who made that.
_WITHOUT_BUYER = (("vendor", "DEVELOPS", "product"), ("product", "USES", "model"), ("vendor", "DEVELOPS", "model"))
#: The same where no column names a model.
_WITHOUT_MODEL = (("vendor", "DEVELOPS", "product"), ("buyer", "USES", "product"), ("buyer", "USES", "vendor"), ("investor", "INVESTS_IN", "buyer"))
#: What a model's column is headed where it says what another thing runs on, which the first column then names.
_INSIDE = re.compile(r"\b(?:inside|underneath|under the (?:hood|bonnet)|runs on|powered by|based on)\b", re.I)
#: Of those whom a column lists as users, each uses the first of these that its row names.
_USED = ("product", "model", "vendor")
_STATUS = (
    ("denied", re.compile(r"\b(?:denied|denies|no\b)", re.I)),
    ("ended", re.compile(r"\b(?:discontinued|ended|retired|withdrawn|stopped|until|dropped|shut)\b", re.I)),
    ("rumoured", re.compile(r"\b(?:unconfirmed|rumou?red|reported(?:ly)?|alleged|talks)\b", re.I)),
    ("planned", re.compile(r"\b(?:announced|planned|coming|upcoming|pilot|trial|beta|expected|due|soon|from)\b", re.I)),
)
_TYPES = {
    "vendor": {"Company"},
    "buyer": {"Company", "Regulator"},
    "users": {"Company", "Regulator"},
    "investor": {"Company"},
    "model": {"Model", "Product"},
    "product": {"Product", "Model"},
}
#: A cell that is nothing but a name: capitals, numbers and the small words between them.
_NAME = re.compile(
    r"(?=\S*[A-Z\d]|\S+ (?:GmbH|AG|Ltd|Inc|BV|SA|AB|Oy|Labs|AI)\b)(?!(?:None|All|Various|Unknown|Yes|No|Own|TBD|TBA"
    r"|N/A)\b)\w[\w.&'’/+-]*(?: (?:[A-Z\d&][\w.&'’/+-]*|e|y|de|et|und|of|and)){0,4}"
)
#: The type of what stands in a column, where nothing else is known of it.
_KINDS = {"vendor": "Company", "buyer": "Company", "investor": "Company", "model": "Model", "product": "Product"}
LONGEST = 320


def read(reading: Reading) -> Iterator[Proposal]:
    """What the rows of every headed table say."""
    by_block = reading.by_block()
    for roles, row in _rows(reading):
        yield from _row(row, roles, by_block.get(row.number, []))


def names(reading: Reading) -> Iterator[tuple[int, int, int, str]]:
    """Block, first and last character of every cell that is one whole name, whatever its words ("Fonseca e Filhos"), and the type that its column tells."""
    for roles, row in _rows(reading):
        for role, (first, last) in zip(roles, row.cells, strict=False):
            if role in _KINDS and _NAME.fullmatch(row.text, first, last):
                yield row.number, first, last, _KINDS[role]


def heads(reading: Reading) -> set[int]:
    """The blocks that are heads of such tables: what stands there is what a column is, and no name."""
    return {row.head.number for _, row in _rows(reading) if row.head is not None}


def _rows(reading: Reading) -> Iterator[tuple[list[str | None], Block]]:
    """Every row of a table whose head tells two columns at least, with what each column is."""
    roles: list[str | None] = []
    for block in reading.blocks:
        if block.head is block:
            roles = _told([block.text[a:b] for a, b in block.cells])
        elif block.head is not None and len({role for role in roles if role and role != "compares"}) >= 2:
            yield roles, block


def _told(heads: list[str]) -> list[str | None]:
    """What each column is by the *heads* of all: a "Maker" is one of the model or tool that stands alone beside it, else of the product that runs on it."""
    roles = [_role(head) for head in heads]
    if roles[0] is None and "product" not in roles and "buyer" not in roles and any(_INSIDE.search(head) for head in heads):
        roles[0] = "product"
    whose = "buyer" if "vendor" in roles or {"model", "product"} <= set(roles) else "vendor"
    return [whose if role == "maker" else role for role in roles]


def _role(head: str) -> str | None:
    return next((role for role, words in _COLUMNS if words.search(head)), None)


def _row(row: Block, roles: list[str | None], mentions: list[Mention]) -> Iterator[Proposal]:
    named: dict[str, tuple[Mention, tuple[int, int]]] = {}
    users: list[tuple[Mention, tuple[int, int]]] = []
    status = None
    for role, (first, last) in zip(roles, row.cells, strict=False):
        if role == "status":
            status = next((modality for modality, words in _STATUS if words.search(row.text, first, last)), None)
        elif role == "users":
            users = [(m, (first, last)) for m in mentions if first <= m.first < last and m.thing.type in _TYPES[role]]
        elif (
            role in _TYPES and role not in named and (mention := next((m for m in mentions if first <= m.first < last and m.thing.type in _TYPES[role]), None))
        ):
            named[role] = mention, (first, last)
    says = _WITHOUT_MODEL if "model" not in roles else _SAYS if "buyer" in roles else _WITHOUT_BUYER[: 2 if "product" in roles else 3]
    if "compares" in roles:  # what is compared is made by somebody, and not used yet
        says, users = tuple(each for each in says if each[1] == "DEVELOPS"), []
    told = [(named[subject], relation, named[target], f"columns {subject} and {target}") for subject, relation, target in says if {subject, target} <= {*named}]
    used = next((role for role in _USED if role in named), None)
    if used is not None:
        told += [(user, "USES", named[used], f"columns users and {used}") for user in users]
    for (one, (a, b)), relation, (other, (c, d)), rule in told:
        first, last = min(a, c), max(b, d)
        if one.thing is not other.thing and last - first <= LONGEST:
            uses = status if relation == "USES" else None
            yield Proposal(relation, one.thing, other.thing, row.number, first, last, modality=uses, source="tables", rule=rule)
