// What things are called, and how they look. Nothing is told by colour alone: lines have dashes and a badge, things a shape.

const payload = JSON.parse(byId("data").textContent);

// Which part of the graph this file holds, where it isn't all.
const PART = payload.part && `Part of the graph: ${payload.part}.`;

const CONFIDENCE = "How sure it is that the words were read rightly, not how likely it is that they are true: that is what status, sources and origins tell.";

const SAID = { REJECTED_BECAUSE: "rejected", REGULATED_BY: "is regulated by", PART_OF: "is part of" };
const DECISION = new Set(["EVALUATED", "REJECTED_BECAUSE"]);
// These happen; the others last until something ends them.
const EVENTS = new Set(["EVALUATED", "REJECTED_BECAUSE", "ACQUIRES"]);

const RELATIONS = payload.words.relations.map(([name, reads, symmetric]) => ({
  name,
  reads,
  symmetric,
  label: SAID[name] ?? name.toLowerCase().replaceAll("_", " "),
}));
const TYPES = payload.words.types.map(([name, about]) => ({ name, about }));
const MODALITIES = payload.words.modalities.map(([name, about]) => ({ name, about }));

const STATUS = {
  confirmed: { about: "stated by a party to it, or by sources that don't depend on each other", dash: [], mark: "" },
  reported: { about: "stated by a third party", dash: [], mark: "", thin: true },
  disputed: { about: "sources disagree", dash: [9, 4, 2, 4], mark: "≠" },
  planned: { about: "announced, and still to come", dash: [9, 6], mark: "»" },
  rumoured: { about: "unconfirmed", dash: [2, 5], mark: "?" },
  denied: { about: "said not to be so", dash: [4, 4], mark: "×" },
  ended: { about: "was so, and is no longer", dash: [16, 7], mark: "†" },
  withdrawn: { about: "a person rejected it, or its document was retracted or replaced", dash: [1, 5], mark: "⊘", thin: true },
};

const OUTCOME = {
  selected: { label: "Selected", mark: "✓", colour: "good" },
  rejected: { label: "Rejected", mark: "×", colour: "bad" },
  pending: { label: "Pending", mark: "…", colour: "wait" },
  unknown: { label: "Outcome not stated", mark: "?", colour: "muted" },
};

const STANDING = {
  rejected: "a person rejected it",
  corrected: "a person put another in its place",
  retracted: "its document was retracted",
  superseded: "its document has a later version",
};

// vis-network's names for shapes.
const SHAPE = { Company: "dot", Model: "diamond", Product: "square", Regulator: "hexagon", Person: "triangle", Place: "triangleDown" };

const spaced = (name) => name.replaceAll("_", " ");
const REASON = { security_privacy: "security and privacy", performance_latency: "speed and latency", language_support: "languages" };
const reasonName = (name) => REASON[name] ?? spaced(name);

// Why, as the source says it; where its words aren't in this file, the kind of reason.
const whyOf = (edge) => edge.reason ?? (edge.reason_class && reasonName(edge.reason_class));

function relationOf(edge) {
  return RELATIONS[edge.type];
}

// A few words for a line in the drawing.
function shortLabel(edge) {
  const name = relationOf(edge).name;
  if (name === "EVALUATED") return edge.outcome && edge.outcome !== "unknown" ? edge.outcome : "evaluated";
  if (name === "REJECTED_BECAUSE") return edge.reason_class && edge.reason_class !== "other" ? reasonName(edge.reason_class) : "rejected";
  return edge.action ? spaced(edge.action) : (edge.role && clip(edge.role, 24)) || relationOf(edge).label;
}

function sentence(edge) {
  return `${nodes[edge.from].name} ${relationOf(edge).label} ${nodes[edge.to].name}`;
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

const badge = (status) =>
  h("span", { class: `badge status-${status}`, title: STATUS[status].about }, STATUS[status].mark && h("b", { "aria-hidden": "true" }, STATUS[status].mark), status);

const outcomeBadge = (outcome) => h("span", { class: `badge outcome-${outcome}` }, h("b", { "aria-hidden": "true" }, OUTCOME[outcome].mark), OUTCOME[outcome].label);

// A sample of a relation's line with its arrow, or of a status' dashes.
function lineSample(stroke, dash, width, arrow) {
  return s(
    "svg",
    { class: "sample", viewBox: "0 0 30 12", width: 30, height: 12, "aria-hidden": "true" },
    s("path", { d: "M1 6H" + (arrow ? 23 : 29), fill: "none", stroke, "stroke-width": width ?? 2, "stroke-dasharray": dash?.length ? dash.join(" ") : null }),
    arrow ? s("path", { d: "M22 2l7 4-7 4z", fill: stroke }) : null,
  );
}

function shapePath(shape, x, y, r) {
  const corners = (list) => "M" + list.map(([dx, dy]) => `${round(x + dx * r)} ${round(y + dy * r)}`).join("L") + "Z";
  if (shape === "square") return corners([[-1, -1], [1, -1], [1, 1], [-1, 1]]);
  if (shape === "diamond") return corners([[0, -1], [1, 0], [0, 1], [-1, 0]]);
  if (shape === "triangle") return corners([[0, -1.05], [1, 0.75], [-1, 0.75]]);
  if (shape === "triangleDown") return corners([[0, 1.05], [1, -0.75], [-1, -0.75]]);
  if (shape === "hexagon") return corners([[1, 0], [0.5, 0.87], [-0.5, 0.87], [-1, 0], [-0.5, -0.87], [0.5, -0.87]]);
  return `M${round(x - r)} ${round(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
}

const round = (value) => Math.round(value * 10) / 10;

function shapeSample(type) {
  return s("svg", { class: "sample shape", viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" }, s("path", { d: shapePath(SHAPE[type] ?? "dot", 8, 8, 6), fill: `var(--type-${type})` }));
}
