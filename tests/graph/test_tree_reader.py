"""The tree of a plan: read out of its graph, it is the tree of the plan that the graph was built from."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.graph.plans import budget, charter
from tests.graph.town import town

from shisaku.graph.tree_reader import trees_in
from shisaku.model.details import LAST_YEAR, FiscalYear
from shisaku.model.plan import Plan
from shisaku.model.printed_tree import Branch, PlanTree, addresses, tree_of
from shisaku.pipeline import Build, Context, read
from shisaku.reading.identity import with_lasting_keys

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*/source.*"))
SOURCES = [path for path in CASES if path.suffix != ".toml"]


def in_any_order(branch: Branch) -> Branch:
    """The branch as a graph has it: several tags have no order there."""
    tags = tuple(sorted(set(branch.tags)))
    parts = tuple(map(in_any_order, branch.parts))
    return replace(branch, tags=tags, details=replace(branch.details, tags=tags), parts=parts)


def of_graph(plan: Plan, context: Context) -> PlanTree:
    graphs = context.graphs(plan)
    (tree,) = trees_in(graphs.asserted + graphs.reconstructed)
    return tree


def expected(plan: Plan) -> PlanTree:
    tree = tree_of(plan)
    return replace(tree, parts=tuple(map(in_any_order, tree.parts)))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.parent.name)
def test_the_graph_of_a_document_gives_its_tree(path: Path, context: Context) -> None:
    plan = read(path, context)
    assert of_graph(plan, context) == expected(plan)


@pytest.mark.parametrize(
    "plan", [with_lasting_keys(budget()), with_lasting_keys(charter()), town()], ids=["budget", "charter", "town"]
)
def test_the_graph_of_a_plan_of_another_kind_gives_its_tree(plan: Plan, context: Context) -> None:
    assert of_graph(plan, context) == expected(plan)


def test_the_graph_of_the_real_plan_gives_its_tree(soumu: Build) -> None:
    assert trees_in(soumu.graph) == (expected(soumu.plan),)


def test_a_graph_without_a_plan_has_no_tree(context: Context) -> None:
    assert trees_in(context.ontology.terms) == ()


def test_years_are_counted_from_that_of_the_plan_where_it_is_known(context: Context) -> None:
    sums = [branch.details.budget for branch in tree_of(town()).walk() if branch.details.budget]
    assert [figure.when for figure in sums[0]] == [FiscalYear("jp", year) for year in (2025, 2024, 2026)]
    described = replace(town().source.description, year=None)
    bare = replace(town(), source=replace(town().source, description=described))
    sums = [branch.details.budget for branch in of_graph(bare, context).walk() if branch.details.budget]
    assert [figure.when for figure in sums[0]] == [None, LAST_YEAR, FiscalYear("jp", 2026)]
    assert of_graph(bare, context) == expected(bare)


def test_a_break_down_hangs_on_its_sum(context: Context) -> None:
    (measure, *_) = (branch for branch in of_graph(town(), context).walk() if branch.key == "measure/1")
    assert [figure.printed for figure in measure.details.budget] == ["84,000千円", "80,000千円", "約90,000千円"]
    assert [part.printed for part in measure.details.budget[0].parts] == ["うち国庫 42,000千円", "町債 30,000千円"]
    assert (measure.amount, measure.previous) == ("84,000千円", "80,000千円")


def test_an_address_says_where_a_component_is() -> None:
    found = addresses(tree_of(town()))
    assert found["measure/1"] == "measure/1"
    assert list(found.values())[2:] == ["measure/1/initiative/1", "measure/1/initiative/2", "measure/2", "measure/2/initiative/1"]
    assert list(addresses(tree_of(with_lasting_keys(budget()))).values())[:5] == [
        "pillar/1",
        "group/1",
        "group/2",
        "group/3",
        "measure/1",
    ]
