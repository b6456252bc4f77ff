"""Sums of money: what a printed sum comes to, where it ends, and what is no sum."""

from decimal import Decimal

import pytest

from shisaku.model.details import BudgetFigure
from shisaku.model.source import Span
from shisaku.reading.tokens.amount_tokens import EMPTY, PRINTED, amount_at, declared_unit


def sum_of(text: str, unit: int | None = None) -> BudgetFigure:
    found = amount_at(text, 0, 0, unit)
    assert found is not None
    return found.figure


@pytest.mark.parametrize(
    ("printed", "yen"),
    [
        ("350円", 350),
        ("8千円", 8_000),
        ("8,500千円", 8_500_000),
        ("10,000 千円", 10_000_000),
        ("９０万円", 900_000),
        ("20十万円", 2_000_000),
        ("4百万円", 4_000_000),
        ("3千万円", 30_000_000),
        ("３６６億円", 36_600_000_000),
        ("5百億円", 50_000_000_000),
        ("1千億円", 100_000_000_000),
        ("２兆円", 2_000_000_000_000),
        ("１，４５５億円", 145_500_000_000),
        ("2兆2,370億円", 2_237_000_000_000),
        ("３億２，０００万円", 320_000_000),
        ("1億 2,300万 5千円", 123_005_000),
        ("1億5円", 100_000_005),
    ],
)
def test_a_sum_comes_to_its_figures_times_their_units(printed: str, yen: int) -> None:
    assert sum_of(printed) == BudgetFigure(printed, Span(0, len(printed)), Decimal(yen))


@pytest.mark.parametrize(
    ("printed", "yen"),
    [("３．３億円", 330_000_000), ("0.5億円", 50_000_000), ("1,234.5百万円", 1_234_500_000), ("0.07万円", 700)],
)
def test_decimals_are_reckoned_exactly(printed: str, yen: int) -> None:
    assert sum_of(printed).amount == yen


@pytest.mark.parametrize("sign", ["△", "▲", "-", "－", "−", "△ ", "▲　"])
def test_a_sum_behind_a_minus_is_negative(sign: str) -> None:
    assert sum_of(f"{sign}１２０千円") == BudgetFigure(f"{sign}１２０千円", Span(0, len(sign) + 5), Decimal(-120_000))


@pytest.mark.parametrize(
    "printed",
    [
        "約5,400億円",
        "約 5,400億円",
        "概ね5,400億円",
        "およそ5,400億円",
        "5,400億円程度",
        "5,400億円余",
        "5,400億円弱",
        "5,400億円強",
    ],
)
def test_a_sum_that_is_printed_as_approximate_is_marked(printed: str) -> None:
    assert sum_of(printed) == BudgetFigure(printed, Span(0, len(printed)), Decimal(540_000_000_000), approximate=True)


@pytest.mark.parametrize("printed", ["事項要求", "事項要望"])
def test_a_sum_that_is_still_open_has_no_figure(printed: str) -> None:
    assert sum_of(printed) == BudgetFigure(printed, Span(0, 4), None)


def test_a_sum_that_is_part_of_another_keeps_that_word() -> None:
    assert sum_of("56億円の内数") == BudgetFigure("56億円の内数", Span(0, 7), Decimal(5_600_000_000))


def test_a_sum_ends_where_its_yen_does() -> None:
    found = amount_at("灯台　４２億円（３８億円）", 3, 100)
    assert found is not None
    assert (found.figure.printed, found.figure.span, found.start, found.end) == ("４２億円", Span(103, 107), 3, 7)


@pytest.mark.parametrize("text", ["42億", "円", "△", "3年", "約", "要求", "億円", "1,23円"])
def test_what_has_no_whole_figure_with_yen_is_no_sum(text: str) -> None:
    assert amount_at(text, 0, 0) is None


# -- sums without their unit ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("（単位：千円）", 1_000),
        ("(単位:百万円)", 1_000_000),
        ("【単位　億円】", 100_000_000),
        ("単 位：万円", 10_000),
        ("（単位：円）", 1),
        ("主な事業（単位：千円）", 1_000),
        ("単位：人", None),
        ("千円", None),
        ("", None),
    ],
)
def test_a_document_declares_the_unit_of_its_figures(text: str, unit: int | None) -> None:
    assert declared_unit(text) == unit


@pytest.mark.parametrize(
    ("printed", "yen"), [("12,500", 12_500_000), ("△350", -350_000), ("１．５", 1_500), ("0", 0), ("7 ", 7_000)]
)
def test_a_bare_figure_counts_the_declared_unit(printed: str, yen: int) -> None:
    assert sum_of(printed, 1_000) == BudgetFigure(printed.strip(), Span(0, len(printed.strip())), Decimal(yen))


def test_a_figure_with_its_own_unit_does_not_count_the_declared_one() -> None:
    assert sum_of("3億円", 1_000).amount == 300_000_000


@pytest.mark.parametrize(("text", "unit"), [("12,500", None), ("A1", 1_000), ("3D", 1_000), ("苗木", 1_000)])
def test_a_bare_figure_is_no_sum_where_nothing_declares_its_unit_or_letters_follow(text: str, unit: int | None) -> None:
    assert amount_at(text, 0, 0, unit) is None


@pytest.mark.parametrize("cell", ["-", "－", "―", "—", "ー", "‐", "…", "なし", "皆減", "皆増"])
def test_a_sign_for_none_fills_an_empty_cell(cell: str) -> None:
    assert EMPTY.fullmatch(cell)


def test_a_long_row_of_figures_is_given_up_at_once() -> None:
    assert PRINTED.search("1," * 50_000 + "9" * 50_000) is None
