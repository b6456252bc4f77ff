from datetime import datetime, timedelta

import pytest

from shisaku.formats.sheets.number_formats import BUILT_IN, shown_number, shown_text

EPOCH = datetime(1899, 12, 30)


def days(*parts: int) -> float:
    return (datetime(*parts) - EPOCH) / timedelta(days=1)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1234567.0, "#,##0", "1,234,567"),
        (-1234.0, "#,##0", "-1,234"),
        (-1234.0, "#,##0;△#,##0", "△1,234"),
        (-1234.0, '#,##0;"▲ "#,##0', "▲ 1,234"),
        (-1234.0, r"#,##0_);[Red]\(#,##0\)", "(1,234)"),
        (0.0, '#,##0;△#,##0;"-"', "-"),
        (0.0, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "-"),
        (0.0, "#,###", ""),
        (-0.4, "0", "0"),
        (2.5, "0", "3"),
        (1.005, "0.00", "1.01"),
        (0.5, "#.##", ".5"),
        (1234.5, "#,##0.###", "1,234.5"),
        (0.125, "0.0%", "12.5%"),
        (45.0, '0"%"', "45%"),
        (1234567.0, "#,##0,", "1,235"),
        (1234567890.0, '#,##0.0,,"百万円"', "1,234.6百万円"),
        (7.0, "000", "007"),
        (9012345678.0, "000-0000-0000", "090-1234-5678"),
        (3.0, '"第"0"回"', "第3回"),
        (3.0, 'General"人"', "3人"),
        (2.5, 'G/標準"年"', "2.5年"),
        (1234.0, "¥#,##0", "¥1,234"),
        (1234.0, "[$€-407] #,##0.00", "€ 1,234.00"),
        (1500.0, '[>=1000]#,##0,"千円";0"円"', "2千円"),
        (500.0, '[>=1000]#,##0,"千円";0"円"', "500円"),
        (-5.0, '[<0]"減"0;"増"0', "減5"),
        (12.0, "[DBNum3]0", "１２"),
        (1.5, "# ?/?", "1 1/2"),
        (12345.678, "0.00E+00", "1.23E+04"),
        (5.0, "@", "5"),
        (5.0, ";;;", ""),
        (5.0, "", "5"),
    ],
)
def test_numbers(value: float, code: str, shown: str) -> None:
    assert shown_number(value, code) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.1 + 0.2, "0.3"),
        (1234.5678, "1234.5678"),
        (123456789012.0, "123456789012"),
        (1 / 3, "0.333333333"),
        (1e-12, "1E-12"),
        (-2.0, "-2"),
    ],
)
def test_numbers_without_a_format(value: float, shown: str) -> None:
    assert shown_number(value) == shown


@pytest.mark.parametrize(
    ("parts", "code", "shown"),
    [
        ((2026, 4, 1), '[$-411]ggge"年"m"月"d"日"', "令和8年4月1日"),
        ((2019, 5, 1), '[$-411]ggge"年"m"月"d"日"', "令和1年5月1日"),
        ((2019, 5, 1), '[$-ja-JP-x-gannen]ggge"年"m"月"d"日";@', "令和元年5月1日"),
        ((2019, 4, 30), "[$-411]ge.m.d", "H31.4.30"),
        ((1989, 1, 7), "[$-411]ggge", "昭和64"),
        ((2026, 4, 1), "yyyy/mm/dd", "2026/04/01"),
        ((2026, 4, 1), 'yyyy"年"m"月"d"日"(aaa)', "2026年4月1日(水)"),
        ((2026, 4, 1), "[$-409]mmm-yy", "Apr-26"),
        ((2026, 4, 1), "dddd, d mmmm yyyy", "Wednesday, 1 April 2026"),
        ((2026, 4, 1, 13, 5), "yyyy/m/d h:mm", "2026/4/1 13:05"),
        ((2026, 4, 1, 13, 5), "h:mm AM/PM", "1:05 PM"),
        ((2026, 4, 1, 13, 5, 59), "mm:ss", "05:59"),
        ((2026, 4, 1), BUILT_IN[28], "令和8年4月1日"),
    ],
)
def test_dates(parts: tuple[int, ...], code: str, shown: str) -> None:
    assert shown_number(days(*parts), code) == shown


def test_hours_go_on_beyond_a_day_where_the_format_says_so() -> None:
    assert shown_number(1.5, "[h]:mm") == "36:00"


def test_a_day_that_no_calendar_has_is_shown_as_a_number() -> None:
    assert shown_number(1e7, "yyyy/m/d") == "10000000"
    assert shown_number(-1e6, "yyyy/m/d") == "-1000000"


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("General", "森"),
        ('@"様"', "森様"),
        ('_ * #,##0_ ;_ * "-"_ ;_ @_ ', " 森 "),
        ("#,##0", "森"),
        (";;;", ""),
        ('0;-0;0;@"区"', "森区"),
    ],
)
def test_texts(code: str, shown: str) -> None:
    assert shown_text("森", code) == shown


@pytest.mark.parametrize(
    "code", ["[", '"', "\\", "[>x]0", "0.0.0", "#,#,#", "E+", "e+0", "0/0", "[h", "*", "_", ";" * 9, "0" * 300]
)
@pytest.mark.parametrize("value", [0.0, -1.5, 1e300, 1e-300, 43_000.5])
def test_no_format_fails(code: str, value: float) -> None:
    assert isinstance(shown_number(value, code), str)
