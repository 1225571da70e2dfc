// Building the page. Text only ever becomes text nodes; the one way to make a link out of data is `outside`.

const byId = (id) => document.getElementById(id);

function h(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

function s(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value !== undefined && value !== null) element.setAttribute(key, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

const button = (label, onclick, attributes, ...more) => h("button", { type: "button", onclick, ...attributes }, label, ...more);

// Simple line icons on a 16 × 16 grid.
const PATHS = {
  sun: "M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6M8 1v2M8 13v2M1 8h2M13 8h2M3 3l1.4 1.4M11.6 11.6 13 13M13 3l-1.4 1.4M4.4 11.6 3 13",
  filter: "M2 4h12M4.5 8h7M7 12h2",
  save: "M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11",
  close: "M4 4l8 8M12 4l-8 8",
  help: "M5.8 6a2.2 2.2 0 1 1 3.3 1.9c-.7.4-1.1.8-1.1 1.6M8 12v.3",
  plus: "M8 3v10M3 8h10",
  minus: "M3 8h10",
  fit: "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",
  label: "M2 4h12v8H2zM5 8h6",
  link: "M6.5 9.5l3-3M7 5l1.6-1.6a2.7 2.7 0 0 1 4 4L11 9M9 11l-1.6 1.6a2.7 2.7 0 0 1-4-4L5 7",
  print: "M4.5 6V2.5h7V6M4.5 12H2.5V6h11v6h-2M4.5 9.5h7v4h-7z",
  out: "M6.5 3.5h-3v9h9v-3M9 2.5h4.5V7M13.5 2.5 7.5 8.5",
};

function icon(name) {
  return s("svg", { class: "icon", viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" }, s("path", { d: PATHS[name] }));
}

// A link to a source: only http and https, never with our address or a way back. Anything else is shown, not linked.
function outside(address, label, title) {
  let url;
  try {
    url = new URL(address);
  } catch {
    url = null;
  }
  if (!url || !/^https?:$/.test(url.protocol)) return h("span", { class: "withheld", title: "Not a web address, so no link" }, label, " (link withheld)");
  return h("a", { href: url.href, target: "_blank", rel: "noopener noreferrer", title }, label, "\u00a0", icon("out"));
}

// `text` with the words that were searched for marked. `fold` must keep its length, or nothing is marked.
function marked(text, terms) {
  const folded = fold(text);
  if (!terms.length || folded.length !== text.length) return [text];
  const found = [];
  for (const term of terms) {
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length)) found.push([at, at + term.length]);
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const parts = [];
  let done = 0;
  for (const [start, end] of found) {
    if (start < done) continue;
    parts.push(text.slice(done, start), h("mark", {}, text.slice(start, end)));
    done = end;
  }
  return [...parts, text.slice(done)];
}

// Lower case without accents: what is compared in a search.
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const amount = new Intl.NumberFormat("en").format;
const plural = (count, one, many) => `${amount(count)} ${count === 1 ? one : (many ?? one + "s")}`;

const clip = (text, length) => (text.length <= length ? text : text.slice(0, length - 1).trimEnd() + "…");

function announce(text) {
  byId("said").textContent = text;
}
