// Vendors that a buyer evaluated: outcome, and why it turned one down.
// buyer (name, required): who evaluated
// limit (integer): how many rows at most
// :param {buyer: "Apple", limit: 100}
OPTIONAL MATCH (c:Company {name: $buyer})
OPTIONAL MATCH (g:Regulator {name: $buyer})
UNWIND [n IN [c, g] WHERE n IS NOT NULL] AS b
MATCH (b)-[e:EVALUATED]->(v)
WHERE e.status IN ['confirmed', 'reported', 'disputed']
OPTIONAL MATCH (b)-[r:REJECTED_BECAUSE]->(v)
WHERE e.outcome = 'rejected' AND r.status IN ['confirmed', 'reported', 'disputed']
RETURN v.name AS vendor, e.outcome AS outcome, CASE WHEN e.outcome = 'rejected' THEN coalesce(r.reason, 'no reason stated') END AS reason, r.reason_class AS reason_class, e.from AS date, e.status AS status, coalesce(r.quote, e.quote) AS quote, coalesce(r.source, e.source) AS source, coalesce(r.url, e.url) AS url
ORDER BY vendor, date, outcome, reason
LIMIT toInteger($limit);
