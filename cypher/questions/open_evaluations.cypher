// Evaluations whose outcome is still open.
// limit (integer): how many rows at most
// :param {limit: 100}
MATCH (b:Company)-[e:EVALUATED]->(v)
WHERE e.outcome = 'pending' AND e.status IN ['confirmed', 'reported', 'disputed', 'planned']
RETURN b.name AS buyer, v.name AS vendor, e.from AS date, e.first_reported AS reported, e.status AS status, e.quote AS quote, e.source AS source, e.url AS url
ORDER BY buyer, vendor, date
LIMIT toInteger($limit);
