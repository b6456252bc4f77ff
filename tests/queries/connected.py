"""Whether a query joins its patterns by resources: what is joined by a label, a class or nothing grows with the square of the data.

Three forms of it took a question over a thousand plans minutes, each of them easily written. A pattern behind OPTIONAL, MINUS or BIND is
answered by itself and joined afterwards, so that it must hang together without what is before it. Where it, or what OPTIONAL is to add,
has nothing in common with the rows but a variable that may be unbound, as one that BIND computes, every row is compared with
all there is. And where EXISTS is more than one step, the engine may join all there is for each row; MINUS joins it once.
"""

from collections.abc import Iterable, Iterator, Set

from rdflib import Graph, URIRef, Variable
from rdflib.namespace import DCAT, OWL, RDF, RDFS, SKOS
from rdflib.paths import AlternativePath, InvPath, MulPath, Path, SequencePath
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import BNode, Node

_OA = "http://www.w3.org/ns/oa#"
_SHARED = {
    RDF.type, RDF.value, RDFS.label, RDFS.comment, SKOS.notation, SKOS.prefLabel, DCAT.startDate, DCAT.endDate,
    URIRef(f"{_OA}start"), URIRef(f"{_OA}end"), URIRef(f"{_OA}exact"),
}  # fmt: skip
"""Properties of others whose values many resources share."""


class Query:
    """A query, with what its variables stand for."""

    def __init__(self, text: str, terms: Graph) -> None:
        """`terms` is the ontology, which says what leads to literals and to concepts."""
        literals = set(terms.subjects(RDF.type, OWL.DatatypeProperty)) | set(terms.subjects(RDF.type, OWL.AnnotationProperty))
        self._shared = _SHARED | literals | set(terms.subjects(RDFS.range, SKOS.Concept))
        self._algebra = prepareQuery(text).algebra
        self._resources = {
            node
            for bgp in _found(self._algebra, "BGP")
            for subject, predicate, value in bgp.triples
            for node in (subject, *([] if self._leads_to_shared(predicate) else [value]))
        }

    def faults(self) -> list[str]:
        """What is joined by nothing that tells one resource from another, in words."""
        return [*self._scattered(), *self._compared(), *self._crossed(), *self._joined_for_each_row()]

    def _scattered(self) -> Iterator[str]:
        for bgp in _found(self._algebra, "BGP"):
            groups: list[set[Node]] = []
            for triple in bgp.triples:
                own = {node for node in (triple[0], triple[2]) if self._joins(node)}
                if not own:
                    continue
                met = [group for group in groups if group & own]
                groups = [group for group in groups if not group & own] + [own.union(*met)]
            if len(groups) > 1:
                yield "not connected: " + " | ".join(" ".join(sorted(map(str, group))) for group in groups)

    def _compared(self) -> Iterator[str]:
        for join in _found(self._algebra, "LeftJoin"):
            added = set(_variables(join.p2))
            common = {node for node in _certain(join.p1) & added if self._joins(node)}
            if not common and not any(str(name).startswith("_") for name in added):
                yield "OPTIONAL by nothing certain: " + " ".join(sorted(map(str, added)))

    def _crossed(self) -> Iterator[str]:
        for join in _found(self._algebra, "Join"):
            listed = any(side.name == "ToMultiSet" for side in (join.p1, join.p2))
            common = _certain(join.p1) & _certain(join.p2)
            if not listed and not common and not any(str(name).startswith("_") for name in _variables(join)):
                yield "joined by nothing certain: " + " ".join(sorted(map(str, _variables(join))))

    def _joined_for_each_row(self) -> Iterator[str]:
        for exists in (*_anywhere(self._algebra, "Builtin_EXISTS"), *_anywhere(self._algebra, "Builtin_NOTEXISTS")):
            steps = [step for bgp in _found(exists.graph, "BGP") for step in bgp.triples]
            known = any(str(node).startswith("_") for step in steps for node in (step[0], step[2]))
            if not known and sum(_length(predicate) for _, predicate, _ in steps) > 1:
                yield "EXISTS of several steps: " + " ".join(str(predicate) for _, predicate, _ in steps)

    def _joins(self, node: Node) -> bool:
        """Whether a join by this node finds few: it stands for one resource at a time. A parameter is bound beforehand."""
        return isinstance(node, Variable | BNode) and (node in self._resources or str(node).startswith("_"))

    def _leads_to_shared(self, predicate: Node | Path) -> bool:
        """Whether the values of a property or path are shared by many resources."""
        if isinstance(predicate, SequencePath):
            return self._leads_to_shared(predicate.args[-1])
        if isinstance(predicate, AlternativePath):
            return any(self._leads_to_shared(one) for one in predicate.args)
        if isinstance(predicate, MulPath):
            return self._leads_to_shared(predicate.path)
        return not isinstance(predicate, InvPath) and predicate in self._shared


def _found(node: object, name: str) -> Iterator[CompValue]:
    """All operators of that name, filters with EXISTS apart: these are answered for each row."""
    if isinstance(node, CompValue):
        if node.name == name:
            yield node
        for key, value in node.items():
            if key != "expr":
                yield from _found(value, name)
    elif isinstance(node, list | tuple):
        for one in node:
            yield from _found(one, name)


def _anywhere(node: object, name: str) -> Iterator[CompValue]:
    """All operators of that name, those in filters and in EXISTS too."""
    if isinstance(node, CompValue):
        if node.name == name:
            yield node
        for value in node.values():
            yield from _anywhere(value, name)
    elif isinstance(node, list | tuple):
        for one in node:
            yield from _anywhere(one, name)


def _length(predicate: Node | Path) -> int:
    """How many steps a property or path is at least."""
    return sum(map(_length, predicate.args)) if isinstance(predicate, SequencePath) else 1


def _variables(node: CompValue) -> Iterable[Variable]:
    """Every variable of the patterns of an operator; of a sub-select those that it gives."""
    if node.name == "Project":
        return set(node.PV)
    if node.name == "BGP":
        return {one for triple in node.triples for one in (triple[0], triple[2]) if isinstance(one, Variable)}
    inner = (value for key, value in node.items() if key != "expr" and isinstance(value, CompValue))
    return {one for value in inner for one in _variables(value)} | ({node.var} if node.name == "Extend" else set())


def _certain(node: CompValue) -> Set[Variable]:
    """Variables that every row of an operator has bound."""
    if node.name == "BGP":
        return set(_variables(node))
    if node.name == "Join":
        return _certain(node.p1) | _certain(node.p2)
    if node.name == "Union":
        return _certain(node.p1) & _certain(node.p2)
    if node.name in ("LeftJoin", "Minus"):
        return _certain(node.p1)
    if node.name == "Project":
        return _certain(node.p) & set(node.PV)
    if node.name == "Group":
        return _certain(node.p)
    if node.name == "values":
        return {variable for row in node.res for variable in row if isinstance(variable, Variable)}
    if node.name == "Extend" and any(_found(node, "AggregateJoin")):
        return _certain(node.p) | {node.var}
    inner = [value for key, value in node.items() if key in ("p", "part") and isinstance(value, CompValue)]
    return _certain(inner[0]) if inner else set()
