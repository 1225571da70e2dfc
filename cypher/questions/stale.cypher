// What nobody has said again since a date: facts that may have aged.
// before (date): the date
// limit (integer): how many rows at most
// :param {before: "2024-01-01", limit: 100}
MATCH (x:Company|Model|Product|Regulator|Person)-[e:PARTNERS_WITH|EVALUATED|REJECTED_BECAUSE|REGULATED_BY|COMPETES_WITH|DEVELOPS|USES|INVESTS_IN|ACQUIRES|LEADS|PART_OF]->(y)
WHERE e.last_reported < $before AND e.status IN ['confirmed', 'reported', 'disputed']
RETURN e.last_reported AS reported, x.name AS subject, type(e) AS relation, y.name AS object, e.outcome AS outcome, e.status AS status, e.quote AS quote, e.source AS source, e.url AS url
ORDER BY reported, subject, relation, object, quote
LIMIT toInteger($limit);
