// Names for CALL db.index.fulltext.queryNodes("label_names", "qwen"); put in for LABEL. Full text is the one dialect that differs.
CREATE FULLTEXT INDEX label_names IF NOT EXISTS FOR (n:LABEL) ON EACH [n.names];
