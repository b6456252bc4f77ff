"""The roles of an RDF file, by what it holds: ontology, vocabulary, shapes, data. A file may have several."""

from rdflib import BNode, Graph
from rdflib.namespace import DCAT, OWL, RDF, RDFS, SH, SKOS, VOID
from rdflib.term import Node

from shisaku.check.project_files import DATA, ONTOLOGY, SHAPES, VOCABULARIES

_TERMS = frozenset(
    {
        OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.OntologyProperty, OWL.DeprecatedClass,
        OWL.DeprecatedProperty, OWL.FunctionalProperty, OWL.InverseFunctionalProperty, OWL.TransitiveProperty, OWL.SymmetricProperty,
        OWL.AsymmetricProperty, OWL.ReflexiveProperty, OWL.IrreflexiveProperty, OWL.DataRange, RDFS.Class, RDFS.Datatype, RDF.Property,
    }
)  # fmt: skip
"""Types of terms, which an ontology declares."""
_CONCEPTS = frozenset({SKOS.ConceptScheme, SKOS.Concept, SKOS.Collection, SKOS.OrderedCollection})
_SHAPES = frozenset({SH.NodeShape, SH.PropertyShape})
_OF_SHAPES = (
    SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf, SH.property, SH.path, SH.select, SH.ask, SH.rule,
)  # fmt: skip
_AXIOMS = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.equivalentClass, OWL.disjointWith, OWL.inverseOf)
_SUPPORT = frozenset(
    {
        OWL.Ontology, OWL.Restriction, OWL.Axiom, OWL.Annotation, OWL.AllDisjointClasses, OWL.AllDisjointProperties, OWL.AllDifferent,
        OWL.NegativePropertyAssertion, OWL.NamedIndividual, OWL.Thing, RDF.List, RDF.Statement, RDFS.Container, RDF.Seq, RDF.Bag, RDF.Alt,
        RDFS.Resource, DCAT.Dataset, VOID.Dataset,
    }
)  # fmt: skip
"""Types of what accompanies terms: headers, axioms, lists."""


def roles_of(graph: Graph) -> tuple[str, ...]:
    """Return the roles of a file with these triples, the main one first; data if there is nothing else in it."""
    types = {kind for _, kind in graph.subject_objects(RDF.type)}
    roles = []
    if types & _SHAPES or any((None, p, None) in graph for p in _OF_SHAPES):
        roles.append(SHAPES)
    if OWL.Ontology in types or types & _TERMS or any((None, p, None) in graph for p in _AXIOMS):
        roles.insert(0 if _terms(graph) >= _shapes(graph) else 1, ONTOLOGY)
    if types & _CONCEPTS:
        roles.insert(0 if ONTOLOGY not in roles else 1, VOCABULARIES)
    if not roles or any(_is_of_the_domain(kind) for kind in types):
        roles.append(DATA)
    return tuple(roles)


def _terms(graph: Graph) -> int:
    return len({s for s, kind in graph.subject_objects(RDF.type) if kind in _TERMS and not isinstance(s, BNode)})


def _shapes(graph: Graph) -> int:
    return len({s for s, kind in graph.subject_objects(RDF.type) if kind in _SHAPES})


def _is_of_the_domain(kind: Node) -> bool:
    """Whether a type is none of RDF, OWL, SKOS or SHACL: what has it is data, also in the file of an ontology."""
    text = str(kind)
    spoken = (str(OWL), str(RDF), str(RDFS), str(SKOS), str(SH))
    return not isinstance(kind, BNode) and kind not in _SUPPORT and not text.startswith(spoken)
