"""Data for explanations: plans, ontology and data files with the places of their triples, and what follows from them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from shisaku.dataset.arguments import plan_files, plans_of, with_documents
from shisaku.errors import Place
from shisaku.explain.recorded_conclusions import Conclusions
from shisaku.graph.component_addresses import addresses
from shisaku.model.plan import Plan
from shisaku.owl.rl.proofs import Derivations
from shisaku.pipeline import Context, read
from shisaku.project import Project
from shisaku.rdf.namespaces import SHISAKU, PlanIris
from shisaku.rdf.plan_order import PlanOrder
from shisaku.rdf.quad_locations import LocatedQuads
from shisaku.rdf.triples import Triple
from shisaku.rdf.turtle_locations import TurtlePlaces, turtle_places

_TURTLE = (".ttl", ".nt")
"""Endings of Turtle; N-Triples is Turtle."""


@dataclass(frozen=True)
class ReadPlan:
    """One plan and its triples."""

    plan: Plan
    """The plan as read."""
    iris: PlanIris
    """Its IRIs."""
    asserted: Graph
    """Printed triples."""
    reconstructed: Graph
    """Inferred structure: the conclusions of the reading."""

    @cached_property
    def graph(self) -> Graph:
        """Asserted and reconstructed triples."""
        return self.asserted + self.reconstructed


@dataclass(frozen=True)
class ExplanationData:
    """Everything that an explanation can refer to."""

    plans: tuple[ReadPlan, ...]
    """The plans, with their sources."""
    data_files: tuple[TurtlePlaces | LocatedQuads, ...]
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
    def facts(self) -> Graph:
        """All stated triples, without the ontology."""
        graphs = [graph for read_plan in self.plans for graph in (read_plan.asserted, read_plan.reconstructed)]
        return _union([*graphs, *(file.graph for file in (*self.data_files, *self.schemes))])

    @cached_property
    def plan_iris(self) -> tuple[URIRef, ...]:
        """The plans, by IRI."""
        return tuple(sorted(s for s in self.facts.subjects(RDF.type, SHISAKU.PolicyPlan) if isinstance(s, URIRef)))

    @cached_property
    def derivations(self) -> Derivations:
        """Proofs of triples that follow."""
        return Derivations(self.facts, self.axioms)

    @cached_property
    def conclusions(self) -> Conclusions:
        """Recorded conclusions with their evidence."""
        return Conclusions(self.facts, self.axioms)

    @cached_property
    def order(self) -> PlanOrder:
        """The order of the plans."""
        return PlanOrder(self.facts)

    @cached_property
    def addresses(self) -> Mapping[URIRef, str]:
        """Addresses of the components, each within its plan."""
        return {iri: at for plan in self.plan_iris for iri, at in addresses(self.facts, plan, self.order).items()}

    @cached_property
    def labelled(self) -> Graph:
        """All stated triples with the ontology: labels are looked up here."""
        return self.facts + self.axioms

    def written(self, triple: Triple, ontology: bool = False) -> Place | None:
        """Return the place of a triple in a file; with `ontology`, only ontology and schemes are searched."""
        for file in (*self.terms, *self.schemes) if ontology else (*self.data_files, *self.schemes, *self.terms):
            if triple in file.graph:
                return file.place(*triple)
        return None

    def plan_of(self, resource: Node) -> ReadPlan | None:
        """Return the plan that a resource belongs to."""
        for read_plan in self.plans:
            if str(resource) == str(read_plan.iris.plan) or str(resource).startswith(f"{read_plan.iris.plan}/"):
                return read_plan
        return None


def gather(project: Project, data: Iterable[str], words: Iterable[str]) -> ExplanationData:
    """Return ontology and schemes of `project` with `data`: documents, identifiers of plans, RDF files, datasets.

    Without `data`, the plans of the project: those mentioned in `words`, else all. If a graph has its source document next to it, the
    document is read. Raises InputError or SettingsError if a document cannot be read, OntologyError if a file is no RDF.
    """
    named = list(data)
    if not named and project.sources:
        known = [path.parent.name for path in project.sources]
        named = [name for name in known if any(name in word for word in words)] or known
    found = plans_of(named, project)
    found = found if data else with_documents(found)
    context = Context.of(project) if found.documents else None
    files = (*found.graphs, *(path for dataset in found.datasets for path in plan_files(dataset)))
    return ExplanationData(
        tuple(_read(path, context) for path in found.documents if context is not None),
        tuple(turtle_places(path) if path.suffix.lower() in _TURTLE else LocatedQuads(path) for path in files),
        tuple(turtle_places(path) for path in project.terms),
        tuple(turtle_places(path) for path in project.vocabularies),
    )


def _read(path: Path, context: Context) -> ReadPlan:
    plan = read(path, context)
    graphs = context.graphs(plan)
    return ReadPlan(plan, context.iris(plan), graphs.asserted, graphs.reconstructed)


def _union(graphs: Iterable[Graph]) -> Graph:
    union = Graph()
    for graph in graphs:
        union += graph
    return union


def statements(graph: Graph, subject: URIRef) -> list[Triple]:
    """Return the triples of a graph on a resource, in a stable order."""
    return sorted(graph.triples((subject, None, None)), key=lambda triple: (str(triple[1]), str(triple[2])))
