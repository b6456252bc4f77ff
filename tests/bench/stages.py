"""What each stage takes from the Plan on, in one process: `python -m tests.bench.stages compiled 100 apart`.

Engines: `compiled` (what shisaku does), `reference` (rdflib, owlrl and pySHACL for all of it), `floor` (pyoxigraph alone, where a stage
is no more than to hold, write or ask triples). Each plan is inferred from, validated and written `apart`, as a build does, and then all
questions are asked over all of them; `growth` leaves out the questions, `questions` all between. The ontology is loaded, and its rules
and shapes are compiled, before the clock runs.
"""

import json
import logging
import signal
import sys
import time
import warnings
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pyoxigraph as ox
from rdflib import Graph
from rdflib.util import from_n3
from tests.bench.plans import plans
from tests.bench.timing import ROOT

from shisaku.gc_tuning import collect_seldom
from shisaku.graph.mapping import to_graph
from shisaku.model.plan import Plan
from shisaku.owl.rl.inference import infer
from shisaku.pipeline import Context, turtle
from shisaku.project import Project
from shisaku.rdf.namespaces import DEFAULT_BASE, PlanIris
from shisaku.rdf.quads import ntriples
from shisaku.rdf.triples import graph_of
from shisaku.shacl.validation import check, validate
from shisaku.sparql.questions import ask
from shisaku.sparql.saved_query import SavedQuery, load_query
from shisaku.sparql.triple_store import TripleStore

PATIENCE, MORE_PATIENCE = 1.0, 0.1
"""Processor seconds that rdflib is given for one question: at least, and for each plan unless questions are all that is asked for."""
Seconds = dict[str, float]


class OutOfPatience(BaseException):
    """The time for a question is over; no Exception, so that nothing of rdflib takes it for one of its own."""


class Clock:
    """Adds up what stages take."""

    def __init__(self) -> None:
        self.seconds: Seconds = defaultdict(float)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Within it, processor time is that of the stage."""
        start = time.process_time()
        yield
        self.seconds[name] += time.process_time() - start


class Bench:
    """One engine's way from plans to answers."""

    def __init__(self, some: list[Plan], how: str) -> None:
        self.project = Project(ROOT)
        self.context = Context.of(self.project)
        self.questions = [load_query(path) for path in self.project.queries] if how != "growth" else []
        self.plans = some
        self.how = how
        self.clock = Clock()
        self.each: Seconds = {}
        self.unfinished: list[str] = []
        self.failed: list[str] = []
        self.triples = 0
        infer(Graph(), self.context.terms)
        check(Graph(), self.context.schemes, self.context.checks)
        validate(Graph(), self.context.schemes, self.context.shapes)

    def compiled(self) -> None:
        """As `shisaku build` and `shisaku query` do."""
        stage, store = self.clock.stage, TripleStore()
        for plan in self.plans:
            with stage("graph"):
                iris, *parts = self._mapped(plan)
                graph = graph_of(*parts)
            self.triples += len(graph)
            if self.how != "questions":
                self._compiled(graph, iris)
            if self.questions:
                with stage("questions"):
                    store.load_ntriples(ntriples(graph))
        with stage("questions"):
            store.load_ntriples(self.context.schemes.ntriples)
            for question in self.questions:
                with self._told(question):
                    ask(store, question)

    def _compiled(self, graph: Graph, iris: PlanIris) -> None:
        stage, context = self.clock.stage, self.context
        with stage("inference"):
            whole = graph_of(graph, infer(graph, context.terms).inferred)
        with stage("validation"):
            validate(whole, context.schemes, context.shapes)
        with stage("checks"):
            check(whole, context.schemes, context.checks)
        with stage("Turtle"):
            turtle(graph, iris)

    def reference(self) -> None:
        """The same by rdflib, owlrl and pySHACL."""
        stage, context, whole = self.clock.stage, self.context, Graph()
        for plan in self.plans:
            with stage("graph"):
                _, asserted, reconstructed = self._mapped(plan)
                graph = asserted + reconstructed
            self.triples += len(graph)
            if self.how != "questions":
                with stage("inference"):
                    closed = graph + infer(graph, context.terms, "reference").inferred
                with stage("validation"):
                    validate(closed, context.schemes, context.shapes, "reference")
                with stage("Turtle"):
                    graph.serialize(format="turtle")
            with stage("questions"):
                whole += graph
        with stage("questions"):
            whole += context.ontology.schemes
            for question in self.questions:
                with self._told(question):
                    self._patiently(question, whole)

    def floor(self) -> None:
        """What pyoxigraph takes to hold, write and ask the triples, made beforehand."""
        graphs = [graph_of(*parts) for _, *parts in map(self._mapped, self.plans)]
        self.triples = sum(map(len, graphs))
        quads = [list(ox.parse(ntriples(graph).encode(), format=ox.RdfFormat.N_TRIPLES)) for graph in graphs]
        schemes = list(ox.parse(self.context.schemes.ntriples.encode(), format=ox.RdfFormat.N_TRIPLES))
        stage = self.clock.stage
        with stage("graph"):
            for each in quads:
                ox.Store().bulk_extend(each)
        with stage("Turtle"):
            for each in quads:
                ox.serialize((quad.triple for quad in each), format=ox.RdfFormat.TURTLE)
        with stage("questions"):
            store = ox.Store()
            store.bulk_extend([*schemes, *(quad for each in quads for quad in each)])
            for question in self.questions:
                bound = {ox.Variable(key): value for key, value in question.bindings({}).items()}
                answer = store.query(question.text, substitutions=bound or None)
                assert isinstance(answer, ox.QuerySolutions)
                assert list(answer) is not None

    @contextmanager
    def _told(self, question: SavedQuery) -> Iterator[None]:
        """Within it, processor time is that of the question."""
        start = time.process_time()
        yield
        self.each[question.name] = time.process_time() - start

    def _mapped(self, plan: Plan) -> tuple[PlanIris, Graph, Graph]:
        iris = PlanIris(DEFAULT_BASE, plan.source.description.id)
        made = to_graph(plan, iris, self.context.ontology.vocabulary, self.context.ontology.version)
        return iris, made.asserted, made.reconstructed

    def _patiently(self, question: SavedQuery, store: Graph) -> None:
        """Asks rdflib, until patience is at an end."""
        bound: dict[str, Any] = {key: from_n3(str(term)) for key, term in question.bindings({}).items()}
        more = 0.0 if self.how == "questions" else MORE_PATIENCE * len(self.plans)
        signal.setitimer(signal.ITIMER_PROF, max(PATIENCE, more))
        try:
            list(store.query(question.text, initBindings=bound))
        except OutOfPatience:
            self.unfinished.append(question.name)
        except Exception:  # rdflib raises whatever it stumbles over
            self.failed.append(question.name)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)


def _give_up(number: int, frame: FrameType | None) -> None:
    raise OutOfPatience


def main(engine: str, number: int, how: str) -> None:
    """Runs, and prints what the stages took as JSON."""
    logging.disable()
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGPROF, _give_up)
    collect_seldom()  # as the command does
    bench = Bench(plans(number), how)
    {"compiled": bench.compiled, "reference": bench.reference, "floor": bench.floor}[engine]()
    told = {
        "stages": bench.clock.seconds,
        "triples": bench.triples,
        "unfinished": bench.unfinished,
        "questions": bench.each,
        "failed": bench.failed,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
