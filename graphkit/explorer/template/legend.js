// The legend is the filter: each line says how something looks, how many there are, and how many of them are shown.

const SOURCES_LISTED = 8;
let allSources = false;

function renderLegend() {
  const count = tally();
  const legend = byId("legend");
  legend.classList.toggle("wide", edges.length >= 10_000);
  // What has the focus is drawn anew: give it back afterwards.
  const focus = legend.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  const scroll = legend.scrollTop;
  const sources = groupNames.filter((name) => count.source[name]).sort((a, b) => count.source[b][1] - count.source[a][1] || text(a, b));
  const listed = allSources ? sources.slice(0, 300) : sources.slice(0, SOURCES_LISTED);
  legend.replaceChildren(
    h("div", { class: "legend-head" }, h("h2", {}, "Legend and filters"), button([icon("close")], () => toggleLegend(false), { class: "close", "aria-label": "Close the filters" })),
    h("p", { class: "total" }, h("b", {}, amount(shown.edges.length)), ` of ${plural(edges.length, "link")} shown`, filtersAreFresh() ? null : button("Reset", () => changeFilters(freshFilters()), { class: "as-link", "data-key": "reset" })),
    facet("status", "Status", payload.words.statuses, count, (name) => [lineSample("currentColor", STATUS[name].dash, STATUS[name].thin ? 1.2 : 2), h("span", {}, name, STATUS[name].mark ? h("b", { class: "sign", "aria-hidden": "true" }, STATUS[name].mark) : null)], (name) => STATUS[name].about),
    facet("relation", "Relation", RELATIONS.map((one) => one.name), count, (name) => {
      const relation = RELATIONS.find((one) => one.name === name);
      return [lineSample(`var(--rel-${name}, var(--rel-other))`, [], 2, !relation.symmetric), h("span", {}, relation.label)];
    }, (name) => RELATIONS.find((one) => one.name === name).reads),
    facet("type", "Things", TYPES.map((one) => one.name), count, (name) => [shapeSample(name), h("span", {}, name)], (name) => TYPES.find((one) => one.name === name).about),
    sureness(),
    facet("source", "Source", listed, count, (name) => [h("span", {}, clip(name, 40))], (name) => name),
    sources.length > SOURCES_LISTED ? button(allSources ? "Fewer sources" : `All ${sources.length} sources`, () => ((allSources = !allSources), renderLegend()), { class: "as-link", "data-key": "sources" }) : "",
    h("p", { class: "small foot" }, CONTEXT_WORDS[payload.context]),
  );
  legend.scrollTop = scroll;
  if (focus) legend.querySelector(`[data-key="${CSS.escape(focus)}"]`)?.focus();
}

const CONTEXT_WORDS = {
  sentence: "This file holds the quoted words with the sentence around them.",
  passage: "This file holds the quoted words with the passage around them.",
  none: "This file holds none of the sources' sentences, reasons or roles, only where they stand; names, titles and kinds of reasons stay.",
};

function facet(name, title, values, count, look, about) {
  const there = values.filter((value) => count[name][value]);
  if (!there.length) return "";
  const toggle = (value) => () => {
    const off = new Set(filters[name]);
    off.has(value) ? off.delete(value) : off.add(value);
    changeFilters({ [name]: off });
  };
  const only = (value) => () => changeFilters({ [name]: new Set(ALL_VALUES[name].filter((one) => one !== value)) });
  const all = () => changeFilters({ [name]: new Set() });
  const off = ALL_VALUES[name].some((value) => filters[name].has(value) && count[name][value]);
  return h(
    "fieldset",
    { class: `facet facet-${name}` },
    h("legend", {}, title),
    h("div", { class: "choices" }, off ? button("All", all, { class: "as-link all", "aria-label": `All of ${title.toLowerCase()}`, "data-key": `${name} all` }) : null, there.map((value) =>
      h(
        "div",
        { class: "choice" },
        h(
          "label",
          { title: about(value) },
          h("input", { type: "checkbox", checked: !filters[name].has(value), onchange: toggle(value), "data-key": `${name} ${value}` }),
          look(value),
          h("span", { class: "count", "data-count": `${name} ${value}` }, `${amount(count[name][value][0])} / ${amount(count[name][value][1])}`),
        ),
        there.length > 1 ? button("only", only(value), { class: "only", "aria-label": `Only ${value}`, "data-key": `only ${name} ${value}` }) : null,
      ),
    )),
  );
}

function sureness() {
  const output = h("output", { class: "count" }, filters.sure ? `from ${Math.round(filters.sure * 100)} %` : "any");
  const input = h("input", {
    type: "range",
    min: 0,
    max: 100,
    step: 5,
    value: Math.round(filters.sure * 100),
    "aria-label": "Least confidence in percent",
    "data-key": "sure",
    oninput: (event) => (output.textContent = +event.target.value ? `from ${event.target.value} %` : "any"),
    onchange: (event) => changeFilters({ sure: event.target.value / 100 }),
  });
  return h("fieldset", { class: "facet", title: CONFIDENCE }, h("legend", {}, "Confidence"), h("div", { class: "sure" }, input, output));
}

function toggleLegend(open) {
  document.body.classList.toggle("legend-open", open);
  document.body.classList.toggle("legend-closed", !open);
  const opener = byId("open-legend");
  opener.setAttribute("aria-expanded", String(legendIsOpen()));
  if (open && narrow.matches) byId("legend").querySelector("button")?.focus();
  else if (!open && byId("legend").contains(document.activeElement)) opener.focus();
}

const narrow = window.matchMedia("(max-width: 60rem)");
const legendIsOpen = () => document.body.classList.contains("legend-open") || (!narrow.matches && !document.body.classList.contains("legend-closed"));
