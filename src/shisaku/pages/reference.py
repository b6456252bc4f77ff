"""Data of the reference pages, read once: terms, vocabularies, shapes, alignments, questions, checks, graphs."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

import shisaku.check
from shisaku.errors import OntologyError
from shisaku.messages import Message, by_language
from shisaku.pages.term_labels import compact, natural
from shisaku.pages.turtle_files import TurtleFile, read_turtle
from shisaku.project import Project
from shisaku.rdf.graph_files import load_turtle
from shisaku.rdf.namespaces import DEFAULT_BASE, PREFIXES
from shisaku.sparql.answers import Answer
from shisaku.sparql.query_terms import used_iris
from shisaku.sparql.questions import SavedQuestions, ask, questions, store_of
from shisaku.sparql.saved_query import SavedQuery, header_of, load_query
from shisaku.sparql.triple_store import TripleStore

_PROPERTY_TYPES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
_GAP = re.compile(r"\{\w+\}")
"""Placeholder in the message of a rule."""
_NOT_IN_NAME = re.compile(r"[^\w.-]+")


@dataclass(frozen=True)
class ReferenceData:
    """Data of the reference pages."""

    project: Project
    """The project."""
    terms: Graph
    """Own classes and properties with their axioms."""
    vocabularies: Graph
    """Own SKOS schemes."""
    alignments: Graph
    """Links from own terms to those of others."""
    shapes: Graph
    """The SHACL shapes."""
    files: tuple[TurtleFile, ...]
    """The files of ontology, vocabularies and shapes."""
    questions: tuple[SavedQuery, ...]
    """Saved questions that are SELECT queries: their answers are tables."""
    checks: tuple[SavedQuery, ...]
    """Checks on data."""
    rules: tuple[SavedQuery, ...]
    """Rules on the ontology itself."""
    store: TripleStore
    """The built graphs with terms and vocabularies, ready for queries."""
    resources: Mapping[str, str] = field(default_factory=dict)
    """Paths of the pages of resources."""

    @cached_property
    def ontology(self) -> URIRef:
        """IRI of the ontology. Raises OntologyError if there is none."""
        found = sorted(str(s) for s in self.terms.subjects(RDF.type, OWL.Ontology))
        if not found:
            raise OntologyError(Message("pages-ontology-has-no-owl-ontology"))
        return URIRef(found[0])

    @cached_property
    def classes(self) -> tuple[URIRef, ...]:
        """Own classes by name."""
        return self._own((OWL.Class,))

    @cached_property
    def properties(self) -> tuple[URIRef, ...]:
        """Own properties by name."""
        return self._own(_PROPERTY_TYPES)

    def _own(self, types: Iterable[URIRef]) -> tuple[URIRef, ...]:
        """Terms of those types that this ontology defines, not those of others that it only declares."""
        found = {s for kind in types for s in self.terms.subjects(RDF.type, kind)}
        own = (s for s in found if (s, RDFS.isDefinedBy, self.ontology) in self.terms and isinstance(s, URIRef))
        return tuple(sorted(own, key=lambda iri: local(iri).casefold()))

    @cached_property
    def schemes(self) -> tuple[URIRef, ...]:
        """Own SKOS schemes."""
        return tuple(sorted(s for s in self.vocabularies.subjects(RDF.type, SKOS.ConceptScheme) if isinstance(s, URIRef)))

    def concepts(self, scheme: URIRef) -> tuple[URIRef, ...]:
        """The concepts of a scheme by IRI."""
        found = (s for s in self.vocabularies.subjects(SKOS.inScheme, scheme) if isinstance(s, URIRef))
        return tuple(sorted(set(found), key=natural))

    @cached_property
    def whole(self) -> Graph:
        """Terms and vocabularies together: where names are looked up."""
        return self.terms + self.vocabularies

    @cached_property
    def prefixes(self) -> Mapping[str, str]:
        """Prefixes that shorten IRIs: those of the files, then those of published data."""
        own: dict[str, str] = {}
        for file in self.files:
            own |= {name: iri for name, iri in file.prefixes.items() if name and name not in own}
        return own | {name: iri for name, iri in PREFIXES.items() if name not in own}

    @cached_property
    def addresses(self) -> Mapping[str, str]:
        """Path of the page of each own term, and of each resource that has one, below the folder of a language."""
        return {**self.resources, **self.own_addresses}

    @cached_property
    def own_addresses(self) -> Mapping[str, str]:
        """Path of the page of each own term below the folder of a language."""
        paths = {str(term): f"class/{file_name(term)}.html" for term in self.classes}
        paths |= {str(term): f"property/{file_name(term)}.html" for term in self.properties}
        for scheme in self.schemes:
            paths[str(scheme)] = f"vocabulary/{file_name(scheme)}.html"
            paths |= {str(c): f"vocabulary/{file_name(scheme)}/{file_name(c)}.html" for c in self.concepts(scheme)}
        return paths

    @cached_property
    def values(self) -> Mapping[str, Mapping[str, str]]:
        """Values of the parameters of each question from the data, by its name."""
        saved_questions = SavedQuestions(self.store)
        return {question.name: saved_questions.values(question) for question in self.questions}

    @cached_property
    def lacks(self) -> Mapping[str, tuple[Message, ...]]:
        """Unmet needs of questions without an answer, by their names."""
        if not self.project.graphs:
            return {}
        saved_questions = SavedQuestions(self.store)
        found = {question.name: saved_questions.lacks(question) for question in self.questions}
        return {name: lacks for name, lacks in found.items() if lacks}

    @cached_property
    def answers(self) -> Mapping[str, Answer]:
        """Answers to the questions by name, with parameters set from the data."""
        return {question.name: ask(self.store, question, self.values[question.name]) for question in self.questions}

    @cached_property
    def used_in(self) -> Mapping[str, tuple[SavedQuery, ...]]:
        """Questions, checks and rules by the IRIs that they use."""
        found: dict[str, list[SavedQuery]] = {}
        for query in (*self.questions, *self.checks, *self.rules):
            for iri in sorted({use.iri for use in used_iris(query.text, query.path.name)}):
                found.setdefault(iri, []).append(query)
        return {iri: tuple(queries) for iri, queries in found.items()}

    def short(self, iri: str) -> str:
        """Return the IRI with a prefix, or without the common base if it belongs to a plan."""
        return compact(iri, self.prefixes).removeprefix(DEFAULT_BASE)

    def place(self, term: Node) -> tuple[TurtleFile, int] | None:
        """The file and line where the term is defined."""
        return next(((file, file.lines[str(term)]) for file in self.files if str(term) in file.lines), None)


def read_reference(project: Project) -> ReferenceData:
    """Return the data of `project`. Raises OntologyError or InputError with the place if a file is broken."""
    paths = (*project.terms, *project.vocabularies, *project.shapes, *project.alignments)
    return ReferenceData(
        project,
        _together(project.terms),
        _together(project.vocabularies),
        _together(project.alignments),
        _together(project.shapes),
        tuple(read_turtle(path, project.relative(path)) for path in paths),
        tuple(question for question in questions(project) if question.form == "SELECT"),
        tuple(load_query(path) for path in project.checks),
        built_in_rules(),
        store_of(project, project.graphs),
    )


def built_in_rules() -> tuple[SavedQuery, ...]:
    """Return the rules for ontologies of this package in the form of checks: message, remedy, severity."""
    folder = Path(shisaku.check.__file__).parent / "rules"
    return tuple(_rule(path) for path in sorted(folder.glob("*.rq")))


def _rule(path: Path) -> SavedQuery:
    text = path.read_text(encoding="utf-8")
    header = header_of(path, text)
    message, remedy = (
        Message.of({lang: _GAP.sub("…", words) for lang, words in by_language(header, name).items()})
        for name in ("message", "mend")
    )
    return SavedQuery(path.stem, path, text, message, remedy, (str(header["room"]),), (), str(header.get("severity", "error")))


def local(iri: str) -> str:
    """Return the end of an IRI, after its hash or last slash."""
    return re.split(r"[#/]", iri)[-1]


def file_name(iri: str) -> str:
    """The end of an IRI as the name of a file."""
    return _NOT_IN_NAME.sub("-", local(iri))


def _together(paths: Iterable[Path]) -> Graph:
    whole = Graph()
    for path in paths:
        whole += load_turtle(path)
    return whole
