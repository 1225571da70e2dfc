MATCH (n:LABEL {id: $id})-[:MENTIONED_IN]->(d:Document)
RETURN d.id AS id
ORDER BY id;
