// The drawing as an SVG of its own, with a legend: for files, for PNG, and for paper.

const INK = "#1d2327";

// `light` draws it for paper, whatever the page's own colours are.
function pictureOf(current, { title, width = 1100 } = {}) {
  const places = [...current.places.values()];
  if (!places.length) return null;
  const named = places.length <= 150;
  const room = (place) => (named ? nameWidth(place.node) : 0);
  const box = { west: Infinity, east: -Infinity, north: Infinity, south: -Infinity };
  const spread = Math.max(...places.map((p) => p.x)) - Math.min(...places.map((p) => p.x)) || 1;
  const scale = Math.min(1.4, Math.max(0.5, (width - 300) / spread));
  const at = (place) => ({ x: place.x * scale, y: place.y * scale });
  for (const place of places) {
    const { x, y } = at(place);
    box.west = Math.min(box.west, x - (place.side === "left" ? room(place) + 24 : place.side === "below" ? Math.max(18, room(place) / 2) : 18));
    box.east = Math.max(box.east, x + (place.side === "right" ? room(place) + 24 : place.side === "below" ? Math.max(18, room(place) / 2) : 18));
    box.north = Math.min(box.north, y - 20);
    box.south = Math.max(box.south, y + 34);
  }
  const entries = pictureKey(current);
  const columns = Math.max(1, Math.floor((box.east - box.west) / 190));
  const lines = Math.ceil(entries.length / columns);
  const head = title ? 34 : 0;
  const size = { width: Math.ceil(Math.max(box.east - box.west, 420) + 40), height: Math.ceil(box.south - box.north + head + lines * 18 + 44) };
  const shift = { x: 20 - box.west + (size.width - 40 - (box.east - box.west)) / 2, y: 16 + head - box.north };
  const to = (place) => ({ x: at(place).x + shift.x, y: at(place).y + shift.y });
  const svg = s("svg", { xmlns: SVG, viewBox: `0 0 ${size.width} ${size.height}`, width: size.width, height: size.height, "font-family": FONT.replaceAll('"', "'"), role: "img" });
  svg.append(s("title", {}, title ?? "Drawing"), s("rect", { width: size.width, height: size.height, fill: "#ffffff" }));
  if (title) svg.append(s("text", { x: 20, y: 30, "font-size": 17, "font-weight": 600, fill: INK }, title));
  const taken = new Taken(size.width, size.height);
  for (const edge of current.links) svg.append(pictureLine(edge, current, to));
  for (const place of places) {
    const { x, y } = to(place);
    const r = nodeSize(place.node);
    taken.take(x - 0.8 * r, y - 0.8 * r, 1.6 * r, 1.6 * r);
    svg.append(s("path", { d: shapePath(SHAPE[place.node.type] ?? "dot", x, y, r), fill: LIGHT[`type-${place.node.type}`] ?? "#5b6570", stroke: "#fff", "stroke-width": 1.5 }));
  }
  for (const edge of current.links) pictureMark(svg, edge, current, to, taken);
  for (const place of current.ranked) pictureName(svg, place, to(place), taken);
  if (state.labels && current.links.length <= 300) for (const edge of current.links) taken.run((t) => along(curve(edge, current, to), t), edge.i + 1);
  if (state.labels) for (const edge of current.links) pictureWord(svg, edge, current, to, taken);
  pictureLegend(svg, entries, columns, size, lines);
  return svg;
}

function curve(edge, current, to) {
  const [a, b] = [current.places.get(edge.from), current.places.get(edge.to)].map(to);
  return [a, controlPoint(a, b, current.bend.get(edge) ?? 0), b];
}

const along = ([a, c, b], t) => ({ x: (1 - t) ** 2 * a.x + 2 * t * (1 - t) * c.x + t * t * b.x, y: (1 - t) ** 2 * a.y + 2 * t * (1 - t) * c.y + t * t * b.y });

function pictureLine(edge, current, to) {
  const stroke = lineColour(edge, current, LIGHT);
  const { dash, thin } = STATUS[edge.status];
  const attributes = { fill: "none", stroke, "stroke-width": thin ? 1.1 : 1.7, "stroke-opacity": current.links.length > 150 ? 0.55 : 0.9, "stroke-dasharray": dash.length ? dash.join(" ") : null };
  const [a, c, b] = curve(edge, current, to);
  if (edge.from === edge.to) return s("circle", { cx: round(a.x + 14), cy: round(a.y - 14), r: 14, ...attributes });
  const line = s("path", { d: `M${round(a.x)} ${round(a.y)}Q${round(c.x)} ${round(c.y)} ${round(b.x)} ${round(b.y)}`, ...attributes });
  const group = s("g", {}, s("title", {}, `${sentence(edge)} (${edge.status})`), line);
  if (!relationOf(edge).symmetric) {
    const gap = nodeSize(nodes[edge.to]) + 2;
    const length = Math.hypot(b.x - c.x, b.y - c.y) || 1;
    const [ux, uy] = [(b.x - c.x) / length, (b.y - c.y) / length];
    const tip = { x: b.x - ux * gap, y: b.y - uy * gap };
    const back = { x: tip.x - ux * 8, y: tip.y - uy * 8 };
    group.append(s("path", { d: `M${round(tip.x)} ${round(tip.y)}L${round(back.x - uy * 3.6)} ${round(back.y + ux * 3.6)}L${round(back.x + uy * 3.6)} ${round(back.y - ux * 3.6)}Z`, fill: stroke }));
  }
  return group;
}

function pictureMark(svg, edge, current, to, taken) {
  const mark = lineMark(edge, current);
  const spot = mark && markSpots(edge, current).map((t) => along(curve(edge, current, to), t)).find(({ x, y }) => taken.isFree(x - 7, y - 7, 14, 14));
  if (!spot) return;
  const { x, y } = spot;
  taken.take(x - 7, y - 7, 14, 14);
  svg.append(s("circle", { cx: round(x), cy: round(y), r: 7, fill: "#fff", stroke: lineColour(edge, current, LIGHT), "stroke-width": 1.3 }), s("text", { x: round(x), y: round(y + 4), "font-size": 11, "font-weight": 700, "text-anchor": "middle", fill: INK }, mark));
}

const HALO = { stroke: "#fff", "stroke-width": 3.5, "stroke-linejoin": "round", "paint-order": "stroke" };

function pictureName(svg, { node, side }, { x, y }, taken) {
  const label = nameText(node);
  const width = nameWidth(node);
  const size = nodeSize(node);
  const spot = nameSpots({ x, y }, side, size, width).find((one) => taken.isFree(one[0], one[1], width, 15));
  if (!spot) return;
  taken.take(spot[0] - 2, spot[1], width + 4, 15);
  svg.append(s("text", { x: round(spot[0]), y: round(spot[1] + 12), "font-size": 12, "font-weight": 500, fill: INK, ...HALO }, label));
}

function pictureWord(svg, edge, current, to, taken) {
  if (current.strong && !current.strong(edge)) return;
  const label = wordOf(edge, current);
  const width = textWidth(label, `400 11px ${FONT}`);
  const line = curve(edge, current, to);
  if (Math.hypot(line[0].x - line[2].x, line[0].y - line[2].y) < width + 24) return;
  const at = wordSpot((t) => along(line, t), width, taken, edge.i + 1, false);
  if (!at) return;
  taken.take(at.x - width / 2 - 3, at.y - 8, width + 6, 16);
  svg.append(s("text", { x: round(at.x), y: round(at.y + 4), "font-size": 11, "text-anchor": "middle", fill: "#5b6570", ...HALO }, label));
}

// What the lines mean: [words, colour, dashes, sign].
function pictureKey({ links, outcome }) {
  const used = outcome
    ? Object.entries(OUTCOME).filter(([name]) => [...outcome.values()].includes(name)).map(([, one]) => [one.label.toLowerCase(), LIGHT[one.colour], [], one.mark])
    : RELATIONS.filter((one) => links.some((edge) => relationOf(edge) === one)).map((one) => [one.label, LIGHT[`rel-${one.name}`] ?? LIGHT["rel-other"], []]);
  return [...used, ...Object.keys(STATUS).filter((name) => links.some((edge) => edge.status === name)).map((name) => [name, INK, STATUS[name].dash, STATUS[name].mark])];
}

function pictureLegend(svg, entries, columns, size, lines) {
  entries.forEach(([label, stroke, dash, mark], i) => {
    const x = 20 + (i % columns) * 190;
    const y = size.height - 18 - (lines - 1 - Math.floor(i / columns)) * 18;
    svg.append(s("path", { d: `M${x} ${y}h26`, stroke, "stroke-width": 2, "stroke-dasharray": dash.length ? dash.join(" ") : null }), s("text", { x: x + 34, y: y + 4, "font-size": 11, fill: INK }, (mark ? `${mark} ` : "") + label));
  });
}

// The picture as pixels, twice as many as its size for sharp text.
async function pixelsOf(svg) {
  const image = new Image();
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(new XMLSerializer().serializeToString(svg));
  await image.decode();
  const canvas = document.createElement("canvas");
  const times = Math.min(2, 8000 / image.width, 8000 / image.height);
  canvas.width = image.width * times;
  canvas.height = image.height * times;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

// The light colours, whichever are on: read once from a hidden element that is always light.
const LIGHT = {};

function readLight() {
  const probe = h("div", { class: "always-light", hidden: true });
  document.body.append(probe);
  const style = getComputedStyle(probe);
  for (const name of PALETTE) {
    const value = style.getPropertyValue(`--${name}`).trim();
    if (value) LIGHT[name] = value;
  }
  probe.remove();
}

// What is drawn now, or what would be, where the drawing isn't on screen (phones, table).
function currentPicture() {
  if (canvasBox.clientWidth && drawing.places.size) return drawing;
  const next = state.tab === "decisions" || state.tab === "graph" ? scene() : null;
  const places = next?.places ?? sceneOfLinks(shown.edges.slice(0, 300));
  const links = next?.links ?? linksBetween(places);
  return pictured(places, links, next ?? {});
}

function pictured(list, links, { strong, outcome } = {}) {
  const places = new Map(list.map((place) => [place.node.i, place]));
  return { places, links, bend: bends(links, places), ranked: ranked(list), strong, outcome };
}

function sceneOfLinks(links) {
  const inside = new Set(links.flatMap((edge) => [edge.from, edge.to]));
  return nodes.filter((node) => node.x !== undefined && inside.has(node.i)).map((node) => ({ node, x: node.x, y: node.y, side: "below" }));
}
