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
#: What a later statement of one modality takes the place of: what has ended was held or planned before.
SUPERSEDES: dict[str, frozenset[str]] = {"ended": HELD | {"planned"}}

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
    ``exclusive`` has values of an attribute that can't both hold, ``differs`` the attribute by which sources differ without excluding
    each other. ``functional``: an object has one subject at a time. ``asymmetric``: never both ways round.
    ``guidance`` says what counts and what doesn't, for an annotator or a language model.
    """

    name: str
    reads: str
    subjects: frozenset[str]
    objects: frozenset[str]
    symmetric: bool = False
    discriminator: str | None = None
    attributes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    exclusive: dict[str, tuple[str, ...]] = field(default_factory=dict)
    differs: str | None = None
    functional: bool = False
    asymmetric: bool = False
    guidance: str = ""


RELATIONS: dict[str, Relation] = {
    r.name: r
    for r in (
        Relation(
            "PARTNERS_WITH",
            "has a deal, alliance or venture with",
            _BUYER,
            _BUYER,
            symmetric=True,
            guidance="""
                A deal, tie-up, alliance, venture, consortium, resale, "works with". Plain supply (customer, supplier, contract) is USES instead. Talks
                about a tie-up are rumoured while unconfirmed, planned once confirmed. One venture, alliance or project of several parties: every pair.
                Separate deals, or a consortium that A forms or leads: A's pairs only. Nothing for being named together, market shares, peers,
                payments, share prices, shared premises or unnamed parties.""",
        ),
        Relation(
            "EVALUATED",
            "considered, tested or held talks about buying",
            _BUYER,
            _VENDOR,
            discriminator="round",
            attributes={"outcome": OUTCOMES},
            exclusive={"outcome": ("selected", "rejected")},
            guidance="""
                Whoever chooses weighs a vendor, model or product: a considered choice, test, bid, pitch, demonstration, or talks about buying. Outcome:
                selected (chosen, also as fallback or second source; recommended and awaiting sign-off is selected + planned), rejected (also by clear
                implication: "that left only", a losing score, "not X"), pending (under way, to be decided), unknown (no verdict told). Invited but
                never bid: nothing. Never looked at: unknown + denied. Withdrawn bid or lapsed test without a verdict: unknown + ended. A reported
                verdict that is denied: that outcome + denied. Each round is a claim of its own. Where a bidder offers
                another's model, the bidder is the object. An incumbent dropped for a stated reason: rejected,
                beside REJECTED_BECAUSE and USES ended; a contract merely not renewed is USES ended only. A decision record evaluates every option
                that it considers: chosen or kept as fallback or alternative = selected, not chosen = rejected, still proposed = pending. A published
                benchmark without a decision: nothing.""",
        ),
        Relation(
            "REJECTED_BECAUSE",
            "turned down, for a stated reason,",
            _BUYER,
            _VENDOR,
            discriminator="reason",
            attributes={"reason": (), "reason_class": tuple(REASON_CLASSES)},
            differs="reason_class",
            guidance="""
                Beside each EVALUATED rejected for which the document itself states why; one claim for each reason. A reason shared by several vendors
                is repeated for each. Never infer one: no stated reason, no claim. Praise of the winner counts only where it is compared with
                this loser; a general list of drawbacks is no reason. The reason is the document's own words.""",
        ),
        Relation(
            "REGULATED_BY",
            "is subject to an action of",
            _VENDOR,
            frozenset({"Regulator"}),
            discriminator="action",
            attributes={"action": ACTIONS},
            guidance="""
                From what the text names as concerned (firm, model or product) to the authority. approval: clearance, registration or filing accepted;
                review: questions, examination, being consulted; investigation: formal inquiry, inspection, court case or ruling; licence: also
                permits; export_control: export rules and entity listings; rule: a duty (also to file), order, recommendation, warning, published
                reading of the law, code of practice (signed: asserted, declined: denied); ban; fine. Applied for, or required and awaited: the
                thing applied for + planned. Refused, or said never to have been imposed: denied. Lifted, dropped, closed: ended. A standing duty
                to hold a licence: licence + asserted. Merger control goes on the buyer, on both only in a merger of equals, an alliance, or where
                the sale of a named seller is examined. A lawsuit by a private party: nothing.""",
        ),
        Relation(
            "COMPETES_WITH",
            "is a rival of",
            _VENDOR,
            _VENDOR,
            symmetric=True,
            guidance="""
                Only where the words say so: rival, competitor, challenger, answer to, competes or fights with, foe, the opposition. Bidding for the
                same contract or standing in one list is not enough.""",
        ),
        Relation(
            "DEVELOPS",
            "makes, publishes, offers or operates",
            _BUYER,
            frozenset({"Model", "Product"}),
            guidance="""
                "V's M", "M from V", "M (V)", a table row with both, or a compound of maker and product ("Norvel Scribe") suffice; record it for every
                maker and product that the text ties so, also for a buyer's own assistant, app or in-house model. A maker's name that is only part of
                the model's own name counts if the maker is an entity of the text anyway.""",
        ),
        Relation(
            "USES",
            "runs on, buys or builds in",
            _VENDOR | _BUYER,
            _VENDOR,
            guidance="""
                From the user to what it runs on, buys, builds in or is supplied with; customer to supplier as well. "C puts M into P": C to M and P to
                M. "P runs on M": P to M only. An assistant or model that rests on another model, chip or cloud counts; so does a chip's designer
                using the foundry that makes it, and a fallback in use. A choice that is to be put to use: planned, until it is said to run. An
                announced end (notice given, to be switched off, contract not renewed): ended with the coming date, and no other claim of that use.""",
        ),
        Relation(
            "INVESTS_IN",
            "holds or buys a stake in",
            frozenset({"Company", "Person", "Regulator"}),
            frozenset({"Company"}),
            guidance="Each named investor of a round or holder of a stake. A stake that was sold, or is to be sold: ended.",
        ),
        Relation(
            "ACQUIRES",
            "buys the whole of",
            frozenset({"Company"}),
            _VENDOR,
            functional=True,
            asymmetric=True,
            guidance="A completed purchase is ACQUIRES alone; agreed but not closed: planned; talk of it: rumoured; fell through: ended.",
        ),
        Relation(
            "LEADS",
            "is an officer, unit head or founder of",
            frozenset({"Person"}),
            frozenset({"Company"}),
            discriminator="role",
            guidance="""
                Named officers, heads of units, founders, board members ("board member"). Not spokespeople, analysts, engineers, or heads of regulators.
                Who has left: ended; who is to come: planned. The role in the document's words.""",
        ),
        Relation(
            "PART_OF",
            "is a subsidiary, division or family member of",
            _VENDOR,
            _VENDOR,
            asymmetric=True,
            guidance="""
                Subsidiary, majority-owned firm, division, bought majority, member of a model or product family that the text calls so. Former parent or
                spin-off: ended. Not joint ventures, minority stakes, or a version name alone. A product that "belongs to" a firm or has a "parent" is
                PART_OF, not DEVELOPS.""",
        ),
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
