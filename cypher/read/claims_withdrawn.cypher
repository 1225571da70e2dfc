// Claims that don't count, with their ends.
MATCH (a)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(b)
WHERE c.standing IS NOT NULL
RETURN c{.*} AS claim, a.id AS head, b.id AS tail
ORDER BY c.id;
