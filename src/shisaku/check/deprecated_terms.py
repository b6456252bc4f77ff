"""Uses of deprecated terms in data, shapes and queries, with their places and replacements.

A term is deprecated if the ontology, a vocabulary or an imported file states it (`owl:deprecated true`, or a type `owl:DeprecatedClass`
or `owl:DeprecatedProperty`). Nothing is reported if the replacement is used too: on the same resource in data, which then serves older
programs; in the same file of shapes or the same query, which then accept old data.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS
from rdflib.term import Node

from shisaku.check.located import Located
from shisaku.check.project_files import DATA, IMPORTS, ONTOLOGY, SHAPES, VOCABULARIES, Parsed, ProjectFiles
from shisaku.errors import Place
from shisaku.messages import Message
from shisaku.model.findings import Rule, Severity
from shisaku.sparql.query_terms import Use, used_iris
from shisaku.sparql.query_text import declared
from shisaku.sparql.saved_query import SavedQuery

IN_DATA = Rule("data/deprecated-term", Severity.WARNING)
IN_SHAPES = Rule("shapes/deprecated-term", Severity.WARNING)
IN_QUERY = Rule("query/deprecated-term", Severity.WARNING)
RULES = (IN_DATA, IN_SHAPES, IN_QUERY)

_OBO = Namespace("http://purl.obolibrary.org/obo/")
_SCHEMA = Namespace("https://schema.org/")
_REPLACED_BY = (DCTERMS.isReplacedBy, _OBO.IAO_0100001, _SCHEMA.supersededBy)
_ABOUT_TERMS = frozenset({*_REPLACED_BY, DCTERMS.replaces, RDFS.seeAlso, RDFS.isDefinedBy, OWL.sameAs, OWL.priorVersion})
"""Properties whose object is described, not used."""

Deprecated = Mapping[URIRef, tuple[URIRef, ...]]
"""Deprecated terms, each with its replacements."""


def deprecated_in(files: Iterable[Parsed]) -> Deprecated:
    """Return the deprecated terms of ontology, vocabularies and imports, with sorted replacements that are not deprecated themselves."""
    replacements_of: dict[URIRef, set[URIRef]] = {}
    for file in files:
        if file.role in (ONTOLOGY, VOCABULARIES, IMPORTS):
            for term in _declared(file.graph):
                replacements = (o for p in _REPLACED_BY for o in file.graph.objects(term, p))
                replacements_of.setdefault(term, set()).update(o for o in replacements if isinstance(o, URIRef))
    return {term: tuple(sorted(_in_use(term, replacements_of))) for term in replacements_of}


def project_findings(project_files: ProjectFiles) -> Iterator[Located]:
    """Return the uses in data, vocabularies, shapes and queries of a project."""
    deprecated = deprecated_in(project_files.files)
    for file in project_files.files:
        if file.role in (DATA, VOCABULARIES, SHAPES):
            yield from file_findings(file, deprecated)
    for query in (*project_files.checks, *project_files.queries, *project_files.referenced):
        yield from query_findings(query, deprecated)


def file_findings(file: Parsed, deprecated: Deprecated) -> Iterator[Located]:
    """Return the uses in an RDF file: one finding a term, at its first use."""
    for term, replacements in deprecated.items():
        used = [*_used(file.graph, term, replacements)]
        if not used or (file.role == SHAPES and any(_mentions(file.graph, one) for one in replacements)):
            continue
        places = (file.places.place(s, p, o) for s, p, o in used)
        place = min((place for place in places if place is not None), key=lambda place: (place.line, place.column), default=None)
        rule = IN_SHAPES if file.role == SHAPES else IN_DATA
        yield _finding(rule, _Uses(term, len(used), place, file.path), replacements, file.places.prefixes)


def query_findings(query: SavedQuery, deprecated: Deprecated) -> Iterator[Located]:
    """Return the uses in a query: one finding a term, at its first use."""
    uses: dict[str, list[Use]] = {}
    for use in used_iris(query.text, str(query.path)):
        uses.setdefault(use.iri, []).append(use)
    for term, replacements in deprecated.items():
        found = uses.get(str(term))
        if found and not any(str(one) in uses for one in replacements):
            yield _finding(IN_QUERY, _Uses(term, len(found), found[0].place, query.path), replacements, declared(query.text))


@dataclass(frozen=True, slots=True)
class _Uses:
    """Uses of a term in a file."""

    term: URIRef
    count: int
    first: Place | None
    path: Path


def _finding(rule: Rule, uses: _Uses, replacements: tuple[URIRef, ...], prefixes: Mapping[str, str]) -> Located:
    names = [_short(one, prefixes) for one in replacements]
    instead = Message("check-no-term-given-place")
    if names:
        instead = Message("check-write-instead", names=Message.joined(names, "list-or"))
    count = Message("check-times", count=uses.count)
    finding = rule.at(None, str(uses.term), term=_short(uses.term, prefixes), count=count, instead=instead)
    return Located(finding, uses.first, uses.path)


def _declared(graph: Graph) -> set[URIRef]:
    deprecated = {s for s, o in graph.subject_objects(OWL.deprecated) if isinstance(o, Literal) and o.value is True}
    for kind in (OWL.DeprecatedClass, OWL.DeprecatedProperty):
        deprecated |= set(graph.subjects(RDF.type, kind))
    return {term for term in deprecated if isinstance(term, URIRef)}


def _in_use(term: URIRef, replacements_of: Mapping[URIRef, set[URIRef]]) -> set[URIRef]:
    """Replacements of a term; deprecated ones are followed to their own replacements."""
    found, seen, waiting = set(), {term}, [term]
    while waiting:
        for one in replacements_of[waiting.pop()] - seen:
            seen.add(one)
            if one in replacements_of:
                waiting.append(one)
            else:
                found.add(one)
    return found


def _used(graph: Graph, term: URIRef, replacements: tuple[URIRef, ...]) -> Iterator[tuple[Node, Node, Node | None]]:
    """Statements with a term as property or value, where the subject does not use a replacement too."""
    for s in {s for s, _ in graph.subject_objects(term)}:
        if not any((s, one, None) in graph for one in replacements):
            yield from ((s, term, None) for _ in graph.objects(s, term))
    for s, p in graph.subject_predicates(term):
        if p not in _ABOUT_TERMS and not any((s, p, one) in graph for one in replacements):
            yield s, p, term


def _mentions(graph: Graph, term: URIRef) -> bool:
    return (None, term, None) in graph or (None, None, term) in graph


def _short(iri: URIRef, prefixes: Mapping[str, str]) -> str:
    """The IRI with a prefix of its file (longest namespace first), else in angle brackets."""
    for prefix, namespace in sorted(prefixes.items(), key=lambda item: -len(item[1])):
        if namespace and iri.startswith(namespace) and not set(iri[len(namespace) :]) & set("/#"):
            return f"{prefix}:{iri[len(namespace) :]}"
    return f"<{iri}>"
