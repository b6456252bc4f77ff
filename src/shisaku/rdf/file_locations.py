"""The triples of any RDF file, and the place of each as closely as its format allows.

Turtle, N-Triples     the term itself                       turtle_locations
RDF/XML               the element                           xml_locations
any other             the first line with the IRI or the name of the subject
"""

import re
from functools import cached_property
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox
from rdflib import Graph, URIRef
from rdflib.term import Node

from shisaku.errors import Place
from shisaku.rdf.graph_files import load_turtle
from shisaku.rdf.rdf_files import bytes_of, parsed, readable
from shisaku.rdf.turtle_locations import turtle_places
from shisaku.rdf.xml_locations import Position, XmlPositions, xml_positions

_PREFIX = re.compile(r"Prefix(?:\(\s*|:\s*)(?P<prefix>[\w.-]*):\s*=?\s*<(?P<name>[^<>]*)>")
"""A prefix in the functional and the Manchester syntax of OWL."""
_LOCAL = re.compile(r"[^#/:]+$")


class LocatedGraph(Protocol):
    """The triples of a file with their places."""

    @property
    def path(self) -> Path:
        """The file."""

    @property
    def graph(self) -> Graph:
        """Its triples."""

    @property
    def prefixes(self) -> dict[str, str]:
        """Its prefixes with their namespaces."""

    def place(self, subject: Node | str, predicate: Node | str | None = None, value: Node | str | None = None) -> Place | None:
        """Return the place of a triple, or of what comes closest; None if nothing is stated about the subject."""

    def mention(self, iri: str) -> Place | None:
        """Return the place where an IRI is first a property or a value; None if it is neither."""


def located_graph(path: Path) -> LocatedGraph:
    """Return the triples of an RDF file with their places. Raises OntologyError with the place of an error in it."""
    data, _, found = readable(path)
    if found in (ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES):
        return turtle_places(path)
    return _XmlFile(path) if found == ox.RdfFormat.RDF_XML and data == bytes_of(path) else _TextFile(path)


class _File:
    """A file whose triples one parser reads and whose places another one finds."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data = bytes_of(path)
        self.graph: Graph = load_turtle(path)
        self.prefixes: dict[str, str] = parsed(*readable(path), path.resolve().as_uri())[1]
        for prefix, namespace in self.prefixes.items():
            self.graph.bind(prefix, namespace)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the file."""
        return self.data.decode("utf-8-sig", "replace").split("\n")

    def _at(self, position: Position, length: int = 1) -> Place:
        line = self.lines[position[0] - 1] if position[0] <= len(self.lines) else ""
        return Place(str(self.path), position[0], min(position[1], len(line) + 1), line.rstrip("\r"), length)


class _XmlFile(_File):
    """An RDF/XML file."""

    @cached_property
    def _positions(self) -> XmlPositions:
        return xml_positions(self.data, self.path.resolve().as_uri())

    def place(self, subject: Node | str, predicate: Node | str | None = None, value: Node | str | None = None) -> Place | None:
        """Return the place of the element with a triple; else of its property; else of its subject."""
        found = self._positions
        position = found.subjects.get(str(subject))
        if predicate is not None:
            position = found.properties.get((str(subject), str(predicate)), position)
            if value is not None:
                position = found.values.get((str(subject), str(predicate), str(value)), position)
        return None if position is None else self._at(position)

    def mention(self, iri: str) -> Place | None:
        """Return the element where an IRI is first a type, a property or a value."""
        position = self._positions.mentions.get(iri)
        return None if position is None else self._at(position)


class _TextFile(_File):
    """A file in any other format."""

    def place(self, subject: Node | str, predicate: Node | str | None = None, value: Node | str | None = None) -> Place | None:
        """Return the first line that has the subject, with its value on it if there is such a line."""
        if (self._node(subject), None, None) not in self.graph:
            return None
        return self._line(str(subject), None if value is None else str(value))

    def mention(self, iri: str) -> Place | None:
        """Return the first line that has an IRI."""
        return self._line(iri)

    @staticmethod
    def _node(subject: Node | str) -> Node:
        return subject if isinstance(subject, Node) else URIRef(subject)

    def _line(self, term: str, value: str | None = None) -> Place | None:
        lines = self._lines_with(term)
        if not lines:
            return None
        also = self._lines_with(value) if value is not None else {}
        number = next((n for n in lines if n in also), next(iter(lines)))
        start, end = lines[number]
        return self._at((number, start + 1), end - start)

    def _lines_with(self, term: str) -> dict[int, tuple[int, int]]:
        """The lines in which an IRI, or a text, is written, and from where to where."""
        names = (f"{prefix}:{term.removeprefix(name)}" for prefix, name in self._named.items() if name and term.startswith(name))
        local = _LOCAL.search(term)
        forms = [f"<{term}>", f'"{term}"', *names, *([f'"{local.group()}"'] if local else ())]
        pattern = re.compile("|".join(rf"(?<![\w]){re.escape(form)}(?![\w-])" for form in forms))
        found = ((number, pattern.search(line)) for number, line in enumerate(self.lines, start=1))
        return {number: match.span() for number, match in found if match}

    @cached_property
    def _named(self) -> dict[str, str]:
        """Prefixes as the text declares them, also where it is no RDF."""
        return self.prefixes | {found["prefix"]: found["name"] for found in _PREFIX.finditer("\n".join(self.lines))}
