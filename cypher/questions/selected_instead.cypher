// Whom those that turned a vendor down selected.
// of (name, required): who was turned down
// limit (integer): how many rows at most
// :param {of: "Baidu", limit: 100}
OPTIONAL MATCH (c:Company {name: $of})
OPTIONAL MATCH (m:Model {name: $of})
OPTIONAL MATCH (k:Product {name: $of})
UNWIND [n IN [c, m, k] WHERE n IS NOT NULL] AS x
MATCH (x)<-[r:EVALUATED]-(b)
WHERE r.outcome = 'rejected' AND r.status IN ['confirmed', 'reported', 'disputed']
MATCH (b)-[e:EVALUATED]->(v)
WHERE e.outcome = 'selected' AND e.status IN ['confirmed', 'reported', 'disputed']
RETURN DISTINCT v.name AS vendor, labels(v)[0] AS type, b.name AS buyer, e.from AS date, e.status AS status, e.quote AS quote, e.source AS source, e.url AS url
ORDER BY vendor, buyer, date
LIMIT toInteger($limit);
