"""What is explained: plans as read, the ontology and data files with the places of their statements, and what follows from them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.term import Node

from shisaku.errors import Place
from shisaku.explanation.derivation import Derivations
from shisaku.explanation.rules import Triple
from shisaku.graph.mapping import to_graph
from shisaku.graph.namespaces import DEFAULT_BASE, PlanIris
from shisaku.graph.turtle_places import TurtlePlaces, turtle_places
from shisaku.pipeline import Context, read
from shisaku.plan import Plan
from shisaku.project import Project

_TURTLE = (".ttl", ".nt")
"""Endings of files whose statements are pointed to; N-Triples is Turtle."""


@dataclass(frozen=True)
class ReadPlan:
    """One plan and its triples."""

    plan: Plan
    """The plan as read."""
    iris: PlanIris
    """Its IRIs."""
    asserted: Graph
    """What is printed."""
    reconstructed: Graph
    """What was concluded."""

    @cached_property
    def graph(self) -> Graph:
        """Both together."""
        return self.asserted + self.reconstructed


@dataclass(frozen=True)
class Material:
    """All that an explanation can rest on."""

    plans: tuple[ReadPlan, ...]
    """The plans, with their sources."""
    data: tuple[TurtlePlaces, ...]
    """Files of data."""
    terms: tuple[TurtlePlaces, ...]
    """The ontology: its axioms make the rules."""
    schemes: tuple[TurtlePlaces, ...]
    """SKOS schemes."""

    @cached_property
    def axioms(self) -> Graph:
        """The triples of the ontology."""
        return _union(file.graph for file in self.terms)

    @cached_property
    def given(self) -> Graph:
        """What needs no proof, the ontology aside."""
        graphs = [graph for read_plan in self.plans for graph in (read_plan.asserted, read_plan.reconstructed)]
        return _union([*graphs, *(file.graph for file in (*self.data, *self.schemes))])

    @cached_property
    def derivations(self) -> Derivations:
        """Why triples follow."""
        return Derivations(self.given, self.axioms)

    @cached_property
    def labelled(self) -> Graph:
        """Everything given, the ontology with it: where labels are looked up."""
        return self.given + self.axioms

    def written(self, triple: Triple, ontology: bool = False) -> Place | None:
        """Where a file states the triple; with `ontology`, its files come first and alone."""
        for file in (*self.terms, *self.schemes) if ontology else (*self.data, *self.schemes, *self.terms):
            if triple in file.graph:
                return file.place(*triple)
        return None

    def plan_of(self, resource: Node) -> ReadPlan | None:
        """The plan that a resource belongs to."""
        for read_plan in self.plans:
            if str(resource) == str(read_plan.iris.plan) or str(resource).startswith(f"{read_plan.iris.plan}/"):
                return read_plan
        return None


def gather(project: Project, data: Iterable[str], words: Iterable[str]) -> Material:
    """Ontology and schemes of `project`, with the plans and files that `data` names: documents, plans' identifiers, Turtle files.

    Where it names none, the project's own plans: those that one of `words` mentions, else all of them. Raises InputError or
    SettingsError where a document cannot be read, OntologyError where a file is no Turtle.
    """
    named = list(data)
    if not named:
        known = [path.parent.name for path in project.sources]
        named = [name for name in known if any(name in word for word in words)] or known
    files = [Path(name) for name in named if Path(name).suffix.lower() in _TURTLE]
    sources = [_document(name, project) for name in named if Path(name).suffix.lower() not in _TURTLE]
    context = Context.of(project) if sources else None
    return Material(
        tuple(_read(path, context) for path in sources if context is not None),
        tuple(turtle_places(path) for path in files),
        tuple(turtle_places(path) for path in project.terms),
        tuple(turtle_places(path) for path in project.vocabularies),
    )


def _document(name: str, project: Project) -> Path:
    known = project.source(name)
    return known if known.is_file() and not Path(name).is_file() else Path(name)


def _read(path: Path, context: Context) -> ReadPlan:
    plan = read(path, context)
    iris = PlanIris(DEFAULT_BASE, plan.source.description.id)
    graphs = to_graph(plan, iris, context.ontology.vocabulary, context.ontology.version)
    return ReadPlan(plan, iris, graphs.asserted, graphs.reconstructed)


def _union(graphs: Iterable[Graph]) -> Graph:
    whole = Graph()
    for graph in graphs:
        whole += graph
    return whole


def statements(graph: Graph, subject: URIRef) -> list[Triple]:
    """What a graph says of a resource, in a stable order."""
    return sorted(graph.triples((subject, None, None)), key=lambda triple: (str(triple[1]), str(triple[2])))
