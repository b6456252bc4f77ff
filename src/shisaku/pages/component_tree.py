"""A plan's components as a tree, from its graph: the input of its picture, its matrix of topics and its outline."""

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import Graph, URIRef
from rdflib.namespace import RDF, RDFS, SKOS

from shisaku.pages.published_data import Naming
from shisaku.pages.term_labels import Text, text, value_of
from shisaku.rdf.namespaces import SHISAKU

PLAN, PILLAR, GROUP, MEASURE, INITIATIVE = "plan", "pillar", "group", "measure", "initiative"
_KINDS = (
    (SHISAKU.PolicyPlan, PLAN),
    (SHISAKU.Pillar, PILLAR),
    (SHISAKU.MeasureGroup, GROUP),
    (SHISAKU.Measure, MEASURE),
    (SHISAKU.Initiative, INITIATIVE),
    (SHISAKU.RestatedInitiative, INITIATIVE),
)


@dataclass(frozen=True, slots=True)
class ComponentBranch:
    """A component, or the plan, with its parts."""

    iri: URIRef
    """Its IRI."""
    target: str
    """Its page, below the folder of a language."""
    kind: str
    """`plan`, `pillar`, `group`, `measure` or `initiative`."""
    number: str
    """Its number as printed; of an entry its place among its siblings."""
    marks: str
    """Its marks as printed."""
    label: Text
    """Its words as printed."""
    name: Text
    """Number, marks and words together."""
    concluded: Text | None
    """Reason of its placement, if that is inferred."""
    restates: tuple[URIRef, ...]
    """The component that it restates."""
    topics: frozenset[URIRef]
    """Its topics."""
    branches: tuple["ComponentBranch", ...]
    """Its parts, in order."""

    def walk(self) -> Iterator["ComponentBranch"]:
        """Return it and its descendants, depth first."""
        yield self
        for branch in self.branches:
            yield from branch.walk()


def plan_tree(naming: Naming, plan: URIRef) -> ComponentBranch:
    """Return the tree of a plan."""
    return _grown(naming, plan, frozenset({plan}))


def _grown(naming: Naming, iri: URIRef, above: frozenset[URIRef]) -> ComponentBranch:
    graph = naming.dataset.graph
    below = [URIRef(child) for child in naming.dataset.order.children(str(iri)) if URIRef(child) not in above]
    branches = (_grown(naming, child, above | {child}) for child in below)
    kind = _kind(graph, iri)
    label = text(graph, iri, (RDFS.label, SKOS.prefLabel), "ja") or naming.name(iri)
    number = value_of(graph, iri, SHISAKU.ordinal if kind == INITIATIVE else SHISAKU.printedNumber)
    placements = sorted(graph.subjects(SHISAKU.places, iri), key=str)
    reasons = [text(graph, placement, (RDFS.comment,), naming.lang) or naming.name(iri) for placement in placements]
    return ComponentBranch(
        iri,
        naming.dataset.addresses[str(iri)],
        kind,
        number,
        value_of(graph, iri, SHISAKU.printedMarks),
        label,
        naming.name(iri),
        reasons[0] if reasons else None,
        tuple(sorted(URIRef(str(o)) for o in graph.objects(iri, SHISAKU.restates))),
        frozenset(URIRef(str(o)) for o in graph.objects(iri, SHISAKU.hasTopic)),
        tuple(branches),
    )


def _kind(graph: Graph, iri: URIRef) -> str:
    return next((kind for type_, kind in _KINDS if (iri, RDF.type, type_) in graph), GROUP)
