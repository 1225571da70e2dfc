// What the derived layer says on claims: who reviewed them, why they don't count; and the claims that people wrote.
MATCH (c:Claim)
WHERE c.standing IS NOT NULL OR c.review IS NOT NULL
RETURN c{.*} AS claim
ORDER BY c.id;
