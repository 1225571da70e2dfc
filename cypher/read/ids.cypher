// Ids of one kind of node, put in for LABEL.
MATCH (n:LABEL)
RETURN n.id AS id
ORDER BY id;
