MATCH (d:Document)
RETURN d{.id, .declared, .title, .publisher, .url, .published, .language, .kind, .pages, .readings, .recorded} AS document
ORDER BY d.id;
