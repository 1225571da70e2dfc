UNWIND $rows AS row
MATCH (c:Claim {id: row.id})
SET c.standing = row.standing, c.review = row.review, c.review_reason = row.review_reason, c.reviewed_by = row.reviewed_by;
