MATCH (j:Judgement)
RETURN j{.*} AS judgement
ORDER BY j.id;
