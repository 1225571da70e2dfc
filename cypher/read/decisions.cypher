// What people decided: Judgement, Review or Withdrawal, put in for LABEL.
MATCH (j:LABEL)
RETURN j{.*} AS decision
ORDER BY j.id;
