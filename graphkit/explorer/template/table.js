// The same as a table: every link shown, or every thing. The accessible twin of the drawing.

const PAGE = 100;
let tableRows = PAGE;

const text = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

const foldedName = (node) => (node.byName ??= fold(node.name));

const NUMBERS = new Set(["origins", "sure", "links", "out", "in"]);

const COLUMNS = {
  links: [
    ["subject", "Subject", (edge) => foldedName(nodes[edge.from]), (edge) => thing(nodes[edge.from])],
    ["relation", "Relation", (edge) => relationOf(edge).label, (edge) => button(relationOf(edge).label, () => go({ selected: { edge } }), { class: "as-link", "aria-label": `${sentence(edge)}: open the evidence` })],
    ["object", "Object", (edge) => foldedName(nodes[edge.to]), (edge) => thing(nodes[edge.to])],
    ["status", "Status", (edge) => payload.words.statuses.indexOf(edge.status), (edge) => badge(edge.status)],
    ["detail", "Outcome, reason", (edge) => fold(detail(edge)), (edge) => detail(edge)],
    ["when", "When", (edge) => sortDay(edge), (edge) => when(edge)],
    ["origins", "Origins", (edge) => edge.origins, (edge) => String(edge.origins)],
    ["sure", "Confidence", (edge) => edge.confidence, (edge) => `${Math.round(edge.confidence * 100)} %`],
  ],
  things: [
    ["name", "Name", (row) => foldedName(row.node), (row) => thing(row.node)],
    ["type", "Type", (row) => row.node.type, (row) => row.node.type],
    ["links", "Links", (row) => row.links, (row) => String(row.links)],
    ["out", "From it", (row) => row.out, (row) => String(row.out)],
    ["in", "To it", (row) => row.in, (row) => String(row.in)],
    ["aliases", "Also called", (row) => fold(row.node.aliases.join(", ")), (row) => row.node.aliases.join(", ")],
  ],
};

function detail(edge) {
  return [edge.outcome !== "unknown" && edge.outcome, whyOf(edge), edge.action && spaced(edge.action), edge.role, edge.round].filter(Boolean).join("; ");
}

function thingRows() {
  const rows = new Map();
  for (const edge of shown.edges) {
    for (const [end, way] of [[edge.from, "out"], [edge.to, "in"]]) {
      if (!rows.has(end)) rows.set(end, { node: nodes[end], links: 0, out: 0, in: 0 });
      rows.get(end)[way]++;
      rows.get(end).links++;
    }
  }
  return [...rows.values()];
}

function renderTable(list) {
  const columns = COLUMNS[state.rows];
  const rows = state.rows === "links" ? [...shown.edges] : thingRows();
  const picked = columns.find(([name]) => name === state.sort.replace("-", ""));
  const column = picked ?? columns[state.rows === "things" ? 2 : 0];
  const down = picked ? state.sort.startsWith("-") : NUMBERS.has(column[0]);
  const value = new Map(rows.map((row) => [row, column[2](row)]));
  // What has no value stands last, whichever way the rest is sorted.
  const none = (row) => value.get(row) === "";
  rows.sort((a, b) => none(a) - none(b) || (down ? -1 : 1) * text(value.get(a), value.get(b)));
  const pick = (kind) => {
    tableRows = PAGE;
    go({ rows: kind, sort: "" }, { quiet: true });
  };
  const counts = { links: shown.edges.length, things: shown.nodes.size };
  const head = columns.map((one) => {
    const sorted = one === column;
    const first = NUMBERS.has(one[0]); // the largest first
    const sort = () => go({ sort: ((sorted ? !down : first) ? "-" : "") + one[0] }, { quiet: true });
    return h("th", { scope: "col", title: one[0] === "sure" ? CONFIDENCE : null, class: NUMBERS.has(one[0]) ? "number" : null, "aria-sort": sorted ? (down ? "descending" : "ascending") : null }, button([one[1], h("span", { class: "arrow", "aria-hidden": "true" }, sorted ? (down ? "↓" : "↑") : "")], sort));
  });
  list.replaceChildren(
    h(
      "div",
      { class: "list-head" },
      h("h2", {}, state.rows === "links" ? "Every link shown" : "Every thing shown"),
      h("div", { class: "switch", role: "group", "aria-label": "Rows" }, ["links", "things"].map((kind) => button([kind === "links" ? "Links" : "Things", h("span", { class: "count" }, amount(counts[kind]))], () => pick(kind), { "aria-pressed": String(state.rows === kind) }))),
    ),
    rows.length
      ? h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Table" }, h("table", {}, h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows.slice(0, tableRows).map((row) => tableRow(row, columns)))))
      : h("p", { class: "nothing" }, nothing("Nothing is shown")),
  );
  if (rows.length > tableRows) {
    const more = () => {
      tableRows += 2 * PAGE;
      render();
    };
    list.append(button(`Show more (${tableRows} of ${amount(rows.length)})`, more, { class: "more" }));
  }
}

function tableRow(row, columns) {
  const selected = state.rows === "links" ? state.selected?.edge === row : state.selected?.node === row.node;
  const open = () => go({ selected: state.rows === "links" ? { edge: row } : { node: row.node } });
  return h("tr", { class: selected ? "picked" : null, onclick: (event) => event.target.closest("a, button") || getSelection().toString() || open() }, columns.map(([name, label, , cell]) => h("td", { class: `column-${name}`, "data-label": label }, cell(row))));
}
