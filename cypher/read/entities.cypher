MATCH (n:LABEL)
RETURN n{.*} AS entity
ORDER BY n.id;
