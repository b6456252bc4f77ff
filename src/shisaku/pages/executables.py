"""Saved questions as `sh:SPARQLSelectExecutable`, as in sib-swiss/sparql-examples: one file a question.

Parameters are replaced by values, so that the query in the file runs anywhere.
"""

from collections.abc import Iterator, Mapping

from rdflib import Literal, Namespace, URIRef
from rdflib.namespace import OWL, RDF, RDFS, XSD

from shisaku.messages import LANGUAGES
from shisaku.rdf.namespaces import DEFAULT_BASE, PREFIXES, SH
from shisaku.rdf.quads import Triple
from shisaku.rdf.turtle_writer import TurtleWriter
from shisaku.sparql.query_text import bound
from shisaku.sparql.query_text import declared as declarations
from shisaku.sparql.saved_query import SavedQuery, without_header

SCHEMA = Namespace("https://schema.org/")
QUESTION = Namespace(DEFAULT_BASE.removesuffix("id/") + "question/")
"""Namespace of the IRIs of questions."""


def executable(question: SavedQuery, values: Mapping[str, str]) -> str:
    """Return the question with its parameters set to `values`, as a Turtle document."""
    prefixes = {name: PREFIXES[name] for name in ("dcterms", "owl", "rdf", "rdfs", "sh", "xsd")} | {"schema": str(SCHEMA)}
    return TurtleWriter(prefixes).turtle(_triples(question, values))


def standalone(question: SavedQuery, values: Mapping[str, str]) -> str:
    """Return the query with its parameters set to `values`, without the header."""
    return bound(without_header(question.text).strip() + "\n", question.bindings(dict(values)))


def _triples(question: SavedQuery, values: Mapping[str, str]) -> Iterator[Triple]:
    iri = QUESTION[question.name]
    declared = URIRef(f"{iri}#prefixes")
    for kind in (SH.SPARQLExecutable, SH.SPARQLSelectExecutable):
        yield iri, RDF.type, kind
    for lang in LANGUAGES:
        yield iri, RDFS.label, Literal(question.summary.verbatim(lang), lang=lang)
        yield iri, RDFS.comment, Literal(question.description.verbatim(lang), lang=lang)
    yield iri, SH.select, Literal(standalone(question, values))
    yield iri, SH.prefixes, declared
    for tag in question.tags:
        yield iri, SCHEMA.keywords, Literal(tag)
    yield declared, RDF.type, OWL.Ontology
    for name, namespace in declarations(question.text).items():
        prefix = URIRef(f"{iri}#prefix-{name}")
        yield declared, SH.declare, prefix
        yield prefix, RDF.type, SH.PrefixDeclaration
        yield prefix, SH.prefix, Literal(name)
        yield prefix, SH.namespace, Literal(namespace, datatype=XSD.anyURI)
