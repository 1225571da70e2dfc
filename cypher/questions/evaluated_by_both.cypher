// Vendors that two buyers both evaluated, with the outcome at each.
// one (name, required): one buyer
// other (name, required): the other buyer
// :param {one: "Apple", other: "Samsung"}
MATCH (a:Company {name: $one})-[e:EVALUATED]->(v)<-[f:EVALUATED]-(b:Company {name: $other})
WHERE e.status IN ['confirmed', 'reported', 'disputed'] AND f.status IN ['confirmed', 'reported', 'disputed']
RETURN v.name AS vendor, e.outcome AS outcome_one, f.outcome AS outcome_other, {status: e.status, quote: e.quote, source: e.source, url: e.url} AS evidence_one, {status: f.status, quote: f.quote, source: f.source, url: f.url} AS evidence_other
ORDER BY vendor, outcome_one, outcome_other;
