// What was first said on or after a date, newest first, rumours and plans included with their label.
// since (date): the date
// limit (integer): how many rows at most
// :param {since: "2025-06-01", limit: 100}
MATCH (x:Company|Model|Product|Regulator|Person)-[e:PARTNERS_WITH|EVALUATED|REJECTED_BECAUSE|REGULATED_BY|COMPETES_WITH|DEVELOPS|USES|INVESTS_IN|ACQUIRES|LEADS|PART_OF]->(y)
WHERE e.first_reported >= $since
RETURN e.first_reported AS reported, x.name AS subject, type(e) AS relation, y.name AS object, e.outcome AS outcome, e.status AS status, e.quote AS quote, e.source AS source, e.url AS url
ORDER BY reported DESC, subject, relation, object, quote
LIMIT toInteger($limit);
