// Why vendors are turned down: how often each class of reason is given, by how many buyers, of how many vendors.
MATCH (b:Company)-[r:REJECTED_BECAUSE]->(v)
WHERE r.status IN ['confirmed', 'reported', 'disputed']
WITH r.reason_class AS reason_class, count(r) AS reasons, count(DISTINCT b) AS buyers, count(DISTINCT v) AS vendors, collect({buyer: b.name, vendor: v.name, reason: r.reason, status: r.status, quote: r.quote, source: r.source, url: r.url}) AS examples
RETURN reason_class, reasons, buyers, vendors, examples[0..3] AS examples
ORDER BY reasons DESC, reason_class;
