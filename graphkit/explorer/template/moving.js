// Moving about the drawing: what fits, zooming, and the keys that go from thing to thing.

// Wheel events come one by one: the drawing is still again when none has come for a moment.
function settle() {
  drawing.moving = drawing.crowded;
  clearTimeout(drawing.timer);
  drawing.timer = setTimeout(() => {
    drawing.moving = false;
    redraw();
  }, 160);
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
  if (!drawing.network || !width || !places?.size) return;
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
  if (!drawing.network) return;
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
