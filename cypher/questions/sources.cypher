// The documents that name somebody or something, newest first.
// name (name, required): who is named
// limit (integer): how many rows at most
// :param {name: "Apple", limit: 100}
OPTIONAL MATCH (c:Company {name: $name})
OPTIONAL MATCH (m:Model {name: $name})
OPTIONAL MATCH (k:Product {name: $name})
OPTIONAL MATCH (g:Regulator {name: $name})
OPTIONAL MATCH (h:Person {name: $name})
OPTIONAL MATCH (q:Place {name: $name})
UNWIND [n IN [c, m, k, g, h, q] WHERE n IS NOT NULL] AS x
MATCH (x)-[:MENTIONED_IN]->(d:Document)
RETURN DISTINCT d.title AS title, d.publisher AS publisher, d.published AS published, d.url AS url, d.id AS document
ORDER BY published DESC, title, document
LIMIT toInteger($limit);
