"""A plan as a tree: what a person sees of its headings, entries, sums, departments, tags and references."""

from dataclasses import replace
from decimal import Decimal
from io import StringIO

import pytest
from rich.text import Text
from tests.beside import beside
from tests.graph.plans import budget, charter

from shisaku.details import BudgetFigure
from shisaku.plan import Plan
from shisaku.publish.outline import outline
from shisaku.source import Span
from shisaku.tree import tree_of


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
        "1 朝市の再生  3,500千円  (前年度 2,900千円)  港湾課  《公約1-①》  [0.97]",
        "事業１ 朝市広場の屋根掛け 【新規】  3,000千円  (前年度 2,400千円)  港湾課",
        "事業２ 出店の手引き 【継続】  約50 万円  港湾課  商工課",
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


def test_every_component_has_one_line() -> None:
    assert len(lines(budget())) == 1 + sum(1 for _ in budget().walk())


def test_last_year_is_told_in_the_language_of_the_reader() -> None:
    assert any("(last year 2,900千円)" in line for line in lines(budget(), "en"))
    assert not any("前年度" in line for line in lines(budget(), "en"))


def test_a_heading_without_a_number_stands_alone() -> None:
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
