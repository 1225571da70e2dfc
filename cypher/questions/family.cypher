// The family tree of a model, product or company: what is part of it, and what it is part of, each with the chain in between.
// of (name, required): whose family
// :param {of: "Qwen"}
OPTIONAL MATCH (c:Company {name: $of})
OPTIONAL MATCH (m:Model {name: $of})
OPTIONAL MATCH (k:Product {name: $of})
UNWIND [n IN [c, m, k] WHERE n IS NOT NULL] AS x
MATCH way = (x)-[:PART_OF*1..4]-(y)
WHERE all(e IN relationships(way) WHERE e.status IN ['confirmed', 'reported', 'disputed'])
WITH y, way, [n IN nodes(way) | n.name] AS chain, [e IN relationships(way) | startNode(e).name + ' is part of ' + endNode(e).name] AS steps, [e IN relationships(way) | {status: e.status, quote: e.quote, source: e.source, url: e.url}] AS evidence
RETURN DISTINCT y.name AS name, labels(y)[0] AS type, size(steps) AS distance, chain, steps, evidence
ORDER BY distance, name, chain;
