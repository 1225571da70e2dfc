"""Score a weights file on annotated documents, from raw words: `python training/evaluate.py WEIGHTS DATA.jsonl --only NAMES.txt`."""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from data import Doc, cluster, is_name, load

from graphkit.extract.neural import Proposal, Reader, Reading

MODALITY = {"held": "asserted", "open": "planned", "not": "ended"}


def top(shares: dict[str, float]) -> str:
    return max(shares, key=lambda k: shares[k])


def own_entities(d: Doc, reading: Reading) -> tuple[list[list[tuple[int, int]]], list[str]]:
    found = reading.mentions
    index = {a: i for i, (a, _) in enumerate(d.offsets)}
    last = {b: i + 1 for i, (_, b) in enumerate(d.offsets)}
    spans = [(index[m.start], last[m.end], m.type) for m in found]
    taken = {w for a, b, _ in spans for w in range(a, b)}
    forms: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for a, b, t in spans:
        words = tuple(d.words[a:b])
        if is_name(" ".join(words)) and len("".join(words)) > 2:
            forms[words][t] += 1
    for words, kinds in sorted(forms.items(), key=lambda x: -len(x[0])):  # the same words elsewhere are the same thing
        for i in range(len(d.words) - len(words) + 1):
            if d.words[i] == words[0] and tuple(d.words[i : i + len(words)]) == words and not taken & set(range(i, i + len(words))):
                spans.append((i, i + len(words), kinds.most_common(1)[0][0]))
                taken.update(range(i, i + len(words)))
    spans.sort()
    groups = cluster(spans, d.words)
    clusters = [[(d.offsets[spans[i][0]][0], d.offsets[spans[i][1] - 1][1]) for i in g] for g in groups]
    votes: dict[tuple[int, int], dict[str, float]] = {(m.start, m.end): m.types for m in found}
    types = []
    kinds = reading.kinds(clusters)
    keep = []
    for n, kind in enumerate(kinds):
        total: Counter[str] = Counter()
        for at in clusters[n]:
            for t, p in votes.get(at, {}).items():
                total[t] += p / len(clusters[n])
        for t, p in kind.items():
            if t:
                total[t] += p / max(1e-6, 1 - kind[""])
        types.append(top(total))
        if kind[""] < 0.75:
            keep.append(n)
    clusters, types = [clusters[n] for n in keep], [types[n] for n in keep]
    owner = list(range(len(clusters)))
    for i, j, _ in reading.same(clusters, types, 0.5):
        a, b = owner[i], owner[j]
        if a == b:
            continue
        named = [any(is_name(d.text[x:y]) for x, y in clusters[k]) for k in (i, j)]
        if all(named):
            continue
        owner = [min(a, b) if o in (a, b) else o for o in owner]
    merged = sorted(set(owner))
    out = [[s for i, o in enumerate(owner) if o == m for s in clusters[i]] for m in merged]
    kind_of = []
    for m in merged:
        parts = [i for i, o in enumerate(owner) if o == m]
        kind_of.append(types[max(parts, key=lambda i: (any(is_name(d.text[x:y]) for x, y in clusters[i]), len(clusters[i])))])
    return out, kind_of


def flat(s: str) -> str:
    return re.sub(r"\s+", " ", s).strip()


def predict(d: Doc, reading: Reading, whose: str) -> tuple[dict[str, Any], list[Proposal]]:
    clusters: list[list[tuple[int, int]]]
    if whose == "rules":
        clusters = [[(d.offsets[a][0], d.offsets[b - 1][1]) for a, b in spans] for *_, spans in d.things]
        types = [t for _, t, *_ in d.things]
        entities = []
        for i, ((name, kind, _, _), c) in enumerate(zip(d.things, clusters, strict=True)):
            entities.append({"id": str(i), "name": name, "type": kind, "mentions": list(dict.fromkeys(flat(d.text[a:b]) for a, b in c))})
        if not any(author for _, _, author, _ in d.things):
            entities.append({"id": str(len(entities)), "name": "(author)", "type": "Company", "mentions": []})
            clusters.append([])
            types.append("Company")
    elif whose == "gold":
        clusters = [[] for _ in d.types]
        for a, b, e in d.mentions:
            clusters[e].append((d.offsets[a][0], d.offsets[b - 1][1]))
        types = list(d.types)
        entities = [{"id": str(i), "name": e["name"], "type": e["type"], "mentions": e["mentions"]} for i, e in enumerate(d.gold["entities"])]
    else:
        clusters, types = own_entities(d, reading)
        entities = []
        for i, (c, t) in enumerate(zip(clusters, types, strict=True)):
            forms = [flat(d.text[a:b]) for a, b in c]
            forms = list(dict.fromkeys(forms))
            name = "(author)" if all(f.lower() in ("we", "our", "us") for f in forms) else max(forms, key=lambda f: (is_name(f), len(f)))
            entities.append({"id": str(i), "name": name, "type": t, "mentions": forms})
        if not any(e["name"] == "(author)" for e in entities):
            entities.append({"id": str(len(entities)), "name": "(author)", "type": "Company", "mentions": []})
            clusters.append([])
            types.append("Company")
    proposals = reading.relate(clusters, types)
    return {"doc": d.name, "entities": entities, "relations": []}, proposals


def relations(d: Doc, proposals: list[Proposal], threshold: dict[str, float]) -> list[dict[str, Any]]:
    out = []
    seen = set()
    for p in proposals:
        if p.score < threshold.get(p.relation, threshold.get("", 0.5)):
            continue
        if p.relation in ("PARTNERS_WITH", "COMPETES_WITH"):
            key = (p.relation, frozenset((p.subject, p.object)))
            if key in seen:
                continue
            seen.add(key)
        r: dict[str, Any] = {
            "type": p.relation, "subject": str(p.subject), "object": str(p.object), "modality": MODALITY[top(p.modality)], "date": None,
            "evidence": flat(d.text[p.where[0] : p.where[1]]), "confidence": p.score,
        }  # fmt: skip
        if p.outcome:
            r["outcome"] = top(p.outcome)
        if p.action:
            r["action"] = top(p.action)
        if p.relation == "REJECTED_BECAUSE":
            if not p.reasons:
                continue
            a, b, _ = p.reasons[0]
            r["reason"], r["reason_class"] = flat(d.text[a:b]), top(p.reason_class)
        out.append(r)
    return out


def score(judge: Any, gold_dir: str, docs: list[Doc], preds: dict[str, dict[str, Any]]) -> tuple[dict[str, Any], dict[str, Counter[str]]]:
    tally: Counter[str] = Counter()
    by_type: dict[str, Counter[str]] = defaultdict(Counter)
    log: list[Any] = []
    for d in docs:
        judge.score_doc(d.gold, preds[d.name], judge.text_of(f"{gold_dir}/{d.group}", d.name), tally, by_type, log)
    p = tally["tp"] / max(1, tally["tp"] + tally["fp"])
    r = tally["tp"] / max(1, tally["gold"])

    def rate(x: str, y: str) -> float:
        return round(tally[x] / max(1, tally[y]), 3)

    f = 2 * p * r / max(1e-9, p + r)
    return {
        "P": round(p, 3), "R": round(r, 3), "F1": round(f, 3), "strict": round(f * tally["strict"] / max(1, tally["tp"]), 3),
        "outcome": rate("outcome_ok", "outcomes"), "reason": rate("reason_ok", "reasons"), "action": rate("action_ok", "actions"),
        "evidence_hit": rate("ev_hit", "ev_known"), "entity_recall": rate("ent_found", "ent_gold"), "typed": rate("ent_typed", "ent_found"),
        "false_affirm": rate("false_affirm", "unheld"), "log": log,
    }, by_type  # fmt: skip


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("weights", type=Path)
    ap.add_argument("data", type=Path)
    ap.add_argument("--only", type=Path)
    ap.add_argument("--judge", required=True, help="the folder that holds score.py")
    ap.add_argument("--by-type", action="store_true")
    ap.add_argument("--whose", nargs="+", default=["gold", "own", "rules"])
    ap.add_argument("--dump", type=Path)
    a = ap.parse_args()
    sys.path.insert(0, a.judge)
    import score as judge

    names = set(a.only.read_text().split()) if a.only else None
    docs = [d for d in load(a.data) if names is None or d.name in names]
    rows = {row["doc"]: row for row in map(json.loads, a.data.read_text(encoding="utf-8").splitlines())}
    reader = Reader.load(a.weights)
    readings = {d.name: reader.read(d.text, d.offsets, [tuple(s) for s in rows[d.name]["sents"]]) for d in docs}
    if a.dump:
        a.dump.mkdir(parents=True, exist_ok=True)
    for whose in a.whose:
        made = {d.name: predict(d, readings[d.name], whose) for d in docs}
        for group in sorted({d.group for d in docs}):
            some = [d for d in docs if d.group == group]
            for threshold in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
                preds = {d.name: {**made[d.name][0], "relations": relations(d, made[d.name][1], {"": threshold})} for d in some}
                out, by_type = score(judge, a.judge, some, preds)
                out.pop("log")
                print(whose, group, threshold, out, flush=True)
                if a.by_type and threshold in (0.4,):
                    for t, c in sorted(by_type.items()):
                        print(f"    {t:17s} gold {c['gold']:4d} found {c['tp']:4d} wrong {c['fp']:4d}")
                if a.dump and threshold == 0.4:
                    for n, p in preds.items():
                        (a.dump / f"{n}.{whose}.json").write_text(json.dumps(p))


if __name__ == "__main__":
    main()
