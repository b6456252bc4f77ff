"""From successions between two editions to triples: a named graph of their own, below the newer plan."""

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import PROV, RDF, RDFS, XSD

from shisaku.graph.namespaces import BASIS, SHISAKU, SUCCESSION, PlanIris
from shisaku.plan import two_decimals
from shisaku.succession import Editions, Succession


def to_graph(editions: Editions, old_iris: PlanIris, new_iris: PlanIris) -> Graph:
    """The triples of the successions without any blank node; the graph's name is `new_iris.comparison(old_iris.plan_id)`.

    Components, spans and plans are those of the two plans' own graphs, which it is to be read with.
    """
    graph = Graph()
    activity = new_iris.comparison(old_iris.plan_id)
    graph.add((activity, RDF.type, PROV.Activity))
    graph.add((activity, RDFS.label, Literal("二つの版の比較", lang="ja")))
    graph.add((activity, RDFS.label, Literal("comparison of two editions", lang="en")))
    for iris in (old_iris, new_iris):
        graph.add((activity, PROV.used, iris.text))
    if editions.lexicon:
        graph.add((activity, SHISAKU.lexicon, Literal(editions.lexicon)))
    for number, made in enumerate(editions.successions, start=1):
        iri = new_iris.succession(old_iris.plan_id, number)
        for predicate, value in (*_what(made, old_iris, new_iris), *_why(made, editions, old_iris, new_iris)):
            graph.add((iri, predicate, value))
        graph.add((iri, PROV.wasGeneratedBy, activity))
    return graph


def _what(made: Succession, old_iris: PlanIris, new_iris: PlanIris) -> list[tuple[URIRef, URIRef | Literal]]:
    """What became of what."""
    pairs: list[tuple[URIRef, URIRef | Literal]] = [
        (RDF.type, SHISAKU.ComponentSuccession),
        (SHISAKU.successionKind, SUCCESSION[made.kind]),
        (PROV.wasDerivedFrom, old_iris.plan),
        (PROV.wasDerivedFrom, new_iris.plan),
    ]
    pairs += [(SHISAKU.predecessor, old_iris.of(key)) for key in made.old]
    pairs += [(SHISAKU.successor, new_iris.of(key)) for key in made.new]
    if made.move is not None:
        pairs += [(SHISAKU.movedFrom, old_iris.of(made.move.origin)), (SHISAKU.movedTo, new_iris.of(made.move.target))]
    return pairs


def _why(made: Succession, editions: Editions, old_iris: PlanIris, new_iris: PlanIris) -> list[tuple[URIRef, URIRef | Literal]]:
    """Reasons, confidence, rivals, and the places in both sources that were compared."""
    pairs: list[tuple[URIRef, URIRef | Literal]] = [
        (SHISAKU.confidence, Literal(two_decimals(made.confidence), datatype=XSD.decimal)),
        (RDFS.comment, Literal("。".join(reason.ja for reason in made.evidence), lang="ja")),
        (RDFS.comment, Literal("; ".join(reason.en for reason in made.evidence), lang="en")),
    ]
    pairs += [(SHISAKU.basis, BASIS[reason.basis]) for reason in made.evidence]
    for plan, iris, keys in ((editions.old, old_iris, made.old), (editions.new, new_iris, made.new)):
        found = (plan.find(key) for key in keys)
        pairs += [(SHISAKU.evidenceSpan, iris.span(component.span)) for component in found if component is not None]
    pairs += [(SHISAKU.rival, old_iris.of(key)) for key, _ in made.old_rivals]
    pairs += [(SHISAKU.rival, new_iris.of(key)) for key, _ in made.new_rivals]
    return pairs
