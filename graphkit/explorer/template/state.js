// Where the reader is. All of it is in the address after "#", so that an address opens the same page for someone else.

const TABS = [
  ["decisions", "Decisions"],
  ["graph", "Graph"],
  ["timeline", "Timeline"],
  ["table", "Table"],
];

const hasDecisions = edges.some((edge) => DECISION.has(relationOf(edge).name));

const freshState = () => ({
  tab: hasDecisions ? "decisions" : "graph",
  selected: null, // { edge } or { node }
  scope: "all", // of the graph tab: all, about, path
  about: null,
  depth: 1,
  a: null,
  b: null,
  unknown: {}, // names typed for about, a or b that nothing has
  outcome: "",
  why: "",
  order: "new",
  rows: "links",
  sort: "",
  labels: true,
});

let state = freshState();

const ALL_VALUES = {
  relation: RELATIONS.map((one) => one.name),
  type: TYPES.map((one) => one.name),
  status: payload.words.statuses,
  source: groupNames,
};

function writeAddress() {
  const parts = [];
  const put = (key, value) => value && parts.push(`${key}=${encodeURIComponent(value)}`);
  const fresh = freshState();
  for (const key of ["tab", "scope", "outcome", "why", "order", "rows", "sort"]) if (state[key] !== fresh[key] || (key === "tab" && payload.opens)) put(key, state[key]);
  if (state.about) put("about", state.about.id);
  if (state.depth !== 1) put("depth", String(state.depth));
  if (state.a) put("a", state.a.id);
  if (state.b) put("b", state.b.id);
  if (!state.labels) put("labels", "off");
  if (state.selected?.edge) put("link", state.selected.edge.key);
  if (state.selected?.node) put("thing", state.selected.node.id);
  const first = freshFilters();
  for (const facet of ["relation", "type", "status", "source"]) {
    const off = [...filters[facet]].sort();
    if (off.join("\n") === [...first[facet]].sort().join("\n")) continue;
    // Whichever list is shorter: what is on ("+") or what is off ("-").
    const on = ALL_VALUES[facet].filter((value) => !filters[facet].has(value));
    const list = on.length < off.length ? ["+", ...on] : ["-", ...off];
    parts.push(`${facet}=${list.map((value) => encodeURIComponent(value).replaceAll("~", "%7E")).join("~")}`);
  }
  if (filters.sure) put("sure", String(filters.sure));
  put("from", filters.from);
  put("to", filters.to);
  put("words", filters.words);
  return parts.join("&");
}

function readAddress(text) {
  const next = freshState();
  const nextFilters = freshFilters();
  const decode = (value) => {
    try {
      return decodeURIComponent(value);
    } catch {
      return "";
    }
  };
  const given = new Map(text.split("&").filter(Boolean).map((part) => [part.split("=")[0], part.slice(part.indexOf("=") + 1)]));
  const get = (key) => decode(given.get(key) ?? "");
  const oneOf = (key, allowed) => allowed.includes(get(key)) && (next[key] = get(key));
  oneOf("tab", TABS.map(([name]) => name));
  oneOf("scope", ["all", "about", "path"]);
  oneOf("outcome", Object.keys(OUTCOME));
  oneOf("order", ["new", "evaluator", "vendor", "sure"]);
  oneOf("rows", ["links", "things"]);
  next.why = payload.words.reasons[get("why")] ? get("why") : "";
  next.sort = /^-?[a-z]+$/.test(get("sort")) ? get("sort") : "";
  next.about = nodeById.get(get("about")) ?? null;
  next.a = nodeById.get(get("a")) ?? null;
  next.b = nodeById.get(get("b")) ?? null;
  next.depth = Math.min(3, Math.max(1, Number(get("depth")) || 1));
  next.labels = get("labels") !== "off";
  if (next.scope === "about" && !next.about) next.scope = "all";
  if (edgeByKey.has(get("link"))) next.selected = { edge: edgeByKey.get(get("link")) };
  else if (nodeById.has(get("thing"))) next.selected = { node: nodeById.get(get("thing")) };
  for (const facet of ["relation", "type", "status", "source"]) {
    if (!given.has(facet)) continue;
    const [sign, ...values] = given.get(facet).split("~").map(decode);
    const listed = new Set(values);
    nextFilters[facet] = new Set(ALL_VALUES[facet].filter((value) => listed.has(value) === (sign === "-")));
  }
  nextFilters.sure = Math.min(1, Math.max(0, Number(get("sure")) || 0));
  if (!periodProblem(get("from"), get("to"))) Object.assign(nextFilters, { from: get("from"), to: get("to") });
  nextFilters.words = get("words");
  state = next;
  filters = nextFilters;
}

// Change where the reader is. A step that one would want to take back gets an entry of its own in the history.
function go(patch, { quiet = false } = {}) {
  state = { ...state, ...patch };
  remember(quiet);
  render();
}

function changeFilters(patch) {
  filters = { ...filters, ...patch };
  applyFilters();
  remember(true);
  render();
  announce(`${plural(shown.edges.length, "link")} of ${amount(edges.length)} shown`);
}

function remember(replace) {
  const address = "#" + writeAddress();
  if (address === (location.hash || "#")) return;
  try {
    history[replace ? "replaceState" : "pushState"](null, "", address);
  } catch {
    // In a frame without an address of its own (Jupyter) there is nowhere to write it.
  }
}
