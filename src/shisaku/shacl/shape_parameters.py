"""The parameters of one shape in the shapes graph, and the constraints that they make."""

import re
from collections.abc import Callable, Iterator, KeysView
from dataclasses import dataclass
from typing import Any

from rdflib import XSD, Graph, Literal, URIRef
from rdflib.term import Node

from shisaku.rdf.namespaces import SH
from shisaku.shacl import constraint_components as components
from shisaku.shacl.constraint_components import Check, Conforms
from shisaku.shacl.not_covered import ShapeNotCoveredError
from shisaku.shacl.rdf_lists import members

_RANGES: dict[Node, tuple[Node, Callable[[int], bool]]] = {
    SH.minInclusive: (SH.MinInclusiveConstraintComponent, lambda order: order >= 0),
    SH.minExclusive: (SH.MinExclusiveConstraintComponent, lambda order: order > 0),
    SH.maxInclusive: (SH.MaxInclusiveConstraintComponent, lambda order: order <= 0),
    SH.maxExclusive: (SH.MaxExclusiveConstraintComponent, lambda order: order < 0),
}
_NUMBERS: dict[Node, tuple[Node, Callable[[int], Check]]] = {
    SH.minCount: (SH.MinCountConstraintComponent, components.min_count),
    SH.maxCount: (SH.MaxCountConstraintComponent, components.max_count),
    SH.minLength: (SH.MinLengthConstraintComponent, components.min_length),
    SH.maxLength: (SH.MaxLengthConstraintComponent, components.max_length),
}
_IRIS: dict[Node, tuple[Node, Callable[[Node], Check]]] = {
    SH["class"]: (SH.ClassConstraintComponent, components.class_),
    SH.datatype: (SH.DatatypeConstraintComponent, components.datatype),
    SH.disjoint: (SH.DisjointConstraintComponent, components.disjoint),
    SH.lessThan: (SH.LessThanConstraintComponent, components.less_than),
}
_SHAPES: dict[Node, tuple[Node, Callable[[int], bool]]] = {
    SH["not"]: (SH.NotConstraintComponent, lambda conforming: conforming == 0),
    SH.node: (SH.NodeConstraintComponent, lambda conforming: conforming == 1),
}
_OF_PROPERTY_SHAPES = {SH.minCount, SH.maxCount, SH.uniqueLang, SH.lessThan, SH.qualifiedValueShape}
_SINGLE = {*_NUMBERS, SH.datatype, SH.nodeKind, SH.languageIn, SH.uniqueLang, SH["in"], SH.closed, SH.qualifiedValueShape}
COVERED = frozenset(
    {
        *(*_RANGES, *_NUMBERS, *_IRIS, *_SHAPES, *_SINGLE),
        *(SH.property, SH.ignoredProperties, SH["and"], SH["or"], SH.xone, SH.pattern, SH.hasValue),
        *(SH.qualifiedMinCount, SH.qualifiedMaxCount),
    }
)
"""Parameters that are compiled."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """Parameters of one shape in the shapes graph."""

    graph: Graph
    """The shapes graph."""
    shape: Node
    """The shape."""
    _objects: dict[Node, list[Node]]

    @classmethod
    def of(cls, graph: Graph, shape: Node) -> "Parameters":
        """The parameters of the shape."""
        objects: dict[Node, list[Node]] = {}
        for p, o in graph.predicate_objects(shape):
            objects.setdefault(p, []).append(o)
        return cls(graph, shape, objects)

    def predicates(self) -> KeysView[Node]:
        """Their predicates."""
        return self._objects.keys()

    def all(self, predicate: Node) -> list[Node]:
        """The objects of a predicate."""
        return self._objects.get(predicate, [])

    def one(self, predicate: Node) -> Node | None:
        """The only object of a predicate, None where there is none. Raises ShapeNotCoveredError where there are several."""
        found = self.all(predicate)
        if len(found) > 1:
            raise ShapeNotCoveredError(self.shape, predicate)
        return found[0] if found else None

    def literals(self, predicate: Node) -> Iterator[Literal]:
        """The objects of a predicate. Raises ShapeNotCoveredError where one is no literal."""
        for found in self.all(predicate):
            if not isinstance(found, Literal) or found.ill_typed:
                raise ShapeNotCoveredError(self.shape, predicate)
            yield found

    def iris(self, predicate: Node) -> Iterator[URIRef]:
        """The objects of a predicate. Raises ShapeNotCoveredError where one is no IRI."""
        for found in self.all(predicate):
            if not isinstance(found, URIRef):
                raise ShapeNotCoveredError(self.shape, predicate)
            yield found

    def number(self, predicate: Node) -> int | None:
        """The only object, an xsd:integer from 0 up. Raises ShapeNotCoveredError where it is anything else."""
        found: Any = self.one(predicate)
        if found is None:
            return None
        if not isinstance(found, Literal) or found.datatype != XSD.integer or type(found.value) is not int or found.value < 0:
            raise ShapeNotCoveredError(self.shape, predicate)
        return found.value

    def true(self, predicate: Node) -> bool:
        """Whether the only object is true. Raises ShapeNotCoveredError where it is no truth value."""
        found = self.one(predicate)
        if found is None:
            return False
        if not isinstance(found, Literal) or not isinstance(found.value, bool):
            raise ShapeNotCoveredError(self.shape, predicate)
        return found.value


def constraints(
    parameters: Parameters, is_property_shape: bool, conforms: Callable[[Node], Conforms]
) -> Iterator[tuple[Node, Check]]:
    """Each constraint of a shape: component and check; `conforms` compiles a referenced shape. Raises ShapeNotCoveredError."""
    for parameter in _SINGLE:
        parameters.one(parameter)
    for parameter in _OF_PROPERTY_SHAPES:
        if parameters.all(parameter) and not is_property_shape:
            raise ShapeNotCoveredError(parameters.shape, parameter)
    yield from _values(parameters)
    yield from _strings(parameters)
    yield from _logic(parameters, conforms)
    yield from _qualified(parameters, conforms)


def _values(parameters: Parameters) -> Iterator[tuple[Node, Check]]:
    for parameter, (component, make) in _IRIS.items():
        yield from ((component, make(iri)) for iri in parameters.iris(parameter))
    for kind in parameters.all(SH.nodeKind):
        if kind not in components.NODE_KINDS:
            raise ShapeNotCoveredError(parameters.shape, SH.nodeKind)
        yield SH.NodeKindConstraintComponent, components.node_kind(kind)
    for parameter, (component, within) in _RANGES.items():
        yield from ((component, components.in_range(limit, within)) for limit in parameters.literals(parameter))
    for value in parameters.all(SH.hasValue):
        yield SH.HasValueConstraintComponent, components.has_value(value)
    for head in parameters.all(SH["in"]):
        yield SH.InConstraintComponent, components.in_(members(parameters.graph, head))


def _strings(parameters: Parameters) -> Iterator[tuple[Node, Check]]:
    for parameter, (component, make) in _NUMBERS.items():
        number = parameters.number(parameter)
        if number is not None:
            yield component, make(number)
    for expression in parameters.literals(SH.pattern):
        if not isinstance(expression.value, str):
            raise ShapeNotCoveredError(parameters.shape, SH.pattern)
        try:
            yield SH.PatternConstraintComponent, components.pattern(re.compile(str(expression)))
        except re.error as error:
            raise ShapeNotCoveredError(parameters.shape, SH.pattern) from error
    for head in parameters.all(SH.languageIn):
        languages = members(parameters.graph, head)
        if not all(isinstance(language, Literal) and isinstance(language.value, str) for language in languages):
            raise ShapeNotCoveredError(parameters.shape, SH.languageIn)
        yield SH.LanguageInConstraintComponent, components.language_in(map(str, languages))
    if parameters.true(SH.uniqueLang):
        yield SH.UniqueLangConstraintComponent, components.unique_lang


def _logic(parameters: Parameters, conforms: Callable[[Node], Conforms]) -> Iterator[tuple[Node, Check]]:
    for parameter, (component, enough) in _SHAPES.items():
        for shape in parameters.all(parameter):
            if parameter == SH.node and (shape, SH.path, None) in parameters.graph:
                raise ShapeNotCoveredError(parameters.shape, SH.node)
            yield component, components.logical([conforms(shape)], enough)
    for head in parameters.all(SH["or"]):
        yield SH.OrConstraintComponent, components.logical(_listed(parameters, head, conforms), lambda conforming: conforming > 0)
    for head in parameters.all(SH.xone):
        yield (
            SH.XoneConstraintComponent,
            components.logical(_listed(parameters, head, conforms), lambda conforming: conforming == 1),
        )
    for head in parameters.all(SH["and"]):
        shapes = _listed(parameters, head, conforms)
        yield SH.AndConstraintComponent, components.logical(shapes, len(shapes).__eq__)


def _listed(parameters: Parameters, head: Node, conforms: Callable[[Node], Conforms]) -> list[Conforms]:
    shapes = members(parameters.graph, head)
    if not shapes:
        raise ShapeNotCoveredError(parameters.shape, SH["or"])
    return [conforms(shape) for shape in shapes]


def _qualified(parameters: Parameters, conforms: Callable[[Node], Conforms]) -> Iterator[tuple[Node, Check]]:
    least, most = parameters.number(SH.qualifiedMinCount), parameters.number(SH.qualifiedMaxCount)
    shapes = parameters.all(SH.qualifiedValueShape)
    if bool(shapes) != (least is not None or most is not None):
        raise ShapeNotCoveredError(parameters.shape, SH.qualifiedValueShape)
    for shape in shapes:
        if least is not None:
            yield SH.QualifiedMinCountConstraintComponent, components.qualified(conforms(shape), least.__le__)
        if most is not None:
            yield SH.QualifiedMaxCountConstraintComponent, components.qualified(conforms(shape), most.__ge__)
