// With whom somebody has a deal, an alliance or a venture.
// of (name, required): whose
// limit (integer): how many rows at most
// :param {of: "Apple", limit: 100}
OPTIONAL MATCH (c:Company {name: $of})
OPTIONAL MATCH (g:Regulator {name: $of})
UNWIND [n IN [c, g] WHERE n IS NOT NULL] AS x
MATCH (x)-[e:PARTNERS_WITH]-(y)
WHERE e.status IN ['confirmed', 'reported', 'disputed']
RETURN DISTINCT y.name AS partner, labels(y)[0] AS type, e.from AS date, e.status AS status, e.quote AS quote, e.source AS source, e.url AS url
ORDER BY partner, date
LIMIT toInteger($limit);
