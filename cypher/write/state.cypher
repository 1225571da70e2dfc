UNWIND $rows AS row
MERGE (s:Store {id: row.id})
SET s = row;
