"""A plan as a tree: what a person sees of its headings, entries, sums, departments, tags and references."""

from dataclasses import replace
from decimal import Decimal
from io import StringIO

import pytest
from rich.text import Text
from tests.beside import beside
from tests.graph.plans import budget, charter
from tests.graph.town import town

from shisaku.errors import display_width
from shisaku.export.terminal_outline import WIDTH, outline
from shisaku.model.details import (
    LAST_YEAR,
    BudgetFigure,
    Details,
    FiscalYear,
    Indicator,
    IndicatorValue,
    PrintedPeriod,
    RelativeYear,
)
from shisaku.model.plan import Plan
from shisaku.model.printed_tree import tree_of
from shisaku.model.source import Span


def lines(plan: Plan, lang: str = "ja", colour: bool = False) -> list[str]:
    """The lines of the tree without its guides."""
    out = StringIO()
    outline(tree_of(plan), "en" if lang == "en" else "ja", out, colour)
    plain = Text.from_ansi(out.getvalue()).plain if colour else out.getvalue()
    return [line.lstrip(" │├└─").rstrip() for line in plain.split("\n") if line.strip()]


@pytest.mark.parametrize(
    "line",
    [
        "みさき市予算のあらまし（令和23年度当初予算案）",
        "第１章 港を生かす  9,000千円  [0.97]",
        "（１） 港のにぎわい  [0.97]",
        "ア 市場と広場  [0.97]",
        "1 朝市の再生  [0.97]",
        "3,500千円  (前年度 2,900千円)  港湾課  《公約1-①》",
        "事業１ 朝市広場の屋根掛け 【新規】",
        "3,000千円  (前年度 2,400千円)  港湾課",
        "事業２ 出店の手引き 【継続】  約50 万円  商工課、港湾課",
        "事業３ 空き店舗の貸し出し  事項要求  商工課",
        "事業４ 灯りの取り替え  △1,200千円  (前年度 約800千円)",
        "事業５ 港の案内板 【拡充】 【継続】  700千円  (前年度 700千円)",
        "（２） 港の安全  事項要求  [0.97]",
        "朝市広場の屋根掛け（再掲）  3,000千円  ← 1/1",
        "事業８ 予備費  1,000千円",
    ],
)
def test_a_line_shows_number_words_tags_sums_departments_and_references(line: str) -> None:
    assert line in lines(budget())


def test_what_a_line_of_80_columns_does_not_hold_is_below_it() -> None:
    out = StringIO()
    outline(tree_of(budget()), "ja", out, colour=False)
    assert max(map(display_width, out.getvalue().split("\n"))) <= WIDTH
    below = [line for line in lines(budget()) if line.startswith("3,")]
    assert len(lines(budget())) == 1 + sum(1 for _ in budget().walk()) + len(below)


TOWN_JA = """\
はる町まちづくり計画（第２期）  期間 令和７年度から令和11年度まで
└── 基本目標１ 子どもが育つ町
      指標 公園のある地区の数 [地区]: 12（R5） → 20以上（R11）  実績 15（R7）
    ├── 町のどこでも子どもが遊べるようにする。
    ├── 施策１ 公園を増やす
    │     2024年度 当初 80,000千円
    │     2025年度 当初 84,000千円（うち国庫 42,000千円、町債 30,000千円）
    │     2026年度 約90,000千円  都市整備課（主管）、教育課（関係）
    │     対象 小学生と保護者  期間 令和７年度  期限 令和８年度末まで
    │     進捗 やや遅れ（令和７年度末）  《SDGs 11》  《都市公園法第２条》
    │   ├── ○☆空き地の借り上げ
    │   └── ○遊具の点検 【新規】  要求 事項要求
    └── 施策２ 読書を広める  図書館  [0.85?]
        └── ○遊具の点検（再掲）  ← 1/2
凡例: ○ 予算  ☆ 制度
"""
TOWN_EN = """\
はる町まちづくり計画（第２期）  period 令和７年度から令和11年度まで
└── 基本目標１ 子どもが育つ町
      indicator 公園のある地区の数 [地区]: 12（R5） → 20以上（R11）
      result 15（R7）
    ├── 町のどこでも子どもが遊べるようにする。
    ├── 施策１ 公園を増やす
    │     FY2024 initial 80,000千円
    │     FY2025 initial 84,000千円（うち国庫 42,000千円, 町債 30,000千円）
    │     FY2026 約90,000千円  都市整備課（lead）, 教育課（supporting）
    │     for 小学生と保護者  period 令和７年度  due 令和８年度末まで
    │     progress やや遅れ（令和７年度末）  《SDGs 11》  《都市公園法第２条》
    │   ├── ○☆空き地の借り上げ
    │   └── ○遊具の点検 【新規】  request 事項要求
    └── 施策２ 読書を広める  図書館  [0.85?]
        └── ○遊具の点検（再掲）  ← 1/2
Legend: ○ 予算  ☆ 制度
"""


@pytest.mark.parametrize(("lang", "expected"), [("ja", TOWN_JA), ("en", TOWN_EN)])
def test_every_detail_of_a_plan_is_shown(lang: str, expected: str) -> None:
    out = StringIO()
    outline(tree_of(town()), "en" if lang == "en" else "ja", out, colour=False)
    assert "\n".join(line.rstrip() for line in out.getvalue().split("\n")) == expected


def test_a_value_without_its_year_in_print_is_shown_with_it(plan: Plan) -> None:
    value = IndicatorValue("48人", None, "result", Decimal(48), when=FiscalYear("jp", 2031))
    half = IndicatorValue("40人", None, "target", when=PrintedPeriod("上半期"))
    indicator = Indicator("待つ人の数", values=(half, value, IndicatorValue("60人", None, "forecast", when=RelativeYear(-1))))
    made = replace(plan, parts=(replace(plan.measures[1], details=Details(indicators=(indicator,))),))
    assert lines(made)[2:4] == ["指標 待つ人の数: 40人（上半期）  実績 48人（2031年度）", "見込み 60人（2032年度）"]


def test_without_a_year_of_the_plan_sums_bear_the_years_that_they_are_for(plan: Plan) -> None:
    bare = replace(plan, source=replace(plan.source, description=replace(plan.source.description, year=None)))
    sums = (
        BudgetFigure("5円", kind="initial"),
        BudgetFigure("4円", when=LAST_YEAR),
        BudgetFigure("3円", when=RelativeYear(-2)),
        BudgetFigure("2円", when=PrintedPeriod("５年間")),
    )
    made = replace(bare, parts=(replace(bare.measures[1], details=Details(budget=sums)),))
    assert lines(made)[1] == "２ 海の見守り  -2年度 3円  前年度 4円  ５年間 2円  当初 5円  [0.30?]"


def test_last_year_is_reported_in_the_language_of_the_reader() -> None:
    assert any("(last year 2,900千円)" in line for line in lines(budget(), "en"))
    assert not any("前年度" in line for line in lines(budget(), "en"))


def test_a_heading_without_a_number_is_alone() -> None:
    assert lines(charter(), "en")[:3] == [
        "Charter for the Rivers of Alder County",
        "Open Banks  [0.97]",
        "1. Keep Paths Free  [0.97]",
    ]


def test_a_group_without_a_number_keeps_its_square(plan: Plan) -> None:
    assert "■ 港のにぎわい  [0.97]" in lines(plan)


def test_an_amount_that_wraps_is_shown_on_one_line(plan: Plan) -> None:
    wrapped = replace(
        plan.measures[1], details=beside(BudgetFigure("約5,400\n億円", Span(0, 9), Decimal(540_000_000_000), approximate=True))
    )
    assert any(line.startswith("２ 海の見守り  約5,400 億円") for line in lines(replace(plan, parts=(wrapped,))))


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_colours_change_no_word(lang: str) -> None:
    assert lines(budget(), lang, colour=True) == lines(budget(), lang)
