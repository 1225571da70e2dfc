MATCH (a)-[e:RELATION]->(b)
RETURN a.id AS head, labels(a)[0] AS head_type, b.id AS tail, labels(b)[0] AS tail_type, properties(e) AS properties
ORDER BY e.key;
