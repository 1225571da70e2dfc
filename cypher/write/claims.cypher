UNWIND $rows AS row
MATCH (d:Document {id: row.document})
MERGE (c:Claim {id: row.id})
SET c = row
MERGE (c)-[:STATED_IN]->(d);
