// Which authorities act on somebody or something, and how; what is still to come is labelled planned.
// of (name, required): on whom
// limit (integer): how many rows at most
// :param {of: "Apple", limit: 100}
OPTIONAL MATCH (c:Company {name: $of})
OPTIONAL MATCH (m:Model {name: $of})
OPTIONAL MATCH (k:Product {name: $of})
UNWIND [n IN [c, m, k] WHERE n IS NOT NULL] AS x
MATCH (x)-[e:REGULATED_BY]->(g:Regulator)
WHERE e.status IN ['confirmed', 'reported', 'disputed', 'planned']
RETURN g.name AS regulator, e.action AS action, e.from AS date, e.status AS status, e.quote AS quote, e.source AS source, e.url AS url
ORDER BY regulator, action, date
LIMIT toInteger($limit);
