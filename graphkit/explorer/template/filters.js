// Which links are shown. Everything else on the page (list, drawing, table, exports, counts) follows from this.

const SHOWN_AT_FIRST = new Set(payload.words.shown);

const freshFilters = () => ({
  relation: new Set(), // what is switched off
  type: new Set(),
  source: new Set(),
  status: new Set(payload.words.statuses.filter((status) => !SHOWN_AT_FIRST.has(status))),
  sure: 0,
  from: "",
  to: "",
  words: "",
});

let filters = freshFilters();
let shown = { edges: [], nodes: new Set(), isEdge: new Uint8Array(edges.length), undated: 0 };

const sourceNames = (claim) => [...new Set(claim[4].map((quote) => documents[quote[0]]))].map(({ title, publisher }) => `${title} ${publisher ?? ""}`).join(" ");

// Everything in a link that can be searched, folded once.
function searchText(edge) {
  if (edge.text === undefined) {
    const said = edge.packed.map((claim) => claim[4].map((quote) => quote.slice(4).join(" ")).join(" ") + " " + sourceNames(claim) + " " + (claim[5]?.claimant ?? "") + " " + (claim[5]?.reason ?? ""));
    const own = [nodes[edge.from].name, nodes[edge.to].name, ...nodes[edge.from].aliases, ...nodes[edge.to].aliases, edge.reason, edge.role, edge.disagreement];
    edge.text = fold([...own, reasonName(edge.reason_class ?? ""), edge.outcome, ...said].filter(Boolean).join(" ")).replace(/\s+/g, " ");
  }
  return edge.text;
}

// Words, each wherever it stands; what is in quotes as it stands there.
const searchTerms = (text) => (fold(text).replace(/[“”„«»]/g, '"').match(/"[^"]*"?|[^\s"]+/g) ?? []).map((term) => term.replaceAll('"', "").replace(/\s+/g, " ").trim()).filter(Boolean);

function inPeriod(edge) {
  const span = extent(edge);
  if (!span) return null;
  return span[1] >= bounds(filters.from)[0] && span[0] <= bounds(filters.to)[1];
}

function applyFilters() {
  const terms = searchTerms(filters.words);
  const dated = filters.from || filters.to;
  const isEdge = new Uint8Array(edges.length);
  const kept = [];
  const present = new Set();
  let undated = 0;
  for (const edge of edges) {
    if (filters.status.has(edge.status) || filters.relation.has(relationOf(edge).name) || edge.confidence < filters.sure) continue;
    if (filters.type.size && (filters.type.has(nodes[edge.from].type) || filters.type.has(nodes[edge.to].type))) continue;
    if (filters.source.size && edge.groups.every((group) => filters.source.has(groupNames[group]))) continue;
    if (terms.length && !terms.every((term) => searchText(edge).includes(term))) continue;
    if (dated) {
      const inside = inPeriod(edge);
      if (inside === null) undated++;
      if (!inside) continue;
    }
    isEdge[edge.i] = 1;
    kept.push(edge);
    present.add(edge.from).add(edge.to);
  }
  shown = { edges: kept, nodes: present, isEdge, undated };
}

// For the legend: how many of each value there are, and how many of them are shown.
function tally() {
  const count = { relation: {}, status: {}, source: {}, type: {} };
  const add = (facet, value, visible) => {
    const cell = (count[facet][value] ??= [0, 0]);
    cell[1]++;
    if (visible) cell[0]++;
  };
  for (const edge of edges) {
    const visible = shown.isEdge[edge.i];
    add("relation", relationOf(edge).name, visible);
    add("status", edge.status, visible);
    for (const group of edge.groups) add("source", groupNames[group], visible);
  }
  for (const node of nodes) add("type", node.type, shown.nodes.has(node.i));
  return count;
}

function filtersAreFresh() {
  const fresh = freshFilters();
  const same = (a, b) => a.size === b.size && [...a].every((value) => b.has(value));
  return ["relation", "type", "source", "status"].every((facet) => same(filters[facet], fresh[facet])) && !filters.sure && !filters.from && !filters.to && !filters.words;
}
