// Every statement behind the relations of a pair, with its modality and its words.
// one (name, required): one of the two
// other (name, required): the other
// :param {one: "Apple", other: "Alibaba"}
OPTIONAL MATCH (c:Company {name: $one})
OPTIONAL MATCH (m:Model {name: $one})
OPTIONAL MATCH (k:Product {name: $one})
OPTIONAL MATCH (g:Regulator {name: $one})
OPTIONAL MATCH (h:Person {name: $one})
UNWIND [n IN [c, m, k, g, h] WHERE n IS NOT NULL] AS x
MATCH (x)<-[:SUBJECT|OBJECT]-(said:Claim)-[:SUBJECT|OBJECT]->(y)
WHERE y.name = $other
MATCH (said)-[:STATED_IN]->(d:Document)
RETURN DISTINCT said.relation AS relation, said.modality AS modality, said.outcome AS outcome, said.reason AS reason, said.claimant AS claimant, said.quotes[0] AS quote, d.title AS source, d.url AS url, d.published AS published, said.id AS claim, said.standing AS standing, said.review AS review
ORDER BY published, relation, quote;
