"""Cases of shapes and checks: each breaks the rule that it is named after, and no other, as saved questions have expected answers.

<cases>/clean.ttl          breaks nothing; read together with each case of a shape, and alone
<cases>/shapes/<name>.ttl  breaks shacl/<name>
<cases>/checks/<name>.ttl  breaks check/<name>; read alone, with what the ontology infers from it, as checks always are
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import RDF, RDFS
from rdflib.term import Node

from shisaku.check.located import Located, unreadable
from shisaku.check.project_files import ProjectFiles
from shisaku.errors import ShisakuError
from shisaku.model.findings import Finding, Rule, Severity
from shisaku.owl.rl.inference import infer
from shisaku.rdf.graph_files import load_turtle
from shisaku.rdf.namespaces import SH, local_name
from shisaku.rdf.triples import Triple, graph_of
from shisaku.shacl.triple_index import TripleIndex
from shisaku.shacl.validation import PreparedSchemes, check, validate

NOT_BROKEN = Rule(
    "case/not-broken",
    Severity.ERROR,
    "この例は {rule} に反するはずですが、反していません。規則が弱まっていないか、例が古くないかを確かめてください。",
    "This case should break {rule} and does not. See whether the rule has been weakened or the case is out of date.",
)
BREAKS_ANOTHER = Rule(
    "case/breaks-another",
    Severity.ERROR,
    "この例は {rule} だけに反するはずですが、{others} にも反しています。規則が厳しくなっていないか、例を直すべきかを確かめてください。",
    "This case should break {rule} alone and breaks {others} as well. See whether a rule has been tightened or mend the case.",
)
WITHOUT_CASE = Rule(
    "case/missing",
    Severity.WARNING,
    "{rule} に反する例がありません。{path} を置いてください。",
    "No case breaks {rule}. Put one at {path}.",
)
RULES = (NOT_BROKEN, BREAKS_ANOTHER, WITHOUT_CASE)


class _Mentioned(PreparedSchemes):
    """Of terms and schemes the class hierarchy and what is said of resources that data mention: the rest is not what a case is about."""

    def referred_to(self, data: Graph) -> Graph:
        return graph_of(self._of(data))

    def for_(self, data: Graph) -> TripleIndex:
        return TripleIndex(self._of(data))

    def _of(self, data: Graph) -> Iterator[Triple]:
        nodes = {node for triple in data for node in triple} - set(data.subjects())
        for node in nodes & self._by_subject.keys():
            yield from self._by_subject[node]
        yield from (triple for triple in self._hierarchy if triple[0] not in nodes)

    @cached_property
    def _by_subject(self) -> dict[Node, list[Triple]]:
        found: dict[Node, list[Triple]] = defaultdict(list)
        for triple in self.graph:
            found[triple[0]].append(triple)
        return found

    @cached_property
    def _hierarchy(self) -> list[Triple]:
        return list(self.graph.triples((None, RDFS.subClassOf, None)))


def case_findings(material: ProjectFiles) -> Iterator[Located]:
    """Every case that does not do what its name says; nothing where the project keeps no cases."""
    folder = material.project.cases
    if not folder.is_dir():
        return
    clean = folder / "clean.ttl"
    try:
        plain = load_turtle(clean) if clean.is_file() else Graph()
        schemes = _Mentioned(material.schemes.graph)
        violations = validate(plain, schemes, material.compiled_shapes)
        yield from _judged(clean, "", (*violations, *_checked(plain, material)), clean.is_file())
        for path in sorted((folder / "shapes").glob("*.ttl")):
            found = validate(graph_of(plain, load_turtle(path)), schemes, material.compiled_shapes)
            yield from _judged(path, f"shacl/{path.stem}", found)
        for path in sorted((folder / "checks").glob("*.ttl")):
            yield from _judged(path, f"check/{path.stem}", _checked(load_turtle(path), material))
    except ShisakuError as error:
        where = Path(error.place.path) if error.place is not None else folder
        yield unreadable(where, error)
        return
    for rule, path in _wanted(material, folder):
        if not path.is_file():
            yield Located(WITHOUT_CASE.at(None, rule=rule, path=path), None, path)


def _checked(data: Graph, material: ProjectFiles) -> tuple[Finding, ...]:
    """What the checks find in `data` and all that follows from them."""
    return check(data + infer(data, material.terms, material.engine).inferred, material.schemes, material.checks)


def _judged(path: Path, rule: str, findings: Iterable[Finding], there: bool = True) -> Iterator[Located]:
    broken = {finding.rule for finding in findings}
    others = ", ".join(sorted(broken - {rule}))
    if there and rule and rule not in broken:
        yield Located(NOT_BROKEN.at(None, rule=rule), None, path)
    if there and others:
        yield Located(BREAKS_ANOTHER.at(None, rule=rule or "—", others=others), None, path)


def _wanted(material: ProjectFiles, folder: Path) -> Iterator[tuple[str, Path]]:
    """The checks, and the property shapes that report for themselves: each should have a case."""
    for query in material.checks:
        yield f"check/{query.name}", folder / "checks" / f"{query.name}.ttl"
    shapes = {shape for shape in material.shapes.subjects(RDF.type, SH.PropertyShape) if isinstance(shape, URIRef)}
    for shape in sorted(shapes - _silent(material.shapes)):
        name = local_name(shape)
        yield f"shacl/{name}", folder / "shapes" / f"{name}.ttl"


def _silent(shapes: Graph) -> set[Node]:
    """Shapes whose breach is told as that of another: members of sh:or and its kind, what is negated or counted, and their parts."""
    waiting = [
        node for predicate in (RDF.first, SH["not"], SH.qualifiedValueShape, SH.node) for node in shapes.objects(None, predicate)
    ]
    found: set[Node] = set()
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += shapes.objects(here, SH.property)
    return found
