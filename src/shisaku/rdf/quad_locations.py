"""Lines of the statements in an N-Quads file; of other RDF files only the statements."""

from functools import cached_property
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.term import Node

from shisaku.errors import Place
from shisaku.rdf.graph_files import load_graphs
from shisaku.rdf.namespaces import INFERRED, REPORT
from shisaku.rdf.quads import ntriples
from shisaku.rdf.triples import graph_of


class LocatedQuads:
    """The published statements of one RDF file: those of its named graphs except the inferred graph and the report.

    Raises OntologyError or InputError with the place where it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        named = load_graphs(path)
        self.graph: Graph = graph_of(
            *(graph for name, graph in named.items() if name.rpartition("/")[2] not in (INFERRED, REPORT))
        )
        """Its triples."""
        self.prefixes: dict[str, str] = {}
        """None: N-Quads has no prefixes."""

    def place(self, subject: Node, predicate: Node, value: Node) -> Place | None:
        """The line of a triple, with its object marked; None where it is not written as this package writes it."""
        written = ntriples([(subject, predicate, value)]).removesuffix(" .\n")
        number = self._numbers.get(written)
        if number is None:
            return None
        column = len(ntriples([(subject, predicate, URIRef(""))]).removesuffix("<> .\n")) + 1
        return Place(str(self.path), number, column, self._lines[number - 1], len(written) - column + 1)

    @cached_property
    def _lines(self) -> list[str]:
        return self.path.read_text(encoding="utf-8").split("\n") if self.path.suffix.lower() == ".nq" else []

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """Lines, from 1, by their statements, without the graph."""
        return {line.rpartition(" <")[0]: number for number, line in enumerate(self._lines, start=1) if line.endswith("> .")}
