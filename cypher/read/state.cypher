MATCH (s:Store {id: "graphkit"})
RETURN s.version AS version, s.state AS state;
