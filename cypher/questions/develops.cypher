// What somebody makes, publishes, offers or operates.
// maker (name, required): who makes
// limit (integer): how many rows at most
// :param {maker: "Alibaba", limit: 100}
OPTIONAL MATCH (c:Company {name: $maker})
OPTIONAL MATCH (g:Regulator {name: $maker})
UNWIND [n IN [c, g] WHERE n IS NOT NULL] AS x
MATCH (x)-[e:DEVELOPS]->(y)
WHERE e.status IN ['confirmed', 'reported', 'disputed']
RETURN y.name AS name, labels(y)[0] AS type, e.from AS date, e.status AS status, e.quote AS quote, e.source AS source, e.url AS url
ORDER BY type, name, date
LIMIT toInteger($limit);
