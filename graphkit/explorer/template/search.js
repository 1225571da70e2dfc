// Search over names, other names, quotes, reasons and sources, in all of the graph, drawn or not, filtered out or not.

const findBox = byId("find");
const foundBox = byId("found");
const MOST_THINGS = 6;
const MOST_QUOTES = 8;
let active = -1;

function search(text) {
  const terms = searchTerms(text);
  if (!terms.length) return { terms, things: [], links: [], count: 0 };
  const every = (target) => terms.every((term) => target.includes(term));
  const things = nodes.filter((node) => every((node.folded ??= fold([node.name, ...node.aliases].join(" ")))));
  const starts = (node) => (fold(node.name).startsWith(terms[0]) ? 0 : 1);
  things.sort((a, b) => starts(a) - starts(b) || b.edges.length - a.edges.length || byName(a, b));
  const links = edges.filter((edge) => every(searchText(edge)));
  return { terms, things, links, count: links.length };
}

// The quote (or reason) of a link that holds most of the words searched for, cut around the first of them.
function snippet(edge, terms) {
  const texts = claimsOf(edge).flatMap((claim) => claim.evidence.map((quote) => `${quote.before}${quote.text}${quote.after}`));
  const sources = claimsOf(edge).map(({ evidence: [{ document }] }) => [document.title, document.publisher].filter(Boolean).join(", "));
  const all = [edge.reason, ...texts, ...sources].filter(Boolean).map((one) => one.replace(/\s+/g, " "));
  const hits = (text) => terms.filter((term) => fold(text).includes(term)).length;
  const best = all.reduce((a, b) => (hits(b) > hits(a) ? b : a), all[0] ?? "");
  const at = Math.max(0, fold(best).indexOf(terms.find((term) => fold(best).includes(term)) ?? ""));
  const start = at > 50 ? best.indexOf(" ", at - 40) + 1 : 0;
  return (start ? "…" : "") + clip(best.slice(start), 120);
}

function showFound() {
  const { terms, things, links, count } = search(findBox.value);
  active = -1;
  foundBox.dataset.of = findBox.value;
  foundBox.replaceChildren();
  if (!terms.length) return hideFound();
  const option = (onpick, ...content) => h("div", { role: "option", id: `found-${foundBox.querySelectorAll("[role=option]").length}`, "aria-selected": "false", onclick: onpick }, content);
  const pick = (selected) => () => {
    hideFound();
    go({ selected });
  };
  const group = (label) => foundBox.append(h("p", { class: "group", role: "presentation" }, label));
  if (things.length) group(`Things (${amount(things.length)})`);
  for (const node of things.slice(0, MOST_THINGS)) {
    const alias = node.aliases.find((one) => terms.some((term) => fold(one).includes(term)));
    const hidden = shown.nodes.has(node.i) ? "" : " · filtered out";
    foundBox.append(
      option(pick({ node }), h("span", { class: "what" }, shapeSample(node.type), h("span", {}, marked(node.name, terms))), h("small", {}, alias ? ["also ", marked(alias, terms), " · "] : "", `${node.type} · ${plural(node.edges.length, "link")}${hidden}`)),
    );
  }
  if (links.length) group(`Links (${amount(count)})`);
  for (const edge of links.slice(0, MOST_QUOTES)) {
    foundBox.append(option(pick({ edge }), h("span", { class: "what" }, h("span", {}, marked(sentence(edge), terms)), shown.isEdge[edge.i] ? null : h("small", {}, " filtered out")), h("small", { class: "quote" }, marked(snippet(edge, terms), terms))));
  }
  if (count > 1) {
    foundBox.append(
      option(() => {
        const words = findBox.value.trim();
        hideFound();
        state = { ...state, tab: "table", rows: "links" };
        changeFilters({ words });
      }, h("span", { class: "what all" }, `List all ${amount(count)} links with “${clip(findBox.value.trim(), 30)}”`)),
    );
  }
  if (!things.length && !count) foundBox.append(h("p", { class: "group", role: "presentation" }, "Nothing holds these words."));
  foundBox.hidden = false;
  findBox.setAttribute("aria-expanded", "true");
  announce(`${plural(things.length, "thing")} and ${plural(count, "link")} found`);
}

function hideFound() {
  foundBox.hidden = true;
  findBox.setAttribute("aria-expanded", "false");
  findBox.removeAttribute("aria-activedescendant");
}

function startSearch() {
  let waiting;
  findBox.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(showFound, edges.length > 5000 ? 200 : 60);
  });
  findBox.addEventListener("focus", () => findBox.value.trim() && showFound());
  findBox.addEventListener("keydown", (event) => {
    const options = [...foundBox.querySelectorAll("[role=option]")];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!options.length) return;
      active = (active + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length;
      options.forEach((one, i) => one.setAttribute("aria-selected", String(i === active)));
      options[active].scrollIntoView({ block: "nearest" });
      findBox.setAttribute("aria-activedescendant", options[active].id);
      event.preventDefault();
    } else if (event.key === "Enter") {
      if (foundBox.hidden) showFound();
      (options[active] ?? options[0])?.click();
    } else if (event.key === "Escape") {
      if (foundBox.hidden) findBox.value = "";
      hideFound();
      event.stopPropagation();
    }
  });
  document.addEventListener("pointerdown", (event) => byId("finder").contains(event.target) || hideFound());
}
