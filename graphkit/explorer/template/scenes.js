// What is drawn: the things and links that the reader's question needs, where they stand, and how the lines bend.

const LINE_OF_NAMES = 25;

const ABOUT_DRAWN = 300;

// What the reader's question needs drawn: { name, places, links, strong(link), outcome, note, unasked }, the last where nothing
// is drawn and no filter is to blame. Of a decision, one line is drawn.
function scene() {
  const { clientWidth: width, clientHeight: height } = canvasBox;
  if (state.tab === "decisions") {
    const pairs = listedDecisions();
    const drawn = fitting(pairs, Math.max(6, Math.floor((height - 60) / LINE_OF_NAMES)));
    const note = pairs.length > drawn.length ? `${drawn.length} of ${pairs.length} decisions are drawn.` : "";
    const outcome = new Map(drawn.map((pair) => [pair.lead, pair.outcome]));
    return { name: "decisions", places: decisionPlaces(drawn, width, height), links: drawn.map((pair) => pair.lead), outcome, note };
  }
  if (state.scope === "about" && !state.about) return { name: "about", places: [], links: [], note: missing("Choose a thing above.", "about"), unasked: true };
  if (state.scope === "about") {
    const allowed = (edge) => shown.isEdge[edge.i];
    let places = aboutPlaces(state.about, state.depth, allowed, isUpright(width, height));
    const rest = places.length - ABOUT_DRAWN;
    if (rest > 0) places = places.slice(0, ABOUT_DRAWN);
    const links = linksBetween(places);
    const near = (edge) => nodes[edge.from] === state.about || nodes[edge.to] === state.about || state.depth > 1;
    const empty = places.length === 1 ? "Nothing is linked to it under these filters." : "";
    return { name: `about ${state.about.i} ${state.depth} ${isUpright(width, height)}`, places, links, strong: near, note: rest > 0 ? `${plural(rest, "thing")} further away not drawn.` : empty };
  }
  if (state.scope === "path") {
    if (!state.a || !state.b) return { name: "path", places: [], links: [], note: missing("Choose two things above.", "a", "b"), unasked: true };
    const levels = state.a === state.b ? null : pathLevels(state.a, state.b, (edge) => shown.isEdge[edge.i]);
    if (!levels) {
      const anyway = pathLevels(state.a, state.b, () => true) && state.a !== state.b;
      return { name: "path", places: [], links: [], note: `No way from ${state.a.name} to ${state.b.name} over the links ${anyway ? "shown" : "of this file"}.`, unasked: !anyway };
    }
    const places = pathPlaces(levels, width);
    const level = new Map(levels.flatMap((list, i) => list.map((node) => [node.i, i])));
    const links = linksBetween(places).filter((edge) => Math.abs(level.get(edge.from) - level.get(edge.to)) === 1);
    return { name: `path ${state.a.i} ${state.b.i}`, places, links, note: `${plural(levels.length - 1, "step")} from ${state.a.name} to ${state.b.name}.` };
  }
  // The picture of the whole is wider than high; a phone is the other way.
  const upright = isUpright(width, height);
  const tall = upright ? tallness(height / width) : 1;
  const places = nodes.filter((node) => node.x !== undefined && shown.nodes.has(node.i)).map((node) => ({ node, x: upright ? node.y : node.x, y: (upright ? node.x : node.y) * tall, side: "below" }));
  const undrawn = [...shown.nodes].length - places.length;
  const note = undrawn > 0 ? `The ${amount(places.length)} most relevant things are drawn; ${amount(undrawn)} more are in the table and the search.` : "";
  const links = linksBetween(places);
  // In a large drawing a line keeps its bend whatever else is shown beside it.
  const bent = links.length > 300 || drawing.crowded ? edges.filter((edge) => nodes[edge.from].x !== undefined && nodes[edge.to].x !== undefined) : links;
  return { name: `all ${upright}`, places, links, bent, note };
}

// What a drawing lacks: names that were typed and that nothing has, or else any.
function missing(otherwise, ...keys) {
  const typed = keys.map((key) => !state[key] && state.unknown[key]).filter(Boolean);
  return typed.length ? `Nothing in this file is called ${typed.map((name) => `“${name}”`).join(" or ")}.` : otherwise;
}

const isUpright = (width, height) => height > width * 1.15;

// As many decisions as there are lines for their names, what the reader picked among them.
function fitting(pairs, lines) {
  const columns = [new Set(), new Set()];
  const picked = ({ a, b, edges: all }) => all.includes(state.selected?.edge) || [a, b].includes(state.selected?.node);
  const first = [...pairs.filter(picked), ...pairs.filter((pair) => !picked(pair))];
  return first.filter(({ a, b }) => {
    const grown = [columns[0].size + !columns[0].has(a), columns[1].size + !columns[1].has(b)];
    if (Math.max(...grown) > lines) return false;
    columns[0].add(a);
    columns[1].add(b);
    return true;
  });
}

// How much higher the picture of the whole is drawn on an upright screen, to use it.
function tallness(ratio) {
  const placed = nodes.filter((node) => node.x !== undefined);
  const extent = (axis) => Math.max(...placed.map((node) => node[axis])) - Math.min(...placed.map((node) => node[axis])) + 1;
  return placed.length ? Math.min(1.8, Math.max(1, (ratio * 0.9 * extent("y")) / extent("x"))) : 1;
}

function linksBetween(places) {
  const inside = new Set(places.map((place) => place.node.i));
  return shown.edges.filter((edge) => inside.has(edge.from) && inside.has(edge.to));
}

// How far each of several lines between the same two things bends, so that they lie apart.
function bends(links, places) {
  const together = new Map();
  for (const edge of links) {
    const pair = edge.from < edge.to ? edge.from * nodes.length + edge.to : edge.to * nodes.length + edge.from;
    together.has(pair) ? together.get(pair).push(edge) : together.set(pair, [edge]);
  }
  const bend = new Map();
  for (const group of together.values()) {
    const step = Math.min(0.22, 0.8 / group.length);
    // In a column a straight line would run through what stands between: it goes round at the inner side.
    const [a, b] = [places.get(group[0].from), places.get(group[0].to)];
    const inner = a && b && a.side !== "below" && a.side === b.side && a !== b ? 0.3 * (a.side === "left" === a.y < b.y ? 1 : -1) * (group[0].from < group[0].to ? 1 : -1) : 0;
    group.forEach((edge, i) => bend.set(edge, (inner + (i - (group.length - 1) / 2) * step) * (edge.from < edge.to ? 1 : -1)));
  }
  return bend;
}
