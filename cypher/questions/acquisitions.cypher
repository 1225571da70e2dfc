// Whom a company bought, and who bought it.
// company (name, required): which company
// limit (integer): how many rows at most
// :param {company: "Nvidia", limit: 100}
MATCH (c:Company {name: $company})-[e:ACQUIRES]-(y)
WHERE e.status IN ['confirmed', 'reported', 'disputed']
RETURN startNode(e).name AS buyer, endNode(e).name AS bought, e.from AS date, e.status AS status, e.quote AS quote, e.source AS source, e.url AS url
ORDER BY date, buyer, bought
LIMIT toInteger($limit);
