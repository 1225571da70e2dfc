// How many buyers selected or use each vendor, and what share that is of all buyers.
// limit (integer): how many rows at most
// :param {limit: 50}
MATCH (a:Company)-[u:USES]->(used)
WHERE u.status IN ['confirmed', 'reported', 'disputed']
WITH count(DISTINCT a) AS everyone
MATCH (b:Company)-[e:USES]->(v)
WHERE e.status IN ['confirmed', 'reported', 'disputed']
WITH everyone, v, count(DISTINCT b) AS buyers, collect({buyer: b.name, status: e.status, quote: e.quote, source: e.source, url: e.url}) AS examples
RETURN v.name AS vendor, labels(v)[0] AS type, buyers, round(1000.0 * buyers / everyone) / 10 AS percent, examples[0..3] AS examples
ORDER BY buyers DESC, vendor
LIMIT toInteger($limit);
