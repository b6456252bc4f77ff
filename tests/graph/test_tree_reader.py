"""The tree of a plan: read out of its graph, it is the tree of the plan that the graph was built from."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.graph.plans import budget, charter

from shisaku.graph.tree_reader import trees_in
from shisaku.pipeline import Build, Context, read
from shisaku.plan import Plan
from shisaku.tree import Branch, PlanTree, tree_of

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*/source.*"))
SOURCES = [path for path in CASES if path.suffix != ".toml"]


def in_any_order(branch: Branch) -> Branch:
    """The branch as a graph has it: several tags, departments or references have no order there."""
    tags, departments, references = (tuple(sorted(set(words))) for words in (branch.tags, branch.departments, branch.references))
    parts = tuple(map(in_any_order, branch.parts))
    return replace(branch, tags=tags, departments=departments, references=references, parts=parts)


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


@pytest.mark.parametrize("plan", [budget(), charter()], ids=["budget", "charter"])
def test_the_graph_of_a_plan_of_another_kind_gives_its_tree(plan: Plan, context: Context) -> None:
    assert of_graph(plan, context) == expected(plan)


def test_the_graph_of_the_real_plan_gives_its_tree(soumu: Build) -> None:
    assert trees_in(soumu.graph) == (expected(soumu.plan),)


def test_a_graph_without_a_plan_has_no_tree(context: Context) -> None:
    assert trees_in(context.ontology.terms) == ()
