"""The reader as trained: MiniLM over windows, tags for mentions, scores for pairs of entities. PyTorch; `graphkit.extract.neural` runs the same in NumPy."""

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from graphkit.extract.neural import ACTIONS, NAMES, TYPES
from graphkit.extract.neural_text import BREAKS, DISTANCES, SENTENCE_DISTANCES, SHAPES, Layout, fields, most_central, pair_features, word_windows
from graphkit.extract.wordpiece import WordPiece
from graphkit.ontology import OUTCOMES, REASON_CLASSES

TAGS = 1 + 4 * len(TYPES)  # O, then B I E S for each type


@dataclass
class Config:
    layers: tuple[int, ...] = (0, 1, 2, 3)
    upper: tuple[int, ...] = (4, 5, 5)  # layers that read the text once more with its entities marked
    pool_after: int = 1  # word pieces are pooled into words after so many layers
    width: int = 384
    heads: int = 12
    entity: int = 256
    looks: int = 4
    key: int = 48
    hidden: int = 320
    dropout: float = 0.1
    head_dropout: float = 0.25


class Layer(nn.Module):
    def __init__(self, c: Config) -> None:
        super().__init__()
        self.c = c
        self.qkv = nn.Linear(c.width, 3 * c.width)
        self.out = nn.Linear(c.width, c.width)
        self.norm1 = nn.LayerNorm(c.width, eps=1e-12)
        self.up = nn.Linear(c.width, 4 * c.width)
        self.down = nn.Linear(4 * c.width, c.width)
        self.norm2 = nn.LayerNorm(c.width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """In training the products are done in 16 bits (bfloat16), which with attention written out takes three quarters of the CPU time."""
        b, n, d = x.shape
        p = self.c.dropout if self.training else 0.0
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            q, k, v = self.qkv(x).view(b, n, 3, self.c.heads, d // self.c.heads).permute(2, 0, 3, 1, 4)
            near = (q * (d // self.c.heads) ** -0.5) @ k.transpose(-1, -2)
            if mask is not None:
                near = near.masked_fill(~mask, -1e4)
            a = near.softmax(-1, dtype=near.dtype) @ v  # no dropout here: on a CPU it costs half the step
            out = self.out(a.transpose(1, 2).reshape(b, n, d)).float()
        x = self.norm1(x + F.dropout(out, p, self.training))
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            out = self.down(F.gelu(self.up(x))).float()
        return self.norm2(x + F.dropout(out, p, self.training))


class Net(nn.Module):
    def __init__(self, c: Config, vocabulary: int) -> None:
        super().__init__()
        self.c = c
        self.words = nn.Embedding(vocabulary, c.width)
        self.positions = nn.Embedding(512, c.width)
        self.norm = nn.LayerNorm(c.width, eps=1e-12)
        self.shape_in = nn.Embedding(SHAPES, c.width)
        self.break_in = nn.Embedding(BREAKS, c.width)
        self.layers = nn.ModuleList(Layer(c) for _ in c.layers)
        self.upper = nn.ModuleList(Layer(c) for _ in c.upper)
        self.mark = nn.ModuleList(nn.Linear(c.entity, c.width) for _ in c.upper)
        self.mark_type = nn.Embedding(len(TYPES) + 1, c.width)
        self.gate = nn.ModuleList(nn.Linear(c.width, c.width) for _ in c.upper)
        self.shape_out = nn.Embedding(SHAPES, 32)
        self.tags = nn.Linear(c.width + 32, TAGS)
        e, h, k = c.entity, c.looks, c.key
        self.mention = nn.Linear(3 * c.width, e)
        self.kind = nn.Linear(e, len(TYPES) + 1)
        self.type_in = nn.Embedding(len(TYPES) + 1, e)
        self.query_s = nn.Linear(e, h * k)
        self.query_o = nn.Linear(e, h * k)
        self.key_s = nn.Linear(c.width, h * k)
        self.key_o = nn.Linear(c.width, h * k)
        self.value = nn.Linear(c.width, h * 64)
        self.near_s = nn.Embedding(DISTANCES, h)
        self.near_o = nn.Embedding(DISTANCES, h)
        self.row_s = nn.Embedding(SENTENCE_DISTANCES, h)
        self.row_o = nn.Embedding(SENTENCE_DISTANCES, h)
        n = c.hidden
        self.from_s = nn.Linear(e, n)
        self.from_o = nn.Linear(e, n, bias=False)
        self.from_both = nn.Linear(128, n, bias=False)
        self.both_s = nn.Linear(e, 128)
        self.both_o = nn.Linear(e, 128)
        self.from_look = nn.Linear(h * 64, n, bias=False)
        self.from_pair = nn.ModuleList(nn.Embedding(size, n) for size in (DISTANCES, 5, 4, 4, 4, 4))
        self.second = nn.Linear(n, n)
        self.relation = nn.Linear(2 * n, len(NAMES))
        self.outcome = nn.Linear(2 * n, len(OUTCOMES))
        self.action = nn.Linear(2 * n, len(ACTIONS))
        self.modality = nn.Linear(2 * n, 3 * len(NAMES))
        self.reason_class = nn.Linear(2 * n, len(REASON_CLASSES))
        self.reason_query = nn.Linear(2 * n, 2 * 64)
        self.reason_key = nn.Linear(c.width, 2 * 64)
        for module in (self.shape_in, self.break_in, self.near_s, self.near_o, self.row_s, self.row_o, *self.from_pair, self.type_in, self.mark_type):
            nn.init.normal_(module.weight, std=0.02)
        for gate in self.gate:  # nothing at first: what was trained without these layers still holds
            nn.init.zeros_(gate.weight)
            nn.init.zeros_(gate.bias)
        nn.init.constant_(self.relation.bias, -4.0)

    def load_minilm(self, path: Path) -> None:
        raw = load_file(path)
        raw = {k.removeprefix("bert."): v for k, v in raw.items()}
        with torch.no_grad():
            self.words.weight.copy_(raw["embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(raw["embeddings.position_embeddings.weight"] + raw["embeddings.token_type_embeddings.weight"][0])
            self.norm.weight.copy_(raw["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(raw["embeddings.LayerNorm.bias"])
            for i, layer in zip((*self.c.layers, *self.c.upper), (*self.layers, *self.upper), strict=True):
                at = f"encoder.layer.{i}."
                for part in ("weight", "bias"):
                    getattr(layer.qkv, part).copy_(torch.cat([raw[f"{at}attention.self.{x}.{part}"] for x in ("query", "key", "value")]))
                    getattr(layer.out, part).copy_(raw[f"{at}attention.output.dense.{part}"])
                    getattr(layer.norm1, part).copy_(raw[f"{at}attention.output.LayerNorm.{part}"])
                    getattr(layer.up, part).copy_(raw[f"{at}intermediate.dense.{part}"])
                    getattr(layer.down, part).copy_(raw[f"{at}output.dense.{part}"])
                    getattr(layer.norm2, part).copy_(raw[f"{at}output.LayerNorm.{part}"])

    def encode(self, layout: Layout, wordpiece: WordPiece, mask_rate: float = 0.0, lower: int = 0, kept: list[Tensor] | None = None) -> tuple[Tensor, Tensor]:
        """State of each word (taken from the window where it is most central) and of the document."""
        ranges = layout.windows()
        rows, groups = [], []
        for a, b in ranges:
            ids, group = [wordpiece.cls], [0]
            for w in range(a, b):
                for piece in layout.pieces[w]:
                    ids.append(piece)
                    group.append(w - a + 1)
            ids.append(wordpiece.sep)
            group.append(b - a + 1)
            rows.append(ids)
            groups.append(group)
        size = max(map(len, rows))
        wide = max(b - a for a, b in ranges) + 2
        n = len(rows)
        ids = np.zeros((n, size), dtype=np.int64)
        group = np.full((n, size), wide, dtype=np.int64)
        shapes = np.zeros((n, wide), dtype=np.int64)
        breaks = np.zeros((n, wide), dtype=np.int64)
        inner = np.zeros((n, wide, 1), dtype=np.float32)
        for i, (a, b) in enumerate(ranges):
            m = len(rows[i])
            ids[i, :m] = rows[i]
            group[i, :m] = groups[i]
            shapes[i, 1 : b - a + 1] = layout.shapes[a:b]
            breaks[i, 1 : b - a + 1] = layout.breaks[a:b]
            inner[i, 1 : b - a + 1] = 1
        t_ids, t_group = torch.from_numpy(ids), torch.from_numpy(group)
        if mask_rate:
            drop = (torch.rand(t_ids.shape) < mask_rate) & (t_group > 0)
            t_ids = torch.where(drop, wordpiece.ids["[MASK]"], t_ids)
        live = t_group < wide
        word_live = torch.zeros(n, wide, dtype=torch.bool)
        for i, (a, b) in enumerate(ranges):
            word_live[i, : b - a + 2] = True

        def mask_of(on: Tensor) -> Tensor | None:
            return None if bool(on.all()) else on[:, None, None, :]

        def bottom() -> Tensor:
            x = self.norm(self.words(t_ids) + self.positions.weight[:size])
            x = F.dropout(x, self.c.dropout / 2, self.training and not lower)
            for layer in self.layers[: self.c.pool_after]:
                x = layer(x, mask_of(live))
            flat = (t_group + torch.arange(n)[:, None] * (wide + 1)).view(-1)
            sums = torch.zeros(n * (wide + 1), x.shape[-1]).index_add(0, flat, x.reshape(-1, x.shape[-1]))
            counts = torch.zeros(n * (wide + 1)).index_add(0, flat, torch.ones(len(flat)))
            x = (sums / counts.clamp(min=1)[:, None]).view(n, wide + 1, -1)[:, :wide]
            x = x + torch.from_numpy(inner) * (self.shape_in(torch.from_numpy(shapes)) + self.break_in(torch.from_numpy(breaks)))
            for layer in self.layers[self.c.pool_after : lower]:
                x = layer(x, mask_of(word_live))
            return x

        if kept:
            x = kept[0]
        elif lower:
            with torch.no_grad():  # what stays as it is need be computed only once
                was = self.training
                self.eval()
                x = bottom()
                self.train(was)
            if kept is not None:
                kept.append(x)
        else:
            x = bottom()
        if lower:
            x = F.dropout(x, self.c.dropout / 2, self.training)
        for layer in self.layers[max(lower, self.c.pool_after) :]:
            x = layer(x, mask_of(word_live))
        which, place = most_central(ranges, len(layout.pieces))
        return x[torch.from_numpy(which), torch.from_numpy(place) + 1], x[:, 0].mean(0)

    def refine(self, states: Tensor, document: Tensor, mentions: list[list[tuple[int, int]]], types: Tensor) -> Tensor:
        """The states after the upper layers, to which each mention says what its entity is: its type, and what its other mentions have seen."""
        size, ranges = len(states), word_windows(len(states))
        owner = torch.tensor([i for i, spans in enumerate(mentions) for a, b in spans for _ in range(a, b)], dtype=torch.long)
        words = torch.tensor([w for spans in mentions for a, b in spans for w in range(a, b)], dtype=torch.long)
        wide = max(b - a for a, b in ranges) + 1
        live = torch.zeros(len(ranges), wide, dtype=torch.bool)
        index = torch.full((len(ranges), wide), size)
        for i, (a, b) in enumerate(ranges):
            live[i, : b - a + 1] = True
            index[i, 1 : b - a + 1] = torch.arange(a, b)
        which, place = (torch.from_numpy(x) for x in most_central(ranges, size))
        mask = None if len(ranges) == 1 else live[:, None, None, :]
        for layer, mark, gate in zip(self.upper, self.mark, self.gate, strict=True):
            marks = mark(torch.tanh(self.entities(states, document, mentions))) + self.mark_type(types)
            x = torch.cat([states.index_add(0, words, marks[owner]), document[None]])
            states = states + gate(layer(x[index], mask)[which, place + 1])
        return states

    def tag(self, states: Tensor, layout: Layout) -> Tensor:
        p = self.c.head_dropout
        return self.tags(F.dropout(torch.cat([states, self.shape_out(torch.from_numpy(layout.shapes))], -1), p, self.training))

    def entities(self, states: Tensor, document: Tensor, mentions: list[list[tuple[int, int]]]) -> Tensor:
        """One vector for each cluster; one without mentions stands for the document's author."""
        owner, first, last = [], [], []
        for i, spans in enumerate(mentions):
            for a, b in spans or [(-1, -1)]:
                owner.append(i)
                first.append(a)
                last.append(b - 1 if b > 0 else -1)
        table = torch.cat([states, document[None]])
        f, g = torch.tensor(first), torch.tensor(last)
        total = torch.cat([torch.zeros(1, states.shape[1]), states.cumsum(0)])
        inner = (total[(g + 1).clamp(min=0)] - total[f.clamp(min=0)]) / (g + 1 - f).clamp(min=1)[:, None]
        inner = torch.where((f < 0)[:, None], document[None], inner)
        each = self.mention(torch.cat([table[f], table[g], inner], -1))
        index = torch.tensor(owner)
        n = len(mentions)
        top = torch.full((n, each.shape[1]), -1e4).scatter_reduce(0, index[:, None].expand_as(each), each, "amax").detach()
        sums = torch.zeros(n, each.shape[1]).index_add(0, index, (each - top[index]).exp())
        return top + sums.log()

    def kinds(self, entities: Tensor) -> Tensor:
        return self.kind(F.dropout(torch.tanh(entities), self.c.head_dropout, self.training))

    def pairs(
        self, states: Tensor, entities: Tensor, types: Tensor, mentions: list[list[tuple[int, int]]], layout: Layout, subjects: np.ndarray, objects: np.ndarray
    ) -> tuple[Tensor, Tensor]:
        """Hidden vector of each pair, and where it looks (a distribution over words, averaged over the looks)."""
        c, p = self.c, self.c.head_dropout
        n_words = len(states)
        e = torch.tanh(entities) + self.type_in(types)
        e = F.dropout(e, p, self.training)
        near, rows, _ = fields(mentions, layout.sentences)
        t_near, t_rows = torch.from_numpy(near), torch.from_numpy(rows)
        scale = 1 / math.sqrt(c.key)

        def field(query: nn.Linear, key: nn.Linear, near_bias: nn.Embedding, row_bias: nn.Embedding) -> Tensor:
            q = query(e).view(-1, c.looks, c.key).transpose(0, 1)
            k = key(states).view(n_words, c.looks, c.key).permute(1, 2, 0)
            return (q @ k) * scale + near_bias(t_near).permute(2, 0, 1) + row_bias(t_rows).permute(2, 0, 1)  # looks, entities, words

        s, o = torch.from_numpy(subjects), torch.from_numpy(objects)
        look = field(self.query_s, self.key_s, self.near_s, self.row_s)[:, s] + field(self.query_o, self.key_o, self.near_o, self.row_o)[:, o]
        look = look.softmax(-1)
        value = self.value(states).view(n_words, c.looks, 64).transpose(0, 1)
        seen = (look @ value).transpose(0, 1).reshape(len(s), -1)
        z = self.from_s(e)[s] + self.from_o(e)[o] + self.from_look(F.dropout(seen, p, self.training))
        z = z + self.from_both(self.both_s(e)[s] * self.both_o(e)[o])
        for table, column in zip(self.from_pair, pair_features(mentions, layout.sentences, subjects, objects).T, strict=True):
            z = z + table(torch.from_numpy(column))
        z = F.gelu(z)
        z2 = F.gelu(self.second(F.dropout(z, p, self.training)))
        return F.dropout(torch.cat([z, z2], -1), p, self.training), look.mean(0)

    def reasons(self, hidden: Tensor, states: Tensor, look: Tensor) -> tuple[Tensor, Tensor]:
        """Logits over words for where the reason begins and for where it ends."""
        q = self.reason_query(hidden).view(-1, 2, 64)
        k = self.reason_key(states).view(-1, 2, 64)
        bias = (look + 1e-6).log()
        return (q[:, 0] @ k[:, 0].T) / 8 + bias, (q[:, 1] @ k[:, 1].T) / 8 + bias
