"""Train the neural reader: `python training/train.py --data DOCS.jsonl --minilm FOLDER --out RUN`. Seeded; one CPU thread."""

import argparse
import json
import os
import random
import signal
import sys
import time
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from data import Doc, Renamer, Span, cluster, load, load_core
from meet import mean
from model import Config, Net

from graphkit.extract.neural import ACTIONS, ALLOWED, NAMES, TYPES
from graphkit.extract.neural_text import AUTHOR, Layout
from graphkit.extract.tags import decode
from graphkit.extract.wordpiece import WordPiece
from graphkit.ontology import OUTCOMES, REASON_CLASSES

WEIGHTS = {"tags": 1.0, "kind": 0.7, "pairs": 1.0, "core": 0.35, "look": 0.35, "outcome": 0.25, "action": 0.2, "modality": 0.5, "class": 0.15, "reason": 0.3}
RARE = torch.tensor((1.0, 3.0, 3.0))  # most facts hold: without these weights the head says so of nearly all


def tag_targets(d: Doc) -> Tensor:
    out = torch.zeros(len(d.words), dtype=torch.long)
    for a, b, e in d.mentions:
        t = 1 + 4 * TYPES.index(d.types[e])
        if b - a == 1:
            out[a] = t + 3
        else:
            out[a], out[a + 1 : b - 1], out[b - 1] = t, t + 1, t + 2
    return out


class Case:
    """Clusters of one training step with what is true of them."""

    def __init__(self, d: Doc, found: list[tuple[int, int, int, float]], rng: random.Random) -> None:
        gold = {(a, b): e for a, b, e in d.mentions}
        at = {}
        for a, b, _ in d.mentions:
            for w in range(a, b):
                at[w] = (a, b)
        spans: list[tuple[int, int, int | None, str]] = [(a, b, e, d.types[e]) for (a, b), e in gold.items() if rng.random() > 0.06]
        for a, b, t, _ in found:
            if (a, b) in gold:
                continue
            hits = {at[w] for w in range(a, b) if w in at}
            if len(hits) == 1 and rng.random() < 0.5:  # a boundary that is off: use it in place of the true one
                hit = hits.pop()
                spans = [(a, b, e, k) if (x, y) == hit else (x, y, e, k) for x, y, e, k in spans]
            elif not hits and rng.random() < 0.7:
                spans.append((a, b, None, TYPES[t]))
        spans.sort(key=lambda s: s[0])
        groups: list[list[int]] = []
        mode = rng.choice(("gold", "rules", "rules", "strings") if d.things else ("gold", "strings"))
        if mode == "rules":
            spans = []
            for _, kind, author, places in d.things:
                group = []
                for a, b in places:
                    owners = [(min(b, y) - max(a, x), e) for x, y, e in {(*at[w], gold[at[w]]) for w in range(a, b) if w in at}]
                    group.append(len(spans))
                    spans.append((a, b, max(owners)[1] if owners else None, kind))
                if author and not places and "(author)" in d.names:
                    continue  # it is added below
                if group:
                    groups.append(group)
        elif mode == "gold":
            own: dict[int, list[int]] = {}
            for i, s in enumerate(spans):
                if s[2] is None:
                    groups.append([i])
                else:
                    own.setdefault(s[2], []).append(i)
            groups += own.values()
        else:
            groups = cluster([(a, b, k) for a, b, _, k in spans], d.words)
        self.mentions: list[list[Span]] = []
        self.entity: list[int | None] = []
        for g in groups:
            owners = [spans[i][2] for i in g]
            self.mentions.append([spans[i][:2] for i in g])
            self.entity.append(max(set(owners), key=lambda x: (owners.count(x), x is not None, x or 0)))
        self.types = [TYPES.index(d.types[e]) if e is not None else TYPES.index(spans[g[0]][3]) for e, g in zip(self.entity, groups, strict=True)]
        self.seen_types = list(self.types)
        if mode == "rules" and rng.random() < 0.5:
            self.seen_types = [TYPES.index(spans[g[0]][3]) for g in groups]
        named = {e for e in self.entity if e is not None}
        silent = [e for e, name in enumerate(d.names) if name == "(author)" and e not in named]
        if silent or rng.random() < 0.4:
            self.mentions.append([(i, i + 1) for i, word in enumerate(d.words) if word.lower() in AUTHOR])
            self.entity.append(silent[0] if silent else None)
            self.types.append(0)
            self.seen_types.append(0)
        main: dict[int, int] = {}
        for i, e in enumerate(self.entity):
            if e is not None and (e not in main or len(self.mentions[i]) > len(self.mentions[main[e]])):
                main[e] = i
        n = len(self.mentions)
        self.seen_types = [6 if rng.random() < 0.12 else t for t in self.seen_types]
        t = np.asarray(self.types, dtype=np.int64)
        able = ALLOWED[t[:, None], t[None, :]] if n else np.zeros((0, 0, len(NAMES)), dtype=bool)
        able = able & ~np.eye(n, dtype=bool)[:, :, None]
        target = np.zeros((n, n, len(NAMES)), dtype=np.float32)
        weight = able.astype(np.float32)
        parts: dict[int, list[int]] = {}
        for i, e in enumerate(self.entity):
            if e is not None:
                parts.setdefault(e, []).append(i)
        self.facts = []
        for f in d.facts:
            if f.subject not in main or f.object not in main or f.relation not in NAMES:
                continue
            r = NAMES.index(f.relation)
            both = [(f.subject, f.object), (f.object, f.subject)] if f.relation in ("PARTNERS_WITH", "COMPETES_WITH") else [(f.subject, f.object)]
            for s, o in both:
                for i in parts[s]:
                    for j in parts[o]:
                        if i == main[s] and j == main[o]:
                            target[i, j, r] = 1
                        elif not target[i, j, r]:
                            weight[i, j, r] = 0
                if f.optional:
                    weight[main[s], main[o], r] = 0
            if f.relation in ("EVALUATED", "REJECTED_BECAUSE", "USES"):
                for other in d.stand_ins.get(f.object, ()):
                    for i in parts.get(other, ()):
                        if not target[main[f.subject], i, r]:
                            weight[main[f.subject], i, r] = min(weight[main[f.subject], i, r], 0.3)
            self.facts.append((main[f.subject], main[f.object], r, f))
        for group in parts.values():
            for i in group:
                for j in group:
                    if i != j:
                        target[i, j, -1] = 1
                        weight[i, j, -1] = 1
        keep = able.any(-1)
        self.subjects, self.objects = (x.astype(np.int64) for x in np.nonzero(keep))
        self.able = able[keep]
        self.target, self.weight = torch.from_numpy(target[keep]), torch.from_numpy(weight[keep] * (able[keep] | (target[keep] > 0)))
        self.sample(d, rng)
        self.row = {(int(i), int(j)): n for n, (i, j) in enumerate(zip(self.subjects, self.objects, strict=True))}

    def sample(self, d: Doc, rng: random.Random, near: int = 100, far: int = 60) -> None:
        """Keep every pair of which something holds, and of the others some near and some far ones that stand for all."""
        sentences = np.asarray(d.sentences)
        rows = [{int(x) for a, _ in spans for x in (sentences[a] - 1, sentences[a], sentences[a] + 1)} for spans in self.mentions]
        held = (self.target.sum(1) > 0).numpy()
        close = np.asarray([bool(rows[i] & rows[j]) for i, j in zip(self.subjects, self.objects, strict=True)], dtype=bool)
        keep, scale = [int(n) for n in np.flatnonzero(held)], np.ones(len(held), dtype=np.float32)
        for group, most in ((np.flatnonzero(~held & close), near), (np.flatnonzero(~held & ~close), far)):
            some = group.tolist() if len(group) <= most else rng.sample(group.tolist(), most)
            scale[some] = len(group) / max(1, len(some))
            keep += some
        index = np.asarray(sorted(keep), dtype=np.int64)
        self.subjects, self.objects = self.subjects[index], self.objects[index]
        self.target, self.weight = self.target[index], self.weight[index] * torch.from_numpy(scale[index])[:, None]


def losses(
    net: Net, d: Doc, wordpiece: WordPiece, rng: random.Random, warm: bool, mask_rate: float, lower: int = 0, kept: list[Tensor] | None = None
) -> dict[str, Tensor]:
    layout = Layout(d.words, d.breaks, d.sentences, wordpiece)
    states, document = net.encode(layout, wordpiece, mask_rate, lower, kept)
    out: dict[str, Tensor] = {}
    found: list[tuple[int, int, int, float]] = []
    if d.group != "core":
        tags = net.tag(states, layout)
        out["tags"] = F.cross_entropy(tags, tag_targets(d), reduction="sum") / max(20, 2 * len(d.mentions))
        if not warm:
            found = decode(tags.detach().double().numpy())
    case = Case(d, found, rng)
    if len(case.mentions) < 2 or not len(case.subjects):
        return out
    vectors = net.entities(states, document, case.mentions)
    kinds = torch.tensor([6 if e is None else t for e, t in zip(case.entity, case.types, strict=True)])
    if d.group != "core":
        out["kind"] = F.cross_entropy(net.kinds(vectors), kinds)
    states = net.refine(states, document, case.mentions, torch.tensor(case.seen_types))
    vectors = net.entities(states, document, case.mentions)
    hidden, look = net.pairs(states, vectors, torch.tensor(case.seen_types), case.mentions, layout, case.subjects, case.objects)
    scores = net.relation(hidden)
    raw = F.binary_cross_entropy_with_logits(scores, case.target, weight=case.weight, reduction="none")
    if d.group == "core":
        ours = torch.tensor(
            [1.0 if m and n else 0.0 for m, n in zip([case.mentions[i] for i in case.subjects], [case.mentions[i] for i in case.objects], strict=True)]
        )
        return {"core": (raw * ours[:, None]).sum()}
    out["pairs"] = raw.sum() / (case.target * case.weight).sum().clamp(min=6)
    rows, evidence = [], []
    wants: dict[str, tuple[list[int], list[int]]] = {k: ([], []) for k in ("outcome", "action", "modality", "class")}
    relation_rows: list[int] = []
    reason_rows, begins, ends = [], [], []
    for s, o, r, f in case.facts:
        row = case.row.get((s, o))
        if row is None:
            continue
        if f.evidence:
            rows.append(row)
            evidence.append(f.evidence)
        wants["modality"][0].append(row)
        relation_rows.append(r)
        wants["modality"][1].append(f.modality)
        if f.outcome:
            wants["outcome"][0].append(row)
            wants["outcome"][1].append(OUTCOMES.index(f.outcome))
        if f.action:
            wants["action"][0].append(row)
            wants["action"][1].append(ACTIONS.index(f.action))
        if f.reason_class:
            wants["class"][0].append(row)
            wants["class"][1].append(list(REASON_CLASSES).index(f.reason_class))
        if f.reason:
            reason_rows.append(row)
            begins.append(f.reason[0])
            ends.append(f.reason[1] - 1)
    if rows:
        hit = torch.zeros(len(rows), len(d.words))
        for i, words in enumerate(evidence):
            hit[i, list(words)] = 1
        out["look"] = -((look[rows] * hit).sum(-1) + 1e-6).log().mean()
    for key, head in (("outcome", net.outcome), ("action", net.action), ("class", net.reason_class)):
        if wants[key][0]:
            out[key] = F.cross_entropy(head(hidden[wants[key][0]]), torch.tensor(wants[key][1]))
    if relation_rows:
        logits = net.modality(hidden[wants["modality"][0]]).view(-1, len(NAMES), 3)[torch.arange(len(relation_rows)), torch.tensor(relation_rows)]
        out["modality"] = F.cross_entropy(logits, torch.tensor(wants["modality"][1]), RARE)
    if reason_rows:
        first, last = net.reasons(hidden[reason_rows], states, look[reason_rows])
        out["reason"] = (F.cross_entropy(first, torch.tensor(begins)) + F.cross_entropy(last, torch.tensor(ends))) / 2
    return out


class Average:
    """Exponential moving average of the weights."""

    def __init__(self, net: Net, rate: float) -> None:
        self.rate, self.n = rate, 0
        self.state = {k: v.detach().clone() for k, v in net.state_dict().items()}

    def update(self, net: Net) -> None:
        self.n += 1
        rate = min(self.rate, self.n / (self.n + 10))
        for k, v in net.state_dict().items():
            if k != "words.weight":
                self.state[k].lerp_(v, 1 - rate)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--minilm", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--init", type=Path)
    ap.add_argument("--core", type=Path, help="CORE's train.json, of which as many passages are read as documents")
    ap.add_argument("--lower", type=int, default=0, help="leave so many layers as they are and keep what they give for up to three renamings of each document")
    ap.add_argument("--epochs", type=float, default=16)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--rate", type=float, default=1.5e-4)
    ap.add_argument("--head-rate", type=float, default=1e-3)
    ap.add_argument("--batch", type=int, default=2)
    ap.add_argument("--decay", type=float, default=0.35, help="share of the steps over which the rate falls")
    ap.add_argument("--average", type=float, default=0.997)
    ap.add_argument("--layers", default="0,1,2,3")
    ap.add_argument("--rename", type=float, default=0.6)
    ap.add_argument("--mask", type=float, default=0.03)
    ap.add_argument("--open-weight", type=int, default=2, help="how often each real text is read in an epoch")
    ap.add_argument("--hold", default="hold.txt", help="file with names of documents to leave out")
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--save-every", type=float, default=1)
    ap.add_argument("--meet", nargs=3, metavar=("FOLDER", "ME", "OTHER"), help="take the mean with another training of these names, in step with this one")
    ap.add_argument("--meet-every", type=int, default=150, help="steps")
    a = ap.parse_args()
    torch.set_num_threads(max(1, a.threads))
    torch.manual_seed(a.seed)
    np.random.seed(a.seed)
    rng = random.Random(a.seed)  # noqa: S311
    a.out.mkdir(parents=True, exist_ok=True)
    held = set(Path(a.hold).read_text().split()) if Path(a.hold).exists() else set()
    docs = [d for d in load(a.data) if d.name not in held]
    core = load_core(a.core) if a.core else []
    renamer = Renamer(docs)
    vocabulary = (a.minilm / "vocab.txt").read_text(encoding="utf-8").splitlines()
    wordpiece = WordPiece(vocabulary)
    config = Config(layers=tuple(int(x) for x in a.layers.split(",")))
    net = Net(config, len(vocabulary))
    net.load_minilm(a.minilm / "model.safetensors")
    if a.init:
        state = torch.load(a.init, weights_only=True)
        for name, value in net.state_dict().items():
            if name not in state:  # a part that is new since
                state[name] = value
            if len(state[name]) < len(value):  # a table that has grown since
                state[name] = torch.cat([state[name], value[len(state[name]) :]])
        net.load_state_dict(state)
    net.words.weight.requires_grad_(False)
    for layer in net.layers[: max(config.pool_after, a.lower)]:
        layer.requires_grad_(False)
    if a.lower:
        net.shape_in.requires_grad_(False)
        net.break_in.requires_grad_(False)
    net.positions.weight.requires_grad_(False)
    net.norm.requires_grad_(False)
    encoder = [p for n, p in net.named_parameters() if n.startswith(("layers.", "upper.", "positions", "norm.")) and p.requires_grad]
    known = {id(p) for p in encoder}
    heads = [p for p in net.parameters() if id(p) not in known and p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": encoder, "lr": a.rate}, {"params": heads, "lr": a.head_rate}], weight_decay=0.02, betas=(0.9, 0.98))
    pool = [d for d in docs for _ in range(a.open_weight if d.group == "open" else 1)]
    total = int(a.epochs * len(pool) / a.batch)
    warm = max(1, min(150, total // 16))
    decay = int(total * a.decay)

    def factor(s: int) -> float:
        """Warm up, hold, and fall to nothing over the last part."""
        return max(0.01, min((s + 1) / warm, (total - s) / max(1, decay), 1.0))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, factor)
    average = Average(net, a.average)
    began, sums, count, step, order = time.time(), {}, 0, 0, []
    net.train()
    stopped: list[int] = []
    variants: dict[str, list[tuple[Doc, list[Tensor] | None]]] = {}
    signal.signal(signal.SIGTERM, lambda *_: stopped.append(1))
    per_epoch = len(pool) // a.batch
    while step < total:
        for _ in range(a.batch):
            if not order:
                order = list(pool)
                rng.shuffle(order)
            d = order.pop()
            made = variants.setdefault(d.name, [])
            if a.lower and made and (len(made) > 2 or rng.random() < 0.6):
                d, kept = rng.choice(made)
            else:
                if rng.random() < a.rename:
                    d = renamer.rename(d, rng, rng.choice((0.5, 0.8, 1.0)))
                kept = [] if a.lower else None
                if a.lower:
                    made.append((d, kept))
            parts = losses(net, d, wordpiece, rng, step < 2 * warm and not a.init, a.mask, a.lower, kept)
            if core and rng.random() < 0.5:
                passage = rng.choice(core)
                parts |= losses(net, renamer.rename(passage, rng) if rng.random() < 0.3 else passage, wordpiece, rng, True, a.mask, a.lower)
            loss = sum(WEIGHTS[k] * v for k, v in parts.items()) / a.batch
            loss.backward()
            for k, v in parts.items():
                sums[k] = sums.get(k, 0.0) + float(v.detach())
            count += 1
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        average.update(net)
        step += 1
        if a.meet and (step % a.meet_every == 0 or step == total):
            net.load_state_dict(mean(net.state_dict(), Path(a.meet[0]), a.meet[1], a.meet[2], step))
        if (a.out / "decay").exists():  # asked to finish: fall from here on
            decay = int((a.out / "decay").read_text())
            total = min(total, step + decay)
            (a.out / "decay").unlink()
        if a.threads == 0:  # one thread, or two while nobody else works here
            torch.set_num_threads(2 if os.getloadavg()[0] < 2.3 else 1)
        if step % 32 == 0 or step == total:
            print(
                f"step {step}/{total} epoch {step / per_epoch:.1f} {time.time() - began:.0f}s",
                " ".join(f"{k} {v / count:.3f}" for k, v in sums.items()),
                flush=True,
            )
            sums, count = {}, 0
        if step % int(a.save_every * per_epoch) == 0 or step == total or stopped:
            torch.save(average.state, a.out / "average.pt")
            (a.out / "config.json").write_text(json.dumps({**asdict(config), "step": step, "args": {k: str(v) for k, v in vars(a).items()}}))
            if stopped:
                torch.save(net.state_dict(), a.out / "live.pt")
                return
    torch.save(average.state, a.out / "final.pt")


if __name__ == "__main__":
    main()
