// The drawing: pyvis's network, drawn by vis-network on a canvas. Names, badges and highlights are drawn over it in
// screen units (labels.js), so they stay readable at any zoom and never lie on top of each other.

const canvasBox = byId("canvas");

const drawing = { network: null, nodes: null, edges: null, places: new Map(), links: [], highlight: null, hover: null, moving: false, scene: "" };

// In units of the drawing, so that it is still a mark that one can hit where a large drawing is shown small.
const nodeSize = (node) => (6 + Math.min(10, 1.6 * Math.sqrt(node.edges.length))) * (drawing.grow ?? 1);

// Of a decision, the line says what came of it; elsewhere, what relation it is.
const lineColour = (edge, current, from) => {
  const outcome = current.outcome?.get(edge);
  return from[outcome ? OUTCOME[outcome].colour : `rel-${relationOf(edge).name}`] || from["rel-other"];
};

const lineMark = (edge, current) => STATUS[edge.status].mark || OUTCOME[current.outcome?.get(edge)]?.mark;

const PALETTE = ["rel-other", ...RELATIONS.map((one) => `rel-${one.name}`), ...TYPES.map((one) => `type-${one.name}`), ...Object.values(OUTCOME).map((one) => one.colour)];

let palette = {};

function readPalette() {
  palette = {};
  for (const name of ["ink", "surface", "line", "accent", ...PALETTE]) palette[name] = colour(name);
}

function visNode({ node, x, y }) {
  const fill = palette[`type-${node.type}`] || palette.muted;
  return { id: node.i, x, y, shape: SHAPE[node.type] ?? "dot", size: nodeSize(node), color: { background: fill, border: palette.surface } };
}

// A line without its arrow: arrows are drawn with the rest, where there is room for them (labels.js).
function visEdge(edge, bend, strong, crowded) {
  const { dash, thin } = STATUS[edge.status];
  const alpha = strong ? (drawing.links.length > 1000 ? "66" : crowded ? "b3" : "e6") : "40";
  return {
    id: edge.i,
    from: edge.from,
    to: edge.to,
    color: { color: lineColour(edge, drawing, palette) + alpha, inherit: false },
    width: (thin ? 1.2 : 1.8) * (DECISION.has(relationOf(edge).name) ? 1.25 : 1) * drawing.grow,
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

function draw() {
  const { clientWidth: width, clientHeight: height } = canvasBox;
  if (!width || !height || !window.vis) return;
  const next = scene();
  const resized = drawing.width !== width || drawing.height !== height;
  const fresh = next.name !== drawing.scene || (resized && state.tab === "decisions");
  const places = new Map(next.places.map((place) => [place.node.i, place]));
  const bend = bends(next.bent ?? next.links, places);
  const before = drawing.outcome;
  Object.assign(drawing, { width, height, outcome: next.outcome });
  if (fresh || (state.tab === "decisions" && next.places.some(({ node }) => !drawing.places.has(node.i)))) drawAnew(next, bend);
  else drawChanged(next, bend, (edge) => before?.get(edge) !== next.outcome?.get(edge));
  Object.assign(drawing, { places, links: next.links, bend, scene: next.name, strong: next.strong, ranked: ranked(next.places) });
  drawing.highlight = highlightOf(state.selected);
  if (fresh || resized) {
    drawing.network.setSize(`${width}px`, `${height}px`);
    fit();
  }
  redraw();
  const all = state.tab === "decisions" ? "" : `${plural(next.places.length, "thing")}, ${plural(next.links.length, "link")} drawn. `;
  const empty = !next.places.length;
  byId("drawn").replaceChildren(...(empty ? nothing(next.note || "Nothing is shown", !next.unasked) : [outcomeKey(next.outcome), all + next.note]));
  byId("drawn").classList.toggle("empty", empty);
  canvasBox.setAttribute("aria-label", `Drawing of ${plural(next.places.length, "thing")} and ${plural(next.links.length, "link")}. Arrow keys go from thing to thing, Enter opens one, F draws what surrounds it, plus, minus and 0 zoom. The table holds the same.`);
}

// What the lines of decisions look like; the list beside them has the same signs.
function outcomeKey(outcome) {
  const used = new Set(outcome?.values());
  const entry = ([name, { label, mark, colour }]) => (used.has(name) ? h("span", { class: "key" }, lineSample(`var(--${colour})`, [], 2, true), `${mark} ${label.toLowerCase().replace("outcome ", "")}`) : "");
  return h("span", { class: "keys" }, Object.entries(OUTCOME).map(entry));
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
function drawChanged(next, bend, recoloured) {
  const { body } = drawing.network;
  const changed = next.links.filter((edge) => !body.edges[edge.i] || recoloured(edge) || (drawing.bend.has(edge) && drawing.bend.get(edge) !== bend.get(edge)));
  drawing.nodes.add(next.places.filter(({ node }) => !body.nodes[node.i]).map(visNode));
  drawing.edges.update(changed.map((edge) => visEdge(edge, bend.get(edge), next.strong?.(edge) ?? true, drawing.crowded)));
  for (const { node, x, y } of next.places) Object.assign(body.nodes[node.i], { x, y });
  body.nodeIndices = next.places.map(({ node }) => node.i);
  body.edgeIndices = next.links.map((edge) => edge.i);
}

const ranked = (places) => [...places].sort((a, b) => b.node.edges.length - a.node.edges.length || a.node.i - b.node.i);

function highlightOf(selected) {
  if (!selected) return null;
  const near = selected.node ? drawing.links.filter((edge) => edge.from === selected.node.i || edge.to === selected.node.i) : drawing.links.filter((edge) => edge === selected.edge || (drawing.outcome && edge.from === selected.edge.from && edge.to === selected.edge.to));
  const around = new Set(near.flatMap((edge) => [edge.from, edge.to]));
  if (selected.node && drawing.places.has(selected.node.i)) around.add(selected.node.i);
  return around.size ? { nodes: around, edges: near } : null;
}
