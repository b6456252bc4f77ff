"""Checks whether ontology and data are consistent and classes satisfiable, and names the axioms that clash.

The rules of OWL 2 RL always run. HermiT, which also covers counting, case distinction and existence, runs if Java and the package
owlready2 are installed; if not, a finding reports it.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from time import monotonic

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF

from shisaku.messages import Message
from shisaku.model.findings import Finding, Rule, Severity
from shisaku.owl.consistency import hermit
from shisaku.owl.consistency.axiom_sentences import axiom_in_words
from shisaku.owl.consistency.hermit import HermitState
from shisaku.owl.consistency.justification import Justification, justification
from shisaku.owl.consistency.theory import Theory
from shisaku.owl.entities import CLASS, short_name
from shisaku.owl.rl.inference import infer

__all__ = ["consistency_findings", "justification"]

CONTRADICTION = Rule("owl/contradiction", Severity.ERROR)
INCONSISTENT = Rule("owl/inconsistent", Severity.ERROR)
UNSATISFIABLE = Rule("owl/unsatisfiable-class", Severity.ERROR)
NOT_CHECKED = Rule("owl/dl-not-checked", Severity.INFO)
REFUSED = Rule("owl/dl-refused", Severity.WARNING)
RULES_REFUSED = Rule("owl/rl-refused", Severity.WARNING)
TIMEOUT = Rule("owl/dl-timeout", Severity.WARNING)
DATA_LEFT_OUT = Rule("owl/dl-without-data", Severity.INFO)

DATA_LIMIT = 20_000
"""Most triples of data for HermiT; the rules of OWL 2 RL apply to all."""
_EXPLAINED = 20
"""Most findings that are explained, and for how many seconds each and all together."""
_SECONDS_EACH, _SECONDS_ALL = 10.0, 30.0
_FROM_RULES = "urn:shisaku:probe"


def consistency_findings(ontology: Graph, data: Graph, seconds: float = 120) -> Iterator[Finding]:
    """Return contradictions, inconsistency and unsatisfiable classes with the axioms that clash; HermiT may take `seconds`."""
    explain = _Explaining()
    own, both = Theory(ontology), Theory(ontology + data)
    terms, facts = own.whole, Graph()
    for s, p, o in data:
        # Axioms on individuals, such as owl:AllDifferent, make rules like any other axiom.
        in_owl = p in (RDF.first, RDF.rest) or str(o if p == RDF.type else p).startswith(str(OWL))
        (terms if in_owl else facts).add((s, p, o))
    for axiom in both.pairs:
        terms.add(axiom.main)
    contradictions: tuple[Finding, ...] = ()
    try:
        contradictions = infer(facts, terms).contradictions
    except Exception as error:  # owlrl raises errors of any type for malformed lists and literals
        yield RULES_REFUSED.at(None, what=str(error) or type(error).__name__)
    yield from explain.contradictions(both, contradictions)
    if contradictions and _contradictions(own.whole):
        # Everything follows from such an ontology: further checks are useless before it is fixed.
        return
    absent = hermit.missing()
    if absent is not None:
        yield NOT_CHECKED.at(None, what=absent)
        yield from explain.unsatisfiable(own, _unsatisfiable_by_rules(own))
        return
    with_data = 0 < len(data) <= DATA_LIMIT and not contradictions
    if len(data) > DATA_LIMIT:
        yield DATA_LEFT_OUT.at(None, what=f"{len(data):,}", limit=f"{DATA_LIMIT:,}")
    yield from _by_hermit(both if with_data else own, own, explain, seconds)


def _by_hermit(theory: Theory, own: Theory, explain: "_Explaining", seconds: float) -> Iterator[Finding]:
    """Findings of HermiT on a theory; classes are explained by the ontology alone."""
    verdict = hermit.ask(theory.whole, seconds)
    if verdict.state is HermitState.TIMEOUT:
        yield TIMEOUT.at(None, what=f"{seconds:g}")
    elif verdict.state is HermitState.REFUSED:
        yield REFUSED.at(None, what=verdict.complaint)
    elif verdict.state is HermitState.INCONSISTENT:
        yield explain.inconsistent(theory, theory is not own)
        if theory is not own:
            yield from _by_hermit(own, own, explain, seconds)
    else:
        yield from explain.unsatisfiable(own, verdict.unsatisfiable)


def _contradictions(graph: Graph) -> tuple[Finding, ...]:
    """Contradictions in a graph by the rules of OWL 2 RL; none where owlrl fails on it, which a finding reports."""
    try:
        return infer(Graph(), graph).contradictions
    except Exception:
        return ()


def _unsatisfiable_by_rules(theory: Theory) -> tuple[URIRef, ...]:
    """Classes without possible instance by the rules of OWL 2 RL; tested one at a time, so that instances do not interact."""
    classes = sorted(name for name in theory.graph.subjects(RDF.type, CLASS) if isinstance(name, URIRef) and name != OWL.Nothing)
    probes = {URIRef(f"{_FROM_RULES}:{number}"): name for number, name in enumerate(classes)}
    graph = theory.whole
    for probe, name in probes.items():
        graph.add((probe, RDF.type, name))
    suspected = set(_words(" ".join(str(found.message) for found in _contradictions(graph))))
    return tuple(name for probe, name in probes.items() if str(probe) in suspected and _clashes(theory.whole, name))


def _words(text: str) -> list[str]:
    """The words of a text without punctuation."""
    return [word.strip("(),'") for word in text.split()]


def _clashes(graph: Graph, name: URIRef) -> bool:
    """Whether an instance of the class, which is added, contradicts `graph` by the rules of OWL 2 RL."""
    graph.add((URIRef(_FROM_RULES), RDF.type, name))
    return bool(_contradictions(graph))


class _Explaining:
    """Explains findings, within a time limit for all of them together."""

    def __init__(self) -> None:
        self._end = monotonic() + _SECONDS_ALL
        self._left = _EXPLAINED

    def contradictions(self, theory: Theory, found: tuple[Finding, ...]) -> Iterator[Finding]:
        """Return the contradictions by the rules, one for each set of axioms that clash."""
        reported: set[frozenset[object]] = set()
        for finding in found:
            names = _named_in(str(finding.message), theory)
            why = self._why(theory, _repeats(finding), names)
            if not _is_short_enough(why):
                yield finding
            elif why is not None and frozenset(why.axioms) not in reported:
                reported.add(frozenset(why.axioms))
                about = {node for axiom in why.axioms for node in axiom.individuals if isinstance(node, URIRef)}
                subject = next((name for name in names if name in about), None) or min(about, default=None) or names[0]
                yield self._finding(CONTRADICTION, theory, subject, why)

    def inconsistent(self, theory: Theory, with_data: bool) -> Finding:
        """Return the finding that a theory is inconsistent."""
        names = {name for axiom in theory.axioms for name in axiom.names}
        why = self._why(theory, _is_inconsistent, sorted(names))
        because = _because(theory, why)
        data = Message("owl-data") if with_data else Message("owl-without-data")
        nodes = [axiom.main[0] for axiom in why.axioms] if why is not None else []
        subject = next((str(node) for node in nodes if isinstance(node, URIRef) and node != OWL.Thing), None)
        return Finding(INCONSISTENT.id, INCONSISTENT.severity, INCONSISTENT.says(data=data, because=because), subject=subject)

    def unsatisfiable(self, theory: Theory, classes: tuple[URIRef, ...]) -> Iterator[Finding]:
        """Return the findings that classes can have no instance."""
        for name in classes:
            by_rules = self._why(theory, partial(_clashes, name=name), [name])
            why = by_rules or self._why(theory, partial(_is_unsatisfiable, name=name), [name])
            yield self._finding(UNSATISFIABLE, theory, name, why)

    def _why(self, theory: Theory, entails: Callable[[Graph], bool], names: list[URIRef]) -> Justification | None:
        seconds = min(_SECONDS_EACH, self._end - monotonic())
        if seconds <= 0 or not self._left:
            return None
        return justification(theory, entails, names, seconds)

    def _finding(self, rule: Rule, theory: Theory, subject: URIRef, why: Justification | None) -> Finding:
        self._left -= 1
        because, name = _because(theory, why), short_name(subject, theory.graph.namespace_manager)
        return replace(rule.at(None, str(subject), None, name=name, because=""), message=rule.says(name=name, because=because))


def _is_unsatisfiable(graph: Graph, name: URIRef) -> bool:
    """Whether HermiT finds that the class can have no instance."""
    return name in hermit.ask(graph, _SECONDS_EACH).unsatisfiable


def _is_inconsistent(graph: Graph) -> bool:
    """Whether HermiT finds that the graph is inconsistent."""
    return hermit.ask(graph, _SECONDS_EACH).state is HermitState.INCONSISTENT


def _named_in(text: str, theory: Theory) -> list[URIRef]:
    """Names of the theory in the order in which a reasoner's sentence has them."""
    known = {str(name): name for axiom in theory.axioms for name in axiom.names}
    return [known[word] for word in dict.fromkeys(_words(text)) if word in known]


def _repeats(finding: Finding) -> Callable[[Graph], bool]:
    """Whether the rules find the same contradiction in a graph."""
    return lambda graph: any(finding.message == other.message for other in _contradictions(graph))


_SHOWN = 12
"""Most axioms that a message lists."""


def _is_short_enough(why: Justification | None) -> bool:
    """Whether an explanation was found, and is short enough to help."""
    return why is not None and (why.minimal or len(why.axioms) <= _SHOWN)


def _because(theory: Theory, why: Justification | None) -> Message:
    """The axioms of a justification as a clause."""
    if why is None or not _is_short_enough(why):
        return Message("owl-axioms-clash-not-found-out")
    clauses = [axiom_in_words(axiom, theory.syntax) for axiom in why.axioms[:_SHOWN]]
    more = len(why.axioms) - len(clauses)
    return Message(
        "owl-because-change-one-these",
        clauses=Message(
            "owl-clauses-value",
            value=(Message("owl-more", more=more) if more > 0 else Message.of("")),
            clauses=Message.joined((message for message in clauses), "list-clauses"),
        ),
    )
