// What is denied.
// about (name, required): whom it is about
// limit (integer): how many rows at most
// :param {about: "Apple", limit: 100}
OPTIONAL MATCH (c:Company {name: $about})
OPTIONAL MATCH (m:Model {name: $about})
OPTIONAL MATCH (k:Product {name: $about})
OPTIONAL MATCH (g:Regulator {name: $about})
OPTIONAL MATCH (h:Person {name: $about})
UNWIND [n IN [c, m, k, g, h] WHERE n IS NOT NULL] AS x
MATCH (x)-[e:PARTNERS_WITH|EVALUATED|REJECTED_BECAUSE|REGULATED_BY|COMPETES_WITH|DEVELOPS|USES|INVESTS_IN|ACQUIRES|LEADS|PART_OF]-(y)
WHERE e.status = 'denied'
RETURN DISTINCT startNode(e).name AS subject, type(e) AS relation, endNode(e).name AS object, coalesce(e.outcome, e.action, e.role) AS detail, e.from AS date, e.status AS status, e.quote AS quote, e.source AS source, e.url AS url
ORDER BY relation, subject, object, quote
LIMIT toInteger($limit);
