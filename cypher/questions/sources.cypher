// The documents that name somebody or something, newest first.
// of (name, required): who is named
// limit (integer): how many rows at most
// :param {of: "Apple", limit: 100}
OPTIONAL MATCH (c:Company {name: $of})
OPTIONAL MATCH (m:Model {name: $of})
OPTIONAL MATCH (k:Product {name: $of})
OPTIONAL MATCH (g:Regulator {name: $of})
OPTIONAL MATCH (h:Person {name: $of})
OPTIONAL MATCH (q:Place {name: $of})
UNWIND [n IN [c, m, k, g, h, q] WHERE n IS NOT NULL] AS x
MATCH (x)-[:MENTIONED_IN]->(d:Document)
RETURN DISTINCT d.title AS title, d.publisher AS publisher, d.published AS published, d.url AS url, d.id AS document
ORDER BY published DESC, title, document
LIMIT toInteger($limit);
