// Vendors that were turned down without a stated reason.
// limit (integer): how many rows at most
// :param {limit: 100}
MATCH (b:Company)-[e:EVALUATED]->(v)
WHERE e.outcome = 'rejected' AND e.status IN ['confirmed', 'reported', 'disputed'] AND NOT EXISTS { MATCH (b)-[:REJECTED_BECAUSE]->(v) }
RETURN b.name AS buyer, v.name AS vendor, e.from AS date, e.status AS status, e.quote AS quote, e.source AS source, e.url AS url
ORDER BY buyer, vendor, date
LIMIT toInteger($limit);
