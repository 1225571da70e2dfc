UNWIND $rows AS row
MATCH (j:Judgement {id: row.id})
DELETE j;
