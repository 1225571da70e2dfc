// What both engines index. Strings only: an index on a number or a date would fix its type on the embedded engine.
CREATE CONSTRAINT store_id IF NOT EXISTS FOR (n:Store) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT document_id IF NOT EXISTS FOR (n:Document) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT claim_id IF NOT EXISTS FOR (n:Claim) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT judgement_id IF NOT EXISTS FOR (n:Judgement) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT review_id IF NOT EXISTS FOR (n:Review) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT withdrawal_id IF NOT EXISTS FOR (n:Withdrawal) REQUIRE n.id IS UNIQUE;
CREATE INDEX claim_document IF NOT EXISTS FOR (n:Claim) ON (n.document);
