"""Test data for shapes and checks: each case must break the rule that it is named after, and no other.

<cases>/clean.ttl          breaks nothing; validated alone, and together with each case of a shape
<cases>/shapes/<name>.ttl  breaks shacl/<name>
<cases>/checks/<name>.ttl  breaks check/<name>; checked alone, after inference
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

NOT_BROKEN = Rule("case/not-broken", Severity.ERROR)
BREAKS_ANOTHER = Rule("case/breaks-another", Severity.ERROR)
WITHOUT_CASE = Rule("case/missing", Severity.WARNING)
RULES = (NOT_BROKEN, BREAKS_ANOTHER, WITHOUT_CASE)


class _ReferencedTerms(PreparedSchemes):
    """The part of terms and schemes that matters for a case: class hierarchy and statements on resources that the data use."""

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


def case_findings(project_files: ProjectFiles) -> Iterator[Located]:
    """Return the cases that break another rule than their own, or none; and the rules without a case. Nothing without cases."""
    folder = project_files.project.cases
    if folder is None or not folder.is_dir():
        return
    clean = folder / "clean.ttl"
    try:
        plain = load_turtle(clean) if clean.is_file() else Graph()
        schemes = _ReferencedTerms(project_files.schemes.graph)
        violations = validate(plain, schemes, project_files.compiled_shapes)
        yield from _judged(clean, "", (*violations, *_checked(plain, project_files)), clean.is_file())
        for path in sorted((folder / "shapes").glob("*.ttl")):
            found = validate(graph_of(plain, load_turtle(path)), schemes, project_files.compiled_shapes)
            yield from _judged(path, f"shacl/{path.stem}", found)
        for path in sorted((folder / "checks").glob("*.ttl")):
            yield from _judged(path, f"check/{path.stem}", _checked(load_turtle(path), project_files))
    except ShisakuError as error:
        where = Path(error.place.path) if error.place is not None else folder
        yield unreadable(where, error)
        return
    for rule, path in _expected_cases(project_files, folder):
        if not path.is_file():
            yield Located(WITHOUT_CASE.at(None, rule=rule, path=path), None, path)


def _checked(data: Graph, project_files: ProjectFiles) -> tuple[Finding, ...]:
    """Results of the checks over `data` and its inferred triples."""
    return check(
        data + infer(data, project_files.terms, project_files.engine).inferred, project_files.schemes, project_files.checks
    )


def _judged(path: Path, rule: str, findings: Iterable[Finding], exists: bool = True) -> Iterator[Located]:
    broken = {finding.rule for finding in findings}
    others = ", ".join(sorted(broken - {rule}))
    if exists and rule and rule not in broken:
        yield Located(NOT_BROKEN.at(None, rule=rule), None, path)
    if exists and others:
        yield Located(BREAKS_ANOTHER.at(None, rule=rule or "—", others=others), None, path)


def _expected_cases(project_files: ProjectFiles, folder: Path) -> Iterator[tuple[str, Path]]:
    """Rules that need a case, with its file: the checks, and the property shapes that report on their own."""
    for query in project_files.checks:
        yield f"check/{query.name}", folder / "checks" / f"{query.name}.ttl"
    shapes = {shape for shape in project_files.shapes.subjects(RDF.type, SH.PropertyShape) if isinstance(shape, URIRef)}
    for shape in sorted(shapes - _silent(project_files.shapes)):
        name = local_name(shape)
        yield f"shacl/{name}", folder / "shapes" / f"{name}.ttl"


def _silent(shapes: Graph) -> set[Node]:
    """Shapes whose violation is reported for another shape: members of sh:or and the like, negated or counted ones, and their parts."""
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
