// The drawing: pyvis's network, drawn by vis-network on a canvas. Names, badges and highlights are drawn over it in
// screen units (labels.js), so they stay readable at any zoom and never lie on top of each other.

const canvasBox = byId("canvas");
const drawing = { network: null, nodes: null, edges: null, places: new Map(), links: [], highlight: null, hover: null, moving: false, scene: "" };

const LINE_OF_NAMES = 25;
const ABOUT_DRAWN = 300;

// What the reader's question needs drawn: { name, places, links, strong(link), note }.
function scene() {
  const { clientWidth: width, clientHeight: height } = canvasBox;
  if (state.tab === "decisions") {
    const pairs = listedDecisions();
    const drawn = fitting(pairs, Math.max(6, Math.floor((height - 60) / LINE_OF_NAMES)));
    const note = pairs.length > drawn.length ? `${drawn.length} of ${pairs.length} decisions are drawn.` : "";
    return { name: "decisions", places: decisionPlaces(drawn, width, height), links: drawn.flatMap((pair) => pair.edges), note };
  }
  if (state.scope === "about") {
    const allowed = (edge) => shown.isEdge[edge.i];
    let places = aboutPlaces(state.about, state.depth, allowed);
    const rest = places.length - ABOUT_DRAWN;
    if (rest > 0) places = places.slice(0, ABOUT_DRAWN);
    const links = linksBetween(places);
    const near = (edge) => nodes[edge.from] === state.about || nodes[edge.to] === state.about || state.depth > 1;
    const empty = places.length === 1 ? "Nothing is linked to it under these filters." : "";
    return { name: `about ${state.about.i} ${state.depth}`, places, links, strong: near, note: rest > 0 ? `${plural(rest, "thing")} further away not drawn.` : empty };
  }
  if (state.scope === "path") {
    if (!state.a || !state.b) return { name: "path", places: [], links: [], note: "Choose two things above." };
    const levels = state.a === state.b ? null : pathLevels(state.a, state.b, (edge) => shown.isEdge[edge.i]);
    if (!levels) return { name: "path", places: [], links: [], note: `No way from ${state.a.name} to ${state.b.name} over the links shown.` };
    const places = pathPlaces(levels, width);
    const level = new Map(levels.flatMap((list, i) => list.map((node) => [node.i, i])));
    const links = linksBetween(places).filter((edge) => Math.abs(level.get(edge.from) - level.get(edge.to)) === 1);
    return { name: `path ${state.a.i} ${state.b.i}`, places, links, note: `${plural(levels.length - 1, "step")} from ${state.a.name} to ${state.b.name}.` };
  }
  // The picture of the whole is wider than high; a phone is the other way.
  const upright = height > width * 1.15;
  const places = nodes.filter((node) => node.x !== undefined && shown.nodes.has(node.i)).map((node) => ({ node, x: upright ? node.y : node.x, y: upright ? node.x : node.y, side: "below" }));
  const undrawn = [...shown.nodes].length - places.length;
  const note = undrawn > 0 ? `The ${amount(places.length)} most relevant things are drawn; ${amount(undrawn)} more are in the table and the search.` : "";
  const links = linksBetween(places);
  // In a large drawing a line keeps its bend whatever else is shown beside it.
  const bent = links.length > 300 || drawing.crowded ? edges.filter((edge) => nodes[edge.from].x !== undefined && nodes[edge.to].x !== undefined) : links;
  return { name: `all ${upright}`, places, links, bent, note };
}

// As many decisions as there are lines for their names, what the reader picked among them.
function fitting(pairs, lines) {
  const columns = [new Set(), new Set()];
  const picked = (pair) => pair.edges.includes(state.selected?.edge);
  const first = [...pairs.filter(picked), ...pairs.filter((pair) => !picked(pair))];
  return first.filter(({ a, b }) => {
    const grown = [columns[0].size + !columns[0].has(a), columns[1].size + !columns[1].has(b)];
    if (Math.max(...grown) > lines) return false;
    columns[0].add(a);
    columns[1].add(b);
    return true;
  });
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

// In units of the drawing, so that it is still a mark that one can hit where a large drawing is shown small.
const nodeSize = (node) => (6 + Math.min(10, 1.6 * Math.sqrt(node.edges.length))) * (drawing.grow ?? 1);
const relationColour = (edge) => palette[`rel-${relationOf(edge).name}`] || palette["rel-other"];

let palette = {};

function readPalette() {
  palette = {};
  const names = ["ink", "muted", "paper", "surface", "line", "accent", "rel-other", ...RELATIONS.map((one) => `rel-${one.name}`), ...TYPES.map((one) => `type-${one.name}`)];
  for (const name of names) palette[name] = colour(name);
}

function visNode({ node, x, y }) {
  const fill = palette[`type-${node.type}`] || palette.muted;
  return { id: node.i, x, y, shape: SHAPE[node.type] ?? "dot", size: nodeSize(node), color: { background: fill, border: palette.surface } };
}

// A line without its arrow: arrows are drawn with the rest, where there is room for them (labels.js).
function visEdge(edge, bend, strong, crowded) {
  const { dash, thin } = STATUS[edge.status];
  const alpha = strong ? (drawing.links.length > 1000 ? "59" : crowded ? "8c" : "e6") : "40";
  return {
    id: edge.i,
    from: edge.from,
    to: edge.to,
    color: { color: relationColour(edge) + alpha, inherit: false },
    width: (thin ? 1.2 : 1.8) * (DECISION.has(relationOf(edge).name) ? 1.25 : 1) * Math.sqrt(drawing.grow),
    dashes: dash.length ? dash : false,
    smooth: bend ? { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) } : false,
  };
}

function startNetwork(data) {
  drawing.network = new vis.Network(canvasBox, data, payload.options);
  const { network } = drawing;
  network.on("dragStart", () => (drawing.moving = drawing.crowded));
  network.on("dragEnd", () => {
    drawing.moving = false;
    redraw();
  });
  network.on("zoom", settle);
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node !== undefined) go({ selected: { node: nodes[node] } });
    else if (edge !== undefined) go({ selected: { edge: edges[edge] } });
    else if (state.selected) go({ selected: null });
  });
  network.on("doubleClick", ({ nodes: [node] }) => node !== undefined && focusOn(nodes[node]));
  const hover = (kind) => (event) => {
    drawing.hover = kind ? { [kind]: (kind === "node" ? nodes : edges)[event[kind]] } : null;
    canvasBox.classList.toggle("pointing", Boolean(drawing.hover));
    redraw();
  };
  network.on("hoverNode", hover("node"));
  network.on("hoverEdge", hover("edge"));
  network.on("blurNode", hover(null));
  network.on("blurEdge", hover(null));
  network.on("afterDrawing", drawOver);
  canvasBox.setAttribute("role", "application");
  canvasBox.setAttribute("tabindex", "0");
  canvasBox.querySelector("canvas").setAttribute("aria-hidden", "true");
  canvasBox.addEventListener("keydown", keysOnDrawing);
}

// At the next frame, once, however often it is asked for.
const redraw = () => drawing.network.body.emitter.emit("_requestRedraw");

// Wheel events come one by one: the drawing is still again when none has come for a moment.
function settle() {
  drawing.moving = drawing.crowded;
  clearTimeout(drawing.timer);
  drawing.timer = setTimeout(() => {
    drawing.moving = false;
    redraw();
  }, 160);
}

function draw() {
  const { clientWidth: width, clientHeight: height } = canvasBox;
  if (!width || !height) return;
  const next = scene();
  const resized = drawing.width !== width || drawing.height !== height;
  const fresh = next.name !== drawing.scene || (resized && state.tab === "decisions");
  const places = new Map(next.places.map((place) => [place.node.i, place]));
  const bend = bends(next.bent ?? next.links, places);
  Object.assign(drawing, { width, height });
  if (fresh || (state.tab === "decisions" && next.places.some(({ node }) => !drawing.places.has(node.i)))) drawAnew(next, bend);
  else drawChanged(next, bend);
  Object.assign(drawing, { places, links: next.links, bend, scene: next.name, strong: next.strong, ranked: ranked(next.places) });
  drawing.highlight = highlightOf(state.selected);
  if (fresh || resized) {
    drawing.network.setSize(`${width}px`, `${height}px`);
    fit();
  }
  redraw();
  const all = state.tab === "decisions" ? "" : `${plural(next.places.length, "thing")}, ${plural(next.links.length, "link")} drawn. `;
  byId("drawn").textContent = all + next.note;
  canvasBox.setAttribute("aria-label", `Drawing of ${plural(next.places.length, "thing")} and ${plural(next.links.length, "link")}. Arrow keys go from thing to thing, Enter opens one, F draws what surrounds it, plus, minus and 0 zoom. The table holds the same.`);
}

function drawAnew(next, bend) {
  if (!drawing.network) readPalette();
  drawing.grow = growth(next.places);
  // vis-network draws as soon as it has data: nothing is drawn over it until all of this drawing is there.
  Object.assign(drawing, { places: new Map(), links: next.links, crowded: next.links.length > 300 });
  drawing.nodes = new vis.DataSet(next.places.map(visNode));
  drawing.edges = new vis.DataSet(next.links.map((edge) => visEdge(edge, bend.get(edge), next.strong?.(edge) ?? true, drawing.crowded)));
  const still = { interaction: { hideEdgesOnDrag: drawing.crowded, hideEdgesOnZoom: drawing.crowded, hover: next.links.length <= 1500 } };
  const data = { nodes: drawing.nodes, edges: drawing.edges };
  if (drawing.network) {
    drawing.network.setOptions(still);
    drawing.network.setData(data);
  } else {
    Object.assign(payload.options.interaction, still.interaction);
    startNetwork(data);
  }
}

// What is filtered out stays in the network, left out of the lists that it draws and hits: making it anew is what takes
// time. (Its own way, `hidden`, goes through every option of every line.)
function drawChanged(next, bend) {
  const { body } = drawing.network;
  const changed = next.links.filter((edge) => !body.edges[edge.i] || (drawing.bend.has(edge) && drawing.bend.get(edge) !== bend.get(edge)));
  drawing.nodes.add(next.places.filter(({ node }) => !body.nodes[node.i]).map(visNode));
  drawing.edges.update(changed.map((edge) => visEdge(edge, bend.get(edge), next.strong?.(edge) ?? true, drawing.crowded)));
  for (const { node, x, y } of next.places) Object.assign(body.nodes[node.i], { x, y });
  body.nodeIndices = next.places.map(({ node }) => node.i);
  body.edgeIndices = next.links.map((edge) => edge.i);
}

const ranked = (places) => [...places].sort((a, b) => b.node.edges.length - a.node.edges.length || a.node.i - b.node.i);

function highlightOf(selected) {
  if (!selected) return null;
  const near = selected.node ? drawing.links.filter((edge) => edge.from === selected.node.i || edge.to === selected.node.i) : drawing.links.filter((edge) => edge === selected.edge);
  const around = new Set(near.flatMap((edge) => [edge.from, edge.to]));
  if (selected.node && drawing.places.has(selected.node.i)) around.add(selected.node.i);
  return around.size ? { nodes: around, edges: near } : null;
}

function growth(places) {
  if (places.length < 2) return 1;
  const extent = (axis) => Math.max(...places.map((place) => place[axis])) - Math.min(...places.map((place) => place[axis])) + 1;
  const scale = Math.min(canvasBox.clientWidth / extent("x"), canvasBox.clientHeight / extent("y"));
  return Math.min(2, Math.max(1, (places.length > 300 ? 0.42 : 0.6) / scale));
}

// Show all of the drawing with its names, which take the same room at any zoom.
function fit() {
  const { width, height, places } = drawing;
  if (!width || !places?.size) return;
  const list = [...places.values()];
  const named = list.length <= 80;
  const room = (place) => (named ? nameWidth(place.node) : 60);
  let scale = 1.25;
  let west, east, north, south;
  for (let turn = 0; turn < 8; turn++) {
    [west, east, north, south] = [Infinity, -Infinity, Infinity, -Infinity];
    for (const place of list) {
      const size = nodeSize(place.node) * scale;
      const beside = room(place) + size + 8;
      west = Math.min(west, place.x * scale - (place.side === "left" ? beside : place.side === "right" ? size : room(place) / 2));
      east = Math.max(east, place.x * scale + (place.side === "right" ? beside : place.side === "left" ? size : room(place) / 2));
      north = Math.min(north, place.y * scale - size - 4);
      south = Math.max(south, place.y * scale + size + (place.side === "below" ? 22 : 4));
    }
    const ratio = Math.min((width - 24) / (east - west), (height - 74) / (south - north));
    if (ratio >= 1) break;
    scale *= Math.max(0.3, ratio);
  }
  drawing.network.moveTo({ scale, position: { x: (west + east) / 2 / scale, y: ((north + south) / 2 + 22) / scale } });
}

function zoomBy(factor) {
  drawing.network.moveTo({ scale: Math.min(5, Math.max(0.03, drawing.network.getScale() * factor)) });
  redraw();
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function keysOnDrawing(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const at = drawing.places.get(drawing.cursor ?? state.selected?.node?.i);
  if (ARROWS[event.key]) {
    const next = at ? nextIn(at, ARROWS[event.key]) : drawing.ranked[0];
    if (next) {
      drawing.cursor = next.node.i;
      drawing.hover = { node: next.node };
      bringIntoView(next);
      announce(`${next.node.name}, ${next.node.type}, ${plural(next.node.edges.length, "link")}`);
    }
  } else if (event.key === "Enter" && at) go({ selected: { node: at.node } });
  else if (event.key.toLowerCase() === "f" && at) focusOn(at.node);
  else if (event.key === "+" || event.key === "=") zoomBy(1.3);
  else if (event.key === "-") zoomBy(1 / 1.3);
  else if (event.key === "0") fit();
  else return;
  event.preventDefault();
}

// The nearest thing in a direction; what lies straight ahead counts as nearer.
function nextIn(at, [dx, dy]) {
  let best = null;
  let least = Infinity;
  for (const place of drawing.places.values()) {
    const ahead = (place.x - at.x) * dx + (place.y - at.y) * dy;
    const aside = Math.abs((place.x - at.x) * dy) + Math.abs((place.y - at.y) * dx);
    if (place === at || ahead <= 0 || ahead + 2.5 * aside >= least) continue;
    [best, least] = [place, ahead + 2.5 * aside];
  }
  return best;
}

function bringIntoView(place) {
  const { x, y } = drawing.network.canvasToDOM(place);
  if (x < 40 || y < 40 || x > drawing.width - 40 || y > drawing.height - 60) drawing.network.moveTo({ position: { x: place.x, y: place.y } });
  redraw();
}

function focusOn(node) {
  // On a phone the panel would lie over what was asked for.
  go({ tab: "graph", scope: "about", about: node, selected: narrow.matches ? null : { node } });
}
