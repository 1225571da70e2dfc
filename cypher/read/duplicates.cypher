// Ids that several nodes of one kind have, or none; the kind is put in for LABEL.
MATCH (n:LABEL)
WITH n.id AS id, count(*) AS times
WHERE times > 1 OR id IS NULL
RETURN id, times
ORDER BY id;
