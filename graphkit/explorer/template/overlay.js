// What is drawn over the network, in screen units: the veil behind a highlight, arrow heads, badges on lines.

// The point at t on a line as vis-network bends it: its control point is the middle, turned and stretched by the bend.
function pointOn(edge, t) {
  const a = drawing.places.get(edge.from);
  const b = drawing.places.get(edge.to);
  if (edge.from === edge.to) return { x: a.x + 20, y: a.y - 20 };
  const c = controlPoint(a, b, drawing.bend.get(edge) ?? 0);
  const mix = (p, q, r) => (1 - t) * (1 - t) * p + 2 * t * (1 - t) * q + t * t * r;
  return { x: mix(a.x, c.x, b.x), y: mix(a.y, c.y, b.y) };
}

function controlPoint(a, b, bend) {
  const half = 0.5 + 0.5 * Math.abs(bend);
  const angle = Math.atan2(a.y - b.y, b.x - a.x) + (bend + 1) * (Math.PI / 2);
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  return bend ? { x: a.x + half * length * Math.sin(angle), y: a.y + half * length * Math.cos(angle) } : { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function drawOver(context) {
  const { network, width, height, highlight, moving, hover } = drawing;
  if (!drawing.places?.size) return;
  const scale = network.getScale();
  const pixels = network.canvas.pixelRatio;
  const centre = network.getViewPosition();
  const screen = ({ x, y }) => ({ x: (x - centre.x) * scale + width / 2, y: (y - centre.y) * scale + height / 2 });
  const strong = new Set(highlight?.nodes ?? []);
  if (highlight) {
    context.save();
    context.setTransform(pixels, 0, 0, pixels, 0, 0);
    context.globalAlpha = 0.8;
    context.fillStyle = palette.surface;
    context.fillRect(0, 0, width, height);
    context.restore();
    const { body } = network;
    for (const edge of highlight.edges) boldLine(context, edge, scale);
    for (const node of highlight.nodes) body.nodes[node]?.draw(context);
  }
  context.save();
  context.setTransform(pixels, 0, 0, pixels, 0, 0);
  const taken = new Taken(width, height);
  if (state.selected?.node && drawing.places.has(state.selected.node.i)) ring(context, screen(drawing.places.get(state.selected.node.i)), nodeSize(state.selected.node) * scale);
  if (hover?.node && drawing.places.has(hover.node.i)) ring(context, screen(drawing.places.get(hover.node.i)), nodeSize(hover.node) * scale);
  // Marks of things are kept free of names; among hundreds only those of the best linked, as on a map.
  for (const place of drawing.ranked.length > 150 && scale < 0.7 ? drawing.ranked.slice(0, 50) : drawing.ranked) {
    const { x, y } = screen(place);
    const size = nodeSize(place.node) * scale * 0.8;
    if (size > 2.5) taken.take(x - size, y - size, 2 * size, 2 * size);
  }
  if (!moving) arrowHeads(context, screen, scale, highlight?.edges ?? drawing.links);
  const inView = ({ x, y }) => x > -20 && y > -20 && x < width + 20 && y < height + 20;
  if (!moving) {
    const marks = (highlight?.edges ?? drawing.links).filter((edge) => lineMark(edge, drawing)).slice(0, 200);
    for (const edge of scale > 0.35 || highlight ? marks : []) {
      const at = markSpots(edge, drawing).map((t) => screen(pointOn(edge, t))).find((spot) => inView(spot) && taken.isFree(spot.x - 7, spot.y - 7, 14, 14));
      if (at) badgeOn(context, at, lineMark(edge, drawing), lineColour(edge, drawing, palette), taken);
    }
  }
  const first = (place) => strong.has(place.node.i) || hover?.node === place.node;
  const order = highlight || hover?.node ? [...drawing.ranked.filter(first), ...(highlight ? [] : drawing.ranked.filter((place) => !first(place)))] : drawing.ranked;
  let named = 0;
  for (const place of order) {
    const at = screen(place);
    if (!inView(at)) continue;
    if (named++ > (drawing.ranked.length > 300 ? 90 : 400)) break;
    const must = place.node === state.selected?.node || place.node === hover?.node || strong.size <= 2;
    nameOn(context, at, place, nodeSize(place.node) * scale, taken, first(place), first(place) && must);
  }
  if (!moving) linesNamed(context, screen, inView, taken);
  context.restore();
}

// A line of the highlight, in the drawing's own units, as strong as in the smallest drawing.
function boldLine(context, edge, scale) {
  if (edge.from === edge.to) return;
  const [a, b] = [drawing.places.get(edge.from), drawing.places.get(edge.to)];
  const { x, y } = controlPoint(a, b, drawing.bend.get(edge) ?? 0);
  context.beginPath();
  context.moveTo(a.x, a.y);
  context.quadraticCurveTo(x, y, b.x, b.y);
  context.lineWidth = Math.max(1.6, 2.2 * scale) / scale;
  context.strokeStyle = lineColour(edge, drawing, palette);
  context.setLineDash(STATUS[edge.status].dash.map((length) => length / Math.min(1, scale)));
  context.stroke();
  context.setLineDash([]);
}

function ring(context, at, size) {
  context.beginPath();
  context.arc(at.x, at.y, size + 4, 0, 2 * Math.PI);
  context.lineWidth = 2.5;
  context.strokeStyle = palette.accent;
  context.stroke();
}

// The heads of arrows, at the edge of what they point at; none where a line is too short to tell its direction, and none
// in a large drawing seen from afar, where they would be all that one sees.
function arrowHeads(context, screen, scale, list) {
  if (drawing.crowded && scale < 0.5 && !drawing.highlight) return;
  const paths = new Map();
  const faint = new Path2D();
  for (const edge of list) {
    if (relationOf(edge).symmetric || edge.from === edge.to) continue;
    const [from, to] = [drawing.places.get(edge.from), drawing.places.get(edge.to)];
    const [start, end] = [screen(from), screen(to)];
    if (end.x < -20 || end.y < -20 || end.x > drawing.width + 20 || end.y > drawing.height + 20) continue;
    const control = screen(controlPoint(from, to, drawing.bend.get(edge) ?? 0));
    const gap = nodeSize(to.node) * scale + 1.5;
    if (Math.hypot(end.x - start.x, end.y - start.y) < 2 * gap + (drawing.crowded ? 34 : 14)) continue;
    const length = Math.hypot(end.x - control.x, end.y - control.y);
    const [ux, uy] = [(end.x - control.x) / length, (end.y - control.y) / length];
    const size = drawing.crowded ? 6 : Math.min(9, 4 + 0.5 * gap);
    const [x, y] = [end.x - ux * gap, end.y - uy * gap];
    const [bx, by] = [x - ux * size, y - uy * size];
    const fill = lineColour(edge, drawing, palette);
    let path = drawing.strong && !drawing.strong(edge) && !drawing.highlight ? faint : paths.get(fill);
    if (!path) paths.set(fill, (path = new Path2D()));
    path.moveTo(x, y);
    path.lineTo(bx - uy * size * 0.42, by + ux * size * 0.42);
    path.lineTo(bx + uy * size * 0.42, by - ux * size * 0.42);
    path.closePath();
  }
  for (const [fill, path] of paths) {
    context.fillStyle = fill;
    context.fill(path);
  }
  context.fillStyle = palette.line;
  context.fill(faint);
}

// Where the sign of a line may stand, as shares of its length: in the middle, or at a decision by what was decided on,
// where lines have fanned out.
const markSpots = (edge, current) => (current.outcome ? [0.84, 0.76, 0.68, 0.6] : [0.5]);

function badgeOn(context, at, mark, stroke, taken) {
  taken.take(at.x - 7, at.y - 7, 14, 14);
  context.beginPath();
  context.arc(at.x, at.y, 7, 0, 2 * Math.PI);
  context.fillStyle = palette.surface;
  context.fill();
  context.lineWidth = 1.3;
  context.strokeStyle = stroke;
  context.stroke();
  context.font = `700 11px ${FONT}`;
  context.fillStyle = palette.ink;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(mark, at.x, at.y + 0.5);
}
