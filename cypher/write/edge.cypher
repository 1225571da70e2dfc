UNWIND $rows AS row
MATCH (a:HEAD {id: row.head})
MATCH (b:TAIL {id: row.tail})
MERGE (a)-[e:RELATION {key: row.key}]->(b)
SET e = row.properties;
