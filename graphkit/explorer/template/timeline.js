// When things were so: a bar for each dated link, and how many there were, by year or quarter, to pick a period from.

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
  if (!dated.length) return void list.append(h("p", { class: "nothing" }, edges.some(extent) ? nothing("No dated link is shown") : nothing("No link in this file has a date.", false)));
  const axis = h("li", { class: "axis", "aria-hidden": "true" }, h("span"), h("span"), h("span", { class: "track" }, yearTicks(first, last)));
  list.append(periodBars(dated, first, last), h("ol", { class: "bars" }, axis, dated.slice(0, bars).map((one) => bar(one, first, last + 1))));
  if (dated.length > bars) {
    const more = () => {
      bars += 2 * ROWS;
      render();
    };
    list.append(button(`Show more (${bars} of ${amount(dated.length)})`, more, { class: "more" }));
  }
}

function periodFields() {
  const problem = h("p", { class: "problem", id: "period-problem", role: "alert" });
  const take = (side) => ({ target }) => {
    const typed = target.value.trim().toUpperCase();
    const ends = { from: filters.from, to: filters.to, [side]: typed };
    problem.textContent = periodProblem(ends.from, ends.to);
    target.setCustomValidity(problem.textContent);
    target.setAttribute("aria-invalid", String(Boolean(problem.textContent)));
    if (!problem.textContent) changeFilters(ends);
  };
  const field = (side, label) => h("label", {}, label, h("input", { type: "text", size: 10, placeholder: "YYYY-MM", value: filters[side], "aria-describedby": problem.id, onchange: take(side) }));
  const clear = filters.from || filters.to ? button("Any time", () => changeFilters({ from: "", to: "" }), { class: "as-link" }) : null;
  return h("div", { class: "period" }, field("from", "From "), field("to", "to "), clear, problem);
}

// The years that the bars run over, as many as there is room for.
function yearTicks(first, last) {
  const step = Math.ceil((last - first + 1) / 6);
  return Array.from({ length: Math.ceil((last - first + 1) / step) }, (_, i) => {
    const tick = h("span", { class: "tick" }, first + i * step);
    tick.style.left = `${(100 * i * step) / (last - first + 1)}%`;
    return tick;
  });
}

// Years, or the quarters of a few years: { name, from, to, holds(day) }.
function periodsOf(first, last) {
  const years = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  if (years.length > 3) return years.map((year) => ({ name: String(year), from: String(year), to: String(year), holds: (day) => day.startsWith(year) }));
  const month = (n) => String(n).padStart(2, "0");
  return years.flatMap((year) =>
    [1, 4, 7, 10].map((start) => {
      const [from, to] = [`${year}-${month(start)}`, `${year}-${month(start + 2)}`];
      return { name: `Q${(start + 2) / 3} ${year}`, from, to, holds: (day) => day.slice(0, 7) >= from && day.slice(0, 7) <= to };
    }),
  );
}

// Links that begin in each period; a click keeps what holds in it.
function periodBars(dated, first, last) {
  const counts = new Map(periodsOf(first, last).map((period) => [period, dated.filter(({ day }) => period.holds(day)).length]));
  const most = Math.max(1, ...counts.values());
  return h(
    "div",
    { class: "years", role: "group", "aria-label": "Links that begin in each period" },
    [...counts].map(([{ name, from, to }, count]) => {
      const stick = h("i", { "aria-hidden": "true" });
      stick.style.height = `${count ? 4 + (40 * count) / most : 1}px`;
      const only = filters.from === from && filters.to === to;
      return button([h("span", { class: "count" }, count), stick, h("span", {}, name)], () => changeFilters(only ? { from: "", to: "" } : { from, to }), { "aria-pressed": String(only), title: `${plural(count, "link")} from ${name}` });
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
