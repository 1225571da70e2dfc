MATCH ()-[e:RELATION]->()
RETURN count(e) AS count;
