// Dates with the precision that the source gave. Bounds are ISO days, which compare as strings; "" and "9999" are open.

function bounds(text) {
  if (!text) return ["", "9999"];
  if (text.startsWith("../")) return ["", bounds(text.slice(3))[1]];
  if (text.endsWith("/..")) return [bounds(text.slice(0, -3))[0], "9999"];
  const [year, part, day] = text.split("-");
  if (!part) return [`${year}-01-01`, `${year}-12-31`];
  const [first, last] = part[0] === "Q" ? [3 * part[1] - 2, 3 * part[1]] : part[0] === "H" ? (part[1] === "1" ? [1, 6] : [7, 12]) : [+part, +part];
  if (day) return [text, text];
  const two = (month) => String(month).padStart(2, "0");
  return [`${year}-${two(first)}-01`, `${year}-${two(last)}-${new Date(Date.UTC(+year, last, 0)).getUTCDate()}`];
}

// What is wrong with the two ends of a period, in words; "" where nothing is.
function periodProblem(from, to) {
  for (const text of [from, to].filter(Boolean)) {
    const [, month, day] = /^(?!0000)\d{4}(?:-(?:Q[1-4]|H[12]|(\d\d)(?:-(\d\d))?))?$/.exec(text) ?? [null, "99"];
    if (month && (month < 1 || month > 12 || (day && (day < 1 || day > new Date(Date.UTC(text.slice(0, 4), month, 0)).getUTCDate())))) return `${text} is no date: write 2026, 2026-Q1, 2026-H1, 2026-03 or 2026-03-31.`;
  }
  return from && to && bounds(from)[0] > bounds(to)[1] ? `${dateText(from)} is later than ${dateText(to)}.` : "";
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

function dateText(text) {
  if (!text) return "";
  if (text.startsWith("../")) return `by ${dateText(text.slice(3))}`;
  if (text.endsWith("/..")) return `from ${dateText(text.slice(0, -3))} on`;
  const [year, part, day] = text.split("-");
  if (!part) return year;
  if (/[QH]/.test(part)) return `${part} ${year}`;
  return `${day ? `${+day} ` : ""}${MONTHS[+part - 1]} ${year}`;
}

// When a link holds, in words; and when it was said, if that is all there is.
function when(link) {
  if (link.since && link.until) return link.since === link.until ? dateText(link.since) : `${dateText(link.since)} – ${dateText(link.until)}`;
  if (link.since) return dateText(link.since);
  if (link.until) return `until ${dateText(link.until)}`;
  return link.reported ? `said ${dateText(link.reported)}` : "";
}

// First and last day that a link may hold on; null for what has no date at all.
function extent(edge) {
  const event = EVENTS.has(relationOf(edge).name);
  if (edge.since) return [bounds(edge.since)[0], edge.until ? bounds(edge.until)[1] : event ? bounds(edge.since)[1] : "9999"];
  if (edge.until) return [event ? bounds(edge.until)[0] : "", bounds(edge.until)[1]];
  return edge.reported ? bounds(edge.reported) : null;
}

// What to sort by: the beginning, else the end, else the day it was said.
const sortDay = (link) => (link.day ??= bounds(link.since ?? link.until ?? link.reported ?? "")[0] || bounds(link.until ?? "")[1].replace("9999", ""));
