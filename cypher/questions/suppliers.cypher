// What somebody or something uses, and who makes that.
// name (name, required): who uses
// limit (integer): how many rows at most
// :param {name: "Apple", limit: 100}
OPTIONAL MATCH (c:Company {name: $name})
OPTIONAL MATCH (g:Regulator {name: $name})
OPTIONAL MATCH (m:Model {name: $name})
OPTIONAL MATCH (k:Product {name: $name})
UNWIND [n IN [c, g, m, k] WHERE n IS NOT NULL] AS x
MATCH (x)-[e:USES]->(y)
WHERE e.status IN ['confirmed', 'reported', 'disputed']
OPTIONAL MATCH (maker:Company)-[d:DEVELOPS]->(y)
WHERE d.status IN ['confirmed', 'reported', 'disputed']
WITH x, e, y, collect(DISTINCT maker.name) AS makers
RETURN y.name AS used, labels(y)[0] AS type, makers, e.from AS date, e.status AS status, e.quote AS quote, e.source AS source, e.url AS url
ORDER BY used, date
LIMIT toInteger($limit);
