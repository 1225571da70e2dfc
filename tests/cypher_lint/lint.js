// Neo4j's own linter over the files named on the command line, once as Cypher 5 and once as Cypher 25. Prints what it has against them.
import { readFileSync } from "node:fs";
import { lintCypherQuery } from "@neo4j-cypher/language-support";

for (const path of process.argv.slice(2)) {
  const text = readFileSync(path, "utf8");
  const parameters = Object.fromEntries([...text.matchAll(/\$(\w+)/g)].map(([, name]) => [name, null]));
  for (const defaultLanguage of ["CYPHER 5", "CYPHER 25"]) {
    const { diagnostics } = lintCypherQuery(text, { parameters, defaultLanguage }, { consoleCommandsEnabled: false });
    for (const { range, message } of diagnostics) {
      console.log(`${path}:${range.start.line + 1}: ${defaultLanguage}: ${message}`);
    }
  }
}
