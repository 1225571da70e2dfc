UNWIND $ids AS id
MATCH (n:LABEL {id: id})-[e]-(m)
WHERE type(e) IN $relations AND e.status IN $statuses
RETURN DISTINCT type(e) AS relation, startNode(e).id AS head, endNode(e).id AS tail, properties(e) AS properties
ORDER BY properties.key;
