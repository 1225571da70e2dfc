// What rests on one origin only.
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
WHERE e.origins = 1 AND e.status IN ['confirmed', 'reported', 'disputed']
RETURN DISTINCT startNode(e).name AS subject, type(e) AS relation, endNode(e).name AS object, e.outcome AS outcome, e.status AS status, e.quote AS quote, e.source AS source, e.url AS url
ORDER BY relation, subject, object, quote
LIMIT toInteger($limit);
