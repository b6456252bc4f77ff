"""Facts for the rules: terms of the project, uses of terms by file, and terms that foreign vocabularies define.

The rules query them in the graph `urn:shisaku:uses`, in the namespace `urn:shisaku:rule#`:

    <header>  a rule:Header ; rule:language "ja"           the languages that its title is in
    <term>    a rule:OwnTerm, rule:OwnClass, rule:OwnProperty      declared by the project, in its namespace
    <concept> a rule:Concept                                       a skos:Concept of its files
    <iri>     a rule:OwnName                                       written anywhere, in its namespace, declared or not
    <file>    rule:role "shapes" ; rule:name "shapes.ttl" ; rule:uses <iri> ; rule:usesAsClass <iri> ; rule:usesAsProperty <iri>
    <iri>     rule:namespace <vocabulary> ; rule:definedIn <vocabulary>      a foreign term whose vocabulary is known
    <iri>     rule:unknownNamespace "vocabulary"                             one whose vocabulary is not
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib import namespace as shipped
from rdflib.namespace import DC, DCTERMS, OWL, RDF, RDFS, SH, SKOS, VANN, XSD, DefinedNamespace
from rdflib.term import Node

from shisaku.check.project_files import DATA, IMPORTS, ONTOLOGY, VOCABULARIES, ProjectFiles
from shisaku.rdf.quads import Triple
from shisaku.sparql.query_terms import used_iris
from shisaku.sparql.saved_query import SavedQuery

RULE = Namespace("urn:shisaku:rule#")
_CLASSES = (OWL.Class, RDFS.Class)
_PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDF.Property)
_DECLARED = frozenset({*_CLASSES, *_PROPERTIES, SKOS.Concept})
_ID_SPACE = re.compile(r"(.*/[A-Za-z][A-Za-z0-9]*_)[0-9]+")
"""An identifier of the OBO Foundry: a prefix of its ontology and a number, as in `obo/IAO_0000001`."""
_LEADS_TO_CLASS = frozenset(
    {
        RDF.type, RDFS.subClassOf, RDFS.domain, RDFS.range, OWL.equivalentClass, OWL.disjointWith, OWL.someValuesFrom,
        OWL.allValuesFrom, OWL.onClass, SH.targetClass, SH["class"],
    }
)  # fmt: skip
"""Predicates whose object is a class (or a datatype)."""
_LEADS_TO_PROPERTY = frozenset(
    {
        RDFS.subPropertyOf, OWL.inverseOf, OWL.equivalentProperty, OWL.propertyDisjointWith, OWL.onProperty, SH.path, SH.inversePath,
        SH.targetSubjectsOf, SH.targetObjectsOf, SH.equals, SH.disjoint, SH.lessThan, SH.lessThanOrEquals,
    }
)  # fmt: skip
"""Predicates whose object is a property (or a path)."""
_MEMBERSHIP = re.compile(r"_[0-9]+$")
"""Ends of rdf:_1, rdf:_2 and so on, which no list can hold."""


@dataclass(frozen=True, slots=True)
class Own:
    """Ontology headers and namespaces of a project."""

    headers: tuple[URIRef, ...]
    """The owl:Ontology resources that have an IRI."""
    namespaces: tuple[str, ...]
    """Namespaces of its terms."""
    versions: frozenset[Node]
    """Version IRIs, which may be in its namespace and are no terms."""

    @classmethod
    def of(cls, ontology: Graph, stated: Iterable[str] = ()) -> "Own":
        """Return them: the namespaces that are stated in settings; else what the header prefers; else its IRI followed by # or /.

        Where no declared term is in one of these, the namespace that most of the declared terms are in.
        """
        headers = sorted(node for node in ontology.subjects(RDF.type, OWL.Ontology) if isinstance(node, URIRef))
        preferred = {str(uri) for header in headers for uri in ontology.objects(header, VANN.preferredNamespaceUri)}
        beginnings = {header if header.endswith(("#", "/")) else header + end for header in headers for end in "#/"}
        versions = {iri for p in (OWL.versionIRI, OWL.priorVersion) for iri in ontology.objects(None, p)}
        names = tuple(sorted(set(stated) or preferred or beginnings))
        declared = [
            str(term) for term, kind in ontology.subject_objects(RDF.type) if kind in _DECLARED and isinstance(term, URIRef)
        ]
        if declared and not any(term.startswith(names) for term in declared):
            names = (Counter(map(_space_of, declared)).most_common(1)[0][0],)
        return cls(tuple(headers), names, frozenset(versions))

    def has(self, iri: Node) -> bool:
        """Return whether an IRI is a namespace of the project followed by a local name."""
        rest = next((iri[len(start) :] for start in self.namespaces if isinstance(iri, URIRef) and iri.startswith(start)), "")
        return rest != "" and "/" not in rest and iri not in self.headers and iri not in self.versions


def facts(project_files: ProjectFiles) -> Iterator[Triple]:
    """Return the facts on a project as triples."""
    ontology, vocabularies = project_files.union(ONTOLOGY), project_files.union(VOCABULARIES)
    own = Own.of(ontology, project_files.project.layout.namespaces)
    declared = ontology + vocabularies
    yield from _of_header(ontology, own)
    yield from _of_terms(declared, own)
    mentioned = {node for node in declared.subjects() if isinstance(node, URIRef)}
    in_position: set[URIRef] = set()
    for subject, predicate, iri in _uses(project_files):
        yield subject, predicate, iri
        if isinstance(iri, URIRef):
            mentioned.add(iri)
            if predicate != RULE.uses:
                in_position.add(iri)
    yield from ((iri, RDF.type, RULE.OwnName) for iri in mentioned if own.has(iri))
    foreign = {iri for iri in mentioned if not str(iri).startswith(own.namespaces)}
    yield from _of_vocabularies(foreign, in_position, project_files.union(IMPORTS), set(declared.subjects(RDF.type)))


def _of_header(ontology: Graph, own: Own) -> Iterator[Triple]:
    for header in own.headers:
        yield header, RDF.type, RULE.Header
        for title in (DCTERMS.title, DC.title, RDFS.label):
            for text in ontology.objects(header, title):
                if isinstance(text, Literal) and text.language:
                    yield header, RULE.language, Literal(text.language.split("-")[0])


def _of_terms(declared: Graph, own: Own) -> Iterator[Triple]:
    for term, kind in declared.subject_objects(RDF.type):
        if kind == SKOS.Concept and isinstance(term, URIRef):
            yield term, RDF.type, RULE.Concept
        if own.has(term):
            yield term, RDF.type, RULE.OwnTerm
            if kind in _CLASSES:
                yield term, RDF.type, RULE.OwnClass
            if kind in _PROPERTIES:
                yield term, RDF.type, RULE.OwnProperty


def _uses(project_files: ProjectFiles) -> Iterator[Triple]:
    """Uses of terms by file, and as class or property."""
    relative = project_files.project.relative
    for parsed in project_files.files:
        if parsed.role != IMPORTS:
            file = URIRef(parsed.path.resolve().as_uri())
            yield file, RULE.role, Literal(parsed.role)
            yield file, RULE.name, Literal(relative(parsed.path))
            yield from ((file, predicate, iri) for predicate, iri in _uses_of(parsed.graph, parsed.role))
    for role, queries in (("checks", project_files.checks), ("queries", project_files.queries)):
        for query in queries:
            yield from _uses_of_query(query, role, relative(query.path))


def _uses_of_query(query: SavedQuery, role: str, name: str) -> Iterator[Triple]:
    file = URIRef(query.path.resolve().as_uri())
    yield file, RULE.role, Literal(role)
    yield file, RULE.name, Literal(name)
    for iri in sorted({use.iri for use in used_iris(query.text, str(query.path))}):
        yield file, RULE.uses, URIRef(iri)


def _uses_of(graph: Graph, role: str) -> set[tuple[URIRef, URIRef]]:
    found: set[tuple[URIRef, URIRef]] = set()
    for s, p, o in graph:
        assert isinstance(p, URIRef)
        found |= {(RULE.uses, p), (RULE.usesAsProperty, p)}
        if isinstance(s, URIRef) and role != DATA:
            found.add((RULE.uses, s))
        if isinstance(o, URIRef):
            found.add((RULE.uses, o))
            if p in _LEADS_TO_CLASS:
                found.add((RULE.usesAsClass, o))
            elif p in _LEADS_TO_PROPERTY:
                found.add((RULE.usesAsProperty, o))
    return found


def _of_vocabularies(foreign: set[URIRef], in_position: set[URIRef], imports: Graph, declared: set[Node]) -> Iterator[Triple]:
    """The vocabulary of each foreign IRI, and whether it is defined there; the project's own resources are skipped."""
    listed, imported = _shipped_terms(), _by_namespace(str(s) for s in imports.subjects(RDF.type) if isinstance(s, URIRef))
    nothing: frozenset[str] = frozenset()
    known = {name: listed.get(name, nothing) | imported.get(name, nothing) for name in {*listed, *imported}}
    open_lists = _open_vocabularies()
    for iri in foreign:
        name = namespace_of(iri)
        if name == str(iri):
            continue
        if name in known:
            yield iri, RULE.namespace, URIRef(name)
            if str(iri) in known[name] or (name == str(RDF) and _MEMBERSHIP.search(iri)):
                yield iri, RULE.definedIn, URIRef(name)
        elif iri in in_position and name not in open_lists and iri not in declared:
            yield iri, RULE.unknownNamespace, Literal(name)


def _space_of(iri: str) -> str:
    """The namespace of a declared term; for an identifier of the OBO Foundry the part up to its number."""
    found = _ID_SPACE.fullmatch(iri)
    return found[1] if found else namespace_of(iri)


def namespace_of(iri: str) -> str:
    """Return an IRI up to its last # or /."""
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def _by_namespace(terms: Iterable[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for term in terms:
        found.setdefault(namespace_of(term), set()).add(term)
    return {name: frozenset(members) for name, members in found.items()}


@cache
def _shipped_terms() -> dict[str, frozenset[str]]:
    """Terms of the vocabularies that are complete in rdflib: its closed namespaces, and XSD."""
    complete = [kind for kind in _shipped() if kind._fail or kind is XSD]
    return {str(kind._NS): frozenset(f"{kind._NS}{name}" for name in (*kind.__annotations__, *kind._extras)) for kind in complete}


@cache
def _open_vocabularies() -> frozenset[str]:
    """Namespaces of the vocabularies in rdflib that may lack newer terms."""
    return frozenset(str(kind._NS) for kind in _shipped())


def _shipped() -> list[type[DefinedNamespace]]:
    found = (getattr(shipped, name) for name in shipped.__all__)
    return [
        kind for kind in found if isinstance(kind, type) and issubclass(kind, DefinedNamespace) and kind is not DefinedNamespace
    ]
