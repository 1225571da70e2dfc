// For each entity type, put in for LABEL.
CREATE CONSTRAINT label_id IF NOT EXISTS FOR (n:LABEL) REQUIRE n.id IS UNIQUE;
CREATE INDEX label_name IF NOT EXISTS FOR (n:LABEL) ON (n.name);
