"""Why a triple is there, as a tree: printed here, concluded on this evidence, stated there, or inferred from what comes below it."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from shisaku.errors import Message, Place
from shisaku.explain.explanation_data import ExplanationData, ReadPlan, statements
from shisaku.graph.source_locations import span_of
from shisaku.model.source import Span
from shisaku.owl.rl.proofs import Proof
from shisaku.owl.syntax import Triple
from shisaku.rdf.namespaces import ASSERTED, CONCEPTS, INFERRED, RECONSTRUCTED, SHISAKU, local_name

STATED, ONTOLOGY, CONTRADICTION, COMPUTED, SETTINGS = "stated", "ontology", "contradiction", "computed", "settings"
"""Ways to be there besides the layers of a plan: stated in a file of data or of the ontology; not at all together; told by the file
itself; told by source.toml."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, and the words it rests on."""

    text: Message
    """What was observed."""
    place: Place | None = None
    """Where those words stand."""


@dataclass(frozen=True, slots=True)
class LocatedAxiom:
    """A statement of the ontology that made a rule."""

    triple: Triple
    """What it states."""
    place: Place | None
    """Where."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A triple and why it is there."""

    triple: Triple | None
    """None for a contradiction."""
    layer: str
    """`asserted` (printed), `reconstructed` (concluded), `inferred`; else one of STATED, ONTOLOGY, CONTRADICTION, COMPUTED, SETTINGS."""
    places: tuple[Place, ...] = ()
    """Where it is printed or stated: the words of the subject first, then those of the object."""
    reasons: tuple[Reason, ...] = ()
    """The evidence of a conclusion, strongest first."""
    confidence: float | None = None
    """Of a conclusion: the probability that it is right."""
    rivals: tuple[tuple[str, float], ...] = ()
    """What else was considered, by key, each with its share of the probability."""
    rule: str = ""
    """Rule of OWL 2 RL, for what is inferred or contradicts."""
    axioms: tuple[LocatedAxiom, ...] = ()
    """What makes the rule."""
    premises: tuple["Explanation", ...] = ()
    """What it is inferred from."""


def explain(triple: Triple, material: ExplanationData) -> Explanation | None:
    """Why `triple` is there; None where it is neither given nor follows."""
    proof = material.derivations.proof(triple)
    return explained(proof, material) if proof is not None else None


def explained(proof: Proof, material: ExplanationData) -> Explanation:
    """A proof with its leaves explained in turn."""
    if proof.triple is not None and not proof.rule:
        return _given(proof.triple, material)
    axioms = tuple(LocatedAxiom(axiom, material.written(axiom, ontology=True)) for axiom in proof.axioms)
    premises = tuple(explained(premise, material) for premise in proof.premises)
    return Explanation(
        proof.triple, INFERRED if proof.triple else CONTRADICTION, rule=proof.rule, axioms=axioms, premises=premises
    )


def known_of(subject: URIRef, material: ExplanationData) -> Iterator[Explanation]:
    """Everything known of a resource: what is given, what follows, and the contradictions that it has a part in."""
    given = [*statements(material.given, subject), *statements(material.axioms, subject)]
    for triple in given:
        yield _given(triple, material)
    for proof in material.derivations.about(subject):
        if proof.triple is not None and proof.triple not in given and not idle(proof.triple):
            yield explained(proof, material)
    for proof in material.derivations.contradictions():
        if any(subject in (premise.triple or ()) for premise in proof.premises):
            yield explained(proof, material)


def idle(triple: Triple) -> bool:
    """Whether a triple says what holds of everything, or of the thing itself."""
    return triple[0] == triple[2] or triple[2] in (OWL.Thing, RDFS.Resource) or triple[0] == OWL.Nothing


# -- what needs no proof -----------------------------------------------------------------------------------------------


def _given(triple: Triple, material: ExplanationData) -> Explanation:
    for read_plan in material.plans:
        if triple in read_plan.reconstructed:
            return _concluded(triple, read_plan, material)
        if triple in read_plan.asserted:
            return _printed(triple, read_plan)
    stated = any(triple in file.graph for file in material.data)
    place = material.written(triple, ontology=not stated)
    places = (place,) if place else ()
    made = material.conclusions.on(triple) if stated else None
    if made is not None:
        return _on_evidence(triple, made, places, None, material)
    return Explanation(triple, STATED if stated else ONTOLOGY, places)


def _printed(triple: Triple, read_plan: ReadPlan) -> Explanation:
    """In the words of its subject, and for a link in those of its object too."""
    subject, _, value = triple
    words = _span(subject, read_plan)
    settled = next((one for one in (subject, value) if _placeless(one, read_plan)), None)
    if words is None or settled is not None or _about_source(triple, read_plan):
        place = _in_settings(value if settled is None else settled, read_plan)
        return Explanation(triple, SETTINGS if place else COMPUTED, (place,) if place else ())
    places = [read_plan.plan.source.place(_narrowed(words, value, read_plan))]
    other = _span(value, read_plan) if triple[1] != SHISAKU.quotedFrom else None
    if other is not None and other != words:
        places.append(read_plan.plan.source.place(other))
    return Explanation(triple, ASSERTED, tuple(places))


_SETTLED = (SHISAKU.planKind, SHISAKU.adoptionStatus, SHISAKU.inSeries)
"""Properties of a plan that are told by its settings, as those of other vocabularies are."""


def _about_source(triple: Triple, read_plan: ReadPlan) -> bool:
    """Whether a statement on the plan is one on its publication: of another vocabulary's property, its title aside."""
    subject, predicate, _ = triple
    own = str(predicate).startswith(str(SHISAKU)) and predicate not in _SETTLED
    return subject == read_plan.iris.plan and not own and predicate not in (RDF.type, RDFS.label)


def _placeless(term: Node, read_plan: ReadPlan) -> bool:
    """Whether it is a detail that is printed nowhere: a person wrote it into the settings. Or an IRI that a person retired."""
    graph = read_plan.asserted
    detail = (term, SHISAKU.printedForm, None) in graph and (term, SHISAKU.quotedFrom, None) not in graph
    return detail or (term, OWL.deprecated, None) in graph


def _span(term: Node, read_plan: ReadPlan) -> Span | None:
    if not isinstance(term, URIRef) or not str(term).startswith(str(read_plan.iris.plan)):
        return None
    return span_of(read_plan.graph, term)


def _narrowed(words: Span, value: Node, read_plan: ReadPlan) -> Span:
    """Where in `words` a literal is printed; all of them where it is not, or is no literal."""
    letters = "".join(str(value).split()) if isinstance(value, Literal) else ""
    if not letters:
        return words
    found = re.search(r"\s*".join(map(re.escape, letters)), read_plan.plan.source.quote(words))
    return Span(words.start + found.start(), words.start + found.end()) if found else words


def _in_settings(value: Node, read_plan: ReadPlan) -> Place | None:
    """The line of the settings beside the document that holds the value, or the words of a detail."""
    document = Path(read_plan.plan.source.path)
    texts = [text for text in _as_settled(value, read_plan) if text]
    for path in (document.with_suffix(".toml"), document.with_name("source.toml")):
        readable = path.is_file() and texts and str(document) != "-"
        lines = path.read_text(encoding="utf-8").split("\n") if readable else []
        for number, line in enumerate(lines, start=1):
            for text in texts:
                at = re.search(rf"(?:=\s*[\"']?|^\s*[\"'])({re.escape(text)})(?:[\"']?\s*(?:#|$)|[\"']\s*=)", line)
                if at is not None:
                    return Place(str(path), number, at.start(1) + 1, line, len(text))
    return None


def _as_settled(value: Node, read_plan: ReadPlan) -> Iterator[str]:
    """What settings may write for a term: its text, the end of an IRI, the key of a component, the words of a detail."""
    yield str(value)
    yield from (str(words) for words in read_plan.asserted.objects(value, SHISAKU.printedForm))
    if isinstance(value, URIRef):
        yield str(value).removeprefix(f"{read_plan.iris.plan}/")
        if str(value).startswith((str(read_plan.iris.base), CONCEPTS)):
            yield local_name(value)


# -- conclusions -------------------------------------------------------------------------------------------------------


def _concluded(triple: Triple, read_plan: ReadPlan, material: ExplanationData) -> Explanation:
    made = material.conclusions.on(triple)
    source = read_plan.plan.source
    spans = dict.fromkeys(span for term in (triple[0], triple[2]) if (span := _span(term, read_plan)) is not None)
    places = tuple(source.place(span) for span in spans)
    if made is not None:
        return _on_evidence(triple, made, places, read_plan, material)
    behind = material.conclusions.behind(triple)
    premises = () if behind is None else (_given(behind, material),)
    return Explanation(triple, RECONSTRUCTED, places, tuple(_mentions(triple, read_plan)), premises=premises)


def _on_evidence(
    triple: Triple, made: URIRef, places: tuple[Place, ...], read_plan: ReadPlan | None, material: ExplanationData
) -> Explanation:
    """What a conclusion states, or is a part of it."""
    found = material.conclusions
    reasons = (Reason(ground.words, _place(ground.place, read_plan)) for ground in found.grounds(made))
    plans = {str(plan) for plan in material.plan_iris}
    rivals = ((_key(rival, plans), share) for rival, share in found.rivals(made))
    return Explanation(triple, RECONSTRUCTED, places, tuple(reasons), found.confidence(made), tuple(rivals))


def _place(iri: URIRef | None, read_plan: ReadPlan | None) -> Place | None:
    if iri is None or read_plan is None:
        return None
    span = _span(iri, read_plan)
    return None if span is None else read_plan.plan.source.place(span)


def _key(iri: URIRef, plans: Collection[str]) -> str:
    """The key of a component: what its IRI has behind that of its plan; empty for the plan."""
    if str(iri) in plans:
        return ""
    plan = max((plan for plan in plans if str(iri).startswith(f"{plan}/")), key=len, default="")
    return str(iri).removeprefix(f"{plan}/") if plan else str(iri)


def _mentions(triple: Triple, read_plan: ReadPlan) -> Iterator[Reason]:
    """The printed forms of a topic, for a topic; the words of the legend, for a category of marks."""
    subject, predicate, value = triple
    source, graph = read_plan.plan.source, read_plan.graph
    if predicate == SHISAKU.hasTopic:
        own = set(graph.objects(subject, SHISAKU.quotedFrom))
        for span in sorted(graph.subjects(SHISAKU.mentionsTopic, value), key=str):
            found = _span(span, read_plan)
            if found is not None and own & set(graph.objects(span, SHISAKU.withinSpan)):
                words = source.quote(found)
                yield Reason(Message(f"「{words}」は主題の語形", f"“{words}” is a form of the topic"), source.place(found))
    elif predicate == SHISAKU.markCategory:
        words = str(graph.value(subject, SKOS.prefLabel) or "")
        yield Reason(Message(f"凡例の「{words}」は区分の語形", f"“{words}” in the legend is a form of the category"))
