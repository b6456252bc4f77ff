"""Plans whose order is intact: what becomes a pillar, a group, a measure, an entry, a description, and how sure that is."""

from decimal import Decimal

import pytest
from tests.addressed import addressed

from shisaku.model.details import Details
from shisaku.model.plan import PLAN_KEY, Component, Initiative, Measure, MeasureGroup, Pillar, Plan
from shisaku.model.source import Description, Source
from shisaku.reading.reader import read

BUDGET = """\
令和９年度 主要事業

浜の砂

砂の船　3億円（2億円）　港湾課
　川から運び入れる。
砂の杭　事項要求　港湾課

丘の松

松の苗　約90万円　公園課
"""
PLAN = """\
浜の計画（2031年版）

第１章 浜を守る
　浜は町の庭である。

（１）砂を入れる
・船を雇う
・杭を打つ

（２）貝を数える
・筏を組む

第２章 丘を守る

（１）松を植える
・苗を配る
"""
REPORT = """\
浜のいま

１ 砂の量

昨年の夏、浜の砂は減った。川から運ばれる砂が少なかった。杭も二本が折れている。

２ 松の数

松は枯れた木が多い。苗を植える人も減っている。
"""


def reading(text: str, description: Description | None = None) -> Plan:
    return addressed(read(Source(text, "x.txt", description or Description("x"), "0" * 64, "utf-8")))


def kinds(plan: Plan) -> list[tuple[str, str, str]]:
    return [(type(part).__name__, part.label, parent) for part, parent in plan.walk()]


def rules(plan: Plan) -> list[str]:
    return [finding.rule for finding in plan.findings]


def labelled(plan: Plan, label: str) -> Component:
    (found,) = [part for part, _ in plan.walk() if part.label == label]
    return found


def description(details: Details) -> list[str]:
    return [passage.text for passage in details.description]


# -- classes -------------------------------------------------------------------------------------------------------------


def test_the_outermost_headings_are_pillars_and_those_above_the_entries_measures() -> None:
    assert kinds(reading(PLAN)) == [
        ("Pillar", "浜を守る", ""),
        ("Measure", "砂を入れる", "pillar/1"),
        ("Initiative", "船を雇う", "measure/1"),
        ("Initiative", "杭を打つ", "measure/1"),
        ("Measure", "貝を数える", "pillar/1"),
        ("Initiative", "筏を組む", "measure/2"),
        ("Pillar", "丘を守る", ""),
        ("Measure", "松を植える", "pillar/2"),
        ("Initiative", "苗を配る", "measure/3"),
    ]


def test_headings_between_the_two_are_groups_to_any_depth() -> None:
    text = "浜の計画\n\n第１章 浜\n第１節 砂\n１ 船\n（１）帆\n・縄を綯う\n（２）舵\n・木を削る\n２ 杭\n（１）石\n・川で拾う\n第２節 松\n１ 苗\n（１）種\n・実を採る\n"
    plan = reading(text)
    assert [group.label for group in plan.groups] == ["砂", "船", "杭", "松", "苗"]
    assert [group.key for group in plan.groups] == [f"group/{n}" for n in range(1, 6)]
    assert [measure.label for measure in plan.measures] == ["帆", "舵", "石", "種"]
    assert [group.printed for group in plan.groups] == ["第１節", "１", "２", "第２節", "１"]


def test_a_flat_plan_has_measures_and_no_pillar_and_that_is_no_finding() -> None:
    plan = reading(
        "里芋の帳\n\n１．土を作る\n　落ち葉を鋤き込む。\n\n２．芽を出す\n　日なたに並べる。\n\n３．水をやる\n　畝の間に流す。\n"
    )
    assert [(m.printed, m.label, description(m.details)) for m in plan.measures] == [
        ("１", "土を作る", ["落ち葉を鋤き込む。"]),
        ("２", "芽を出す", ["日なたに並べる。"]),
        ("３", "水をやる", ["畝の間に流す。"]),
    ]
    assert plan.pillars == ()
    assert rules(plan) == []


@pytest.mark.parametrize("outer", ["第１章 浜を守る", "Ⅰ 浜を守る", "第１ 浜を守る"])
def test_a_chapter_is_a_pillar_even_where_nothing_is_numbered_below_it(outer: str) -> None:
    second = outer.replace("１", "２").replace("Ⅰ", "Ⅱ").replace("浜", "丘")
    plan = reading(f"浜の計画\n\n{outer}\n　砂を船で運び入れ、杭を打つ。\n\n{second}\n　松を植え、苗を配る。\n")
    assert [type(part) for part in plan.parts] == [Pillar, Pillar]


def test_items_of_a_budget_are_entries_of_the_heading_above_them() -> None:
    plan = reading(BUDGET)
    assert kinds(plan) == [
        ("Measure", "浜の砂", ""),
        ("Initiative", "砂の船", "measure/1"),
        ("Initiative", "砂の杭", "measure/1"),
        ("Measure", "丘の松", ""),
        ("Initiative", "松の苗", "measure/2"),
    ]
    assert rules(plan) == []


def test_entries_without_a_heading_are_right_under_the_plan() -> None:
    plan = reading("令和９年度 主要事業\n\n砂の船　3億円\n松の苗　2億円\n")
    assert [(part.key, part.label) for part in plan.parts] == [("initiative/1", "砂の船"), ("initiative/2", "松の苗")]


def test_a_heading_may_print_a_sum_of_its_own() -> None:
    plan = reading(
        "温泉局予算案\n\n１．湯を守る　８億円\n（１）源泉の監視　３億円\n（２）管の更新　５億円\n２．湯に親しむ　２億円\n（１）足湯の増設　２億円\n"
    )
    assert [(m.label, m.details.amount and m.details.amount.amount) for m in plan.measures] == [
        ("湯を守る", Decimal(800_000_000)),
        ("湯に親しむ", Decimal(200_000_000)),
    ]
    assert [entry.printed for entry in plan.initiatives] == ["（１）", "（２）", "（１）"]


# -- numbers and keys ----------------------------------------------------------------------------------------------------


def test_numbers_that_run_on_are_the_ordinals() -> None:
    plan = reading(
        "離島計画\n\n第１ 船\n１．船を造る\n（１）帆を縫う\n２．燃料\n（１）油を絞る\n第２ 港\n３．桟橋\n（１）石を積む\n"
    )
    assert [(m.key, m.ordinal, m.printed) for m in plan.measures] == [
        ("measure/1", 1, "１"),
        ("measure/2", 2, "２"),
        ("measure/3", 3, "３"),
    ]


def test_measures_whose_numbers_start_anew_are_counted_through_the_plan() -> None:
    assert [(m.key, m.ordinal, m.printed) for m in reading(PLAN).measures] == [
        ("measure/1", 1, "（１）"),
        ("measure/2", 2, "（２）"),
        ("measure/3", 3, "（１）"),
    ]


def test_an_excerpt_keeps_the_numbers_of_its_chapters() -> None:
    plan = reading(PLAN.replace("第２章", "第５章").replace("第１章", "第４章"))
    assert [(p.key, p.ordinal, p.printed) for p in plan.pillars] == [("pillar/4", 4, "第４章"), ("pillar/5", 5, "第５章")]


# -- what is printed beside ----------------------------------------------------------------------------------------------


def test_an_entry_carries_sums_departments_and_the_paragraph_under_it() -> None:
    entry = labelled(reading(BUDGET), "砂の船")
    assert isinstance(entry, Initiative)
    assert entry.details.amount is not None
    assert entry.details.previous is not None
    assert (entry.details.amount.amount, entry.details.previous.amount) == (Decimal(300_000_000), Decimal(200_000_000))
    assert (entry.details.departments, description(entry.details)) == (("港湾課",), ["川から運び入れる。"])


def test_prose_under_a_heading_describes_it_and_prose_above_all_the_plan() -> None:
    plan = reading(PLAN.replace("\n第１章", "\n　この計画は、浜と丘の手入れを定める。\n\n第１章", 1))
    assert description(labelled(plan, "浜を守る").details) == ["浜は町の庭である。"]
    assert [passage.text for passage in plan.details.description] == ["この計画は、浜と丘の手入れを定める。"]


def test_prose_behind_a_list_of_entries_and_a_blank_line_is_not_of_the_last_entry() -> None:
    plan = reading(PLAN.replace("・杭を打つ\n", "・杭を打つ\n・縄を張る\n\n　杭は三年ごとに見回る。\n"))
    assert description(labelled(plan, "縄を張る").details) == []
    assert description(labelled(plan, "砂を入れる").details) == ["杭は三年ごとに見回る。"]


def test_the_edition_is_split_from_the_title() -> None:
    plan = reading(PLAN)
    assert (plan.title, plan.edition) == ("浜の計画", "2031年版")


def test_a_document_without_a_title_takes_that_of_its_description_and_reports_it() -> None:
    plan = reading("１．土を作る\n落ち葉を鋤き込む。\n\n２．芽を出す\n日なたに並べる。\n", Description("imo", title="里芋の帳"))
    assert plan.title == "里芋の帳"
    assert rules(plan) == ["reading/no-title"]


def test_another_digest_than_the_expected_one_is_a_finding() -> None:
    assert "reading/changed-source" in rules(reading(PLAN, Description("x", sha256="1" * 64)))


def test_marks_that_the_legend_does_not_explain_are_doubted_only_where_there_is_a_legend() -> None:
    marked = PLAN.replace("・", "○")
    assert rules(reading(marked)) == []
    assert rules(reading(marked.replace("\n\n第１章", "\n\n☆：制度 ※：その他\n\n第１章", 1))) == ["reading/unexplained-mark"]


def test_a_restated_entry_is_led_back_to_its_original() -> None:
    plan = reading(PLAN.replace("・苗を配る", "・苗を配る\n・杭を打つ（再掲）"))
    assert [(i.component, i.original) for i in plan.identifications] == [("measure/3/initiative/2", "measure/1/initiative/2")]


# -- grounds and confidence ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "basis"), [(PLAN, "numbering-style"), (BUDGET, "heading-form")])
def test_the_place_of_each_heading_below_the_pillars_has_its_ground(text: str, basis: str) -> None:
    plan = reading(text)
    grounds = {p.component: {evidence.basis for evidence in p.evidence} for p in plan.placements}
    assert [grounds[measure.key] for measure in plan.measures] == [{basis}] * len(plan.measures)


@pytest.mark.parametrize("text", [PLAN, BUDGET])
def test_every_component_has_one_place_with_its_ground(text: str) -> None:
    plan = reading(text)
    above = {part.key: parent or PLAN_KEY for part, parent in plan.walk()}
    assert {p.component: p.parent for p in plan.placements} == above
    assert len(plan.placements) == len(above)
    assert all(p.evidence for p in plan.placements)


@pytest.mark.parametrize("text", [PLAN, BUDGET])
def test_no_place_by_numbers_and_types_alone_is_sure(text: str) -> None:
    assert {p.confidence < 0.9 for p in reading(text).placements} == {True}


# -- reports ---------------------------------------------------------------------------------------------------------------


def test_a_report_has_no_component_and_keeps_all_its_words_as_description() -> None:
    plan = reading(REPORT)
    assert plan.parts == ()
    assert plan.placements == ()
    assert [p.text for p in plan.details.description] == [
        "１ 砂の量",
        "昨年の夏、浜の砂は減った。川から運ばれる砂が少なかった。杭も二本が折れている。",
        "２ 松の数",
        "松は枯れた木が多い。苗を植える人も減っている。",
    ]
    assert rules(plan) == ["reading/no-measure", "reading/report"]


def test_the_headings_of_a_report_do_not_run_on_into_their_paragraphs() -> None:
    assert [p.text for p in reading(REPORT.replace("\n\n", "\n")).details.description] == [
        p.text for p in reading(REPORT).details.description
    ]


def test_the_same_chapters_with_what_is_to_be_done_are_a_plan() -> None:
    text = REPORT.replace("減った。", "増やす。").replace("少なかった。", "運ぶ。").replace("折れている。", "立て直す。")
    plan = reading(text.replace("多い。", "見回る。").replace("減っている。", "募る。"))
    assert [m.label for m in plan.measures] == ["砂の量", "松の数"]
    assert "reading/report" not in rules(plan)


def test_a_document_with_many_entries_is_a_plan_whatever_its_prose() -> None:
    text = PLAN.replace("　浜は町の庭である。", "　浜は町の庭である。砂は減った。松も枯れた。貝は残っている。")
    assert len(reading(text.replace("・船を雇う", "・船を雇う\n・櫂を削る\n・網を繕う")).measures) == 3


def test_captions_of_figures_behind_a_mark_are_no_entries() -> None:
    figures = "。\n\n■図1／砂の推移\n\n●図2／松の推移\n\n◆表3／杭の推移\n\n"
    assert reading(REPORT.replace("。\n\n２", figures + "２")).parts == ()


# -- everything is kept --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [BUDGET, PLAN, REPORT], ids=["budget", "plan", "report"])
def test_every_character_is_accounted_for_once(text: str) -> None:
    plan = reading(text)
    claimed = [at for span in plan.claimed() for at in range(span.start, span.end)]
    assert len(claimed) == len(set(claimed))
    assert {at for at, letter in enumerate(text) if not letter.isspace()} <= set(claimed)
    assert plan.unread == ()


@pytest.mark.parametrize("cls", [Pillar, MeasureGroup, Measure, Initiative])
def test_every_component_is_printed_in_its_span(cls: type) -> None:
    text = (
        "浜の計画\n\n第１章 浜を守る\n第１節 砂浜を保つ\n１ 船の修理\n・縄を綯う\n・板を張る\n２ 杭の取替え\n・川で拾う\n・岸に打つ\n"
        "第２節 松林を育てる\n１ 苗の植付け\n・実を採る\n・土を運ぶ\n"
    )
    plan = reading(text)
    found = [part for part, _ in plan.walk() if isinstance(part, cls)]
    assert found
    assert all(part.label in plan.source.quote(part.span) for part in found)
