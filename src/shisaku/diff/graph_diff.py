"""Compares two versions of an ontology or of a graph: resources added, removed, renamed, moved, relabelled."""

from collections.abc import Iterable, Iterator, Mapping

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SH, SKOS

from shisaku.diff.changes import Change, ChangeKind, Detail, GraphDiff
from shisaku.diff.compatibility import Judge
from shisaku.diff.descriptions import Descriptions, Resource, Value
from shisaku.diff.renames import REVISES, Rename, find_renames
from shisaku.diff.retirement import already_retired, reassignments, retirements
from shisaku.rdf.namespaces import PREFIXES, SHISAKU
from shisaku.rdf.quads import ntriples

PARENTS = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.broader, SHISAKU.directPartOf)
"""Predicates from a resource to its parent: where their named values differ, it was moved."""
SHORTCUTS = (
    *(SHISAKU.partOf, SHISAKU.inPillar, SHISAKU.inMeasure, SHISAKU.inPlan),
    *(SKOS.broaderTransitive, SKOS.topConceptOf),
)
"""Predicates that follow from the parent: reported with the move."""
LABELS = (RDFS.label, SKOS.prefLabel, DCTERMS.title, SHISAKU.text)
"""Predicates of labels; the first that a resource has is used."""
WORDS = (*LABELS, SKOS.definition, SKOS.altLabel, RDFS.comment, DCTERMS.description)
"""Predicates whose values are the words of a resource: where they differ, it was relabelled."""
INVERSES = {
    SKOS.narrower: SKOS.broader,
    SKOS.hasTopConcept: SKOS.topConceptOf,
    SHISAKU.hasDirectPart: SHISAKU.directPartOf,
    SHISAKU.hasPart: SHISAKU.partOf,
}
"""Inverses of statements of a child: reported with the child alone."""
_TERMS = frozenset(
    (OWL.Ontology, OWL.Class, RDFS.Class, RDF.Property, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
) | {RDFS.Datatype, SKOS.ConceptScheme, SH.NodeShape, SH.PropertyShape}
"""Classes of the terms that an ontology defines."""


def compare(old: Graph, new: Graph) -> GraphDiff:
    """The differences from `old` to `new`.

    Neither the order of triples nor the names of blank nodes make a difference: a blank node is part of the resource that refers
    to it, and is compared by its contents. A reference to a renamed resource is no change.
    """
    triples = list(old)
    original, after = Descriptions.of(triples), Descriptions.of(new)
    renames, before = find_renames(original, after, triples)
    found = sorted(_changes(before, after, renames), key=lambda change: (tuple(ChangeKind).index(change.kind), _rank(change)))
    judge = Judge(before, after)
    changes = tuple(judge.judged(change) for change in found)
    sides = (after, original)
    return GraphDiff(
        changes,
        any(side.values(s, RDF.type) & _TERMS for side in sides for s in side.named),
        (_version(original), _version(after)),
        _labels(changes, sides),
        {s: statements for side in sides for s, statements in side.about.items() if isinstance(s, BNode)}
        | {s: statements for s, statements in before.about.items() if isinstance(s, BNode)},
        PREFIXES | {prefix: str(namespace) for graph in (old, new) for prefix, namespace in graph.namespaces() if prefix},
        retirements(original, after),
        already_retired(after),
        reassignments(original, after),
    )


def _changes(before: Descriptions, after: Descriptions, renames: Iterable[Rename]) -> Iterator[Change]:
    called = {rename.new: rename.old for rename in renames}
    for rename in renames:
        yield Change(ChangeKind.RENAMED, rename.old, rename.new, similarity=rename.similarity)
    for resource in before.named - after.named | before.unowned - after.unowned:
        yield Change(ChangeKind.REMOVED, resource, None, _all_details(before, resource, gone=True))
    for resource in after.named - before.named | after.unowned - before.unowned:
        yield Change(ChangeKind.ADDED, None, resource, _all_details(after, resource, gone=False))
    for resource in before.named & after.named:
        if before.about[resource] != after.about[resource]:
            yield from _of_one(called.get(resource, resource), resource, before, after)


def _all_details(side: Descriptions, resource: Resource, gone: bool) -> tuple[Detail, ...]:
    """All statements of a resource that is in one version only."""
    statements = sorted((p, _sorted(values)) for p, values in side.about[resource].items())
    return tuple(Detail(p, values, ()) if gone else Detail(p, (), values) for p, values in statements)


def _of_one(old: URIRef, new: URIRef, before: Descriptions, after: Descriptions) -> Iterator[Change]:
    """Changes of a resource that is in both versions, one for each kind."""
    gathered: dict[ChangeKind, list[Detail]] = {}
    details = [detail for detail in _details(new, before, after) if not _is_rename_note(detail, {old, new})]
    moved = any(_is_move(detail) for detail in details)
    deprecated = any(_is_deprecation(detail) for detail in details)
    for detail in details:
        for kind, part in _kinds(detail, moved, deprecated):
            gathered.setdefault(kind, []).append(part)
    for kind, parts in gathered.items():
        yield Change(kind, old, new, tuple(parts))


def _details(resource: URIRef, before: Descriptions, after: Descriptions) -> Iterator[Detail]:
    """The statements of the resource that differ, without those that a child states inversely."""
    for predicate in sorted({*before.about[resource], *after.about[resource]}):
        was, is_ = before.values(resource, predicate), after.values(resource, predicate)
        gone = [value for value in was - is_ if not _is_inverse(resource, predicate, value, before, after)]
        come = [value for value in is_ - was if not _is_inverse(resource, predicate, value, after, before)]
        if gone or come:
            yield Detail(predicate, _sorted(gone), _sorted(come))


def _is_inverse(resource: URIRef, predicate: URIRef, child: Value, here: Descriptions, there: Descriptions) -> bool:
    """Whether the child states the inverse in this version alone: then the change is reported with the child."""
    inverse = INVERSES.get(predicate)
    return inverse is not None and resource in here.values(child, inverse) - there.values(child, inverse)


def _is_rename_note(detail: Detail, names: set[URIRef]) -> bool:
    """Whether the detail only states that the resource replaces its old name."""
    return detail.predicate in REVISES and len(names) == 2 and names.issuperset(detail.old + detail.new)


def _is_deprecation(detail: Detail) -> bool:
    return detail.predicate == OWL.deprecated and any(isinstance(v, Literal) and v.value is True for v in detail.new)


def _is_move(detail: Detail) -> bool:
    return detail.predicate in PARENTS and any(isinstance(value, URIRef) for value in detail.old + detail.new)


def _kinds(detail: Detail, moved: bool, deprecated: bool) -> Iterator[tuple[ChangeKind, Detail]]:
    """The kinds of change of a detail; that of a parent may be split, as axioms are no parents."""
    if detail.predicate in PARENTS:
        for kind, named in ((ChangeKind.MOVED, True), (ChangeKind.CHANGED, False)):
            old, new = (tuple(v for v in values if isinstance(v, URIRef) == named) for values in (detail.old, detail.new))
            if old or new:
                yield kind, Detail(detail.predicate, old, new)
    elif moved and detail.predicate in SHORTCUTS:
        yield ChangeKind.MOVED, detail
    elif detail.predicate == RDF.type:
        yield ChangeKind.RETYPED, detail
    elif detail.predicate in (RDFS.domain, RDFS.range):
        yield ChangeKind.DOMAIN, detail
    elif detail.predicate in WORDS:
        yield ChangeKind.RELABELLED, detail
    elif _is_deprecation(detail) or (deprecated and detail.predicate == DCTERMS.isReplacedBy):
        yield ChangeKind.DEPRECATED, detail
    else:
        yield ChangeKind.CHANGED, detail


def _sorted(values: Iterable[Value]) -> tuple[Value, ...]:
    """Values sorted by their text: IRIs, then literals by language, Japanese first; blank nodes last."""

    def rank(value: Value) -> tuple[int, bool, str, str]:
        language = (value.language or "") if isinstance(value, Literal) else ""
        kind = 0 if isinstance(value, URIRef) else 1 if isinstance(value, Literal) else 2
        return kind, language != "ja", language, ntriples([(RDF.nil, RDF.value, value)])

    return tuple(sorted(values, key=rank))


def _rank(change: Change) -> tuple[bool, str]:
    return isinstance(change.resource, BNode), str(change.resource)


def _version(side: Descriptions) -> str:
    """The version stated by the ontology; empty where there is none, or several ontologies state different ones."""
    statements = {str(v) for s in side.named if OWL.Ontology in side.values(s, RDF.type) for v in side.values(s, OWL.versionInfo)}
    return statements.pop() if len(statements) == 1 else ""


def _labels(changes: Iterable[Change], sides: tuple[Descriptions, ...]) -> Mapping[URIRef, tuple[Literal, ...]]:
    """Labels of the named resources in `changes`, from the first version and predicate that have one."""
    mentioned: set[Value] = set()
    for change in changes:
        mentioned |= {resource for resource in (change.old, change.new) if resource is not None}
        mentioned |= {value for detail in change.details for value in (*detail.old, *detail.new, detail.predicate)}
    found = {}
    for iri in mentioned:
        candidates = (side.values(iri, predicate) for side in sides for predicate in LABELS)
        literals = next((values for values in candidates if values), frozenset())
        labels = tuple(value for value in _sorted(literals) if isinstance(value, Literal))
        if isinstance(iri, URIRef) and labels:
            found[iri] = labels
    return found
