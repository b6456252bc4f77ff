"""What clients ask: cheap requests, whose answers are known, and hostile ones, which only must not harm the others."""

from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

_JSON = {"Accept": "application/sparql-results+json"}
_SHISAKU = "PREFIX shisaku: <https://w3id.org/shisaku/ontology#> "


@dataclass(frozen=True, eq=False)
class Asked:
    """One request."""

    name: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def _query(name: str, text: str) -> Asked:
    return Asked(name, "/sparql?" + urlencode({"query": text}), _JSON)


def _posted(name: str, text: str) -> Asked:
    return Asked(name, "/sparql", {"Content-Type": "application/sparql-query"}, text.encode())


CHEAP = (
    Asked("the front page", "/ja/index.html"),
    Asked("the terms", "/en/ontology.html"),
    Asked("the query page", "/ja/query.html"),
    Asked("a file", "/style.css"),
    Asked("a redirect", "/ontology", {"Accept": "text/html"}),
    Asked("a saved question (JSON)", "/api/questions/how-many-of-each-class.json"),
    Asked("a saved question (CSV)", "/api/questions/pillars-in-order.csv"),
    _query("ASK", "ASK { ?s a ?t }"),
    _query("a small SELECT", _SHISAKU + "SELECT ?m ?n { ?m a shisaku:Measure ; shisaku:ordinal ?n } ORDER BY ?m LIMIT 20"),
    _posted("a COUNT", _SHISAKU + "SELECT (COUNT(*) AS ?n) { ?m a shisaku:Measure }"),
)

_TRIPLES = " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9))
HOSTILE = (
    _query("a cross product", f"SELECT (COUNT(*) AS ?n) {{ {_TRIPLES} }}"),
    _query("a cross product sorted", f"SELECT * {{ {_TRIPLES} }} ORDER BY ?a1 ?c2"),
    _query("an answer without end", "SELECT * { ?a ?b ?c . ?d ?e ?f }"),
    _query("a construct without end", "CONSTRUCT { ?a ?e ?f } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"),
    _posted("brackets without end", "SELECT (" + "(" * 5000 + "1" + ")" * 5000 + " AS ?x) {}"),
    _posted("groups without end", "ASK " + "{ " * 5000 + "} " * 5000),
    _query("a bomb of a pattern", "SELECT * { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?c), STR(?f)), '(.*a){25}')) }"),
    _query("paths of everything", "SELECT (COUNT(*) AS ?n) { ?a (<x:p>|!<x:p>)* ?b . ?b (^<x:p>|!<x:p>)* ?c }"),
    _query("a string that doubles", "SELECT ?x { BIND('ab' AS ?s0) " + " ".join(f"BIND(CONCAT(?s{i}, ?s{i}) AS ?s{i + 1})" for i in range(40)) + " BIND(?s40 AS ?x) }"),
    Asked("a page of a cross product", "/ja/query.html?query=" + quote(f"SELECT (COUNT(*) AS ?n) {{ {_TRIPLES} }}")),
)  # fmt: skip
LARGE = _query("a large answer", "SELECT * { ?a ?b ?c }")
"""For who reads it slowly."""
