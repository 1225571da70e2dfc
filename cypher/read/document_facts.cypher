MATCH (d:Document)
RETURN d{.id, .declared, .title, .publisher, .url, .published, .modified, .language, .kind, .pages, .readings, .recorded, .fingerprint} AS document
ORDER BY d.id;
