MATCH (a:HEAD)-[e:RELATION]->(b)
WHERE e.status IN $statuses
  AND ($outcome = '' OR e.outcome = $outcome OR (e.status = 'disputed' AND e.disagreement CONTAINS $outcome))
  AND ($action = '' OR e.action = $action)
  AND (size($reason_classes) = 0 OR e.reason_class IN $reason_classes)
RETURN a.id AS head, b.id AS tail, e.reason_class AS reason_class;
