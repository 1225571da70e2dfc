UNWIND $ids AS id
MATCH (d:Document {id: id})
RETURN d{.id, .declared, .title, .publisher, .url, .published, .modified, .language, .kind, .pages} AS document
ORDER BY id;
