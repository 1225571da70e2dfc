// Files: the table as CSV, the graph as JSON (the shape that graphkit's View takes), the drawing as SVG and PNG.

// A spreadsheet runs a cell that begins like a formula; an apostrophe in front makes it text.
function cell(value) {
  let text = value === null || value === undefined ? "" : String(value);
  if (/^[\s]*[=+\-@＝＋－＠\t\r]/.test(text)) text = "'" + text;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const CSV_HEAD = "subject,subject_type,relation,object,object_type,status,outcome,reason,reason_class,action,role,from,to,reported,origins,confidence,disagreement,modality,claimant,quote,before,after,document,publisher,url,published,page,start,end,extractor,claim_confidence,claim_id,standing,review,reviewed_by,review_reason,document_retracted,evidence,edge_key".split(",");

// One row for each quote, so that nothing is lost.
function csvOf(list) {
  const rows = [CSV_HEAD];
  for (const edge of list) {
    const [a, b] = [nodes[edge.from], nodes[edge.to]];
    const link = [a.name, a.type, relationOf(edge).name, b.name, b.type, edge.status, edge.outcome, edge.reason, edge.reason_class, edge.action, edge.role, edge.since, edge.until, edge.reported, edge.origins, edge.confidence, edge.disagreement];
    for (const claim of claimsOf(edge)) {
      claim.evidence.forEach((quote, i) => {
        const { document } = quote;
        rows.push([...link, claim.modality, claim.claimant, quote.text, quote.before, quote.after, document.title, document.publisher, document.url, document.published, quote.page, quote.start, quote.end, claim.extractor, claim.confidence, claim.id, claim.standing, claim.review?.verdict, claim.review?.by, claim.review?.reason, document.retracted, i ? "context" : "statement", edge.key]);
      });
    }
  }
  // The mark at the beginning tells spreadsheets that this is UTF-8.
  return "\ufeff" + rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

function jsonOf(list) {
  const there = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null && value !== undefined));
  const used = new Set();
  const about = new Set();
  const links = list.map((edge) => {
    const { key, status, modality, outcome, reason, reason_class, action, role, round, reported, origins, confidence, disagreement } = edge;
    about.add(edge.from).add(edge.to);
    const claims = claimsOf(edge).map(({ since, until, evidence, ...claim }) => {
      evidence.forEach((quote) => used.add(quote.document));
      return there({ ...claim, from: since, to: until, evidence: evidence.map((quote) => there({ ...quote, document: quote.document.id })) });
    });
    return there({ key, type: relationOf(edge).name, subject: nodes[edge.from].id, object: nodes[edge.to].id, status, modality, outcome, reason, reason_class, action, role, round, from: edge.since, to: edge.until, reported, origins, confidence, disagreement, claims });
  });
  const things = nodes.filter((node) => about.has(node.i)).map(({ id, name, type, aliases }) => ({ id, name, type, aliases }));
  const sources = documents.filter((one) => used.has(one)).map(({ id, title, publisher, url, published, retracted }) => there({ id, title, publisher, url, published, retracted }));
  return JSON.stringify({ nodes: things, edges: links, documents: sources }, null, 1);
}

const fileName = (end) => `${payload.title.normalize("NFKD").replace(/[^\w]+/g, "-").replace(/^-+|-+$/g, "").toLowerCase().slice(0, 60) || "graph"}.${end}`;

function download(content, type, end) {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = h("a", { href: address, download: fileName(end) });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  announce(`Saved ${fileName(end)}`);
}

const SAVES = {
  csv: () => download(csvOf(viewLinks()), "text/csv;charset=utf-8", "csv"),
  json: () => download(jsonOf(viewLinks()), "application/json", "json"),
  "csv-all": () => download(csvOf(edges), "text/csv;charset=utf-8", "csv"),
  "json-all": () => download(jsonOf(edges), "application/json", "json"),
  svg: () => {
    const svg = pictureOf(currentPicture(), { title: payload.title });
    if (svg) download(new XMLSerializer().serializeToString(svg), "image/svg+xml", "svg");
  },
  png: async () => {
    const svg = pictureOf(currentPicture(), { title: payload.title });
    if (svg) download(await pixelsOf(svg), "image/png", "png");
  },
};
