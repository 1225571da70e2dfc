MATCH (a:HEAD)-[e:RELATION]->(b)
WHERE e.status IN $statuses
RETURN a.id AS head, b.id AS tail, properties(e) AS properties
ORDER BY properties.key;
