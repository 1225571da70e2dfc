// Everything said about a pair, in the order of its dates, whatever its status.
// one (name, required): one of the two
// other (name, required): the other
// :param {one: "Apple", other: "Alibaba"}
OPTIONAL MATCH (c:Company {name: $one})
OPTIONAL MATCH (m:Model {name: $one})
OPTIONAL MATCH (k:Product {name: $one})
OPTIONAL MATCH (g:Regulator {name: $one})
OPTIONAL MATCH (h:Person {name: $one})
UNWIND [n IN [c, m, k, g, h] WHERE n IS NOT NULL] AS x
MATCH (x)-[e:PARTNERS_WITH|EVALUATED|REJECTED_BECAUSE|REGULATED_BY|COMPETES_WITH|DEVELOPS|USES|INVESTS_IN|ACQUIRES|LEADS|PART_OF]-(y)
WHERE y.name = $other AND e.status IS NOT NULL
RETURN DISTINCT coalesce(e.from, e.to, e.first_reported) AS date, startNode(e).name AS subject, type(e) AS relation, endNode(e).name AS object, e.outcome AS outcome, e.reason AS reason, e.to AS until, e.status AS status, e.quote AS quote, e.source AS source, e.url AS url
ORDER BY date, relation, subject, quote;
