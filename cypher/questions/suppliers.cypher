// What somebody or something uses, and who makes that.
// of (name, required): who uses
// limit (integer): how many rows at most
// :param {of: "Apple", limit: 100}
OPTIONAL MATCH (c:Company {name: $of})
OPTIONAL MATCH (g:Regulator {name: $of})
OPTIONAL MATCH (m:Model {name: $of})
OPTIONAL MATCH (k:Product {name: $of})
UNWIND [n IN [c, g, m, k] WHERE n IS NOT NULL] AS x
MATCH (x)-[e:USES]->(y)
WHERE e.status IN ['confirmed', 'reported', 'disputed']
OPTIONAL MATCH (maker:Company)-[d:DEVELOPS]->(y)
WHERE d.status IN ['confirmed', 'reported', 'disputed']
WITH x, e, y, collect(DISTINCT maker.name) AS makers
RETURN y.name AS used, labels(y)[0] AS type, makers, e.from AS date, e.status AS status, e.quote AS quote, e.source AS source, e.url AS url
ORDER BY used, date
LIMIT toInteger($limit);
