"""From successions between two editions to triples: a named graph of their own, below the newer plan."""

from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from itertools import product

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import PROV, RDF, RDFS, SKOS

from shisaku.editions.change_wording import line
from shisaku.graph.conclusions import Statement, confidence, reasons
from shisaku.messages import Language, Message
from shisaku.model.source import Span
from shisaku.model.succession import DetailChange, Editions, Succession
from shisaku.rdf.namespaces import SHISAKU, SUCCESSION, PlanIris, software

_LANGUAGES: tuple[Language, ...] = ("ja", "en")


def to_graph(editions: Editions, old_iris: PlanIris, new_iris: PlanIris) -> Graph:
    """The triples of the successions without any blank node; the graph's name is `new_iris.comparison(old_iris.plan_id)`.

    Components, spans and plans are those of the two plans' own graphs, which belong to it.
    """
    graph = Graph()
    activity = new_iris.comparison(old_iris.plan_id)
    for statement in _activity(activity, editions, old_iris, new_iris):
        graph.add(statement)
    for statement in _notes(activity, editions.changes):
        graph.add(statement)
    for made in editions.successions:
        iri = URIRef(f"{activity}/{_name(made)}")
        about = *_result(iri, made, old_iris, new_iris), *_notes(iri, made.changes), *_rejected(iri, made, old_iris, new_iris)
        for statement in about:
            graph.add(statement)
        for statement in reasons(iri, made.evidence, made.confidence, activity, _place(made, old_iris, new_iris)):
            graph.add(statement)
        for statement in _compared(iri, made, editions, old_iris, new_iris):
            graph.add(statement)
    return graph


def _name(made: Succession) -> str:
    """Name of a succession below its comparison: the first successor, as every component has one succession alone.

    So the name means the same in every comparison of the two, however many successions are found before it.
    """
    return made.new[0] if made.new else f"dropped/{made.old[0]}"


def _activity(activity: URIRef, editions: Editions, old_iris: PlanIris, new_iris: PlanIris) -> Iterator[Statement]:
    """The activity of comparing, with its inputs."""
    number = version("shisaku")
    agent = software(number)
    yield activity, RDF.type, PROV.Activity
    for lang, words in Message("graph-comparison-of-two-editions").in_each_language().items():
        yield activity, RDFS.label, Literal(words, lang=lang)
    yield activity, PROV.wasAssociatedWith, agent
    yield agent, RDF.type, PROV.SoftwareAgent
    yield agent, RDFS.label, Literal(f"shisaku {number}", lang="en")
    for iris in (old_iris, new_iris):
        yield activity, PROV.used, iris.text
    if editions.lexicon:
        yield activity, SHISAKU.lexicon, Literal(editions.lexicon)


def _result(iri: URIRef, made: Succession, old_iris: PlanIris, new_iris: PlanIris) -> Iterator[Statement]:
    """The result: as a succession, as a conclusion, and in one step from component to component."""
    old, new = [old_iris.of(key) for key in made.old], [new_iris.of(key) for key in made.new]
    yield iri, RDF.type, SHISAKU.ComponentSuccession
    yield iri, SHISAKU.successionKind, SUCCESSION[made.kind]
    yield iri, PROV.wasDerivedFrom, old_iris.plan
    yield iri, PROV.wasDerivedFrom, new_iris.plan
    for one in old:
        yield iri, SHISAKU.predecessor, one
        yield iri, SHISAKU.concludedValue, one
    for one in new:
        yield iri, SHISAKU.successor, one
        yield iri, SHISAKU.concludedOf, one
    if old and new:
        yield iri, SHISAKU.concludedProperty, SHISAKU.continues
    for one, other in product(new, old):
        yield one, SHISAKU.continues, other
    if made.move is not None:
        yield iri, SHISAKU.movedFrom, old_iris.of(made.move.origin)
        yield iri, SHISAKU.movedTo, new_iris.of(made.move.target)


def _notes(iri: URIRef, changes: Iterable[DetailChange]) -> Iterator[Statement]:
    """Changes of details, a note a change and language (SKOS Reference, section 7)."""
    for change in changes:
        for lang in _LANGUAGES:
            yield iri, SKOS.changeNote, Literal(line(change, lang), lang=lang)


def _rejected(iri: URIRef, made: Succession, old_iris: PlanIris, new_iris: PlanIris) -> Iterator[Statement]:
    """Rejected alternatives: that the successors continue something else, and that this succession has another successor."""
    of = [new_iris.of(key) for key in made.new]
    turned_down = [(of or [iri], SHISAKU.continues if of else SHISAKU.predecessor, old_iris.of(k), s) for k, s in made.old_rivals]
    turned_down += [([iri], SHISAKU.successor, new_iris.of(key), share) for key, share in made.new_rivals]
    for number, (subjects, relation, rival, share) in enumerate(turned_down, start=1):
        rejected = URIRef(f"{iri}/rejected/{number}")
        yield iri, SHISAKU.rival, rival
        yield iri, SHISAKU.rejectedAlternative, rejected
        yield rejected, RDF.type, SHISAKU.RejectedConclusion
        for subject in subjects:
            yield rejected, SHISAKU.concludedOf, subject
        yield rejected, SHISAKU.concludedProperty, relation
        yield rejected, SHISAKU.concludedValue, rival
        yield rejected, SHISAKU.confidence, confidence(share)


def _place(made: Succession, old_iris: PlanIris, new_iris: PlanIris) -> Callable[[Span], URIRef]:
    """A function to the IRI of an evidence's place: in the older edition, as reasons quote it, else in the newer one."""
    return old_iris.span if made.old else new_iris.span


def _compared(iri: URIRef, made: Succession, editions: Editions, old_iris: PlanIris, new_iris: PlanIris) -> Iterator[Statement]:
    """That each reason is based on the text of all that was compared, in both sources."""
    for plan, iris, keys in ((editions.old, old_iris, made.old), (editions.new, new_iris, made.new)):
        for component in (found for key in keys if (found := plan.find(key)) is not None):
            place = iris.span(component.span)
            yield iri, SHISAKU.evidenceSpan, place
            for number in range(1, len(made.evidence) + 1):
                yield URIRef(f"{iri}/evidence/{number}"), SHISAKU.evidencePlace, place
