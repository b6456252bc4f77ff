"""Twice the plans make no more than twice the work, counted in calls: what a clock cannot tell where others use the machine too."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from rdflib import Graph
from tests.bench.plans import plans
from tests.counting import calls

from shisaku.graph.mapping import to_graph
from shisaku.model.plan import Plan
from shisaku.owl.rl.inference import infer
from shisaku.pipeline import Context, turtle
from shisaku.rdf.namespaces import DEFAULT_BASE, PlanIris
from shisaku.rdf.triples import graph_of
from shisaku.shacl.validation import validate

MOST = 2.1
"""Times the calls that twice the plans may take."""


def mapped(some: list[Plan], context: Context) -> Graph:
    """The graph of several plans."""
    graphs = [to_graph(p, iris_of(p), context.ontology.vocabulary, context.ontology.version) for p in some]
    return graph_of(*(part for made in graphs for part in (made.asserted, made.reconstructed)))


def renamed(plan: Plan) -> Plan:
    """The same plan under another identifier."""
    description = replace(plan.source.description, id=f"{plan.source.description.id}-again")
    return replace(plan, source=replace(plan.source, description=description))


def iris_of(plan: Plan) -> PlanIris:
    return PlanIris(DEFAULT_BASE, plan.source.description.id)


@pytest.mark.parametrize("stage", ["mapping", "inference", "validation", "Turtle"])
def test_twice_the_plans_in_one_graph_take_no_more_than_twice_the_calls(context: Context, stage: str) -> None:
    few, numbers = plans(3), []
    for some in (few, [*few, *map(renamed, few)]):
        graph = mapped(some, context)
        work: dict[str, Callable[[], object]] = {
            "mapping": partial(mapped, some, context),
            "inference": partial(infer, graph, context.terms),
            "validation": partial(validate, graph, context.schemes, context.shapes),
            "Turtle": partial(turtle, graph, iris_of(few[0])),
        }
        work[stage]()  # once beforehand, so that what is made ready for all is not counted
        numbers.append(calls(work[stage]))
    assert numbers[1] < MOST * numbers[0]
