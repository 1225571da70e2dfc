// Who uses something, itself or a member of its family.
// of (name, required): what is used
// limit (integer): how many rows at most
// :param {of: "Qwen", limit: 100}
OPTIONAL MATCH (c:Company {name: $of})
OPTIONAL MATCH (m:Model {name: $of})
OPTIONAL MATCH (k:Product {name: $of})
UNWIND [n IN [c, m, k] WHERE n IS NOT NULL] AS x
MATCH (x)<-[:PART_OF*0..2]-(used)<-[e:USES]-(y)
WHERE e.status IN ['confirmed', 'reported', 'disputed']
RETURN DISTINCT y.name AS user, labels(y)[0] AS type, used.name AS used, e.from AS date, e.status AS status, e.quote AS quote, e.source AS source, e.url AS url
ORDER BY user, used, date
LIMIT toInteger($limit);
