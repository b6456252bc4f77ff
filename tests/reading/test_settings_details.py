"""Tables of source.toml that give details: the value of each, and what is reported of a mistake in one."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from shisaku.errors import SettingsError
from shisaku.model.details import (
    BudgetFigure,
    FiscalYear,
    Indicator,
    IndicatorValue,
    Kind,
    Passage,
    PrintedPeriod,
    Purpose,
    Reference,
    RelativeYear,
    Responsibility,
    StatusReport,
    TargetGroup,
)
from shisaku.model.source import DetailOverride, Span
from shisaku.reading.overrides.detail_tables import KEYS
from shisaku.reading.overrides.source_settings import read_description

NOWHERE = Span(0, 0)


def details_in(tmp_path: Path, toml: str) -> tuple[DetailOverride, ...]:
    path = tmp_path / "source.toml"
    path.write_text('id = "a"\n' + toml, encoding="utf-8")
    return read_description(path).details


@pytest.mark.parametrize(
    ("toml", "value"),
    [
        (
            '[[responsibility]]\nof = 6\nprinted = "林務課"\nrole = "lead"\nagent = "https://example.org/unit/rinmu"\n',
            Responsibility("林務課", None, "lead", "https://example.org/unit/rinmu"),
        ),
        ('[[target_group]]\nof = 6\nprinted = "山主"\n', TargetGroup("山主")),
        ('[[kind]]\nof = 6\nprinted = "基本目標"\nconcept = "goal"\n', Kind("goal", "基本目標")),
        ('[[purpose]]\nof = "plan"\nprinted = "森を守る。"\nkind = "vision"\n', Purpose("", "森を守る。", NOWHERE, "vision")),
        (
            '[[description]]\nof = 6\nprinted = "森は荒れた。"\nkind = "situation"\n',
            Passage("森は荒れた。", NOWHERE, "situation"),
        ),
        (
            '[[deadline]]\nof = 6\nprinted = "令和13年３月末"\nend = 2031-03-31\n',
            PrintedPeriod("令和13年３月末", None, "", "2031-03-31", "day"),
        ),
        (
            '[[period]]\nof = 6\nprinted = "令和12年から13年２月"\nstart = "2030"\nend = "2031-02"\n',
            PrintedPeriod("令和12年から13年２月", None, "2030-01-01", "2031-02-28", "year"),
        ),
        (
            '[[period]]\nof = 6\nprinted = "当分の間"\nprecision = "unspecified"\n',
            PrintedPeriod("当分の間", precision="unspecified"),
        ),
        (
            '[[status]]\nof = 6\nprinted = "やや遅れ"\nstatus = "delayed"\nfiscal_year = 2030\n',
            StatusReport("やや遅れ", None, "delayed", FiscalYear("", 2030)),
        ),
        (
            '[[reference]]\nof = 6\nprinted = "森林法第５条"\nkind = "legal-basis"\nrefers_to = "https://example.org/law/5"\n',
            Reference("森林法第５条", None, "legal-basis", "https://example.org/law/5"),
        ),
        (
            '[[indicator]]\nof = 6\nprinted = "植えた本数"\nunit = "本"\nkind = "output"\ndirection = "increase"\ncumulative = true\n',
            Indicator("植えた本数", None, "本", "output", "increase", True),
        ),
        (
            '[[budget]]\nof = 6\nprinted = "△３．３億円"\namount = -330000000\napproximate = true\nkind = "initial"\n'
            'fiscal_year = { country = "US", year = 2030 }\nfunding_source = "bond"\naccount = "一般会計"\n',
            BudgetFigure(
                "△３．３億円",
                None,
                Decimal(-330000000),
                "",
                True,
                "initial",
                FiscalYear("us", 2030),
                "bond",
                "一般会計",
            ),
        ),
        (
            '[[budget]]\nof = 6\nprinted = "1.25 M$"\namount = 1250000.50\ncurrency = "USD"\nrelative_year = -1\n',
            BudgetFigure("1.25 M$", None, Decimal("1250000.50"), "USD", when=RelativeYear(-1)),
        ),
        ('[[budget]]\nof = 6\nprinted = "事項要求"\n', BudgetFigure("事項要求", currency="")),
        (
            '[[budget]]\nof = 6\nprinted = "1,000"\nperiod = { printed = "5 ans", start = "2031", end = "2035" }\n',
            BudgetFigure("1,000", currency="", when=PrintedPeriod("5 ans", None, "2031-01-01", "2035-12-31", "year")),
        ),
    ],
    ids=lambda value: type(value).__name__ if not isinstance(value, str) else "toml",
)
def test_each_table_gives_the_value_of_its_kind(toml: str, value: object, tmp_path: Path) -> None:
    (found,) = details_in(tmp_path, toml)
    assert found.value == value


def test_values_of_an_indicator_are_within_it(tmp_path: Path) -> None:
    toml = """\
[[indicator]]
of = "森の"
printed = "植えた本数"
values = [
  { printed = "48本（R5）", kind = "baseline", number = 48, fiscal_year = 2023 },
  { printed = "1.5万本以上", kind = "target", number = 15000.0, comparator = "at-least", line = 7, approximate = true },
]
"""
    (found,) = details_in(tmp_path, toml)
    assert [(part.table, part.printed, part.printed_line, part.line) for part in found.parts] == [
        ("value", "48本（R5）", None, 6),
        ("value", "1.5万本以上", 7, 7),
    ]
    assert [part.value for part in found.parts] == [
        IndicatorValue("48本（R5）", None, "baseline", Decimal(48), when=FiscalYear("", 2023)),
        IndicatorValue("1.5万本以上", None, "target", Decimal("15000.0"), "at-least", True),
    ]


def test_sums_have_parts_that_have_parts(tmp_path: Path) -> None:
    toml = """\
[[budget]]
of = 1
printed = "900"
[[budget.parts]]
printed = "600"
amount = 600
funding_source = "national-grant"
parts = [{ printed = "200" }]
"""
    (found,) = details_in(tmp_path, toml)
    (part,) = found.parts
    assert part.value == BudgetFigure("600", None, Decimal(600), "", funding_source="national-grant")
    assert [inner.printed for inner in part.parts] == ["200"]


def test_the_place_of_a_detail_is_given_beside_it(tmp_path: Path) -> None:
    toml = """\

[[target_group]]
of = "植樹"
under = 2
printed = "山主"
line = 12
whole_line = true
printed_elsewhere = true
source = "https://example.org/annex.pdf"
"""
    assert details_in(tmp_path, toml) == (
        DetailOverride(
            "target_group",
            "植樹",
            "山主",
            TargetGroup("山主"),
            under="2",
            printed_line=12,
            whole_line=True,
            elsewhere=True,
            document="https://example.org/annex.pdf",
            line=3,
            said='[[target_group]] of = "植樹", under = 2, printed = "山主", line = 12',
        ),
    )


@pytest.mark.parametrize(
    ("said", "years"),
    [
        ("2031", (("", 2031),)),
        ("[2031, 2035]", (("", 2031), ("", 2035))),
        ('{ country = "us", year = 2031 }', (("us", 2031),)),
        ('[{ country = "us", year = 2031 }, 2032]', (("us", 2031), ("", 2032))),
    ],
)
def test_a_period_may_be_given_in_fiscal_years(said: str, years: tuple[tuple[str, int], ...], tmp_path: Path) -> None:
    (found,) = details_in(tmp_path, f'[[period]]\nof = "plan"\nprinted = "５年間"\nfiscal_year = {said}\n')
    assert found.years == years


@pytest.mark.parametrize(("end", "day"), [("2032-02", "2032-02-29"), ("2032-12", "2032-12-31"), ("2032-04", "2032-04-30")])
def test_a_month_ends_on_its_last_day(end: str, day: str, tmp_path: Path) -> None:
    (found,) = details_in(tmp_path, f'[[deadline]]\nof = 1\nprinted = "月末"\nend = "{end}"\n')
    assert found.value == PrintedPeriod("月末", None, "", day, "month")


@pytest.mark.parametrize(
    ("toml", "line", "column", "message"),
    [
        ('[[budget]]\nprinted = "5"\n', 2, 3, "budget needs of."),
        ("[[budget]]\nof = 6\n", 2, 3, "budget needs printed."),
        ('[[budget]]\nof = 6\nprinted = " "\n', 4, 1, "printed is empty."),
        ('[[budget]]\nof = 0\nprinted = "5"\n', 3, 1, "the number in of must be 1 to 9999."),
        ('[[budget]]\nof = 6.5\nprinted = "5"\n', 3, 1, "of must be of type int or str."),
        ('[[budget]]\nof = 6\nprinted = "5"\namount = "5"\n', 5, 1, "amount must be of type int or float."),
        ('[[budget]]\nof = 6\nprinted = "5"\namount = true\n', 5, 1, "amount must be of type int or float."),
        ('[[budget]]\nof = 6\nprinted = "5"\namount = inf\n', 5, 1, "amount must be a finite number."),
        ('[[budget]]\nof = 6\nprinted = "5"\namount = 5\ncurrency = "yen"\n', 6, 1, "currency must be an ISO 4217 code"),
        ('[[budget]]\nof = 6\nprinted = "5"\ncurrency = "JPY"\n', 5, 1, "currency needs amount."),
        ('[[budget]]\nof = 6\nprinted = "5"\nyear = 2031\n', 5, 1, "unknown key year (known: of, under, printed, line, "),
        ('[[budget]]\nof = 6\nprinted = "5"\nfiscal_year = 0\n', 5, 1, "fiscal_year must be a year of the Common Era."),
        ('[[budget]]\nof = 6\nprinted = "5"\nfiscal_year = {}\n', 5, 1, "fiscal_year needs country."),
        (
            '[[budget]]\nof = 6\nprinted = "5"\nfiscal_year = { country = "uk", year = 1 }\n',
            5,
            17,
            "unknown country uk (ISO 3166-1, two letters).",
        ),
        (
            '[[budget]]\nof = 6\nprinted = "5"\nfiscal_year = 2031\nrelative_year = -1\n',
            6,
            1,
            "fiscal_year and relative_year cannot be combined.",
        ),
        ('[[budget]]\nof = 6\nprinted = "5"\nperiod = {}\n', 5, 1, "period needs start or end."),
        ('[[budget]]\nof = 6\nprinted = "5"\nline = 0\n', 5, 1, "line must be a line number of the document, from 1."),
        ('[[budget]]\nof = 6\nprinted = "5"\nparts = [5]\n', 5, 1, "parts must be tables of the form {printed = …}."),
        ('[[budget]]\nof = 6\nprinted = "5"\nparts = [{ printed = "5", of = 6 }]\n', 5, 27, "unknown key of (known: printed, "),
        ('[[indicator]]\nof = 6\nprinted = "n"\nvalues = [{ number = 5 }]\n', 5, 11, "value needs printed."),
        (
            '[[indicator]]\nof = 6\nprinted = "n"\nvalues = [{ printed = "5", kind = "目標" }]\n',
            5,
            28,
            "kind must be a concept name",
        ),
        ('[[responsibility]]\nof = 6\nprinted = "課"\nrole = "主"\n', 5, 1, "role must be a concept name"),
        ('[[responsibility]]\nof = 6\nprinted = "課"\nagent = "課"\n', 5, 1, "agent must be an IRI."),
        ('[[reference]]\nof = 6\nprinted = "法"\nrefers_to = "法"\n', 5, 1, "refers_to must be an IRI."),
        ('[[target_group]]\nof = 6\nprinted = "人"\nsource = "別紙"\n', 5, 1, "source must be an IRI."),
        ('[[kind]]\nof = 6\nprinted = "目標"\n', 2, 3, "kind needs concept."),
        ('[[purpose]]\nof = 6\nprinted = "森"\nprinted_elsewhere = true\n', 5, 1, "unknown key printed_elsewhere"),
        ('[[deadline]]\nof = 6\nprinted = "末"\nend = "2031-3"\n', 5, 1, "end must be a date such as 2031-04-01 or 2031-04"),
        ('[[period]]\nof = 6\nprinted = "間"\nstart = 2031-04-01\nend = 2031-03-31\n', 6, 1, "end is before start."),
        (
            '[[period]]\nof = 6\nprinted = "間"\nfiscal_year = 2031\nend = 2031-03-31\n',
            5,
            1,
            "fiscal_year cannot be combined with start, end or precision.",
        ),
        (
            '[[period]]\nof = 6\nprinted = "間"\nfiscal_year = [2032, 2031]\n',
            5,
            1,
            "fiscal_year must be a year, or [first, last].",
        ),
        ('[[period]]\nof = 6\nprinted = "間"\nfiscal_year = []\n', 5, 1, "fiscal_year must be a year, or [first, last]."),
        ('[[period]]\nof = 6\nprinted = "間"\nfiscal_year = [true]\n', 5, 1, "fiscal_year must be a year of the Common Era."),
        ("budget = 3\n", 2, 1, "budget must be given as tables, each with its own heading [[budget]]."),
        ('[status]\nof = 1\nprinted = "x"\n', 2, 2, "status must be given as tables, each with its own heading [[status]]."),
    ],
)
def test_a_mistake_is_reported_where_it_is(toml: str, line: int, column: int, message: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as error:
        details_in(tmp_path, toml)
    place = error.value.place
    assert place is not None
    assert error.value.message.verbatim("en").startswith(message)
    assert error.value.message.verbatim("ja").endswith("。")
    assert (place.line, place.column) == (line, column)


def test_the_tables_of_the_documentation_are_read(tmp_path: Path, root: Path) -> None:
    text = (root / "docs" / "overrides.md").read_text(encoding="utf-8")
    toml = text.split("```toml\n")[3].split("```")[0]
    assert [detail.table for detail in details_in(tmp_path, toml)] == [
        "responsibility",
        "target_group",
        "description",
        "deadline",
        "indicator",
        "budget",
        "status",
        "reference",
    ]


@pytest.mark.parametrize("table", sorted(KEYS))
def test_every_key_is_documented_in_both_languages(table: str, root: Path) -> None:
    english, japanese = (root / "docs" / "overrides.md").read_text(encoding="utf-8").split("## 日本語")
    named = () if table in ("value", "part") else (table,)
    for key in (*named, *KEYS[table]):
        assert re.search(rf"`{key}\b", english), key
        assert re.search(rf"`{key}\b", japanese), key
