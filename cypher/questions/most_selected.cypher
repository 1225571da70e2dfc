// The vendors that most buyers selected.
// limit (integer): how many rows at most
// :param {limit: 20}
MATCH (b:Company)-[e:EVALUATED]->(v)
WHERE e.outcome = 'selected' AND e.status IN ['confirmed', 'reported', 'disputed']
WITH v, count(DISTINCT b) AS buyers, collect({buyer: b.name, date: e.from, status: e.status, quote: e.quote, source: e.source, url: e.url}) AS evaluations
RETURN v.name AS vendor, labels(v)[0] AS type, buyers, evaluations
ORDER BY buyers DESC, vendor
LIMIT toInteger($limit);
