// Who holds or buys a stake in a company.
// company (name, required): in whom
// limit (integer): how many rows at most
// :param {company: "Nvidia", limit: 100}
MATCH (c:Company {name: $company})<-[e:INVESTS_IN]-(i)
WHERE e.status IN ['confirmed', 'reported', 'disputed']
RETURN i.name AS investor, labels(i)[0] AS type, e.from AS date, e.status AS status, e.quote AS quote, e.source AS source, e.url AS url
ORDER BY investor, date
LIMIT toInteger($limit);
