"""A shapes graph compiled: every shape with its target, its path and its checks; refused where a construct is not covered.

Covered: SHACL Core without sh:equals, sh:lessThanOrEquals, sh:flags, sh:qualifiedValueShapesDisjoint, classes that are shapes
themselves, recursion, and paths longer than a step. A shape that reports needs messages: the wording of engines differs.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rdflib import Graph, URIRef
from rdflib.namespace import RDF, RDFS
from rdflib.term import Node

from shisaku.rdf.namespaces import SH
from shisaku.shacl.constraint_components import Check
from shisaku.shacl.not_covered import ShapeNotCoveredError
from shisaku.shacl.property_paths import Path, compile_path
from shisaku.shacl.rdf_lists import members
from shisaku.shacl.shape_parameters import COVERED, Parameters, constraints
from shisaku.shacl.triple_index import TripleIndex

TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
_SHAPES_OF_ITS_OWN = (SH.property, SH.node, SH["not"], SH.qualifiedValueShape)
_LISTS_OF_SHAPES = (SH["and"], SH["or"], SH.xone)
_SILENT = {
    SH.name,
    SH.description,
    SH.order,
    SH.group,
    SH.defaultValue,
    SH.message,
    SH.severity,
    SH.deactivated,
    SH.path,
    *TARGETS,
}
"""Properties of a shape that are no constraints."""


class Result(NamedTuple):
    """A validation result (SHACL 3.6.2)."""

    focus: Node
    """sh:focusNode."""
    path: Node | None
    """sh:resultPath where it is a predicate."""
    component: Node
    """sh:sourceConstraintComponent."""
    severity: Node
    """sh:resultSeverity."""
    value: Node | None
    """sh:value."""
    shape: Node
    """sh:sourceShape."""
    messages: tuple[Node, ...]
    """sh:resultMessage, in no order."""


class Constraint(NamedTuple):
    """One constraint of a shape."""

    component: Node
    """Its constraint component."""
    check: Check
    """Check that yields the invalid values."""


@dataclass(slots=True)
class CompiledShape:
    """One shape; filled step by step while it is compiled, never changed after."""

    node: Node
    """Its node in the shapes graph."""
    severity: Node = SH.Violation
    """sh:severity."""
    messages: tuple[Node, ...] = ()
    """sh:message."""
    path: Path | None = None
    """From the focus node to its value nodes; None for a node shape, whose only value node is the focus node."""
    predicate: Node | None = None
    """sh:path where it is a predicate."""
    constraints: tuple[Constraint, ...] = ()
    """Its own constraints, but for sh:property and sh:closed."""
    properties: "tuple[CompiledShape, ...]" = ()
    """sh:property."""
    allowed: frozenset[Node] | None = None
    """Predicates that a closed shape allows; None for an open one."""

    def results(self, index: TripleIndex, focus: Node) -> Iterator[Result]:
        """Every result of validating the focus node."""
        values = (focus,) if self.path is None else self.path(index, focus)
        for component, check in self.constraints:
            for value in check(index, focus, values):
                yield Result(focus, self.predicate, component, self.severity, value, self.node, self.messages)
        for value in values:
            if self.allowed is not None:
                yield from self._closed_results(index, focus, value)
            for shape in self.properties:
                yield from shape.results(index, value)

    def conforms(self, index: TripleIndex, node: Node) -> bool:
        """Whether validating the node gives no result."""
        return next(self.results(index, node), None) is None

    def _closed_results(self, index: TripleIndex, focus: Node, node: Node) -> Iterator[Result]:
        """A result for every triple of the node whose predicate a closed shape does not allow."""
        assert self.allowed is not None
        for predicate in index.described(node).keys() - self.allowed:
            for value in index.objects(node, predicate):
                if (predicate, value) != (RDF.type, RDFS.Resource):
                    yield Result(focus, predicate, SH.ClosedConstraintComponent, self.severity, value, self.node, self.messages)


@dataclass(frozen=True, slots=True)
class CompiledShapes:
    """All shapes of a graph, ready to validate."""

    targeted: tuple[tuple[CompiledShape, tuple[tuple[Node, Node], ...]], ...]
    """The shapes that have targets, each with its target declarations: predicate and object."""

    @classmethod
    def of(cls, shapes: Graph) -> "CompiledShapes":
        """The compiled shapes of the graph. Raises ShapeNotCoveredError where one is not covered or not well-formed."""
        return cls(_Compiler(shapes).targeted())

    def results(self, index: TripleIndex) -> Iterator[Result]:
        """Every result of validating the triples."""
        for shape, declarations in self.targeted:
            for focus in _focus_nodes(index, declarations):
                yield from shape.results(index, focus)


def _focus_nodes(index: TripleIndex, declarations: tuple[tuple[Node, Node], ...]) -> set[Node]:
    """The focus nodes of a shape with those target declarations (SHACL 2.1.3)."""
    found: set[Node] = set()
    for kind, target in declarations:
        if kind == SH.targetClass:
            found |= index.instances(target)
        elif kind == SH.targetSubjectsOf:
            found.update(index.subjects_of(target))
        elif kind == SH.targetObjectsOf:
            found.update(index.objects_of(target))
        else:
            found.add(target)
    return found


class _Compiler:
    """Compiles the shapes of one graph, each once."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._done: dict[Node, CompiledShape] = {}
        self._begun: set[Node] = set()

    def targeted(self) -> tuple[tuple[CompiledShape, tuple[tuple[Node, Node], ...]], ...]:
        for of_its_own in self.graph.subjects(None, SH.ConstraintComponent):
            raise ShapeNotCoveredError(of_its_own, SH.ConstraintComponent)
        compiled = [self.shape(node) for node in sorted(self._nodes(), key=str)]
        found = []
        for shape in compiled:
            declarations = tuple((p, o) for p in TARGETS for o in self.graph.objects(shape.node, p))
            if declarations:
                _need_messages(shape)
                found.append((shape, declarations))
        return tuple(found)

    def _nodes(self) -> set[Node]:
        """The shapes: nodes that are declared or have a target, and nodes that are used as one."""
        graph = self.graph
        found = {s for kind in (SH.NodeShape, SH.PropertyShape) for s in graph.subjects(RDF.type, kind)}
        found |= {s for p in (*TARGETS, SH.property, SH.node) for s in graph.subjects(p, None)}
        found |= {o for p in _SHAPES_OF_ITS_OWN for o in graph.objects(None, p)}
        return found | {o for p in _LISTS_OF_SHAPES for head in graph.objects(None, p) for o in members(graph, head)}

    def shape(self, node: Node) -> CompiledShape:
        """The compiled shape of that node."""
        if node not in self._done:
            if node in self._begun:
                raise ShapeNotCoveredError(node, SH.property)  # a shape that is a part of itself
            self._begun.add(node)
            self._done[node] = self._compiled(node)
        return self._done[node]

    def _compiled(self, node: Node) -> CompiledShape:
        parameters = Parameters.of(self.graph, node)
        for predicate in parameters.predicates():
            if str(predicate).startswith(str(SH)) and predicate not in _SILENT and predicate not in COVERED:
                raise ShapeNotCoveredError(node, predicate)
        kinds = set(parameters.all(RDF.type))
        if kinds - {SH.NodeShape, SH.PropertyShape} or len(kinds) > 1:
            raise ShapeNotCoveredError(node, RDF.type)
        path = parameters.one(SH.path)
        if (path is None and SH.PropertyShape in kinds) or (path is not None and SH.NodeShape in kinds):
            raise ShapeNotCoveredError(node, SH.path)
        shape = CompiledShape(node, parameters.one(SH.severity) or SH.Violation, tuple(parameters.literals(SH.message)))
        if path is not None:
            shape.path = compile_path(self.graph, path)
            shape.predicate = path if isinstance(path, URIRef) else None
        made = tuple(Constraint(*made) for made in constraints(parameters, path is not None, self._conforms))
        properties = tuple(self._property(node, part) for part in parameters.all(SH.property))
        allowed = self._allowed(parameters)
        if not parameters.true(SH.deactivated):
            shape.constraints, shape.properties, shape.allowed = made, properties, allowed
        return shape

    def _conforms(self, node: Node) -> Callable[[TripleIndex, Node], bool]:
        return self.shape(node).conforms

    def _property(self, node: Node, part: Node) -> CompiledShape:
        shape = self.shape(part)
        if shape.path is None:
            raise ShapeNotCoveredError(node, SH.property)
        return shape

    def _allowed(self, parameters: Parameters) -> frozenset[Node] | None:
        if parameters.all(SH.ignoredProperties) and not parameters.all(SH.closed):
            raise ShapeNotCoveredError(parameters.shape, SH.ignoredProperties)
        if not parameters.true(SH.closed):
            return None
        ignored = [member for head in parameters.all(SH.ignoredProperties) for member in members(self.graph, head)]
        paths = [path for part in parameters.all(SH.property) for path in self.graph.objects(part, SH.path)]
        return frozenset((*ignored, *paths))


def _need_messages(shape: CompiledShape) -> None:
    """Raise ShapeNotCoveredError where a shape that reports has no message, here or in a part of it."""
    if (shape.constraints or shape.allowed is not None) and not shape.messages:
        raise ShapeNotCoveredError(shape.node, SH.message)
    for part in shape.properties:
        _need_messages(part)
