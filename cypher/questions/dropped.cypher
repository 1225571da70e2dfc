// Who turned a vendor down, or stopped using it, and why.
// vendor (name, required): who was dropped
// limit (integer): how many rows at most
// :param {vendor: "Baidu", limit: 100}
OPTIONAL MATCH (c:Company {name: $vendor})
OPTIONAL MATCH (m:Model {name: $vendor})
OPTIONAL MATCH (k:Product {name: $vendor})
UNWIND [n IN [c, m, k] WHERE n IS NOT NULL] AS v
MATCH (b)-[e:EVALUATED|USES]->(v)
WHERE (e.outcome = 'rejected' AND e.status IN ['confirmed', 'reported', 'disputed']) OR (type(e) = 'USES' AND e.status = 'ended')
OPTIONAL MATCH (b)-[r:REJECTED_BECAUSE]->(v)
WHERE r.status IN ['confirmed', 'reported', 'disputed']
RETURN b.name AS buyer, CASE WHEN type(e) = 'USES' THEN 'stopped using' ELSE 'rejected' END AS what, coalesce(r.reason, 'no reason stated') AS reason, r.reason_class AS reason_class, coalesce(e.to, e.from) AS date, e.status AS status, coalesce(r.quote, e.quote) AS quote, coalesce(r.source, e.source) AS source, coalesce(r.url, e.url) AS url
ORDER BY buyer, what, reason
LIMIT toInteger($limit);
