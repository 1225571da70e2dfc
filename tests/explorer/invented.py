"""Views to test and to look at. Every firm, model, person, outlet and sentence in them is made up."""

from __future__ import annotations

import random
from typing import Any

from graphkit.explorer import View

FIRMS = (
    "Halden Bank,Orrin Voice,Tessaly Systems,Northmere Rail,Quillon Labs,Varden Insurance,Ostrava Mills,Pellucid AI"
    ",Kestrel Freight,Lumen & Hart,Brightwater Utilities,Corvane,Sable Robotics,Ildris Health,Marchwood Foods,Tantor Compute"
)
REGULATORS = "Office for Fair Algorithms,Republic of Maravel,Valmont Data Authority"
MODELS = "Orrin Dialog 3,Quill-7B,Pellucid Vision,Corvane Cast,Tess Reader"
PEOPLE = "Ada Brunholt,Jonas Werrick,Mirela Santoke"
OUTLETS = ["The Meridian Ledger", "Harbour Wire", "Northmere Courier", "Tallow Street Journal", "Valmont Gazette", "Halden Bank"]
REASONS = {
    "performance_latency": ["answers took four seconds on phone lines", "it ran too slowly on the tablets that drivers carry"],
    "price": ["the price per call was three times the budget", "licence fees rose before the contract was signed"],
    "security_privacy": ["customer recordings would have left the country", "the vendor could not say where its logs are kept"],
    "quality": ["one summary in nine named the wrong patient", "its forecasts missed the August peak twice"],
    "language_support": ["it did not understand the coastal dialect"],
    "integration": ["it would not run beside the old timetable software"],
    "strategy": ["the board feared feeding a competitor"],
}


def decisions() -> View:
    """A small graph around decisions, with disagreement, PDF pages, words that stand for others, and what people decided."""
    view = _Maker(random.Random(7), 46).view()
    accepted, withdrawn = [edge for edge in view["edges"] if edge["status"] == "confirmed"][:2]
    accepted["claims"][0]["review"] = {"verdict": "accepted", "by": "Ines", "reason": "read in the minutes"}
    withdrawn |= {"status": "withdrawn", "origins": 0}
    for claim in withdrawn["claims"]:
        claim["standing"] = "retracted"
        next(one for one in view["documents"] if one["id"] == claim["evidence"][0]["document"])["retracted"] = "by Ines: it was withdrawn by its publisher"
    return View.model_validate(view)


def graph(nodes: int, edges: int, seed: int = 1) -> View:
    """A graph of that many nodes and edges, most of them between neighbours, with one to three quotes an edge."""
    return View.model_validate(_Maker(random.Random(seed), edges, nodes).view())


class _Maker:
    def __init__(self, chance: random.Random, edges: int, nodes: int | None = None) -> None:
        self.chance, self.count = chance, edges
        names = [("Company", n) for n in FIRMS.split(",")] + [("Regulator", n) for n in REGULATORS.split(",")]
        names += [("Model", n) for n in MODELS.split(",")] + [("Person", n) for n in PEOPLE.split(",")]
        if nodes:
            names = names[:nodes]
            kinds = ["Company"] * 6 + ["Model", "Product", "Regulator", "Person"]
            while len(names) < nodes:
                names.append((chance.choice(kinds), self.coined()))
        self.nodes = [
            {"id": f"{n:05d}-{kind.lower()}", "name": name, "type": kind, "aliases": [name.split()[0]] if " " in name else []}
            for n, (kind, name) in enumerate(names)
        ]
        self.documents = [self.document(n) for n in range(max(9, edges // 12))]
        self.edges: dict[str, dict[str, Any]] = {}

    def coined(self) -> str:
        syllables = "ar bel cor dun el far gan hol is jen kal lor mer nor ol per quin ras sol tor ul ven wes yor zan".split()
        return "".join(self.chance.sample(syllables, 2)).capitalize() + self.chance.choice(["", " Group", " Labs", " Systems", " AI"])

    def document(self, n: int) -> dict[str, Any]:
        outlet = self.chance.choice(OUTLETS)
        title = self.chance.choice(
            ["Notes on the spring tender", "What the pilot taught us", "A year with talking machines", "Who buys what", "Minutes of the procurement board"]
        )
        url = f"https://example.org/{outlet.split()[-1].lower()}/{n}" + (".pdf" if n % 4 == 3 else "")
        return {
            "id": f"doc{n:04d}",
            "title": f"{title} ({n})",
            "publisher": outlet,
            "url": url,
            "published": f"{self.chance.randint(2021, 2026)}-{self.chance.randint(1, 9):02d}-{self.chance.randint(1, 28):02d}",
        }

    def view(self) -> dict[str, Any]:
        kinds: dict[str, list[dict[str, Any]]] = {}
        for node in self.nodes:
            kinds.setdefault(node["type"], []).append(node)
        firms, models = kinds["Company"], kinds.get("Model", []) + kinds.get("Product", [])
        plan = [
            "EVALUATED",
            "REJECTED_BECAUSE",
            "EVALUATED",
            "USES",
            "PARTNERS_WITH",
            "REGULATED_BY",
            "DEVELOPS",
            "INVESTS_IN",
            "LEADS",
            "COMPETES_WITH",
            "PART_OF",
            "ACQUIRES",
        ]
        while len(self.edges) < self.count:
            relation = plan[len(self.edges) % len(plan)] if self.chance.random() < 0.8 else "EVALUATED"
            where = self.chance.randrange(len(firms))
            subject = firms[where]
            near = firms[(where + self.chance.choice([1, 2, 3, -1, -2])) % len(firms)] if self.chance.random() < 0.8 else self.chance.choice(firms)
            target = near
            if relation in ("EVALUATED", "REJECTED_BECAUSE", "USES", "DEVELOPS") and models and (relation == "DEVELOPS" or self.chance.random() < 0.4):
                target = models[(where * len(models) // len(firms) + self.chance.randrange(3)) % len(models)]
            if relation == "REGULATED_BY":
                target = self.chance.choice(kinds["Regulator"])
            if relation == "LEADS":
                subject, target = self.chance.choice(kinds.get("Person", firms)), subject
            if subject is not target:
                self.link(relation, subject, target)
        return {"nodes": self.nodes, "edges": list(self.edges.values()), "documents": self.documents}

    def link(self, relation: str, a: dict[str, Any], b: dict[str, Any]) -> None:
        chance = self.chance
        key = f"{a['id'][:5]}{b['id'][:5]}{relation[:4].lower()}"
        if key in self.edges:
            return
        status = chance.choices(["confirmed", "reported", "planned", "rumoured", "denied", "ended", "disputed"], [55, 22, 5, 6, 3, 4, 5])[0]
        edge: dict[str, Any] = {"key": key, "type": relation, "subject": a["id"], "object": b["id"], "status": status}
        year, month = chance.randint(2021, 2026), chance.randint(1, 12)
        words = {"EVALUATED": "put {b} through a trial", "USES": "runs its call centre on {b}", "PARTNERS_WITH": "signed an alliance with {b}"}.get(
            relation, relation.lower().replace("_", " ") + " {b}"
        )
        if relation == "EVALUATED":
            edge["outcome"] = chance.choice(["selected", "rejected", "pending", "unknown"])
        if relation == "REJECTED_BECAUSE":
            edge["reason_class"] = chance.choice(sorted(REASONS))
            edge["reason"] = chance.choice(REASONS[edge["reason_class"]])
            words = "turned down {b} because " + edge["reason"]
        if relation == "REGULATED_BY":
            edge["action"] = chance.choice(["investigation", "fine", "review", "approval"])
        if relation == "LEADS":
            edge["role"] = chance.choice(["chief executive", "founder", "head of procurement"])
        if chance.random() < 0.85:
            edge["from"] = chance.choice([f"{year}", f"{year}-{month:02d}", f"{year}-Q{1 + month // 4}", f"{year}-{month:02d}-{chance.randint(1, 28):02d}"])
        elif chance.random() < 0.6:
            edge["reported"] = f"{year}-{month:02d}"
        if status == "ended":
            edge["to"] = str(year + 1)
        if status == "disputed":
            edge["disagreement"] = f"{chance.choice(OUTLETS)} has it that {b['name']} was chosen; {a['name']} says that no decision has been taken."
        edge["origins"] = chance.choice([1, 1, 1, 1, 1, 1, 2, 3])
        edge["confidence"] = round(chance.uniform(0.55, 0.99), 2)
        edge["claims"] = [self.claim(edge, n, a["name"], b["name"], words) for n in range(min(edge["origins"], 3))]
        self.edges[key] = edge

    def claim(self, edge: dict[str, Any], n: int, a: str, b: str, words: str) -> dict[str, Any]:
        chance = self.chance
        document = chance.choice(self.documents)
        speaker = chance.choice([a, "The " + chance.choice(["bank", "group", "firm"]), a])
        text = f"{speaker} {words.format(b=b)}"
        start = chance.randint(40, 9000)
        quote: dict[str, Any] = {
            "document": document["id"],
            "text": text,
            "start": start,
            "end": start + len(text),
            "before": chance.choice(["", "After a spring of tests, ", "People close to the talks say that "]),
            "after": chance.choice([".", ", it said on Tuesday.", ", two people who saw the contract said."]),
        }
        if document["url"].endswith(".pdf"):
            quote["page"] = chance.randint(1, 30)
        evidence = [quote]
        if speaker != a:
            evidence.append(
                quote | {"text": a, "start": max(0, start - 60), "end": max(0, start - 60) + len(a), "before": "", "after": " opened its books last week."}
            )
        modality = {"confirmed": "asserted", "disputed": "reported"}.get(edge["status"], edge["status"])
        return {
            "id": f"{edge['key']}-{n}",
            "modality": modality,
            "confidence": round(min(1.0, edge["confidence"] + 0.01 * n), 2),
            "extractor": chance.choice(["rules", "spacy-sm"]),
            "claimant": None if n else speaker,
            "evidence": evidence,
        }
