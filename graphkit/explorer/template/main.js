// The frame: tabs, header buttons, what the graph tab draws, keys; and the first look.

function startFrame() {
  byId("size").textContent = `${plural(nodes.length, "thing")}, ${plural(edges.length, "link")}, ${plural(documents.length, "source")}`;
  byId("part").hidden = !payload.part;
  byId("part").textContent = PART;
  byId("tabs").append(
    ...TABS.map(([name, label]) =>
      button(label, () => go({ tab: name }), { role: "tab", id: `tab-${name}`, "aria-controls": "view", onkeydown: keysOnTabs }),
    ),
  );
  const menu = (key, label, note) => button([label, note ? h("small", {}, note) : null], () => (byId("save").open = false, SAVES[key]()), { "data-save": key });
  byId("actions").append(
    button([icon("filter"), h("span", { class: "word" }, "Filters")], () => toggleLegend(!legendIsOpen()), { id: "open-legend", "aria-expanded": "true", "aria-controls": "legend" }),
    h(
      "details",
      { id: "save" },
      h("summary", {}, icon("save"), h("span", { class: "word" }, "Save")),
      h("div", { class: "menu" }, menu("csv", "CSV", "the links of this view, a row for each quote"), menu("json", "JSON", "the links of this view"), menu("svg", "SVG", "the drawing"), menu("png", "PNG", "the drawing"), menu("csv-all", "CSV of everything"), menu("json-all", "JSON of everything"), button(["Print a dossier"], () => (byId("save").open = false, printDossier()), {})),
    ),
    button([icon("link"), h("span", { class: "word" }, "Copy link")], copyLink, { title: "Copy the address of exactly this view" }),
    button([icon("sun")], switchColours, { "aria-label": "Light or dark", title: "Light or dark" }),
    button([icon("help")], showHelp, { "aria-label": "Help", title: "Keys and signs (?)" }),
  );
  byId("zoom").append(
    button([icon("label")], () => go({ labels: !state.labels }, { quiet: true }), { id: "labels", "aria-label": "Words on lines", title: "Words on lines" }),
    button([icon("minus")], () => zoomBy(1 / 1.3), { "aria-label": "Zoom out", title: "Zoom out" }),
    button([icon("plus")], () => zoomBy(1.3), { "aria-label": "Zoom in", title: "Zoom in" }),
    button([icon("fit")], fit, { "aria-label": "Show all of it", title: "Show all of it (0)" }),
  );
  byId("skip").addEventListener("click", () => byId("view").focus());
  document.addEventListener("keydown", keysEverywhere);
  document.addEventListener("pointerdown", (event) => byId("save").contains(event.target) || (byId("save").open = false));
}

function keysOnTabs(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const at = TABS.findIndex(([name]) => name === state.tab);
  go({ tab: TABS[(at + step + TABS.length) % TABS.length][0] });
  byId(`tab-${state.tab}`).focus();
  event.preventDefault();
}

function keysEverywhere(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
  const typing = event.target.closest("input:not([type=checkbox]):not([type=range]), select, textarea");
  if (event.key === "Escape") {
    if (byId("save").open) byId("save").open = false;
    else if (narrow.matches && legendIsOpen()) toggleLegend(false);
    else if (state.selected) go({ selected: null });
    return;
  }
  if (typing) return;
  if (event.key === "/") findBox.focus();
  else if (event.key === "?") showHelp();
  else if (/^[1-4]$/.test(event.key)) go({ tab: TABS[event.key - 1][0] });
  else return;
  event.preventDefault();
}

function showHelp() {
  const key = (keys, what) => h("tr", {}, h("th", { scope: "row" }, keys.split(" ").map((one) => h("kbd", {}, one))), h("td", {}, what));
  byId("help").replaceChildren(
    button([icon("close")], () => byId("help").close(), { class: "close", "aria-label": "Close the help" }),
    h("h2", { id: "help-title" }, "Keys and signs"),
    h("table", {}, h("tbody", {}, key("/", "search"), key("1 2 3 4", "the four views"), key("Esc", "close what is open"), key("← ↑ → ↓", "in the drawing: from thing to thing"), key("Enter", "open the evidence"), key("F", "draw what surrounds a thing (or double-click it)"), key("+ - 0", "zoom in, zoom out, show all"))),
    h("h3", {}, "Confidence"),
    h("p", { class: "small" }, CONFIDENCE),
    h("h3", {}, "Status"),
    h("ul", { class: "signs" }, payload.words.statuses.map((name) => h("li", {}, lineSample("currentColor", STATUS[name].dash, STATUS[name].thin ? 1.2 : 2), badge(name), h("span", {}, STATUS[name].about)))),
    h("h3", {}, "Relations"),
    h("ul", { class: "signs" }, RELATIONS.map((one) => h("li", {}, lineSample(`var(--rel-${one.name}, var(--rel-other))`, [], 2, !one.symmetric), h("b", {}, one.label), h("span", {}, `A ${one.reads} B`)))),
  );
  byId("help").showModal();
}

async function copyLink(event) {
  const address = location.href;
  const word = event.currentTarget.querySelector(".word");
  try {
    await navigator.clipboard.writeText(address);
    word.textContent = "Copied";
  } catch {
    word.textContent = "See the address bar";
  }
  announce(word.textContent);
  setTimeout(() => (word.textContent = "Copy link"), 2000);
}

const dark = window.matchMedia("(prefers-color-scheme: dark)");

const isDark = () => (document.documentElement.dataset.colours ?? (dark.matches ? "dark" : "light")) === "dark";

function switchColours() {
  document.documentElement.dataset.colours = isDark() ? "light" : "dark";
  recolour();
}

function recolour() {
  readPalette();
  drawing.scene = "";
  draw();
}

// What stands where nothing does, with the way out where the filters are what stands in it.
function nothing(text, filtered = true) {
  if (!edges.length) return [PART || "This graph holds no links yet."];
  if (!filtered) return [[text, PART].filter(Boolean).join(" ")];
  const off = hiddenStatuses();
  const way = filtersAreFresh() ? off.length && button(`Show ${off.join(", ")}`, () => changeFilters({ status: new Set() }), { class: "as-link" }) : button("Reset filters", () => changeFilters(freshFilters()), { class: "as-link" });
  return [h("span", {}, `${text}${/[.]$/.test(text) ? "" : " under these filters."} `), way || ""];
}

const hiddenStatuses = () => payload.words.statuses.filter((name) => filters.status.has(name) && edges.some((edge) => edge.status === name));

const RENDER = { decisions: renderDecisions, timeline: renderTimeline, table: renderTable };

function renderChips() {
  const words = filterWords();
  const fresh = filtersAreFresh();
  const hidden = hiddenStatuses();
  byId("chips").replaceChildren(
    h("span", {}, h("b", {}, amount(shown.edges.length)), ` of ${plural(edges.length, "link")}. `, words || (hidden.length ? `Off: ${hidden.join(", ")}.` : "")),
    fresh ? "" : button("Reset filters", () => changeFilters(freshFilters()), { class: "as-link" }),
  );
  byId("chips").classList.toggle("fresh", fresh);
}

function render() {
  const focus = document.activeElement;
  const key = focusKey(focus);
  document.body.dataset.tab = state.tab;
  for (const [name] of TABS) {
    const tab = byId(`tab-${name}`);
    tab.setAttribute("aria-selected", String(state.tab === name));
    tab.setAttribute("tabindex", state.tab === name ? "0" : "-1");
  }
  byId("view").setAttribute("aria-labelledby", `tab-${state.tab}`);
  byId("labels").setAttribute("aria-pressed", String(state.labels));
  renderChips();
  renderPanel();
  const list = byId("list");
  const tab = list.dataset.tab;
  const scroll = list.scrollTop;
  list.hidden = !RENDER[state.tab];
  if (RENDER[state.tab]) RENDER[state.tab](list);
  else list.replaceChildren();
  list.dataset.tab = state.tab;
  list.scrollTop = tab === state.tab ? scroll : 0;
  if (renderLegend.of !== shown) renderLegend();
  renderLegend.of = shown;
  renderScope();
  draw();
  if (key && !document.contains(focus)) refocus(key);
}

// Lists are drawn anew at every step; whoever works with the keyboard must stay where they were.
function focusKey(element) {
  const box = element?.closest?.("#list, #panel, #scope, #chips");
  if (!box) return null;
  const all = [...box.querySelectorAll("button, input, select, a, [tabindex]")];
  return { box: box.id, at: all.indexOf(element), label: element.textContent, name: element.tagName };
}

function refocus({ box, at, label, name }) {
  const all = [...byId(box).querySelectorAll("button, input, select, a, [tabindex]")];
  const same = all.filter((one) => one.tagName === name && one.textContent === label);
  (same.find((one) => all.indexOf(one) === at) ?? same[0] ?? all[at] ?? byId(box)).focus({ preventScroll: true });
}

function start() {
  readLight();
  startFrame();
  startSearch();
  readAddress(location.hash.slice(1) || payload.opens);
  applyFilters();
  render();
  new ResizeObserver(() => (canvasBox.clientWidth !== drawing.width || canvasBox.clientHeight !== drawing.height) && draw()).observe(canvasBox);
  window.addEventListener("popstate", () => {
    readAddress(location.hash.slice(1) || payload.opens);
    applyFilters();
    render();
  });
  dark.addEventListener("change", recolour);
  narrow.addEventListener("change", () => toggleLegend(!narrow.matches));
  byId("open-legend").setAttribute("aria-expanded", String(legendIsOpen()));
  unpackLibrary().then(draw, () => {
    byId("drawn").textContent = "This browser is too old to draw it (from 2023 on, they can). All else works.";
    byId("drawn").classList.add("empty");
  }).finally(() =>
    // Tests and other tools wait for this: two frames after the drawing was asked for, it is on screen.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        document.documentElement.dataset.ready = "1";
        performance.mark("ready");
      }),
    ),
  );
}

// vis-network travels deflated. As text of a script of its own it is still held to the hash that the policy names.
async function unpackLibrary() {
  const packed = Uint8Array.from(atob(byId("library").textContent), (char) => char.charCodeAt(0));
  const plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  document.head.append(h("script", {}, await new Response(plain).text()));
}

start();
