// Judgement, Review or Withdrawal, put in for LABEL.
UNWIND $rows AS row
MERGE (j:LABEL {id: row.id})
SET j = row;
