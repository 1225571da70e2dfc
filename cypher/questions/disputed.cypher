// What sources disagree about.
// limit (integer): how many rows at most
// :param {limit: 100}
MATCH (x:Company|Model|Product|Regulator|Person)-[e:PARTNERS_WITH|EVALUATED|REJECTED_BECAUSE|REGULATED_BY|COMPETES_WITH|DEVELOPS|USES|INVESTS_IN|ACQUIRES|LEADS|PART_OF]->(y)
WHERE e.status = 'disputed'
RETURN x.name AS subject, type(e) AS relation, y.name AS object, e.disagreement AS disagreement, e.origins AS origins, e.status AS status, e.quote AS quote, e.source AS source, e.url AS url
ORDER BY subject, relation, object, quote
LIMIT toInteger($limit);
