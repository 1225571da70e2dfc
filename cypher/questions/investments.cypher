// In whom somebody holds or buys a stake.
// investor (name, required): who invests
// limit (integer): how many rows at most
// :param {investor: "Nvidia", limit: 100}
OPTIONAL MATCH (c:Company {name: $investor})
OPTIONAL MATCH (h:Person {name: $investor})
OPTIONAL MATCH (g:Regulator {name: $investor})
UNWIND [n IN [c, h, g] WHERE n IS NOT NULL] AS i
MATCH (i)-[e:INVESTS_IN]->(company:Company)
WHERE e.status IN ['confirmed', 'reported', 'disputed']
RETURN company.name AS company, e.from AS date, e.status AS status, e.quote AS quote, e.source AS source, e.url AS url
ORDER BY company, date
LIMIT toInteger($limit);
