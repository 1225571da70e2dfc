// Pairs that work together and compete.
// limit (integer): how many rows at most
// :param {limit: 100}
MATCH (a:Company)-[p:PARTNERS_WITH]-(b:Company)-[c:COMPETES_WITH]-(a)
WHERE a.name < b.name AND p.status IN ['confirmed', 'reported', 'disputed'] AND c.status IN ['confirmed', 'reported', 'disputed']
RETURN DISTINCT a.name AS one, b.name AS other, {status: p.status, quote: p.quote, source: p.source, url: p.url} AS partnership, {status: c.status, quote: c.quote, source: c.source, url: c.url} AS rivalry
ORDER BY one, other
LIMIT toInteger($limit);
