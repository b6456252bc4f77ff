"""A plan as a tree, as plain data and at a glance: what each shows of every part of a plan."""

from dataclasses import replace

import pytest
from tests.beside import beside

from shisaku.model.details import NO_DETAILS, BudgetFigure
from shisaku.model.plan import Initiative, Plan
from shisaku.model.printed_tree import GROUP, INITIATIVE, KINDS, MEASURE, PILLAR, Aim, Branch, PlanTree, tree_of
from shisaku.model.source import PRINTED, Description, Span

SHOP = Branch(
    MEASURE,
    "measure/1",
    "直売所の整備",
    printed="１",
    confidence=0.955,
    parts=(
        Branch(INITIATIVE, "measure/1/initiative/1", "直売所の新設", marks="○"),
        Branch(INITIATIVE, "measure/1/initiative/2", "桟橋の開放とAI予報", marks="◯☆"),
    ),
)
AGAIN = Branch(INITIATIVE, "measure/2/initiative/1", "直売所の新設", marks="○", restated=True, original="measure/1/initiative/1")
TREE = PlanTree(
    title="海とともに生きる",
    edition="海業重点計画2033",
    year="2033",
    publisher="海業庁",
    url="https://example.org/umi.txt",
    legend=(("○", "予算"), ("☆", "制度"), ("△", "要望")),
    purposes=(Aim("海のまちを守り育てる。"),),
    parts=(
        Branch(
            PILLAR,
            "pillar/1",
            "漁港を生かす",
            printed="Ⅰ",
            purposes=(Aim("漁港を人の集まる場にする。", 0.9),),
            parts=(Branch(GROUP, "group/1", "港のにぎわい", confidence=0.97, parts=(SHOP,)),),
        ),
        Branch(MEASURE, "measure/2", "海の見守り", printed="２", confidence=0.3, parts=(AGAIN,)),
    ),
)


def test_the_tree_of_a_plan_has_all_that_is_printed_and_how_sure_each_placement_is(plan: Plan) -> None:
    assert tree_of(plan) == TREE


def test_kinds_are_the_names_of_the_classes_from_the_outermost_on() -> None:
    assert KINDS == ("Pillar", "MeasureGroup", "Measure", "Initiative")


def test_what_is_printed_beside_the_words_is_in_the_tree(plan: Plan) -> None:
    details = beside(
        BudgetFigure("10円", Span(0, 1)), BudgetFigure("9円", Span(0, 1)), ("港湾課", "水産課"), ("新規",), ("公約1",)
    )
    entry = Initiative("initiative/1", 1, "", "予備費", Span(0, 1), printed="ア", details=details)
    (branch,) = tree_of(replace(plan, parts=(entry,), placements=(), identifications=())).parts
    assert (branch.amount, branch.previous, branch.departments) == ("10円", "9円", ("水産課", "港湾課"))
    assert (branch.tags, branch.references, branch.printed, branch.kind) == (("新規",), ("公約1",), "ア", INITIATIVE)


def test_a_plan_of_which_nothing_is_known_has_an_empty_head(plan: Plan) -> None:
    bare = replace(plan, source=replace(plan.source, description=Description("umi")), edition=None, legend=(), details=NO_DETAILS)
    tree = tree_of(bare)
    assert (tree.edition, tree.year, tree.publisher, tree.url, tree.legend, tree.purposes) == ("", "", "", "", (), ())
    assert PlanTree("a") == PlanTree("a", "", "", "", "", (), (), ())
    assert Branch(PILLAR, "a", "b") == Branch(PILLAR, "a", "b", "", "", False, "", None, (), "", "", (), (), (), ())


def test_components_are_walked_depth_first() -> None:
    keys = ["pillar/1", "group/1", "measure/1", "measure/1/initiative/1", "measure/1/initiative/2", "measure/2"]
    assert [branch.key for branch in TREE.walk()] == [*keys, "measure/2/initiative/1"]


def test_a_plan_at_a_glance_is_its_identifier_title_and_numbers(plan: Plan) -> None:
    assert repr(plan) == "<Plan umi-2033: 海とともに生きる, 1 pillars, 1 groups, 2 measures, 3 initiatives>"


def test_a_plan_in_a_notebook_is_an_indented_list_of_numbers_and_words(plan: Plan) -> None:
    html = plan._repr_html_()
    lines = [
        (0, "Ⅰ 漁港を生かす"),
        (1, "港のにぎわい"),
        (2, "１ 直売所の整備"),
        (3, "◯☆ 桟橋の開放とAI予報"),
        (0, "２ 海の見守り"),
    ]
    for depth, words in lines:
        assert f'<div style="margin-left: {2 * depth}em">{words}</div>' in html, words


def test_plain_data_name_the_class_of_components_alone(plan: Plan) -> None:
    data = plan.to_dict()
    pillar = data["parts"][0]
    assert (pillar["type"], pillar["parts"][0]["type"], data["parts"][1]["type"]) == ("Pillar", "MeasureGroup", "Measure")
    assert data["parts"][1]["initiatives"][0]["type"] == "Initiative"
    assert "type" not in data | pillar["details"]["purposes"][0] | data["legend"][0]
    assert data["source"]["description"]["id"] == "umi-2033"


@pytest.mark.parametrize("name", ["title", "publisher", "year", "url", "licence", "sha256", "encoding", "order", "embed_text"])
def test_what_a_description_does_not_say_is_none(name: str) -> None:
    assert getattr(Description("umi"), name) is None


def test_the_order_that_a_person_can_state_is_named_printed() -> None:
    assert PRINTED == "printed"
