// Names and words in screen units, so they stay readable at any zoom, and placed so that they never lie on each other.

const FONT = '"Inter", "Segoe UI", "Helvetica Neue", "Liberation Sans", Arial, sans-serif';

const CELL = 6;

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
  }
  span(x, y, width, height) {
    return [Math.max(0, Math.floor(x / CELL)), Math.max(0, Math.floor(y / CELL)), Math.min(this.columns - 1, Math.floor((x + width) / CELL)), Math.min(this.rows - 1, Math.floor((y + height) / CELL))];
  }
  isFree(x, y, width, height) {
    const [left, top, right, bottom] = this.span(x, y, width, height);
    for (let row = top; row <= bottom; row++) for (let column = left; column <= right; column++) if (this.cells[row * this.columns + column]) return false;
    return true;
  }
  take(x, y, width, height) {
    const [left, top, right, bottom] = this.span(x, y, width, height);
    for (let row = top; row <= bottom; row++) this.cells.fill(1, row * this.columns + left, row * this.columns + Math.max(left, right) + 1);
  }
}

// The name of a thing at the first free side of it. What the reader picked is named in any case.
function nameOn(context, at, { node, side }, size, taken, strong, must) {
  const text = nameText(node);
  const width = textWidth(text, nameFont(strong));
  const spots = {
    below: [at.x - width / 2, at.y + size + 4],
    right: [at.x + size + 5, at.y - 8],
    left: [at.x - size - 5 - width, at.y - 8],
    above: [at.x - width / 2, at.y - size - 20],
  };
  const order = [side, ...(side === "below" ? ["right", "left", "above"] : [])];
  const inside = (x) => x >= 2 && x + width <= drawing.width - 2;
  let spot = order.map((one) => spots[one]).find(([x, y]) => inside(x) && taken.isFree(x, y, width, 15));
  if (!spot && must) spot = [Math.max(2, Math.min(drawing.width - width - 2, spots[side][0])), spots[side][1]];
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

// Words on lines: of what is picked or pointed at always, of the rest where asked for and where there is room.
function linesNamed(context, screen, inView, taken) {
  const { highlight, hover, strong } = drawing;
  const asked = highlight?.edges ?? (state.labels && drawing.links.length <= 1500 ? drawing.links : []);
  const list = hover?.edge && !asked.includes(hover.edge) ? [hover.edge, ...asked] : asked;
  let named = 0;
  for (const edge of list) {
    if (strong && !strong(edge) && !highlight && hover?.edge !== edge) continue;
    if (named > 120) break;
    const text = hover?.edge === edge ? shortLabel(edge) + (when(edge) ? ` · ${when(edge)}` : "") : shortLabel(edge);
    const font = `${hover?.edge === edge ? 600 : 400} 11px ${FONT}`;
    const width = textWidth(text, font);
    const ends = [screen(drawing.places.get(edge.from)), screen(drawing.places.get(edge.to))];
    if (Math.hypot(ends[0].x - ends[1].x, ends[0].y - ends[1].y) < width + 24 && hover?.edge !== edge) continue;
    const offset = STATUS[edge.status].mark ? 13 : 0;
    for (const t of [0.5, 0.4, 0.6, 0.3, 0.7]) {
      const at = screen(pointOn(edge, t));
      const y = at.y + (t === 0.5 ? offset : 0);
      if (!inView(at) || !taken.isFree(at.x - width / 2 - 2, y - 7, width + 4, 14)) continue;
      taken.take(at.x - width / 2 - 3, y - 8, width + 6, 16);
      halo(context, text, at.x, y, font, palette.muted, "center");
      named++;
      break;
    }
  }
}
