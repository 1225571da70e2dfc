UNWIND $rows AS row
MATCH (d:Document {id: row.id})
DETACH DELETE d;
