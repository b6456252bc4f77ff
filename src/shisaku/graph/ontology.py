"""The ontology as it is on disk: loaded once, told clearly when a file of it is broken."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import OWL
from rdflib.plugins.parsers.notation3 import BadSyntax

from shisaku.errors import InputError, Message, OntologyError
from shisaku.graph.vocabulary import Vocabulary
from shisaku.rdf.namespaces import ONTOLOGY
from shisaku.rdf.rdf_files import quads_of, triples_of
from shisaku.rdf.triples import Triple, graph_of


@dataclass(frozen=True)
class Ontology:
    """Our terms, the SKOS schemes and the shapes."""

    terms: Graph
    """ontology/shisaku.ttl: classes, properties and their axioms."""
    schemes: Graph
    """Terms and SKOS schemes together: what data refer to."""
    shapes: Graph
    """The SHACL shapes."""
    vocabulary: Vocabulary
    """Topics and mark categories, ready to be looked up."""

    @property
    def version(self) -> URIRef:
        """The version IRI (owl:versionIRI)."""
        found = self.terms.value(ONTOLOGY, OWL.versionIRI)
        if found is None:
            raise OntologyError(Message("オントロジーに owl:versionIRI がありません。", "The ontology has no owl:versionIRI."))
        return URIRef(str(found))


def load_ontology(terms: Iterable[Path], vocabularies: Iterable[Path], shapes: Iterable[Path]) -> Ontology:
    """The ontology from its files. Raises OntologyError with the place where a file is broken."""
    own = [triple for path in terms for triple in _triples(path)]
    schemes = graph_of(own, *map(_triples, vocabularies))
    return Ontology(graph_of(own), schemes, graph_of(*map(_triples, shapes)), Vocabulary.of(schemes))


def load_turtle(path: Path) -> Graph:
    """The triples of one Turtle file. Raises OntologyError with line, column and caret where it is not Turtle."""
    return graph_of(_triples(path))


def load_graphs(path: Path) -> dict[str, Graph]:
    """The named graphs of one RDF file by their IRIs, the default graph by the empty name. Raises InputError with the place of a mistake."""
    found: dict[str, list[Triple]] = {}
    for s, p, o, name in quads_of(path, URIRef, BNode, _literal):
        found.setdefault(name, []).append((s, p, o))
    return {name: graph_of(triples) for name, triples in found.items()}


def _triples(path: Path) -> Iterator[Triple]:
    """The triples of one Turtle file, as Oxigraph reads it: it takes a tenth of rdflib's time, and tells the place of a mistake."""
    with turtle_errors(path):
        yield from triples_of(path, URIRef, BNode, _literal)


def _literal(text: str, language: str | None, datatype: str | None) -> Literal:
    return Literal(text, lang=language, datatype=None if datatype is None else URIRef(datatype))


@contextmanager
def turtle_errors(path: Path) -> Iterator[None]:
    """Within it, what the parsers raise on the file becomes an OntologyError."""
    try:
        yield
    except InputError as error:
        raise OntologyError(error.message, error.place) from error
    except (BadSyntax, UnicodeDecodeError) as error:
        ja, en = f"{path}: rdflib が Turtle として読めません。", f"{path}: rdflib cannot read it as Turtle."
        raise OntologyError(Message(ja, en)) from error
