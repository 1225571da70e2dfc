// Claims that aren't linked to their document, or to others as well.
MATCH (c:Claim)
OPTIONAL MATCH (c)-[:STATED_IN]->(d:Document)
WITH c.id AS id, c.document AS document, collect(d.id) AS documents
WHERE size(documents) <> 1 OR documents[0] <> document
RETURN id, documents
ORDER BY id;
