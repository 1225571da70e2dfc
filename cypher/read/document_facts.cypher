MATCH (d:Document)
RETURN d{.id, .declared, .title, .publisher, .url, .published, .language, .kind, .pages, .readings, .recorded, .fingerprint} AS document
ORDER BY d.id;
