"""Where things stand in the picture of the whole: the same for the same graph, on any machine.

A force layout made of + − × ÷ and square roots alone (``**`` is left to the C library, which may round another way), in one
fixed order, rounded to whole units: no library, no seed, no dependence on the order in which things come. It is laid out coarse
to fine, as one level at a time untangles in a few dozen rounds what a single level needs hundreds for.
"""

from collections.abc import Iterable, Sequence
from math import sqrt

Point = tuple[float, float]

#: The distance that neighbours settle at, and the room that one name takes.
_SPACING = 120.0
_BOX = (104.0, 40.0)
#: Screens are wider than high.
_WIDE = 1.5


def positions(ids: Iterable[str], links: Iterable[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """A place for each of *ids*; *links* are pairs of them. Separate parts of the graph stand side by side."""
    order = sorted(set(ids))
    number = {one: n for n, one in enumerate(order)}
    pairs = sorted({(min(a, b), max(a, b)) for a, b in ((number[x], number[y]) for x, y in links) if a != b})
    near: list[list[int]] = [[] for _ in order]
    for a, b in pairs:
        near[a].append(b)
        near[b].append(a)
    placed: list[Point] = [(0.0, 0.0)] * len(order)
    parts = sorted(_components(near), key=lambda part: (-len(part), part[0]))
    settled = []
    for part in parts:
        local = {node: n for n, node in enumerate(part)}
        settled.append(_apart([(x * _WIDE, y) for x, y in _settle([[local[m] for m in near[node]] for node in part])]))
    shelf = _Shelf(settled)
    for part, points in zip(parts, settled, strict=True):
        for node, point in zip(part, shelf.place(points), strict=True):
            placed[node] = point
    return {one: (round(x), round(y)) for one, (x, y) in zip(order, placed, strict=True)}


def _components(near: Sequence[Sequence[int]]) -> list[list[int]]:
    found: list[list[int]] = []
    seen = [False] * len(near)
    for start in range(len(near)):
        if seen[start]:
            continue
        seen[start] = True
        part = [start]
        for node in part:  # grows while it is walked
            for other in near[node]:
                if not seen[other]:
                    seen[other] = True
                    part.append(other)
        found.append(sorted(part))
    return found


def _settle(near: list[list[int]]) -> list[Point]:
    """A layout of one connected graph: of its halved version first, then of itself from there."""
    size = len(near)
    if size == 1:
        return [(0.0, 0.0)]
    if size <= 8:
        return _relax(near, _spiral(size), rounds=150)
    parent = _halve(near)
    above = max(parent) + 1
    if above > 0.9 * size:  # a star hardly halves
        return _relax(near, _spiral(size), rounds=150 if size < 300 else 80)
    coarse: list[set[int]] = [set() for _ in range(above)]
    for node, others in enumerate(near):
        coarse[parent[node]].update(parent[other] for other in others if parent[other] != parent[node])
    base = _settle([sorted(others) for others in coarse])
    # Twins start a little apart, in directions that differ from node to node.
    nudges = _spiral(size)
    grown = [(base[parent[n]][0] * 1.4 + nudges[n][0] * 0.02, base[parent[n]][1] * 1.4 + nudges[n][1] * 0.02) for n in range(size)]
    return _relax(near, grown, rounds=120 if size <= 150 else 60 if size <= 600 else 30)


def _halve(near: Sequence[Sequence[int]]) -> list[int]:
    """Which coarser node each node becomes: a node, with its free neighbours of the lowest degree, is one."""
    parent = [-1] * len(near)
    count = 0
    for node in sorted(range(len(near)), key=lambda n: (len(near[n]), n)):
        if parent[node] >= 0:
            continue
        parent[node] = count
        free = [other for other in near[node] if parent[other] < 0]
        if free:
            parent[min(free, key=lambda n: (len(near[n]), n))] = count
        else:
            # Everything around is taken: join the smallest group next door, so that stars shrink too.
            parent[node] = parent[min(near[node], key=lambda n: (len(near[n]), n))]
            continue
        count += 1
    return parent


def _spiral(size: int) -> list[Point]:
    """Points spread evenly over a disc, by turning a fixed step each time (the golden angle, without sine or cosine)."""
    cos, sin = -0.7373688780783197, 0.6754902942615238
    x, y = 1.0, 0.0
    points = []
    for n in range(size):
        radius = _SPACING * 0.7 * sqrt(n + 0.5)
        points.append((radius * x, radius * y))
        x, y = x * cos - y * sin, x * sin + y * cos
    return points


def _relax(near: Sequence[Sequence[int]], points: list[Point], rounds: int) -> list[Point]:
    """Fruchterman and Reingold's springs, where only what is near pushes; hubs push and pull less per link."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    size = len(near)
    reach = 3.0 * _SPACING
    square = _SPACING * _SPACING
    pull = [1.0 / sqrt(len(others)) if others else 0.0 for others in near]
    for turn in range(rounds):
        heat = _SPACING * (1.0 - turn / rounds) + 1.0
        dx, dy = [-x * 0.012 for x in xs], [-y * 0.012 for y in ys]  # towards the middle
        cells: dict[tuple[int, int], list[int]] = {}
        for n in range(size):
            cells.setdefault((int(xs[n] // reach), int(ys[n] // reach)), []).append(n)
        for (cx, cy), here in cells.items():
            for ox, oy in ((0, 0), (1, 0), (-1, 1), (0, 1), (1, 1)):
                there = cells.get((cx + ox, cy + oy))
                if not there:
                    continue
                same = not ox and not oy
                for i, a in enumerate(here):
                    ax, ay, sx, sy = xs[a], ys[a], 0.0, 0.0
                    for b in here[i + 1 :] if same else there:
                        ex, ey = ax - xs[b], ay - ys[b]
                        distance = ex * ex + ey * ey
                        if distance > reach * reach:
                            continue
                        push = square / (distance + 1.0)
                        ex, ey = ex * push, ey * push
                        sx, sy = sx + ex, sy + ey
                        dx[b], dy[b] = dx[b] - ex, dy[b] - ey
                    dx[a], dy[a] = dx[a] + sx, dy[a] + sy
        for a in range(size):
            for b in near[a]:
                if a < b:
                    ex, ey = xs[a] - xs[b], ys[a] - ys[b]
                    force = sqrt(ex * ex + ey * ey) / _SPACING * (pull[a] if pull[a] > pull[b] else pull[b]) * 1.5
                    dx[a], dy[a] = dx[a] - ex * force, dy[a] - ey * force
                    dx[b], dy[b] = dx[b] + ex * force, dy[b] + ey * force
        for n in range(size):
            length = sqrt(dx[n] * dx[n] + dy[n] * dy[n])
            step = heat / length if length > heat else 1.0
            xs[n], ys[n] = xs[n] + dx[n] * step, ys[n] + dy[n] * step
    return list(zip(xs, ys, strict=True))


def _apart(points: list[Point]) -> list[Point]:
    """*points* with room for a name each: where two boxes overlap, both give way along the shorter side."""
    width, height = _BOX
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    for _ in range(40 if len(points) <= 800 else 15):
        cells: dict[tuple[int, int], list[int]] = {}
        for n in range(len(xs)):
            cells.setdefault((int(xs[n] // width), int(ys[n] // height)), []).append(n)
        moved = False
        for n in range(len(xs)):
            cx, cy = int(xs[n] // width), int(ys[n] // height)
            for other in [m for ox in (-1, 0, 1) for oy in (-1, 0, 1) for m in cells.get((cx + ox, cy + oy), ()) if m > n]:
                ex, ey = xs[n] - xs[other], ys[n] - ys[other]
                gapx, gapy = width - abs(ex), height - abs(ey)
                if gapx <= 0 or gapy <= 0:
                    continue
                moved = True
                if gapx / width < gapy / height:
                    shift = gapx * (0.26 if ex >= 0 else -0.26)
                    xs[n], xs[other] = xs[n] + shift, xs[other] - shift
                else:
                    shift = gapy * (0.26 if ey >= 0 else -0.26)
                    ys[n], ys[other] = ys[n] + shift, ys[other] - shift
        if not moved:
            break
    return list(zip(xs, ys, strict=True))


def _extent(points: list[Point]) -> tuple[float, float]:
    """Width and height of *points* with the names at them."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(xs) - min(xs) + _BOX[0], max(ys) - min(ys) + _BOX[1]


class _Shelf:
    """Puts one part of the graph after another in rows: as wide as the largest part, or as makes all of them fill a screen."""

    def __init__(self, parts: list[list[Point]]) -> None:
        sizes = [_extent(points) for points in parts]
        area = sum((width + _BOX[0] / 2) * (height + _BOX[1]) for width, height in sizes)
        self.width = max([900.0, *(width for width, _ in sizes), sqrt(area * _WIDE)])
        self.left = self.top = self.row = 0.0

    def place(self, points: list[Point]) -> list[Point]:
        west, north = min(x for x, _ in points), min(y for _, y in points)
        width, height = _extent(points)
        if self.left and self.left + width > self.width:
            self.left, self.top, self.row = 0.0, self.top + self.row, 0.0
        moved = [(x - west + self.left, y - north + self.top) for x, y in points]
        self.left, self.row = self.left + width + _BOX[0] / 2, max(self.row, height + _BOX[1])
        return moved
