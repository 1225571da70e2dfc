// Vendors that a buyer turned down and selected, in different rounds or by different sources.
// limit (integer): how many rows at most
// :param {limit: 100}
MATCH (b:Company)-[no:EVALUATED]->(v)<-[yes:EVALUATED]-(b)
WHERE no.outcome = 'rejected' AND yes.outcome = 'selected' AND no.status IN ['confirmed', 'reported', 'disputed'] AND yes.status IN ['confirmed', 'reported', 'disputed']
RETURN b.name AS buyer, v.name AS vendor, no.from AS rejected, yes.from AS selected, {status: no.status, quote: no.quote, source: no.source, url: no.url} AS rejection, {status: yes.status, quote: yes.quote, source: yes.source, url: yes.url} AS selection
ORDER BY buyer, vendor, rejected, selected
LIMIT toInteger($limit);
