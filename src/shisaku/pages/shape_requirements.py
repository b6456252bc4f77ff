"""SHACL shapes in words: each constraint, its severity and its message."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF
from rdflib.term import Node

from shisaku.errors import Language, Message
from shisaku.pages.term_labels import Text, compact, natural, text
from shisaku.rdf.namespaces import SH

_WORDS: dict[str, Message] = {
    "minCount": Message("{} 個以上", "at least {}"),
    "maxCount": Message("{} 個以下", "at most {}"),
    "class": Message("クラス {} のもの", "of class {}"),
    "datatype": Message("データ型 {}", "of datatype {}"),
    "nodeKind": Message("{}", "{}"),
    "languageIn": Message("言語は {} のどれか", "in one of the languages {}"),
    "uniqueLang": Message("言語ごとに一つまで", "at most one in each language"),
    "pattern": Message("正規表現 {} に合うもの", "matching the regular expression {}"),
    "minLength": Message("{} 文字以上", "at least {} characters"),
    "maxLength": Message("{} 文字以下", "at most {} characters"),
    "minInclusive": Message("{} 以上", "{} or more"),
    "maxInclusive": Message("{} 以下", "{} or less"),
    "minExclusive": Message("{} より大きい", "more than {}"),
    "maxExclusive": Message("{} より小さい", "less than {}"),
    "hasValue": Message("値の一つは {}", "one of the values is {}"),
    "in": Message("{} のどれか", "one of {}"),
    "disjoint": Message("{} と同じ値でないもの", "not the same value as {}"),
    "equals": Message("{} と同じ値", "the same values as {}"),
    "lessThan": Message("{} の値より小さい", "less than the value of {}"),
    "lessThanOrEquals": Message("{} の値以下", "not more than the value of {}"),
    "closed": Message("ここに挙げるもののほかのプロパティを持たない", "no properties but those listed here"),
}
"""Constraint components of SHACL Core (W3C Recommendation 2017, section 4) in words; `{}` is the value."""
_LISTED = ("languageIn", "in")
_LOGICAL = {
    "or": Message("次のどれか：{}", "one of these holds: {}"),
    "and": Message("次のすべて：{}", "all of these hold: {}"),
    "xone": Message("次のうちちょうど一つ：{}", "exactly one of these holds: {}"),
    "not": Message("次に当たらないもの：{}", "this does not hold: {}"),
    "node": Message("次に当たるもの：{}", "this holds: {}"),
}
_QUALIFIED = Message("{} であるものが {}", "{} such that: {}")
_FOR = Message("{} について：{}", "{}: {}")
_SEVERITIES = {
    "Violation": Message("違反", "violation"),
    "Warning": Message("警告", "warning"),
    "Info": Message("情報", "information"),
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
        self.say: Callable[[Message], str] = lambda message: message.ja if lang == "ja" else message.en
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
            yield from (self.say(words).format(value) for value in sorted(shown))
        for name, words in _LOGICAL.items():
            listed = name in ("or", "and", "xone")
            heads = ((Collection(self.graph, o) if listed else (o,)) for o in self.graph.objects(shape, SH[name]))
            yield from sorted(self.say(words).format(" / ".join(map(self.all_of, parts))) for parts in heads)
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
        number = ("、" if self.lang == "ja" else ", ").join(filter(None, numbers))
        inside = self.all_of(inner)
        yield self.say(_QUALIFIED).format(*((inside, number) if self.lang == "ja" else (number, inside)))

    def number(self, shape: Node, name: str, words: str) -> str:
        value = self.graph.value(shape, SH[name])
        return "" if value is None else self.say(_WORDS[words]).format(value)

    def all_of(self, shape: Node) -> str:
        """Return a nested shape in one phrase."""
        parts = list(self.constraints(shape))
        if self.graph.value(shape, SH.path) is None:
            parts += self.nested(shape)
        return ("、" if self.lang == "ja" else ", ").join(parts) or self.value(shape)

    def nested(self, shape: Node) -> list[str]:
        """Return the nested property shapes, each with its path."""
        parts = ((self.graph.value(part, SH.path), self.all_of(part)) for part in self.graph.objects(shape, SH.property))
        return sorted(self.say(_FOR).format("" if path is None else self.path(path), words) for path, words in parts)

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
