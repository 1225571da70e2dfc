// Who turned whom down for one class of reason: quality, price, security_privacy, performance_latency, capacity, strategy, licensing, language_support, reliability, integration, geopolitics, regulation, experience or other.
// reason_class (reason_class): the class of reason
// limit (integer): how many rows at most
// :param {reason_class: "security_privacy", limit: 100}
MATCH (b:Company)-[r:REJECTED_BECAUSE]->(v)
WHERE r.reason_class = $reason_class AND r.status IN ['confirmed', 'reported', 'disputed']
RETURN b.name AS buyer, v.name AS vendor, r.reason AS reason, r.from AS date, r.status AS status, r.quote AS quote, r.source AS source, r.url AS url
ORDER BY buyer, vendor, reason
LIMIT toInteger($limit);
