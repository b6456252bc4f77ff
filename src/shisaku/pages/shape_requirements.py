"""SHACL shapes in words: each constraint, its severity and its message."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF
from rdflib.term import Node

from shisaku.messages import Language, Message
from shisaku.pages.term_labels import Text, compact, natural, text
from shisaku.rdf.namespaces import SH

_WORDS: dict[str, Message] = {
    "minCount": Message("pages-least"),
    "maxCount": Message("pages-most"),
    "class": Message("pages-of-class"),
    "datatype": Message("pages-datatype"),
    "nodeKind": Message("pages-value-itself"),
    "languageIn": Message("pages-one-languages"),
    "uniqueLang": Message("pages-most-one-each-language"),
    "pattern": Message("pages-matching-regular-expression"),
    "minLength": Message("pages-least-characters"),
    "maxLength": Message("pages-most-characters"),
    "minInclusive": Message("pages-more"),
    "maxInclusive": Message("pages-less"),
    "minExclusive": Message("pages-more-than"),
    "maxExclusive": Message("pages-less-than"),
    "hasValue": Message("pages-one-values"),
    "in": Message("pages-one"),
    "disjoint": Message("pages-not-same-value"),
    "equals": Message("pages-same-values"),
    "lessThan": Message("pages-less-than-value"),
    "lessThanOrEquals": Message("pages-not-more-than-value"),
    "closed": Message("pages-no-properties-but-those-listed"),
}
"""Constraint components of SHACL Core (W3C Recommendation 2017, section 4) in words; `$value` is the value."""
_LISTED = ("languageIn", "in")
_LOGICAL = {
    "or": Message("pages-one-these-holds"),
    "and": Message("pages-all-these-hold"),
    "xone": Message("pages-exactly-one-these-holds"),
    "not": Message("pages-does-not-hold"),
    "node": Message("pages-holds"),
}

_FOR = Message("pages-first-second")
_SEVERITIES = {
    "Violation": Message("pages-violation"),
    "Warning": Message("pages-warning"),
    "Info": Message("pages-info"),
}


@dataclass(frozen=True, slots=True)
class ShapeRequirement:
    """Requirement of one node or property shape."""

    shape: str
    """IRI of the shape."""
    path: str
    """The property path from the node; empty for the node itself."""
    property: str
    """IRI of the property, if the path is a single property."""
    words: tuple[Text, ...]
    """The constraints in words."""
    severity: str
    """Severity of a violation, in words."""
    message: Text | None
    """Message of a violation."""


@dataclass(frozen=True, slots=True)
class ShapeView:
    """A shape with targets, and the requirements of its property shapes."""

    iri: str
    """Its IRI."""
    classes: tuple[str, ...]
    """Its target classes."""
    subjects_of: tuple[str, ...]
    """Properties of which it targets the subjects."""
    requirements: tuple[ShapeRequirement, ...]
    """Its own, then those of its property shapes."""

    @property
    def rows(self) -> tuple[tuple["ShapeView", ShapeRequirement], ...]:
        """The requirements, each with this shape."""
        return tuple((self, one) for one in self.requirements)

    @property
    def name(self) -> str:
        """The end of its IRI."""
        return re.split(r"[#/]", self.iri)[-1]


def shapes(graph: Graph, prefixes: Mapping[str, str], lang: Language) -> tuple[ShapeView, ...]:
    """Every shape that has a target, by IRI."""
    reader = _ShapeReader(graph, prefixes, lang)
    return tuple(
        ShapeView(
            str(shape),
            _iris(graph, shape, SH.targetClass),
            _iris(graph, shape, SH.targetSubjectsOf) + _iris(graph, shape, SH.targetObjectsOf),
            tuple(reader.requirements(shape)),
        )
        for shape in shapes_with_targets(graph)
    )


def shapes_with_targets(graph: Graph) -> list[Node]:
    """The shapes that have a target, by IRI."""
    return sorted({s for p in (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf) for s in graph.subjects(p)}, key=str)


def _iris(graph: Graph, subject: Node, predicate: URIRef) -> tuple[str, ...]:
    return tuple(sorted((str(o) for o in graph.objects(subject, predicate)), key=natural))


class _ShapeReader:
    """Describes the shapes of a graph in one language."""

    def __init__(self, graph: Graph, prefixes: Mapping[str, str], lang: Language) -> None:
        self.graph = graph
        self.prefixes = prefixes
        self.say: Callable[[Message], str] = lambda message: message.verbatim(lang)
        self.lang = lang

    def requirements(self, shape: Node) -> Iterator[ShapeRequirement]:
        """Return the requirements of the shape, then those of its property shapes."""
        own = self.requirement(shape)
        if own.words:
            yield own
        parts = (self.requirement(part) for part in self.graph.objects(shape, SH.property))
        yield from sorted(parts, key=lambda one: (one.path, [words.text for words in one.words]))

    def requirement(self, shape: Node) -> ShapeRequirement:
        path = self.graph.value(shape, SH.path)
        severity = str(self.graph.value(shape, SH.severity, default=SH.Violation)).rpartition("#")[2]
        return ShapeRequirement(
            str(shape),
            "" if path is None else self.path(path),
            str(path) if isinstance(path, URIRef) else "",
            tuple(Text(words, self.lang) for words in self.constraints(shape)),
            self.say(_SEVERITIES[severity]) if severity in _SEVERITIES else severity,
            text(self.graph, shape, (SH.message,), self.lang),
        )

    def constraints(self, shape: Node) -> Iterator[str]:
        """Return each constraint of a shape in words, in the order of the table above."""
        for name, words in _WORDS.items():
            values = (value for value in self.graph.objects(shape, SH[name]) if str(value) != "false")
            shown = (self.listed(value) if name in _LISTED else self.value(value) for value in values)
            yield from (self.say(words.filled(value=value)) for value in sorted(shown))
        for name, words in _LOGICAL.items():
            listed = name in ("or", "and", "xone")
            heads = ((Collection(self.graph, o) if listed else (o,)) for o in self.graph.objects(shape, SH[name]))
            yield from sorted(self.say(words.filled(value=" / ".join(map(self.all_of, parts)))) for parts in heads)
        yield from self.qualified(shape)
        if self.graph.value(shape, SH.path) is not None:
            yield from self.nested(shape)

    def qualified(self, shape: Node) -> Iterator[str]:
        """Return how many values must conform to another shape, in words."""
        inner = self.graph.value(shape, SH.qualifiedValueShape)
        if inner is None:
            return
        counts = (("qualifiedMinCount", "minCount"), ("qualifiedMaxCount", "maxCount"))
        numbers = (self.number(shape, name, words) for name, words in counts)
        number = Message.joined(filter(None, numbers))
        yield self.say(Message("pages-number-such-that", number=number, inside=self.all_of(inner)))

    def number(self, shape: Node, name: str, words: str) -> str:
        value = self.graph.value(shape, SH[name])
        return "" if value is None else self.say(_WORDS[words].filled(value=value))

    def all_of(self, shape: Node) -> str:
        """Return a nested shape in one phrase."""
        parts = list(self.constraints(shape))
        if self.graph.value(shape, SH.path) is None:
            parts += self.nested(shape)
        return Message.joined(parts).verbatim(self.lang) or self.value(shape)

    def nested(self, shape: Node) -> list[str]:
        """Return the nested property shapes, each with its path."""
        parts = ((self.graph.value(part, SH.path), self.all_of(part)) for part in self.graph.objects(shape, SH.property))
        return sorted(self.say(_FOR.filled(first="" if path is None else self.path(path), second=words)) for path, words in parts)

    def listed(self, head: Node) -> str:
        return ", ".join(self.value(value) for value in Collection(self.graph, head))

    def value(self, value: Node) -> str:
        if isinstance(value, Literal):
            return str(value)
        return compact(str(value).removeprefix(str(SH)), self.prefixes)  # sh:IRI and its kin are words

    def path(self, path: Node) -> str:
        """Return a property path in SPARQL syntax (SHACL, section 2.3.1)."""
        for predicate, pattern in ((SH.inversePath, "^{}"), (SH.zeroOrMorePath, "{}*"), (SH.oneOrMorePath, "{}+")):
            inner = self.graph.value(path, predicate)
            if inner is not None:
                return pattern.format(self.path(inner))
        choices = self.graph.value(path, SH.alternativePath)
        if choices is not None:
            return "(" + " | ".join(self.path(choice) for choice in Collection(self.graph, choices)) + ")"
        if (path, RDF.first, None) in self.graph:
            return " / ".join(self.path(step) for step in Collection(self.graph, path))
        return compact(str(path), self.prefixes)
