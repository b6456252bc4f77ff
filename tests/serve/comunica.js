// Asks a server as Comunica does by itself, and prints what it found, as JSON. Given: endpoint, document, class.
import { QueryEngine } from "@comunica/query-sparql";

const [endpoint, document, type] = process.argv.slice(1);
const engine = new QueryEngine();
const ofType = `?thing a <${type}>`;
const at = (type, value) => ({ sources: [{ type, value }] });
const things = async (context) => {
  const found = await engine.queryBindings(`SELECT ?thing WHERE { ${ofType} } ORDER BY ?thing`, context);
  return (await found.toArray()).map((row) => row.get("thing").value);
};

console.log(JSON.stringify({
  select: await things(at("sparql", endpoint)),
  described: await things({ sources: [endpoint] }),
  ask: await engine.queryBoolean(`ASK { ${ofType} }`, at("sparql", endpoint)),
  construct: (await (await engine.queryQuads(`CONSTRUCT WHERE { ${ofType} }`, at("sparql", endpoint))).toArray())
    .map((quad) => quad.subject.value).sort(),
  dereferenced: await things({ sources: [document] }),
}));
