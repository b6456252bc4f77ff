"""Where components are in a graph is where they are in the plan that it was built from."""

from pathlib import Path

import pytest
from rdflib import Graph, Literal
from rdflib.namespace import RDFS
from tests.graph.plans import budget, charter
from tests.graph.town import town

from shisaku.graph.component_addresses import addresses, at_address
from shisaku.graph.mapping import to_graph
from shisaku.model.plan import Plan
from shisaku.pipeline import Context, read
from shisaku.rdf.namespaces import DEFAULT_BASE, SHISAKU, PlanIris
from shisaku.rdf.plan_order import PlanOrder
from shisaku.reading.identity import with_lasting_keys

CASES = Path(__file__).parents[1] / "cases"
NAMES = (
    "a-flat-plan-is-read-in-printed-order",
    "numbers-that-start-anew-stand-under-each-heading",
    "a-purpose-names-its-measures",
    "groups-stand-in-another-order-than-what-they-head",
)


def of(plan: Plan, context: Context) -> tuple[Graph, PlanIris]:
    iris = PlanIris.of_plan(DEFAULT_BASE, plan)
    layers = to_graph(plan, iris, context.ontology.vocabulary, context.ontology.version)
    return layers.asserted + layers.reconstructed, iris


def check(plan: Plan, context: Context) -> None:
    graph, iris = of(plan, context)
    found = addresses(graph, iris.plan, PlanOrder(graph))
    expected = {iris.of(key): address for key, address in plan.addresses().items() if address}
    assert {iri: address for iri, address in found.items() if "/description/" not in f"/{address}"} == expected


@pytest.mark.parametrize(
    "plan", [with_lasting_keys(budget()), with_lasting_keys(charter()), town()], ids=["budget", "charter", "town"]
)
def test_addresses_in_a_graph_are_those_of_the_plan(plan: Plan, context: Context) -> None:
    check(plan, context)


@pytest.mark.parametrize("name", NAMES)
def test_addresses_in_the_graph_of_a_document_are_those_of_its_plan(name: str, context: Context) -> None:
    check(read(CASES / name / "source.txt", context), context)


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("measure/1/initiative/2", "遊具の点検"),
        ("pillar/1/measure/2", "読書を広める"),
        ("pillar/1/measure/1/initiative/1", "空き地の借り上げ"),
        ("pillar/1", "子どもが育つ町"),
    ],
)
def test_a_component_is_found_at_its_address_and_under_its_parents(address: str, label: str, context: Context) -> None:
    graph, iris = of(town(), context)
    (found,) = at_address(graph, iris.plan, address, PlanOrder(graph))
    assert {str(o) for o in graph.objects(found)} >= {label}


def test_passages_are_found_by_their_order_within_what_has_them(context: Context) -> None:
    graph, iris = of(town(), context)
    for address, words in (("pillar/1/purpose/1", "町のどこでも"), ("measure/1/description/2", "土地の持ち主との")):
        (found,) = at_address(graph, iris.plan, address, PlanOrder(graph))
        assert any(str(o).startswith(words) for o in graph.objects(found))


def test_under_a_heading_components_are_counted_from_one(context: Context) -> None:
    graph, iris = of(read(CASES / "numbers-that-start-anew-stand-under-each-heading" / "source.txt", context), context)
    (first,) = at_address(graph, iris.plan, "pillar/2/measure/1", PlanOrder(graph))
    assert (first, SHISAKU.printedNumber, Literal("１")) in graph
    assert (first, RDFS.label, Literal("宿にする", lang="ja")) in graph
    assert at_address(graph, iris.plan, "measure/3", PlanOrder(graph)) == (first,)


def test_two_components_are_at_an_address_whose_number_is_there_twice(context: Context) -> None:
    graph, iris = of(read(CASES / "a-number-twice" / "source.txt", context), context)
    assert len(at_address(graph, iris.plan, "measure/2", PlanOrder(graph))) == 2


@pytest.mark.parametrize(
    "address",
    ["measure/9", "measure/1/initiative/9", "measure", "", "measure/1/initiative", "measure/1/initiative/x", "a/b/c/d", "/"],
)
def test_nothing_is_at_an_address_that_the_plan_does_not_have(address: str, context: Context) -> None:
    graph, iris = of(town(), context)
    assert at_address(graph, iris.plan, address, PlanOrder(graph)) == ()
