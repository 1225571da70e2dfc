// Who makes a model or a product.
// of (name, required): what is made
// limit (integer): how many rows at most
// :param {of: "Qwen", limit: 100}
OPTIONAL MATCH (m:Model {name: $of})
OPTIONAL MATCH (k:Product {name: $of})
UNWIND [n IN [m, k] WHERE n IS NOT NULL] AS x
MATCH (maker)-[e:DEVELOPS]->(x)
WHERE e.status IN ['confirmed', 'reported', 'disputed']
RETURN maker.name AS maker, e.from AS date, e.status AS status, e.quote AS quote, e.source AS source, e.url AS url
ORDER BY maker, date
LIMIT toInteger($limit);
