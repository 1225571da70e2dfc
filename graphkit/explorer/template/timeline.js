// When things were so: a bar for each dated link, and how many there were, by year, to pick a period from.

const ROWS = 150;
let bars = ROWS;

function renderTimeline(list) {
  const dated = [];
  let undated = 0;
  for (const edge of shown.edges) {
    const span = extent(edge);
    if (span) dated.push({ edge, span, day: sortDay(edge) });
    else undated++;
  }
  dated.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.edge.i - b.edge.i)).reverse();
  const days = edges.map((edge) => (edge.since || edge.until || edge.reported ? sortDay(edge) : "")).filter(Boolean);
  const first = Number(days.reduce((a, b) => (a < b ? a : b), "9999").slice(0, 4));
  const last = Number(days.reduce((a, b) => (a > b ? a : b), "0000").slice(0, 4));
  list.replaceChildren(
    h("div", { class: "list-head" }, h("h2", {}, "When it was so"), periodFields()),
    h("p", { class: "small" }, `${plural(dated.length, "dated link")}, newest first${undated ? `; ${amount(undated)} without a date aren't here` : ""}. A bar runs from the beginning to the end, a fading one is still open; a ring is the day it was said.`),
  );
  if (!dated.length) return void list.append(h("p", { class: "nothing" }, "No dated link is shown under these filters."));
  list.append(yearBars(dated, first, last), h("ol", { class: "bars" }, dated.slice(0, bars).map((one) => bar(one, first, last + 1))));
  if (dated.length > bars) {
    const more = () => {
      bars += 2 * ROWS;
      render();
    };
    list.append(button(`Show more (${bars} of ${amount(dated.length)})`, more, { class: "more" }));
  }
}

function periodFields() {
  const field = (side, label) =>
    h("label", {}, label, h("input", { type: "text", inputmode: "numeric", size: 10, placeholder: "YYYY-MM", value: filters[side], pattern: "\\d{4}(-\\d\\d)?(-\\d\\d)?", onchange: (event) => event.target.checkValidity() && changeFilters({ [side]: event.target.value }) }));
  const clear = filters.from || filters.to ? button("Any time", () => changeFilters({ from: "", to: "" }), { class: "as-link" }) : null;
  return h("div", { class: "period" }, field("from", "From "), field("to", "to "), clear);
}

// Links that begin in each year; a click keeps what holds in it.
function yearBars(dated, first, last) {
  const counts = new Map();
  for (let year = first; year <= last; year++) counts.set(year, 0);
  for (const { day } of dated) if (counts.has(+day.slice(0, 4))) counts.set(+day.slice(0, 4), counts.get(+day.slice(0, 4)) + 1);
  const most = Math.max(1, ...counts.values());
  return h(
    "div",
    { class: "years", role: "group", "aria-label": "Links that begin in each year" },
    [...counts].map(([year, count]) => {
      const stick = h("i", { "aria-hidden": "true" });
      stick.style.height = `${count ? 4 + (40 * count) / most : 1}px`;
      const only = filters.from === String(year) && filters.to === String(year);
      return button([h("span", { class: "count" }, count), stick, h("span", {}, year)], () => changeFilters(only ? { from: "", to: "" } : { from: String(year), to: String(year) }), { "aria-pressed": String(only), title: `${plural(count, "link")} from ${year}` });
    }),
  );
}

const share = (day, first, end) => {
  if (!day) return 0;
  if (day === "9999") return 100;
  const [year, month, date] = day.split("-").map(Number);
  return (100 * (year + (month - 1) / 12 + (date - 1) / 372 - first)) / (end - first);
};

function bar({ edge, span }, first, end) {
  const only = !edge.since && !edge.until;
  const line = h("i", { class: ["span", only ? "said" : "", span[0] === "" ? "open-left" : "", span[1] === "9999" ? "open-right" : ""].join(" "), "aria-hidden": "true" });
  const left = Math.max(0, share(span[0], first, end));
  const right = Math.min(100, share(span[1], first, end));
  line.style.left = `${left}%`;
  line.style.width = only ? "" : `${Math.max(0.8, right - left)}%`;
  line.style.setProperty("--bar", `var(--rel-${relationOf(edge).name}, var(--rel-other))`);
  const picked = state.selected?.edge === edge;
  return h(
    "li",
    { class: picked ? "picked" : null },
    h("span", { class: "date" }, when(edge)),
    h("span", { class: "what" }, button(sentence(edge), () => go({ selected: { edge } }), { class: "as-link" }), edge.status === "confirmed" || edge.status === "reported" ? null : badge(edge.status), h("span", { class: "small" }, shortLabel(edge) === relationOf(edge).label ? "" : shortLabel(edge))),
    h("span", { class: "track" }, line),
  );
}
