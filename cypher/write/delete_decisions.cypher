// Judgement, Review or Withdrawal, put in for LABEL.
UNWIND $rows AS row
MATCH (j:LABEL {id: row.id})
DELETE j;
