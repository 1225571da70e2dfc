// Who depends, within some hops, on a vendor, a model or a chip: it or what it makes is used, or is in something that is used.
// on (name, required): on what
// hops (integer): how many hops at most, up to 5
// limit (integer): how many rows at most
// :param {on: "Nvidia", hops: 3, limit: 200}
OPTIONAL MATCH (c:Company {name: $on})
OPTIONAL MATCH (m:Model {name: $on})
OPTIONAL MATCH (k:Product {name: $on})
UNWIND [n IN [c, m, k] WHERE n IS NOT NULL] AS x
MATCH (x)-[:DEVELOPS*0..1]->(d)
MATCH way = (d)<-[:USES|PART_OF*1..5]-(y)
WHERE length(way) <= toInteger($hops) AND all(e IN relationships(way) WHERE e.status IN ['confirmed', 'reported', 'disputed'])
WITH y, way, [n IN nodes(way) | n.name] AS chain, [e IN relationships(way) | {subject: startNode(e).name, relation: type(e), object: endNode(e).name, status: e.status, quote: e.quote, source: e.source, url: e.url}] AS steps
RETURN DISTINCT y.name AS name, labels(y)[0] AS type, size(steps) AS hops, chain, steps
ORDER BY hops, name, chain
LIMIT toInteger($limit);
