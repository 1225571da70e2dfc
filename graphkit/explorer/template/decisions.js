// Who evaluated whom, what came of it, and why: one card for each evaluator and vendor.

const CARDS = 30;
let cards = CARDS;

const outcomeOf = (edge) => (relationOf(edge).name === "REJECTED_BECAUSE" ? "rejected" : (edge.outcome ?? "unknown"));

// All decisions shown, before the outcome and the reason that may be picked in the summary.
function allDecisions() {
  if (allDecisions.of === shown) return allDecisions.found;
  const pairs = new Map();
  for (const edge of shown.edges) {
    if (!DECISION.has(relationOf(edge).name)) continue;
    const key = `${edge.from} ${edge.to}`;
    if (!pairs.has(key)) pairs.set(key, { a: nodes[edge.from], b: nodes[edge.to], edges: [] });
    pairs.get(key).edges.push(edge);
  }
  for (const pair of pairs.values()) {
    const day = (edge) => sortDay(edge);
    pair.edges.sort((a, b) => (day(a) < day(b) ? 1 : day(a) > day(b) ? -1 : relationOf(b).name.localeCompare(relationOf(a).name)));
    pair.day = pair.edges.map(day).reduce((a, b) => (a > b ? a : b), "");
    const outcomes = new Set(pair.edges.map(outcomeOf));
    // "unknown" says nothing beside an outcome that is known.
    if (outcomes.size > 1) outcomes.delete("unknown");
    // What speaks for the pair: the newest that is known, and the rejection that says why.
    [pair.outcome] = outcomes;
    pair.lead = pair.edges.find((edge) => relationOf(edge).name === "REJECTED_BECAUSE") ?? pair.edges[0];
    pair.outcomes = Object.keys(OUTCOME).filter((one) => outcomes.has(one));
    pair.reasons = [...new Set(pair.edges.map((edge) => edge.reason_class).filter(Boolean))];
    pair.confidence = Math.max(...pair.edges.map((edge) => edge.confidence));
  }
  allDecisions.of = shown;
  allDecisions.found = [...pairs.values()];
  return allDecisions.found;
}

const ORDERS = {
  new: ["Newest first", (a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : byName(a.a, b.a) || byName(a.b, b.b))],
  evaluator: ["By evaluator", (a, b) => byName(a.a, b.a) || byName(a.b, b.b)],
  vendor: ["By vendor", (a, b) => byName(a.b, b.b) || byName(a.a, b.a)],
  sure: ["Most certain first", (a, b) => b.confidence - a.confidence || byName(a.a, b.a) || byName(a.b, b.b)],
};

// Asked for by the list and by the drawing: sorted once for each question.
function listedDecisions() {
  const question = [state.outcome, state.why, state.order].join();
  if (listedDecisions.of === shown && listedDecisions.question === question) return listedDecisions.found;
  const picked = allDecisions().filter((pair) => (!state.outcome || pair.outcomes.includes(state.outcome)) && (!state.why || pair.reasons.includes(state.why)));
  return Object.assign(listedDecisions, { of: shown, question, found: picked.sort(ORDERS[state.order][1]) }).found;
}

function summary() {
  const all = allDecisions();
  const count = (test) => all.filter(test).length;
  const outcomes = Object.keys(OUTCOME).map((name) => [name, count((pair) => pair.outcomes.includes(name))]).filter(([name, n]) => n || state.outcome === name);
  const reasons = Object.keys(payload.words.reasons).map((name) => [name, count((pair) => pair.reasons.includes(name))]).filter(([name, n]) => n || state.why === name);
  reasons.sort((a, b) => b[1] - a[1]);
  const toggle = (key, value) => () => {
    cards = CARDS;
    go({ [key]: state[key] === value ? "" : value }, { quiet: true });
  };
  return h(
    "div",
    { class: "summary" },
    h(
      "div",
      { class: "pills", role: "group", "aria-label": "Outcome" },
      outcomes.map(([name, n]) => button([h("b", { "aria-hidden": "true" }, OUTCOME[name].mark), OUTCOME[name].label, h("span", { class: "count" }, n)], toggle("outcome", name), { class: `pill outcome-${name}`, "aria-pressed": String(state.outcome === name) })),
    ),
    reasons.length
      ? h(
          "div",
          { class: "pills", role: "group", "aria-label": "Stated reason" },
          h("span", { class: "lead" }, "Why"),
          reasons.map(([name, n]) => button([reasonName(name), h("span", { class: "count" }, n)], toggle("why", name), { class: "pill", "aria-pressed": String(state.why === name), title: payload.words.reasons[name] })),
        )
      : null,
  );
}

function renderDecisions(list) {
  const pairs = listedDecisions();
  const order = h("select", { id: "order", onchange: (event) => go({ order: event.target.value }, { quiet: true }) }, Object.entries(ORDERS).map(([name, [label]]) => h("option", { value: name, selected: state.order === name }, label)));
  list.replaceChildren(
    h("div", { class: "list-head" }, h("h2", {}, "Who evaluated whom, and why"), h("label", { class: "order" }, h("span", { class: "off-screen" }, "Order"), order)),
    summary(),
    pairs.length ? h("ol", { class: "cards" }, pairs.slice(0, cards).map(card)) : h("p", { class: "nothing" }, allDecisions().length ? "No decision fits what is picked above." : hasDecisions ? nothing("No decision is shown") : nothing("This file holds no decision.", false)),
  );
  if (pairs.length > cards) {
    const more = () => {
      cards += CARDS * 2;
      render();
    };
    list.append(button(`Show more (${cards} of ${pairs.length})`, more, { class: "more" }));
  }
}

function card(pair) {
  const { lead } = pair;
  const picked = state.selected?.edge && pair.edges.includes(state.selected.edge);
  const status = [...new Set(pair.edges.map((edge) => edge.status))].filter((one) => one !== "confirmed");
  const dates = [...new Set(pair.edges.map(when).filter(Boolean))];
  const origins = Math.max(...pair.edges.map((edge) => edge.origins));
  return h(
    "li",
    { class: "card" + (picked ? " picked" : ""), onclick: (event) => event.target.closest("a, button") || getSelection().toString() || go({ selected: { edge: lead } }) },
    h("p", { class: "marks" }, pair.outcomes.map(outcomeBadge), status.map(badge), h("span", { class: "date" }, dates.join(" · "))),
    h("h3", {}, button([h("span", {}, pair.a.name), h("span", { class: "to" }, " on "), h("span", {}, pair.b.name)], () => go({ selected: { edge: lead } }), { class: "title", "aria-pressed": String(Boolean(picked)) })),
    pair.edges.filter(whyOf).map((edge) => h("p", { class: "why" }, h("span", { class: "lead" }, "Why"), whyOf(edge), edge.reason && edge.reason_class ? h("span", { class: "class" }, reasonName(edge.reason_class)) : null)),
    pair.edges.filter((edge) => edge.disagreement).map((edge) => disagreement(edge)),
    cardQuotes(pair),
    h("p", { class: "small" }, `${plural(origins, "origin")} · ${Math.round(pair.confidence * 100)} % confidence`),
  );
}

// The first quote of each link, as it makes the claim; the panel has the rest.
function cardQuotes(pair) {
  const seen = new Set();
  const quotes = [];
  for (const edge of pair.edges) {
    for (const claim of claimsOf(edge)) {
      const quote = claim.evidence[0];
      const key = quote.document.id + quote.start;
      if (!quote.text || seen.has(key)) continue;
      seen.add(key);
      quotes.push(h("blockquote", {}, h("p", {}, inContext(quote)), sourceLine(quote, claim.reported)));
      break;
    }
  }
  return quotes.slice(0, 2);
}

const disagreement = (edge) => h("p", { class: "disagreement" }, h("b", {}, "≠ Sources disagree: "), edge.disagreement);
