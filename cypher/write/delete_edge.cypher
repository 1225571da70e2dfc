UNWIND $rows AS row
MATCH (a:HEAD {id: row.head})-[e:RELATION {key: row.key}]->(b:TAIL {id: row.tail})
DELETE e;
