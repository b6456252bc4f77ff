"""Why a triple holds, as a tree: printed, concluded with evidence, stated in a file, or inferred from its premises."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from shisaku.errors import Place
from shisaku.explain.explanation_data import ExplanationData, ReadPlan, statements
from shisaku.graph.source_locations import span_of
from shisaku.messages import Message
from shisaku.model.source import Span
from shisaku.owl.rl.proofs import Proof
from shisaku.rdf.namespaces import ASSERTED, CONCEPTS, INFERRED, RECONSTRUCTED, SHISAKU, local_name
from shisaku.rdf.triples import Triple

STATED, ONTOLOGY, CONTRADICTION, COMPUTED, SETTINGS = "stated", "ontology", "contradiction", "computed", "settings"
"""Layers besides those of a plan: stated in a data file; in the ontology; a contradiction; computed from the file; from source.toml."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason with its place."""

    text: Message
    """What was observed."""
    place: Place | None = None
    """Place of the words that support it."""


@dataclass(frozen=True, slots=True)
class LocatedAxiom:
    """A triple of the ontology that a rule comes from."""

    triple: Triple
    """The triple."""
    place: Place | None
    """Its place."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A triple and why it holds."""

    triple: Triple | None
    """None for a contradiction."""
    layer: str
    """`asserted` (printed), `reconstructed` (concluded), `inferred`, or one of STATED, ONTOLOGY, CONTRADICTION, COMPUTED, SETTINGS."""
    places: tuple[Place, ...] = ()
    """Where it is printed or stated: the words of the subject, then those of the object."""
    reasons: tuple[Reason, ...] = ()
    """The evidence of a conclusion, strongest first."""
    confidence: float | None = None
    """Probability of a conclusion."""
    rivals: tuple[tuple[str, float], ...] = ()
    """Rejected alternatives by key, with their probabilities."""
    rule: str = ""
    """Rule of OWL 2 RL, for inferred triples and contradictions."""
    axioms: tuple[LocatedAxiom, ...] = ()
    """Axioms that the rule comes from."""
    premises: tuple["Explanation", ...] = ()
    """Triples that it is inferred from."""


def explain(triple: Triple, data: ExplanationData) -> Explanation | None:
    """Return why `triple` holds; None if it neither is stated nor follows."""
    proof = data.derivations.proof(triple)
    return explained(proof, data) if proof is not None else None


def explained(proof: Proof, data: ExplanationData) -> Explanation:
    """Return the explanation of a proof and of its leaves."""
    if proof.triple is not None and not proof.rule:
        return _explain_stated(proof.triple, data)
    axioms = tuple(LocatedAxiom(axiom, data.written(axiom, ontology=True)) for axiom in proof.axioms)
    premises = tuple(explained(premise, data) for premise in proof.premises)
    return Explanation(
        proof.triple, INFERRED if proof.triple else CONTRADICTION, rule=proof.rule, axioms=axioms, premises=premises
    )


def known_of(subject: URIRef, data: ExplanationData) -> Iterator[Explanation]:
    """Return everything known of a resource: stated triples, inferred ones, and contradictions that involve it."""
    stated_triples = [*statements(data.facts, subject), *statements(data.axioms, subject)]
    for triple in stated_triples:
        yield _explain_stated(triple, data)
    for proof in data.derivations.about(subject):
        if proof.triple is not None and proof.triple not in stated_triples and not idle(proof.triple):
            yield explained(proof, data)
    for proof in data.derivations.contradictions():
        if any(subject in (premise.triple or ()) for premise in proof.premises):
            yield explained(proof, data)


def idle(triple: Triple) -> bool:
    """Return whether a triple holds of every resource, or of a resource with itself."""
    return triple[0] == triple[2] or triple[2] in (OWL.Thing, RDFS.Resource) or triple[0] == OWL.Nothing


# -- what needs no proof -----------------------------------------------------------------------------------------------


def _explain_stated(triple: Triple, data: ExplanationData) -> Explanation:
    for read_plan in data.plans:
        if triple in read_plan.reconstructed:
            return _concluded(triple, read_plan, data)
        if triple in read_plan.asserted:
            return _printed(triple, read_plan)
    stated = any(triple in file.graph for file in data.data_files)
    place = data.written(triple, ontology=not stated)
    places = (place,) if place else ()
    conclusion = data.conclusions.on(triple) if stated else None
    if conclusion is not None:
        return _on_evidence(triple, conclusion, places, None, data)
    return Explanation(triple, STATED if stated else ONTOLOGY, places)


def _printed(triple: Triple, read_plan: ReadPlan) -> Explanation:
    """Explanation by the printed words of the subject and, for a link, of the object."""
    subject, _, value = triple
    words = _span(subject, read_plan)
    from_settings = next((one for one in (subject, value) if _placeless(one, read_plan)), None)
    if words is None or from_settings is not None or _about_source(triple, read_plan):
        place = _in_settings(value if from_settings is None else from_settings, read_plan)
        return Explanation(triple, SETTINGS if place else COMPUTED, (place,) if place else ())
    places = [read_plan.plan.source.place(_narrowed(words, value, read_plan))]
    other = _span(value, read_plan) if triple[1] != SHISAKU.quotedFrom else None
    if other is not None and other != words:
        places.append(read_plan.plan.source.place(other))
    return Explanation(triple, ASSERTED, tuple(places))


_SETTINGS_PROPERTIES = (SHISAKU.planKind, SHISAKU.adoptionStatus, SHISAKU.inSeries)
"""Properties of a plan that come from its settings, as those of other vocabularies do."""


def _about_source(triple: Triple, read_plan: ReadPlan) -> bool:
    """Whether a triple describes the publication of the plan: it has a property of another vocabulary, other than the title."""
    subject, predicate, _ = triple
    own = str(predicate).startswith(str(SHISAKU)) and predicate not in _SETTINGS_PROPERTIES
    return subject == read_plan.iris.plan and not own and predicate not in (RDF.type, RDFS.label)


def _placeless(term: Node, read_plan: ReadPlan) -> bool:
    """Whether a term comes from the settings: a detail that is not printed, or a retired IRI."""
    graph = read_plan.asserted
    detail = (term, SHISAKU.printedForm, None) in graph and (term, SHISAKU.quotedFrom, None) not in graph
    return detail or (term, OWL.deprecated, None) in graph


def _span(term: Node, read_plan: ReadPlan) -> Span | None:
    if not isinstance(term, URIRef) or not str(term).startswith(str(read_plan.iris.plan)):
        return None
    return span_of(read_plan.graph, term)


def _narrowed(words: Span, value: Node, read_plan: ReadPlan) -> Span:
    """The part of `words` in which a literal is printed; all of them if there is none, or it is no literal."""
    letters = "".join(str(value).split()) if isinstance(value, Literal) else ""
    if not letters:
        return words
    found = re.search(r"\s*".join(map(re.escape, letters)), read_plan.plan.source.quote(words))
    return Span(words.start + found.start(), words.start + found.end()) if found else words


def _in_settings(value: Node, read_plan: ReadPlan) -> Place | None:
    """The line of the document's settings that has the value, or the words of a detail."""
    document = Path(read_plan.plan.source.path)
    texts = [text for text in _settings_texts(value, read_plan) if text]
    for path in (document.with_suffix(".toml"), document.with_name("source.toml")):
        readable = path.is_file() and texts and str(document) != "-"
        lines = path.read_text(encoding="utf-8").split("\n") if readable else []
        for number, line in enumerate(lines, start=1):
            for text in texts:
                at = re.search(rf"(?:=\s*[\"']?|^\s*[\"'])({re.escape(text)})(?:[\"']?\s*(?:#|$)|[\"']\s*=)", line)
                if at is not None:
                    return Place(str(path), number, at.start(1) + 1, line, len(text))
    return None


def _settings_texts(value: Node, read_plan: ReadPlan) -> Iterator[str]:
    """Texts for a term in settings: its own, the end of its IRI, the key of a component, the words of a detail."""
    yield str(value)
    yield from (str(words) for words in read_plan.asserted.objects(value, SHISAKU.printedForm))
    if isinstance(value, URIRef):
        yield str(value).removeprefix(f"{read_plan.iris.plan}/")
        if str(value).startswith((str(read_plan.iris.base), CONCEPTS)):
            yield local_name(value)


# -- conclusions -------------------------------------------------------------------------------------------------------


def _concluded(triple: Triple, read_plan: ReadPlan, data: ExplanationData) -> Explanation:
    conclusion = data.conclusions.on(triple)
    source = read_plan.plan.source
    spans = dict.fromkeys(span for term in (triple[0], triple[2]) if (span := _span(term, read_plan)) is not None)
    places = tuple(source.place(span) for span in spans)
    if conclusion is not None:
        return _on_evidence(triple, conclusion, places, read_plan, data)
    underlying = data.conclusions.underlying(triple)
    premises = () if underlying is None else (_explain_stated(underlying, data),)
    return Explanation(triple, RECONSTRUCTED, places, tuple(_mentions(triple, read_plan)), premises=premises)


def _on_evidence(
    triple: Triple, conclusion: URIRef, places: tuple[Place, ...], read_plan: ReadPlan | None, data: ExplanationData
) -> Explanation:
    """Explanation of a triple that a conclusion states, or that is part of one."""
    found = data.conclusions
    reasons = (Reason(ground.words, _place(ground.place, read_plan)) for ground in found.grounds(conclusion))
    plans = {str(plan) for plan in data.plan_iris}
    rivals = ((_key(rival, plans), share) for rival, share in found.rivals(conclusion))
    return Explanation(triple, RECONSTRUCTED, places, tuple(reasons), found.confidence(conclusion), tuple(rivals))


def _place(iri: URIRef | None, read_plan: ReadPlan | None) -> Place | None:
    if iri is None or read_plan is None:
        return None
    span = _span(iri, read_plan)
    return None if span is None else read_plan.plan.source.place(span)


def _key(iri: URIRef, plans: Collection[str]) -> str:
    """The key of a component: its IRI without that of its plan; empty for the plan."""
    if str(iri) in plans:
        return ""
    plan = max((plan for plan in plans if str(iri).startswith(f"{plan}/")), key=len, default="")
    return str(iri).removeprefix(f"{plan}/") if plan else str(iri)


def _mentions(triple: Triple, read_plan: ReadPlan) -> Iterator[Reason]:
    """Reasons: printed forms of a topic; words of the legend for a category of marks."""
    subject, predicate, value = triple
    source, graph = read_plan.plan.source, read_plan.graph
    if predicate == SHISAKU.hasTopic:
        own = set(graph.objects(subject, SHISAKU.quotedFrom))
        for span in sorted(graph.subjects(SHISAKU.mentionsTopic, value), key=str):
            found = _span(span, read_plan)
            if found is not None and own & set(graph.objects(span, SHISAKU.withinSpan)):
                words = source.quote(found)
                yield Reason(Message("explain-form-topic", words=words), source.place(found))
    elif predicate == SHISAKU.markCategory:
        words = str(graph.value(subject, SKOS.prefLabel) or "")
        yield Reason(Message("explain-legend-form-category", words=words))
