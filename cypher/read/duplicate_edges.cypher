// Keys that several edges of one type have, or none; the type is put in for RELATION.
MATCH ()-[e:RELATION]->()
WITH e.key AS key, count(*) AS times
WHERE times > 1 OR key IS NULL
RETURN key, times
ORDER BY key;
