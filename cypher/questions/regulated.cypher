// On whom an authority acts, and how; what is still to come is labelled planned.
// regulator (name, required): the authority
// limit (integer): how many rows at most
// :param {regulator: "European Commission", limit: 100}
MATCH (g:Regulator {name: $regulator})<-[e:REGULATED_BY]-(x)
WHERE e.status IN ['confirmed', 'reported', 'disputed', 'planned']
RETURN x.name AS name, labels(x)[0] AS type, e.action AS action, e.from AS date, e.status AS status, e.quote AS quote, e.source AS source, e.url AS url
ORDER BY name, action, date
LIMIT toInteger($limit);
