"""The ontology on disk, loaded once; an error in a file of it is reported with its place."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import OWL

from shisaku.errors import OntologyError
from shisaku.graph.vocabulary import Vocabulary
from shisaku.messages import Message
from shisaku.rdf.graph_files import graph_triples
from shisaku.rdf.namespaces import ONTOLOGY
from shisaku.rdf.triples import graph_of


@dataclass(frozen=True)
class Ontology:
    """Our terms, the SKOS schemes and the shapes."""

    terms: Graph
    """ontology/shisaku.ttl: classes, properties and their axioms."""
    schemes: Graph
    """Terms and SKOS schemes together: the resources that data refer to."""
    shapes: Graph
    """The SHACL shapes."""
    vocabulary: Vocabulary
    """Topics and mark categories, ready for look-up."""

    @property
    def version(self) -> URIRef:
        """The version IRI (owl:versionIRI)."""
        found = self.terms.value(ONTOLOGY, OWL.versionIRI)
        if found is None:
            raise OntologyError(Message("graph-ontology-has-no-owl-versioniri"))
        return URIRef(str(found))


def load_ontology(terms: Iterable[Path], vocabularies: Iterable[Path], shapes: Iterable[Path]) -> Ontology:
    """The ontology from its files. Raises OntologyError with the place of an error."""
    own = [triple for path in terms for triple in graph_triples(path)]
    schemes = graph_of(own, *map(graph_triples, vocabularies))
    return Ontology(graph_of(own), schemes, graph_of(*map(graph_triples, shapes)), Vocabulary.of(schemes))
