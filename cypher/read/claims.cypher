MATCH (c:Claim)
RETURN c{.*} AS claim
ORDER BY c.id;
