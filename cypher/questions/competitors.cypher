// The rivals of somebody or something.
// of (name, required): whose
// limit (integer): how many rows at most
// :param {of: "Apple", limit: 100}
OPTIONAL MATCH (c:Company {name: $of})
OPTIONAL MATCH (m:Model {name: $of})
OPTIONAL MATCH (k:Product {name: $of})
UNWIND [n IN [c, m, k] WHERE n IS NOT NULL] AS x
MATCH (x)-[e:COMPETES_WITH]-(y)
WHERE e.status IN ['confirmed', 'reported', 'disputed']
RETURN DISTINCT y.name AS rival, labels(y)[0] AS type, e.from AS date, e.status AS status, e.quote AS quote, e.source AS source, e.url AS url
ORDER BY rival, date
LIMIT toInteger($limit);
