// How two things are connected: the shortest chains between them, each hop with its quote.
// start (name, required): one end
// finish (name, required): the other end
// limit (integer): how many rows at most
// :param {start: "Apple", finish: "Huawei", limit: 10}
OPTIONAL MATCH (c:Company {name: $start})
OPTIONAL MATCH (m:Model {name: $start})
OPTIONAL MATCH (k:Product {name: $start})
OPTIONAL MATCH (g:Regulator {name: $start})
OPTIONAL MATCH (h:Person {name: $start})
UNWIND [n IN [c, m, k, g, h] WHERE n IS NOT NULL] AS x
OPTIONAL MATCH (c2:Company {name: $finish})
OPTIONAL MATCH (m2:Model {name: $finish})
OPTIONAL MATCH (k2:Product {name: $finish})
OPTIONAL MATCH (g2:Regulator {name: $finish})
OPTIONAL MATCH (h2:Person {name: $finish})
UNWIND [n IN [c2, m2, k2, g2, h2] WHERE n IS NOT NULL] AS y
MATCH way = allShortestPaths((x)-[:PARTNERS_WITH|EVALUATED|REGULATED_BY|COMPETES_WITH|DEVELOPS|USES|INVESTS_IN|ACQUIRES|LEADS|PART_OF*1..5]-(y))
WHERE all(e IN relationships(way) WHERE e.status IN ['confirmed', 'reported', 'disputed'])
WITH length(way) AS hops, [n IN nodes(way) | n.name] AS chain, [e IN relationships(way) | {subject: startNode(e).name, relation: type(e), object: endNode(e).name, status: e.status, quote: e.quote, source: e.source, url: e.url}] AS steps
RETURN hops, chain, steps
ORDER BY hops, chain
LIMIT toInteger($limit);
