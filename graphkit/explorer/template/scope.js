// The line above the drawing in the graph tab: all of it, what surrounds one thing, or the ways between two.

// What the graph tab draws: everything, what surrounds one thing, or the ways between two.
function renderScope() {
  const box = byId("scope");
  box.hidden = state.tab !== "graph";
  if (box.hidden) return;
  const kinds = [["all", "Whole graph"], ["about", "Around one thing"], ["path", "Between two"]];
  const first = state.about ?? state.selected?.node ?? (state.selected?.edge ? nodes[state.selected.edge.from] : busiest());
  const pick = (scope) => go(scope === "about" ? { scope, about: first } : scope === "path" ? { scope, a: state.a ?? state.selected?.node ?? null } : { scope });
  box.replaceChildren(h("div", { class: "switch", role: "group", "aria-label": "What is drawn" }, kinds.map(([name, label]) => button(label, () => pick(name), { "aria-pressed": String(state.scope === name) }))));
  if (state.scope === "about") {
    const depth = h("select", { "aria-label": "Steps away", onchange: (event) => go({ depth: +event.target.value }, { quiet: true }) }, [1, 2, 3].map((n) => h("option", { value: n, selected: n === state.depth }, plural(n, "step"))));
    box.append(h("div", { class: "pick" }, thingField("about", "Thing"), depth));
  }
  if (state.scope === "path") {
    const turn = button("⇄", () => go({ a: state.b, b: state.a }), { "aria-label": "Turn round", title: "Turn round" });
    box.append(h("div", { class: "pick" }, thingField("a", "From"), turn, thingField("b", "To")));
  }
}

const busiest = () => [...shown.nodes].map((i) => nodes[i]).reduce((a, b) => (!a || b.edges.length > a.edges.length ? b : a), null) ?? nodes[0];

// A field that takes a name, with the names that fit under it.
function thingField(key, label) {
  const list = h("datalist", { id: `names-${key}` });
  const suggest = (typed) => list.replaceChildren(...search(typed).things.slice(0, 12).map((node) => h("option", { value: node.name })));
  const take = (value) => {
    const exact = nodes.find((node) => node.name === value) ?? search(value).things[0] ?? null;
    const unknown = { ...state.unknown, [key]: exact ? "" : value.trim() };
    if (!exact || exact !== state[key]) go({ [key]: exact, unknown, selected: key === "about" && exact ? { node: exact } : state.selected });
  };
  const input = h("input", { type: "text", list: list.id, value: state[key]?.name ?? state.unknown[key] ?? "", placeholder: label, "aria-label": label, autocomplete: "off", spellcheck: "false", oninput: (event) => suggest(event.target.value), onchange: (event) => take(event.target.value) });
  return h("span", { class: "thing-field" }, input, list);
}
