// Who leads a company, in which role.
// company (name, required): which company
// :param {company: "Nvidia"}
MATCH (c:Company {name: $company})<-[e:LEADS]-(h:Person)
WHERE e.status IN ['confirmed', 'reported', 'disputed']
RETURN h.name AS person, e.role AS role, e.from AS date, e.status AS status, e.quote AS quote, e.source AS source, e.url AS url
ORDER BY person, role, date;
