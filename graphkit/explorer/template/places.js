// Where things stand in the drawings that depend on what the reader asks. The picture of the whole comes from Python.
// A place is { node, x, y, side }: side is where its name goes first.

const ROW = 34;

// Evaluators at the left, what they looked at at the right; each side in the order of what it is linked to.
function decisionPlaces(pairs, width, height) {
  const left = new Map();
  const right = new Map();
  for (const { a, b } of pairs) {
    left.has(a) || left.set(a, []);
    right.has(b) || right.set(b, []);
    left.get(a).push(b);
    right.get(b).push(a);
  }
  let west = [...left.keys()].sort(byName);
  // Someone who decides and is decided upon stands at the left once.
  let east = [...right.keys()].filter((node) => !left.has(node)).sort(byName);
  for (let turn = 0; turn < 8; turn++) {
    east = ordered(east, west, right);
    west = ordered(west, east, left);
  }
  const tall = Math.max(height, ROW * Math.max(west.length, east.length));
  const reach = Math.max(90, Math.min(width * 0.2, 190));
  return [...column(west, -reach, tall, "left"), ...column(east, reach, tall, "right")];
}

function ordered(list, opposite, links) {
  const at = new Map(opposite.map((node, i) => [node, i]));
  const middle = (node) => {
    const spots = links.get(node).map((one) => at.get(one)).filter((spot) => spot !== undefined);
    return spots.length ? spots.reduce((sum, spot) => sum + spot, 0) / spots.length : 0;
  };
  const value = new Map(list.map((node) => [node, middle(node)]));
  return [...list].sort((a, b) => value.get(a) - value.get(b) || byName(a, b));
}

function column(list, x, tall, side) {
  const step = Math.min(70, tall / Math.max(1, list.length));
  return list.map((node, i) => ({ node, x, y: (i - (list.length - 1) / 2) * step, side }));
}

// A thing in the middle and what surrounds it on half-moons, evenly spaced in height so that names have a line each.
// An upright screen has room below and above, but hardly beside: names take most of its width.
function aboutPlaces(centre, depth, allowed, upright) {
  const rings = neighbourhood(centre, depth, allowed);
  const places = [{ node: centre, x: 0, y: 0, side: "below" }];
  const sideOf = new Map();
  let previous = new Map([[centre, 0]]);
  const [narrower, taller] = upright ? [0.45, 1.6] : [1, 1];
  let wide = 60 * narrower;
  rings.forEach((ring, level) => {
    const parents = (node) => node.edges.filter((edge) => allowed(edge)).map((edge) => other(edge, node)).filter((one) => previous.has(one));
    const height = (node) => {
      const above = parents(node);
      return above.length ? above.reduce((sum, one) => sum + previous.get(one), 0) / above.length : 0;
    };
    const kind = (node) => (level ? height(node) : Math.min(...node.edges.filter((edge) => other(edge, node) === centre).map((edge) => edge.type)));
    const value = new Map(ring.map((node) => [node, kind(node)]));
    const sorted = [...ring].sort((a, b) => value.get(a) - value.get(b) || byName(a, b));
    const halves = { left: [], right: [] };
    sorted.forEach((node, i) => {
      const parent = level ? parents(node)[0] : null;
      const side = (parent && sideOf.get(parent)) ?? (i < sorted.length / 2 ? "right" : "left");
      sideOf.set(node, side);
      halves[side].push(node);
    });
    const most = Math.max(halves.left.length, halves.right.length, 1);
    const tall = Math.max((level ? 210 : 150) * taller, (most * ROW) / 2);
    wide += (level ? 190 : 120) * narrower;
    const next = new Map();
    for (const [side, list] of Object.entries(halves)) {
      list.forEach((node, i) => {
        const y = ((i + 0.5) / list.length - 0.5) * 2 * tall * (list.length < most ? Math.sqrt(list.length / most) : 1);
        const bow = Math.sqrt(Math.max(0, 1 - (y / (tall * 1.25)) ** 2));
        const x = (level ? wide + 60 * narrower * (bow - 1) : Math.max(60 * narrower, wide * bow)) * (side === "left" ? -1 : 1);
        places.push({ node, x, y, side: level < rings.length - 1 ? "below" : side });
        next.set(node, y);
      });
    }
    previous = next;
  });
  return places;
}

function neighbourhood(centre, depth, allowed) {
  const seen = new Set([centre]);
  const rings = [];
  let edge = [centre];
  for (let step = 0; step < depth; step++) {
    const ring = [];
    for (const node of edge) {
      for (const link of node.edges) {
        const next = other(link, node);
        if (!allowed(link) || seen.has(next)) continue;
        seen.add(next);
        ring.push(next);
      }
    }
    if (!ring.length) break;
    rings.push(ring);
    edge = ring;
  }
  return rings;
}

// Every thing on a shortest way from a to b, as columns from left to right; null where there is none.
function pathLevels(a, b, allowed) {
  const steps = (from) => {
    const distance = new Map([[from, 0]]);
    for (const node of distance.keys()) {
      for (const link of node.edges) {
        const next = other(link, node);
        if (allowed(link) && !distance.has(next)) distance.set(next, distance.get(node) + 1);
      }
    }
    return distance;
  };
  const fromA = steps(a);
  if (!fromA.has(b)) return null;
  const fromB = steps(b);
  const length = fromA.get(b);
  const levels = Array.from({ length: length + 1 }, () => []);
  for (const [node, distance] of fromA) if (fromB.has(node) && distance + fromB.get(node) === length) levels[distance].push(node);
  return levels.map((level) => level.sort(byName));
}

function pathPlaces(levels, width) {
  const step = Math.max(150, Math.min(260, (width - 160) / Math.max(1, levels.length - 1)));
  return levels.flatMap((level, i) =>
    level.map((node, j) => ({ node, x: (i - (levels.length - 1) / 2) * step, y: (j - (level.length - 1) / 2) * 74, side: "below" })),
  );
}
