// The rows that Python packed (pack.py), read back. Claims are unpacked when someone looks at them.

const documents = payload.documents.map(([id, title, publisher, url, published, retracted]) => ({ id, title, publisher, url, published, retracted, group: publisher || title }));

const nodes = payload.nodes;
nodes.forEach((node, i) => {
  node.i = i;
  node.name = node.label;
  node.aliases ??= [];
  node.edges = [];
});

const edges = payload.edges.map(([key, type, from, to, status, confidence, packed, more]) => ({ key, type, from, to, status: payload.words.statuses[status], confidence, packed, more, claims: null }));
const groupNames = [...new Set(documents.map((one) => one.group))];
const groupNumber = new Map(groupNames.map((name, i) => [name, i]));
documents.forEach((one) => (one.groupNumber = groupNumber.get(one.group)));
edges.forEach((edge, i) => {
  edge.i = i;
  if (edge.more) Object.assign(edge, edge.more);
  edge.modality ??= "asserted";
  edge.origins ??= 1;
  edge.groups = edge.packed.length === 1 ? [documents[edge.packed[0][4][0][0]].groupNumber] : [...new Set(edge.packed.map((claim) => documents[claim[4][0][0]].groupNumber))];
  nodes[edge.from].edges.push(edge);
  if (edge.to !== edge.from) nodes[edge.to].edges.push(edge);
});

const nodeById = new Map(nodes.map((node) => [node.id, node]));
const edgeByKey = new Map(edges.map((edge) => [edge.key, edge]));

function claimsOf(edge) {
  edge.claims ??= edge.packed.map(([id, confidence, modality, extractor, quotes, more]) => ({
    id,
    confidence,
    modality: MODALITIES[modality].name,
    extractor: payload.extractors[extractor],
    ...more,
    evidence: quotes.map(([document, start, end, page, text, before, after]) => ({
      document: documents[document],
      start: start ?? 0,
      end: end ?? 0,
      page: page || null,
      text: text ?? "",
      before: before ?? "",
      after: after ?? "",
    })),
  }));
  return edge.claims;
}

const other = (edge, node) => nodes[edge.from === node.i ? edge.to : edge.from];
const byName = (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.i - b.i);

// An address that opens a source at the quote: a text fragment on the web, a page of a PDF.
function addressAt(quote) {
  const { url } = quote.document;
  if (!url) return null;
  if (quote.page || /\.pdf($|[?#])/i.test(url)) return quote.page && !url.includes("#") ? `${url}#page=${quote.page}` : url;
  const words = quote.text.trim().split(/\s+/).filter(Boolean);
  if (!words.length) return url;
  const part = (list) => encodeURIComponent(list.join(" ")).replaceAll("-", "%2D");
  // Browsers match whole words; a long quote is given by its two ends, as the page may break it up.
  const fragment = words.length <= 10 ? part(words) : `${part(words.slice(0, 5))},${part(words.slice(-5))}`;
  return `${url}${url.includes("#") ? "" : "#"}:~:text=${fragment}`;
}
