"""Lines that name no component: their details belong to the items beside them."""

import pytest
from tests.reading.structure.inventing import assert_accounted_for, items_of, known, plan, tree
from tests.reading.tables.making import summary

from shisaku.model.details import Details
from shisaku.reading.fields.beside import remark
from shisaku.reading.fields.stretch import Stretch
from shisaku.reading.hierarchy.attaching import Attached
from shisaku.reading.items.items import Item
from shisaku.reading.likelihood.choosing import HIGHEST
from shisaku.reading.likelihood.judging import judge
from shisaku.reading.likelihood.remark_lines import DUTY, REMARK, in_charge_of, with_remarks
from shisaku.reading.structure.between import between
from shisaku.reading.structure.handing import handed_on, outer

LIST = """\
（浜辺の手入れ）

環境省・水産庁

・ 松の苗を育てる
・ 砂を運ぶ

（港の手入れ）

水産庁

・ 岸壁を直す
"""
PLAN = """\
# 浜と港の行動計画

## 基本目標１ 浜辺を守る

環境省・水産庁

1. 松の苗を育てる
2. 砂を運ぶ

## 基本目標２ 港を守る

水産庁

1. 岸壁を直す
2. 灯台を塗る
"""
DEPARTMENTS = LIST.replace("環境省・水産庁", "環境課").replace("水産庁", "水産課")


def found(text: str) -> list[Item]:
    return list(with_remarks(items_of(text), text, known()))


def of_kind(text: str, kind: str) -> list[str]:
    return [one.text for one in found(text) if one.kind == kind]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("（環境省、水産庁）", " [@環境省; @水産庁]"),
        ("〔令和８年度予算1,200千円〕", " [1,200,000 in 2026]"),
        ("〔1,200千円：環境省、300千円：水産庁〕", " [1,200,000; 300,000]"),
        ("（令和８年度末まで）", " [by 令和８年度末まで]"),
        ("(Lead: Harbour Office)", " [@Harbour Office]"),
        ("（令和８年度）", ""),
        ("（港の手入れ）", ""),
        ("【環境省】", ""),
        ("（環境省）の松を育てる（水産庁）", ""),
        ("環境省、水産庁", ""),
    ],
)
def test_a_bracket_on_a_line_of_its_own_gives_the_details_it_holds(text: str, printed: str) -> None:
    assert summary(remark(Stretch(text, 0), known())) == printed


def test_a_line_that_is_a_bracket_is_a_remark_of_the_item_before() -> None:
    text = "・ 松の苗を育てる。\n\n（環境省、水産庁）\n\n・ 砂を運ぶ。\n\n〔令和８年度予算1,200千円〕\n"
    assert of_kind(text, REMARK) == ["（環境省、水産庁）", "〔令和８年度予算1,200千円〕"]
    printed = [between([one], text, "ja", known(), owned=True).details for one in found(text) if one.kind == REMARK]
    assert list(map(summary, printed)) == [" [@環境省; @水産庁]", " [1,200,000 in 2026]"]


def test_a_bracket_that_nothing_is_before_is_no_remark() -> None:
    assert of_kind("（環境省、水産庁）\n・ 砂を運ぶ\n", REMARK) == []


def test_those_in_charge_above_lists_are_no_groups_where_one_line_names_several() -> None:
    assert of_kind(LIST, DUTY) == ["環境省・水産庁", "水産庁"]


def test_and_where_one_of_them_comes_again() -> None:
    assert of_kind(DEPARTMENTS.replace("環境課", "水産課"), DUTY) == ["水産課", "水産課"]


def test_departments_that_a_plan_is_ordered_by_may_be_its_groups() -> None:
    assert of_kind(DEPARTMENTS, DUTY) == []


def test_those_in_charge_above_prose_are_no_duty() -> None:
    assert of_kind("浜辺の計画\n環境省・水産庁\n\n浜辺は町の宝である。\n", DUTY) == []


def test_a_duty_at_the_end_looks_like_the_others() -> None:
    assert of_kind(f"{LIST}\n（川の手入れ）\n\n環境省\n", DUTY)[-1] == "環境省"


def handed(text: str, *components: str, under: dict[str, str] | None = None) -> dict[str, str]:
    """Those in charge that are assigned to each of the components that begin so."""
    judged = judge(found(text), text, known(), ())
    chosen = [n for n, one in enumerate(judged) if one.item.words.startswith(components)]
    words = [judged[n].item.words for n in chosen]
    parents = [words.index(under[one]) if under and one in under else -1 for one in words]
    places = [Attached(judged[n].item, parent, 1.0) for n, parent in zip(chosen, parents, strict=True)]
    handed = handed_on(judged, chosen, places, text, known())
    return {words[at]: summary(details) for at, details in handed.items()}


def test_a_duty_is_of_what_is_listed_up_to_the_next_heading() -> None:
    both, one = " [@環境省; @水産庁]", " [@水産庁]"
    parts = ("（浜辺", "松", "砂", "（港", "岸壁")
    assert handed(LIST, *parts) == {"松の苗を育てる": both, "砂を運ぶ": both, "岸壁を直す": one}
    last = LIST.replace("水産庁\n\n・ 岸", "・ 岸")
    assert handed(last, *parts) == {"松の苗を育てる": both, "砂を運ぶ": both}


def test_and_of_none_behind_a_heading_that_was_not_taken_for_a_component() -> None:
    last = LIST.replace("水産庁\n\n・ 岸", "・ 岸")
    assert handed(last, "松", "砂", "岸壁") == {"松の苗を育てる": " [@環境省; @水産庁]", "砂を運ぶ": " [@環境省; @水産庁]"}


def test_what_is_under_an_entry_does_not_end_the_list() -> None:
    text = "環境省・水産庁\n・ 松の苗を育てる\n１ 種を拾う\n・ 砂を運ぶ\n"
    assert handed(text, "松", "種", "砂", under={"種を拾う": "松の苗を育てる"}).keys() == {"松の苗を育てる", "砂を運ぶ"}


def test_in_a_plan_those_in_charge_are_of_the_entries_and_everything_is_accounted_for() -> None:
    made = plan(PLAN, "plan.md")
    assert [line.strip() for line in tree(made) if "[" in line] == [
        "松の苗を育てる [@環境省; @水産庁]",
        "砂を運ぶ [@環境省; @水産庁]",
        "岸壁を直す [@水産庁]",
        "灯台を塗る [@水産庁]",
    ]
    assert_accounted_for(made)


CLOSING = "目標１ 浜辺を守る\n  ・ 松の苗を育てる\n  ・ 砂を運ぶ\n担当：環境課\n"
EACH = "目標１ 浜辺を守る\n  ・ 松の苗を育てる\n担当：環境課\n  ・ 砂を運ぶ\n担当：水産課\n"
WITHIN = CLOSING.replace("担当", "  担当")


@pytest.mark.parametrize(("text", "over"), [(CLOSING, {3: 0}), (WITHIN, {}), (EACH, {2: 0, 4: 0})])
def test_a_field_outside_of_a_list_is_of_the_parent_of_the_list(text: str, over: dict[int, int]) -> None:
    judged = judge(found(text), text, known(), ())
    chosen = [n for n, one in enumerate(judged) if "担当" not in one.item.text]
    assert outer(judged, chosen) == over


def test_empty_words_give_no_details() -> None:
    assert summary(remark(Stretch("", 0), known())) == summary(Details())
    assert outer([], []) == {}


@pytest.mark.parametrize(("names", "likely"), [(("水産庁", "環境省", "警察庁"), 3), (("水産庁", "毎年", "環境省"), 0)])
def test_entries_that_end_with_those_in_charge_are_likely_components(names: tuple[str, ...], likely: int) -> None:
    text = "".join(f"● 浜の砂を運び、松の苗を育てた。（{name}）\n" for name in names)
    judged = judge(found(text), text, known(), ())
    assert len(in_charge_of([one.item for one in judged], [one.features for one in judged], text, known())) == likely


def test_the_expected_effects_of_a_list_are_no_components() -> None:
    text = f"{LIST}\n【期待される効果】\n環境省・水産庁\n・ 客が増える\n・ 舟が増える\n"
    judged = judge(found(text), text, known(), ())
    assert {one.item.words for one in judged if one.exists >= HIGHEST} == {"松の苗を育てる", "砂を運ぶ", "岸壁を直す"}


def test_the_heading_of_a_column_is_no_duty() -> None:
    assert of_kind("環境省・水産庁\n・ 松の苗を育てる\n\n担当課\n・ 砂を運ぶ\n", DUTY) == ["環境省・水産庁"]


def test_what_is_listed_under_those_in_charge_is_likely_a_component() -> None:
    text = f"{LIST}\n（見込み）\n\n・ 客が増える\n"
    judged = judge(found(text), text, known(), ())
    listed = in_charge_of([one.item for one in judged], [one.features for one in judged], text, known())
    under = [judged[n].item.words for n in sorted(listed)]
    assert under == ["松の苗を育てる", "砂を運ぶ", "岸壁を直す"]
    assert all(one.exists >= HIGHEST for one in judged if one.item.words in under)
