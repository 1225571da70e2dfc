// Names and words in screen units, so they stay readable at any zoom, and placed so that they never lie on each other.

const FONT = '"Inter", "Segoe UI", "Helvetica Neue", "Liberation Sans", Arial, sans-serif';

const CELL = 6;

const SEVERAL = 0xffffffff;

const pen = document.createElement("canvas").getContext("2d");

const widths = new Map();

function textWidth(text, font) {
  const key = font + text;
  if (!widths.has(key)) {
    pen.font = font;
    widths.set(key, pen.measureText(text).width);
  }
  return widths.get(key);
}

const nameFont = (strong) => `${strong ? "600 13px" : "500 12px"} ${FONT}`;

const nameText = (node) => clip(node.name || node.id, 30);

const nameWidth = (node) => textWidth(nameText(node), nameFont(false));

// A grid that remembers which parts of the screen are taken.
class Taken {
  constructor(width, height) {
    this.columns = Math.ceil(width / CELL) + 1;
    this.rows = Math.ceil(height / CELL) + 1;
    this.cells = new Uint8Array(this.columns * this.rows);
    this.lines = new Uint32Array(this.columns * this.rows); // which line runs here: 0 none, SEVERAL more than one
  }
  span(x, y, width, height) {
    return [Math.max(0, Math.floor(x / CELL)), Math.max(0, Math.floor(y / CELL)), Math.min(this.columns - 1, Math.floor((x + width) / CELL)), Math.min(this.rows - 1, Math.floor((y + height) / CELL))];
  }
  isFree(x, y, width, height) {
    const [left, top, right, bottom] = this.span(x, y, width, height);
    for (let row = top; row <= bottom; row++) for (let column = left; column <= right; column++) if (this.cells[row * this.columns + column]) return false;
    return true;
  }
  // Remember where a line runs; `at` gives its point for a share of its length.
  run(at, id) {
    const [a, b] = [at(0), at(1)];
    const steps = Math.min(400, Math.ceil(Math.hypot(a.x - b.x, a.y - b.y) / CELL) + 1);
    for (let i = 0; i <= steps; i++) {
      const { x, y } = at(i / steps);
      const [column, row] = [Math.floor(x / CELL), Math.floor(y / CELL)];
      if (column < 0 || row < 0 || column >= this.columns || row >= this.rows) continue;
      const cell = row * this.columns + column;
      this.lines[cell] = this.lines[cell] && this.lines[cell] !== id ? SEVERAL : id;
    }
  }
  // Whether a line other than this one runs through.
  isCrossed(x, y, width, height, id) {
    const [left, top, right, bottom] = this.span(x, y, width, height);
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) {
        const line = this.lines[row * this.columns + column];
        if (line && line !== id) return true;
      }
    }
    return false;
  }
  take(x, y, width, height) {
    const [left, top, right, bottom] = this.span(x, y, width, height);
    for (let row = top; row <= bottom; row++) this.cells.fill(1, row * this.columns + left, row * this.columns + Math.max(left, right) + 1);
  }
}

// Where the name of a thing may stand: at its own side, or around it, the best first.
function nameSpots({ x, y }, side, size, width) {
  const [left, middle, right] = [x - size - 5 - width, x - width / 2, x + size + 5];
  const [above, beside, below] = [y - size - 20, y - 8, y + size + 4];
  if (side !== "below") return [[side === "left" ? left : right, beside]];
  const corner = size * 0.6;
  return [[middle, below], [right, beside], [left, beside], [middle, above], [x + corner, y + corner], [x - corner - width, y + corner], [x + corner, y - corner - 15], [x - corner - width, y - corner - 15]];
}

// The name of a thing at the first free side of it. What the reader picked is named in any case.
function nameOn(context, at, { node, side }, size, taken, strong, must) {
  const text = nameText(node);
  const width = textWidth(text, nameFont(strong));
  const inside = (x) => x >= 2 && x + width <= drawing.width - 2;
  const spots = nameSpots(at, side, size, width);
  let spot = spots.find(([x, y]) => inside(x) && taken.isFree(x, y, width, 15));
  if (!spot && must) spot = [Math.max(2, Math.min(drawing.width - width - 2, spots[0][0])), spots[0][1]];
  if (!spot) return;
  taken.take(spot[0] - 2, spot[1], width + 4, 15);
  halo(context, text, spot[0], spot[1] + 8, nameFont(strong), palette.ink, "left");
}

function halo(context, text, x, y, font, fill, align) {
  context.font = font;
  context.textAlign = align;
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = palette.surface;
  context.strokeText(text, x, y);
  context.fillStyle = fill;
  context.fillText(text, x, y);
}

// Where words on a line lie neither on other words nor, unless they were asked for, on other lines.
function wordSpot(at, width, taken, id, insist) {
  for (const t of [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74]) {
    const { x, y } = at(t);
    if (taken.isFree(x - width / 2 - 2, y - 7, width + 4, 14) && (insist || !taken.isCrossed(x - width / 2, y - 6, width, 12, id))) return { x, y };
  }
  return null;
}

const wordOf = (edge, current) => {
  const outcome = current.outcome?.get(edge);
  return outcome && !(outcome === "rejected" && edge.reason_class) ? OUTCOME[outcome].label.toLowerCase() : shortLabel(edge);
};

// Words on lines: of what is picked or pointed at always, of the rest where asked for and where there is room.
function linesNamed(context, screen, inView, taken) {
  const { highlight, hover, strong } = drawing;
  const asked = highlight?.edges ?? (state.labels && drawing.links.length <= 1500 ? drawing.links : []);
  const list = hover?.edge && !asked.includes(hover.edge) ? [hover.edge, ...asked] : asked;
  if (!highlight && drawing.links.length <= 300) for (const edge of drawing.links) taken.run((t) => screen(pointOn(edge, t)), edge.i + 1);
  let named = 0;
  for (const edge of list) {
    if (strong && !strong(edge) && !highlight && hover?.edge !== edge) continue;
    if (named > 120) break;
    const text = wordOf(edge, drawing) + (hover?.edge === edge && when(edge) ? ` · ${when(edge)}` : "");
    const font = `${hover?.edge === edge ? 600 : 400} 11px ${FONT}`;
    const width = textWidth(text, font);
    const ends = [screen(drawing.places.get(edge.from)), screen(drawing.places.get(edge.to))];
    if (Math.hypot(ends[0].x - ends[1].x, ends[0].y - ends[1].y) < width + 24 && hover?.edge !== edge) continue;
    const at = wordSpot((t) => screen(pointOn(edge, t)), width, taken, edge.i + 1, highlight || hover?.edge === edge);
    if (!at || !inView(at)) continue;
    taken.take(at.x - width / 2 - 3, at.y - 8, width + 6, 16);
    halo(context, text, at.x, at.y, font, palette.muted, "center");
    named++;
  }
}
