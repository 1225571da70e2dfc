"""The ontology: every kind of thing, and every way they relate, declared once.

Loaders check against it, the store derives its schema from it, the queries, the explorer,
the docs and ``eval`` read it. Adding a relation is adding one entry to `RELATIONS`.
"""

from dataclasses import dataclass, field

from .errors import OntologyError

ENTITY_TYPES: dict[str, str] = {
    "Company": "A firm, or a public buyer, that makes, sells, funds, evaluates or uses AI",
    "Model": "A trained model, a model family, or a consumer assistant",
    "Product": "An app, device, chip, cloud service, library or other product",
    "Regulator": "An authority, ministry, agency, court or national government",
    "Person": "A named person",
    "Place": "A country, region or city",
}

MODALITIES: dict[str, str] = {
    "asserted": "stated as fact by a party to it, or in the author's own voice",
    "reported": "stated as fact by a third party or an unnamed source",
    "planned": "firm, but still to come",
    "rumoured": "tentative, unconfirmed, speculated",
    "denied": "said not to be so",
    "ended": "was so, and is no longer",
}
HELD = frozenset({"asserted", "reported"})

OUTCOMES = ("selected", "rejected", "pending", "unknown")
ACTIONS = ("approval", "review", "investigation", "ban", "fine", "licence", "export_control", "rule")
REASON_CLASSES: dict[str, str] = {
    "quality": "what it puts out is not good, safe or accurate enough",
    "price": "cost, fees",
    "security_privacy": "security, privacy, hosting, data residency",
    "performance_latency": "speed, power, memory",
    "capacity": "too little staff, compute or throughput; lead times",
    "strategy": "fit with plans, fear of feeding a competitor",
    "licensing": "contract or licence terms",
    "language_support": "languages that it lacks",
    "reliability": "outages, missed deliveries, end of support",
    "integration": "effort or trouble to fit it in",
    "geopolitics": "origin, sovereignty, sanctions",
    "regulation": "a legal requirement missed, a permit refused",
    "experience": "track record, references",
    "other": "anything else that is stated",
}

_VENDOR = frozenset({"Company", "Model", "Product"})
_BUYER = frozenset({"Company", "Regulator"})


@dataclass(frozen=True, slots=True)
class Relation:
    """A directed, typed edge; it reads *subject* VERB *object*.

    ``discriminator`` names the claim attribute that, with the ends, tells one edge from another;
    ``attributes`` maps what this relation must carry to the values allowed (empty: free text).
    """

    name: str
    reads: str
    subjects: frozenset[str]
    objects: frozenset[str]
    symmetric: bool = False
    discriminator: str | None = None
    attributes: dict[str, tuple[str, ...]] = field(default_factory=dict)


RELATIONS: dict[str, Relation] = {
    r.name: r
    for r in (
        Relation("PARTNERS_WITH", "has a deal, alliance or venture with", _BUYER, _BUYER, symmetric=True),
        Relation("EVALUATED", "considered, tested or held talks about buying", _BUYER, _VENDOR, discriminator="round", attributes={"outcome": OUTCOMES}),
        Relation(
            "REJECTED_BECAUSE",
            "turned down, for a stated reason,",
            _BUYER,
            _VENDOR,
            discriminator="reason",
            attributes={"reason": (), "reason_class": tuple(REASON_CLASSES)},
        ),
        Relation("REGULATED_BY", "is subject to an action of", _VENDOR, frozenset({"Regulator"}), discriminator="action", attributes={"action": ACTIONS}),
        Relation("COMPETES_WITH", "is a rival of", _VENDOR, _VENDOR, symmetric=True),
        Relation("DEVELOPS", "makes, publishes, offers or operates", _BUYER, frozenset({"Model", "Product"})),
        Relation("USES", "runs on, buys or builds in", _VENDOR | _BUYER, _VENDOR),
        Relation("INVESTS_IN", "holds or buys a stake in", frozenset({"Company", "Person", "Regulator"}), frozenset({"Company"})),
        Relation("ACQUIRES", "buys the whole of", frozenset({"Company"}), _VENDOR),
        Relation("LEADS", "is an officer, unit head or founder of", frozenset({"Person"}), frozenset({"Company"}), discriminator="role"),
        Relation("PART_OF", "is a subsidiary, division or family member of", _VENDOR, _VENDOR),
    )
}

#: Claim attributes that belong to some relation; every other relation leaves them out.
ATTRIBUTES = ("outcome", "reason", "reason_class", "action", "role", "round")


def relation(name: str) -> Relation:
    """The relation called *name*; raises `OntologyError` that lists those that exist."""
    try:
        return RELATIONS[name]
    except KeyError:
        raise OntologyError(f"no relation {name!r}; there are {', '.join(RELATIONS)}") from None


def check_claim(name: str, subject_type: str, object_type: str, modality: str, attributes: dict[str, str | None]) -> None:
    """Raise `OntologyError` unless a claim of this shape is allowed.

    *attributes* are the claim's outcome, reason, reason_class, action, role (absent or None: not given).
    """
    rel = relation(name)
    if modality not in MODALITIES:
        raise OntologyError(f"{name}: no modality {modality!r}; there are {', '.join(MODALITIES)}")
    if subject_type not in rel.subjects or object_type not in rel.objects:
        raise OntologyError(
            f"{name} can't run from {subject_type} to {object_type}; it runs from {'/'.join(sorted(rel.subjects))} to {'/'.join(sorted(rel.objects))}"
        )
    for key, allowed in rel.attributes.items():
        value = attributes.get(key)
        if not value:
            raise OntologyError(f"{name} needs {key}")
        if allowed and value not in allowed:
            raise OntologyError(f"{name}: no {key} {value!r}; there are {', '.join(allowed)}")
    own = {*rel.attributes, rel.discriminator}
    for key in ATTRIBUTES:
        if attributes.get(key) and key not in own:
            raise OntologyError(f"{name} has no {key}")
