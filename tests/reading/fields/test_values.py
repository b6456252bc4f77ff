"""Sums, times, statuses, indicators and references by themselves."""

from decimal import Decimal

import pytest
from tests.reading.fields.making import known

from shisaku.model.details import LAST_YEAR
from shisaku.reading.fields.amounts import cell_sums, declared_unit, find_sums
from shisaku.reading.fields.indicators import indicator
from shisaku.reading.fields.references import find_references
from shisaku.reading.fields.responsibilities import in_charge, line_of_organs
from shisaku.reading.fields.statuses import cell_status
from shisaku.reading.fields.stretch import Stretch
from shisaku.reading.fields.times import cell_time, find_times, is_deadline

UNITS = {
    "（単位：千円）": (1000, "JPY"),
    "単位 百万円": (10**6, "JPY"),
    "（千円）": (1000, "JPY"),
    "百万円": (10**6, "JPY"),
    "円": (1, "JPY"),
    "€'000": (1000, "EUR"),
    "£m": (10**6, "GBP"),
    "US$ million": (10**6, "USD"),
    "Cost (million USD)": (10**6, "USD"),
    "(mil $)": (10**6, "USD"),
    "mln $": (10**6, "USD"),
    "in thousands of dollars": (1000, "USD"),
    "en milliers d'euros": (1000, "EUR"),
    "Budget in EUR": (1, "EUR"),
    "단위: 백만원": (10**6, "KRW"),
    "천원": (1000, "KRW"),
    "in thousands": (1000, "USD"),
}


@pytest.mark.parametrize("text", UNITS)
def test_units_that_heads_and_captions_declare(text: str) -> None:
    unit = declared_unit(text, known("us"))
    assert unit is not None
    assert (int(unit.factor), unit.currency) == UNITS[text]


@pytest.mark.parametrize("text", ["％", "Households", "円滑な実施", "人", "2026", "in thousands of homes", "Mill Road"])
def test_other_heads_declare_no_unit(text: str) -> None:
    assert declared_unit(text, known("us")) is None


@pytest.mark.parametrize(
    ("text", "country", "amounts"),
    [
        ("1,234千円", "jp", [1_234_000]),
        ("１億2,300万円", "jp", [123_000_000]),
        ("△500円", "jp", [-500]),
        ("£2.3 million", "gb", [2_300_000]),
        ("€400k", "de", [400_000]),
        ("1,5 Mio. €", "de", [1_500_000]),
        ("3억원", "kr", [300_000_000]),
        ("3,500人", "jp", []),
        ("2026年度", "jp", []),
        ("45%", "us", []),
    ],
)
def test_sums_in_words(text: str, country: str, amounts: list[int]) -> None:
    assert [one.figure.amount for one in find_sums(Stretch(text), known(country))] == [Decimal(amount) for amount in amounts]


def test_a_sum_alone_in_brackets_behind_another_is_last_years() -> None:
    first, second = find_sums(Stretch("改修費 1,200千円（900千円）"), known())
    assert (first.figure.when, second.figure.when) == (None, LAST_YEAR)
    _, other = find_sums(Stretch("改修費 1,200千円（うち国庫 900千円）"), known())
    assert other.figure.when is None


def test_figures_of_a_cell_need_a_unit() -> None:
    assert [one.amount for one in cell_sums(Stretch("1,200\n（900）"), known(unit=1000)).values] == [1_200_000, 900_000]
    assert cell_sums(Stretch("1,200"), known()).values == ()


@pytest.mark.parametrize(
    ("text", "country", "printed", "end", "deadline"),
    [
        ("令和８年度末までに", "jp", "令和８年度末までに", "2027-03-31", True),
        ("2027年３月", "jp", "2027年３月", "2027-03-31", False),
        ("by March 2027", "gb", "March 2027", "2027-03-31", True),
        ("Q2 2026", "gb", "Q2 2026", "2026-06-30", False),
        ("bis Ende 2026", "de", "Ende 2026", "2026-12-31", True),
    ],
)
def test_times(text: str, country: str, printed: str, end: str, deadline: bool) -> None:
    [found] = find_times(Stretch(text), known(country))
    assert (found.period.printed, found.period.end, found.deadline) == (printed, end, deadline)


@pytest.mark.parametrize(
    ("text", "by_when"),
    [
        ("令和８年度末まで", True),
        ("March 2027", True),
        ("2026 pilot in two wards; 2027 everywhere", True),
        ("March 2026 - Draft and consultation", True),
        ("2025-2027", False),
        ("令和７～10年度", False),
        ("令和７年度・令和８年度", False),
        ("since 2025", False),
        ("5 years", False),
        ("随時", False),
    ],
)
def test_a_cell_for_a_time_holds_a_deadline_or_a_period(text: str, by_when: bool) -> None:
    assert is_deadline(Stretch(text), known("gb" if text.isascii() else "jp")) is by_when


@pytest.mark.parametrize("text", ["2000人", "3.5億円", "第24条", "room 12"])
def test_other_numbers_are_no_times(text: str) -> None:
    assert not find_times(Stretch(text), known())


def test_a_cell_for_a_time_prints_all_its_words_but_punctuation_at_its_end() -> None:
    found = cell_time(Stretch("Start: May 2026;"), known("gb"))
    assert found is not None
    assert (found.printed, found.start) == ("Start: May 2026", "2026-05-01")
    assert cell_time(Stretch(" ; "), known("gb")) is None


@pytest.mark.parametrize(
    ("text", "printed", "status"),
    [("完了", "完了", "complete"), ("On Track (green)", "On Track", "on-track"), ("50% complete", "50% complete", "ongoing")],
)
def test_statuses(text: str, printed: str, status: str) -> None:
    found = cell_status(Stretch(text), known("gb"))
    assert found is not None
    assert (found.printed, found.status) == (printed, status)


def test_a_status_keeps_the_bracket_of_words_that_are_none() -> None:
    found = cell_status(Stretch("Handed over (see report)"), known("gb"))
    assert found is not None
    assert (found.printed, found.status) == ("Handed over (see report)", "")


def test_indicator_of_a_line() -> None:
    found = indicator(Stretch("健診受診率：48％ → 60％（令和11年度）"), known())
    assert found is not None
    assert (found.label, [value.printed for value in found.values]) == ("健診受診率", ["48％", "60％（令和11年度）"])
    assert indicator(Stretch("人口は10,234人である"), known()) is None


@pytest.mark.parametrize("text", ["SDGs 4", "児童福祉法第24条", "s.12 of the Act"])
def test_references(text: str) -> None:
    assert [one.reference.printed for one in find_references(Stretch(text))][:1] == [text]


def test_those_in_charge_and_their_roles() -> None:
    found = in_charge(Stretch("主管：総務課 協力：財政課"), known())
    assert [(one.printed, one.role) for one in found] == [("総務課", "lead"), ("財政課", "support")]


@pytest.mark.parametrize("text", ["【総務課】", "厚生労働省・文部科学省"])
def test_a_line_of_organs(text: str) -> None:
    assert line_of_organs(Stretch(text), known())


@pytest.mark.parametrize("text", ["【新規】", "総務課が行う", "Youth Council"])
def test_other_lines_name_nobody(text: str) -> None:
    assert line_of_organs(Stretch(text), known()) == ()
