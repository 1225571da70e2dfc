// On paper: what is being looked at, with every quote and source in full. Built when the reader prints.

const DOSSIER_LINKS = 400;

function dossierLinks() {
  const { selected } = state;
  if (selected?.node) return [`Dossier: ${selected.node.name}`, selected.node.edges.filter((edge) => shown.isEdge[edge.i])];
  return [viewName(), viewLinks()];
}

// The links that the view shows: what is saved of it, and what is printed.
function viewLinks() {
  if (state.tab === "decisions") return listedDecisions().flatMap((pair) => pair.edges);
  if (state.tab === "graph") return scene().links;
  return state.tab === "timeline" ? shown.edges.filter(extent) : shown.edges;
}

function viewName() {
  if (state.tab === "decisions") return ["Decisions", state.outcome && OUTCOME[state.outcome].label.toLowerCase(), state.why && `because of ${reasonName(state.why)}`].filter(Boolean).join(", ");
  if (state.tab === "timeline") return "Dated links";
  if (state.tab === "graph" && state.scope === "about") return `Around ${state.about?.name ?? "nothing"}, ${plural(state.depth, "step")}`;
  if (state.tab === "graph" && state.scope === "path") return `Between ${state.a?.name ?? "nothing"} and ${state.b?.name ?? "nothing"}`;
  return state.tab === "graph" ? "Links drawn" : "Links";
}

// The newest date that the sources of these links bear: up to when they can tell.
function newest(links) {
  const dates = links.flatMap((edge) => claimsOf(edge).flatMap((claim) => [claim.reported, ...claim.evidence.map((quote) => quote.document.published)])).filter(Boolean);
  return dates.reduce((a, b) => (bounds(a)[0] < bounds(b)[0] ? b : a), "");
}

function buildDossier() {
  const [title, links] = dossierLinks();
  const listed = links.slice(0, DOSSIER_LINKS);
  const article = byId("dossier");
  const places = state.selected?.node ? aboutPlaces(state.selected.node, 1, (edge) => shown.isEdge[edge.i]).slice(0, 60) : null;
  let picture = null;
  if (places) {
    const near = listed.filter((edge) => places.some((place) => place.node.i === edge.from) && places.some((place) => place.node.i === edge.to));
    picture = pictureOf(pictured(places, near), { width: 900 });
  } else if (state.tab === "decisions" || state.tab === "graph") picture = pictureOf(currentPicture(), { width: 900 });
  const last = newest(links);
  const groups = new Map();
  for (const edge of listed) {
    const key = state.tab === "decisions" && !state.selected?.node ? `${nodes[edge.from].name} on ${nodes[edge.to].name}` : sentence(edge);
    groups.has(key) ? groups.get(key).push(edge) : groups.set(key, [edge]);
  }
  article.replaceChildren(
    h("h1", {}, payload.title),
    h("p", { class: "sub" }, title),
    h("p", { class: "small" }, [`${plural(links.length, "link")} of ${amount(edges.length)}.`, PART, filterWords(), hiddenStatuses().length ? `Off: ${hiddenStatuses().join(", ")}.` : "", last ? `Newest source: ${dateText(last)}.` : "", links.length > listed.length ? `The first ${listed.length} are printed.` : ""].filter(Boolean).join(" ")),
    state.selected?.node?.aliases.length ? h("p", { class: "small" }, `Also called ${state.selected.node.aliases.join(", ")}`) : "",
    picture ? h("figure", {}, picture) : "",
    ...[...groups].map(([heading, list]) => h("section", {}, h("h2", {}, heading), list.map((edge) => dossierLink(edge)))),
  );
}

function dossierLink(edge) {
  const facts = [edge.status, edge.outcome && `outcome: ${edge.outcome}`, edge.action && spaced(edge.action), edge.role, when(edge), `${Math.round(edge.confidence * 100)} % confidence`, plural(edge.origins, "independent origin")].filter(Boolean);
  return h(
    "div",
    { class: "entry" },
    h("p", {}, h("b", {}, relationOf(edge).label), ` · ${facts.join(" · ")}`),
    whyOf(edge) ? h("p", {}, "Why: ", whyOf(edge), edge.reason && edge.reason_class ? ` (${reasonName(edge.reason_class)})` : "") : null,
    edge.disagreement ? disagreement(edge) : null,
    claimsOf(edge).map((claim) => claim.evidence.map((quote, i) => dossierQuote(claim, quote, i))),
  );
}

function dossierQuote(claim, quote, i) {
  const { document } = quote;
  const facts = [document.title, document.publisher !== document.title && document.publisher, document.published && dateText(document.published), quote.page && `p. ${quote.page}`, document.retracted && `retracted ${document.retracted}`, document.url].filter(Boolean);
  const stands = [claim.standing && `doesn't count: ${STANDING[claim.standing]}`, claim.review && `${claim.review.verdict} by ${claim.review.by}: ${claim.review.reason}`].filter(Boolean).map((one) => ` (${one})`).join("");
  const lead = i ? "Context: " : `${claim.modality}${claim.claimant ? `, by ${claim.claimant}` : ""}${stands}: `;
  return h("blockquote", {}, h("p", {}, h("small", {}, lead), quote.text ? inContext(quote) : `characters ${quote.start} to ${quote.end}`), h("p", { class: "source" }, facts.join(", ")));
}

// The filters in words, for paper and for the line under the tabs.
function filterWords() {
  const parts = [];
  const off = (facet) => ALL_VALUES[facet].filter((value) => filters[facet].has(value) && (facet !== "status" || SHOWN_AT_FIRST.has(value)));
  const used = new Set(edges.map((edge) => edge.status));
  const extra = payload.words.statuses.filter((value) => !SHOWN_AT_FIRST.has(value) && !filters.status.has(value) && used.has(value));
  const hidden = [...off("status"), ...off("relation").map((name) => RELATIONS.find((one) => one.name === name).label), ...off("type")];
  if (hidden.length) parts.push(`Without: ${hidden.length > 4 ? `${hidden.slice(0, 3).join(", ")} and ${hidden.length - 3} more` : hidden.join(", ")}.`);
  if (off("source").length) parts.push(`${groupNames.length - off("source").length} of ${plural(groupNames.length, "source")}.`);
  if (extra.length) parts.push(`With ${extra.join(", ")}.`);
  if (filters.sure) parts.push(`Confidence from ${Math.round(filters.sure * 100)} %.`);
  if (filters.from || filters.to) parts.push(`Held ${filters.from === filters.to ? `in ${dateText(filters.from)}` : `${filters.from ? `from ${dateText(filters.from)}` : ""} ${filters.to ? `to ${dateText(filters.to)}` : ""}`.trim()}${shown.undated ? ` (${shown.undated} undated left out)` : ""}.`);
  if (filters.words) parts.push(`With the words “${filters.words}”.`);
  return parts.join(" ");
}

function printDossier() {
  buildDossier();
  window.print();
}

window.addEventListener("beforeprint", buildDossier);
