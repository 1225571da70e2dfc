// Approvals and licences that are still waited for, of whom and from whom.
// limit (integer): how many rows at most
// :param {limit: 100}
MATCH (x)-[e:REGULATED_BY]->(g:Regulator)
WHERE e.action IN ['approval', 'licence'] AND e.status = 'planned'
RETURN x.name AS name, labels(x)[0] AS type, e.action AS action, g.name AS regulator, e.first_reported AS reported, e.status AS status, e.quote AS quote, e.source AS source, e.url AS url
ORDER BY name, action, regulator
LIMIT toInteger($limit);
