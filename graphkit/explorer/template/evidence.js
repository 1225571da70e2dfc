// The evidence panel: what a link says and the words it came from, or what is known about a thing.

const panel = byId("panel");

// A quote inside its sentence, its own words marked.
function inContext(quote) {
  return [quote.before, h("mark", { class: "quote" }, quote.text), quote.after];
}

function sourceLine(quote, reported) {
  const { document } = quote;
  const address = addressAt(quote);
  const label = document.publisher && document.publisher !== document.title ? [h("cite", {}, document.title), `, ${document.publisher}`] : [h("cite", {}, document.title)];
  const date = document.published ?? reported;
  const retracted = document.retracted ? h("span", { class: "badge off", title: document.retracted }, "retracted") : "";
  return h("p", { class: "source" }, address ? outside(address, h("span", {}, label), quote.page ? `Opens page ${quote.page}` : "Opens the source at this sentence") : label, date || quote.page ? h("span", { class: "said" }, [date && dateText(date), quote.page && `p. ${quote.page}`].filter(Boolean).join(", ")) : "", retracted && " ", retracted);
}

function renderPanel() {
  const { selected } = state;
  panel.hidden = !selected;
  document.body.classList.toggle("has-panel", Boolean(selected));
  if (!selected) return;
  const close = button([icon("close")], () => go({ selected: null }), { class: "close", "aria-label": "Close the panel", title: "Close (Esc)" });
  const key = selected.edge ? `edge ${selected.edge.i}` : `node ${selected.node.i}`;
  panel.replaceChildren(close, ...(selected.edge ? linkPanel(selected.edge) : thingPanel(selected.node)));
  if (panel.dataset.key !== key) panel.scrollTop = 0;
  panel.dataset.key = key;
}

const thing = (node, attributes) => button([shapeSample(node.type), h("span", {}, node.name)], () => go({ selected: { node } }), { class: "thing", ...attributes });

function fact(label, ...value) {
  return value.some(Boolean) ? [h("dt", {}, label), h("dd", {}, value)] : [];
}

function linkPanel(edge) {
  const [a, b] = [nodes[edge.from], nodes[edge.to]];
  const beside = a.edges.filter((one) => one !== edge && (one.from === b.i || one.to === b.i));
  const claims = claimsOf(edge);
  return [
    h("p", { class: "marks" }, badge(edge.status), edge.outcome ? outcomeBadge(edge.outcome) : null, shown.isEdge[edge.i] ? null : h("span", { class: "badge off" }, "filtered out")),
    h("h2", { tabindex: "-1" }, thing(a), h("span", { class: "relation" }, ` ${relationOf(edge).label} `), thing(b)),
    edge.disagreement ? disagreement(edge) : null,
    h(
      "dl",
      {},
      fact("Reason", edge.reason),
      fact("Kind of reason", edge.reason_class && payload.words.reasons[edge.reason_class]),
      fact("Action", edge.action && spaced(edge.action)),
      fact("Role", edge.role),
      fact("Round", edge.round),
      fact("When", edge.since || edge.until ? when(edge) : null),
      fact("Said", edge.reported && dateText(edge.reported)),
      fact("Status", `${edge.status}: ${STATUS[edge.status].about}`),
      fact("Support", `${plural(claims.length, "statement")} from ${plural(edge.origins, "independent origin")}, ${Math.round(edge.confidence * 100)} % confidence in the reading`),
    ),
    h("h3", {}, plural(claims.length, "statement")),
    h("ol", { class: "claims" }, claims.map((claim) => claimItem(claim, edge))),
    beside.length ? h("h3", {}, "Also between these two") : null,
    beside.length ? h("ul", { class: "links" }, beside.map((one) => linkItem(one))) : null,
  ].filter(Boolean);
}

function claimItem(claim, edge) {
  const [first, ...rest] = claim.evidence;
  const modality = MODALITIES.find((one) => one.name === claim.modality);
  const who = claim.claimant ? `, by ${claim.claimant}` : "";
  const more = [claim.outcome && claim.outcome !== edge.outcome ? `outcome: ${claim.outcome}` : "", claim.reason && claim.reason !== edge.reason ? `reason: ${claim.reason}` : "", when(claim) && when(claim) !== when(edge) ? when(claim) : ""].filter(Boolean);
  return h(
    "li",
    {},
    h("p", { class: "modality" }, h("b", {}, claim.modality), who, modality ? h("span", {}, ` · ${modality.about}`) : null),
    more.length ? h("p", { class: "small" }, more.join(" · ")) : null,
    claim.standing ? h("p", { class: "review" }, h("b", {}, "⊘ Doesn't count: "), STANDING[claim.standing]) : null,
    claim.review ? h("p", { class: "review" }, h("b", {}, `${claim.standing ? "" : "✓ "}${claim.review.verdict} by ${claim.review.by}: `), claim.review.reason) : null,
    quoteBlock(first, claim.reported),
    rest.length ? h("details", { open: rest.length < 4 }, h("summary", {}, "What its words stand for"), rest.map((quote) => quoteBlock(quote, null, true))) : null,
    h("p", { class: "small" }, `Read by ${claim.extractor}, ${Math.round(claim.confidence * 100)} % · claim ${claim.id}`),
  );
}

function quoteBlock(quote, reported, aside) {
  const where = `Characters ${amount(quote.start)} to ${amount(quote.end)}; the words aren't in this file.`;
  return h("blockquote", { class: aside ? "aside" : null }, quote.text ? h("p", {}, inContext(quote)) : h("p", { class: "nowords" }, where), sourceLine(quote, reported));
}

function linkItem(edge, from) {
  const label = from ? [edge.from === from.i ? "" : `${nodes[edge.from].name} `, relationOf(edge).label, edge.from === from.i ? ` ${nodes[edge.to].name}` : ""] : sentence(edge);
  const word = shortLabel(edge);
  const more = [word !== relationOf(edge).label && word !== "evaluated" ? word : "", when(edge)].filter(Boolean).join(" · ");
  return h(
    "li",
    {},
    button(label, () => go({ selected: { edge } }), { class: "as-link" }),
    edge.status === "confirmed" || edge.status === "reported" ? null : badge(edge.status),
    more ? h("span", { class: "small" }, more) : null,
  );
}

const LINKS_LISTED = 40;

function thingPanel(node) {
  const visible = node.edges.filter((edge) => shown.isEdge[edge.i]);
  const groups = RELATIONS.map((relation) => [relation, visible.filter((edge) => relationOf(edge) === relation)]).filter(([, list]) => list.length);
  const here = state.tab === "graph" && state.scope === "about" && state.about === node;
  return [
    h("p", { class: "marks" }, h("span", { class: "badge" }, shapeSample(node.type), node.type)),
    h("h2", { tabindex: "-1" }, node.name),
    node.aliases.length ? h("p", { class: "small" }, `Also: ${node.aliases.join(", ")}`) : null,
    h(
      "p",
      { class: "do" },
      here ? null : button("Draw what surrounds it", () => focusOn(node)),
      button("Path from here", () => go({ tab: "graph", scope: "path", a: node, b: state.b === node ? null : state.b })),
      button([icon("print"), "Dossier"], printDossier),
    ),
    h("p", { class: "small" }, `${amount(visible.length)} of ${plural(node.edges.length, "link")} shown`),
    groups.map(([relation, list]) => [
      h("h3", { title: relation.reads }, `${relation.label} `, h("span", { class: "count" }, list.length)),
      h("ul", { class: "links" }, list.slice(0, LINKS_LISTED).map((edge) => linkItem(edge, node)), list.length > LINKS_LISTED ? h("li", { class: "small" }, `and ${list.length - LINKS_LISTED} more in the table`) : null),
    ]),
  ]
    .flat(Infinity)
    .filter(Boolean);
}
