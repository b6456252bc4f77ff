"""Details given in source.toml are found where they are printed, and their lines are read as nothing else."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.counting import GROWTH, calls

from shisaku.model.country_profiles import JAPAN, Profile, profile_of
from shisaku.model.details import (
    BudgetFigure,
    Details,
    FiscalYear,
    IndicatorValue,
    Kind,
    PrintedPeriod,
    RelativeYear,
    StatusReport,
)
from shisaku.model.fiscal_years import FiscalCalendar
from shisaku.model.plan import Component, Plan
from shisaku.model.source import Source
from shisaku.reading.opening import open_source
from shisaku.reading.overrides.source_settings import read_description
from shisaku.reading.reader import read

TEXT = """\
浜と里の計画（令和８年度版）
期間は五年とする

○：予算 ☆：制度

Ⅰ 浜のくらし

■ 桟橋と市場に力を入れ、浜の営みを守る。

１ 桟橋の補修
担当：港湾課
○桟橋の点検
目標値：４８本（Ｒ５）→ 60本以上（R11）
○☆桟橋の改修
5,400千円 うち国庫 2,700千円

２ 市場の建て替え
担当：港湾課
○直売所の新設
市場は古い。
雨も漏る。

Ⅱ 里のくらし

■ 棚田と用水に力を入れ、里の営みを守る。

３ 棚田の保全
担当：農地課
○棚田の草刈り
令和８年度末まで
"""


def reading(tmp_path: Path, toml: str, text: str = TEXT, profile: Profile = JAPAN) -> Plan:
    path = tmp_path / "source.toml"
    path.write_text('id = "x"\n' + toml, encoding="utf-8")
    plan = read(Source(text, "x.txt", read_description(path), "0" * 64, "utf-8"), profile=profile)
    assert_sound(plan)
    return plan


def assert_sound(plan: Plan) -> None:
    """Every character that shows is claimed once, and every word of a detail is at its place."""
    text, at = plan.source.text, 0
    for span in plan.claimed():
        assert at <= span.start
        assert not text[at : span.start].strip()
        at = span.end
    assert not text[at:].strip()


def component(plan: Plan, label: str) -> Component:
    """The component whose words begin so; a line below that holds no given detail may be part of them."""
    (found,) = [found for found, _ in plan.walk() if found.label.startswith(label)]
    return found


def details(plan: Plan, label: str) -> Details:
    return component(plan, label).details


def reasons(plan: Plan) -> list[str]:
    return [found.message.verbatim("en") for found in plan.findings if found.rule == "reading/override-without-effect"]


def quote(plan: Plan, detail: object) -> str:
    return plan.source.quote(getattr(detail, "span"))  # noqa: B009 - details of several classes


# -- where -----------------------------------------------------------------------------------------------------------------


def test_without_tables_a_plan_is_read_as_ever(tmp_path: Path) -> None:
    assert reading(tmp_path, "") == reading(tmp_path, "\n")


def test_words_are_found_in_the_lines_of_their_component(tmp_path: Path) -> None:
    plan = reading(tmp_path, '[[responsibility]]\nof = 2\nprinted = "港湾課"\nwhole_line = true\nrole = "lead"\n')
    (found,) = details(plan, "市場の建て替え").responsibilities
    assert (found.printed, found.role, quote(plan, found)) == ("港湾課", "lead", "港湾課")
    assert plan.source.place(found.span).line == 18 if found.span else False
    assert [plan.source.quote(line) for line in details(plan, "市場の建て替え").lines] == ["担当：港湾課"]
    assert details(plan, "桟橋の補修").responsibilities == ()
    assert reasons(plan) == []


def test_words_that_are_only_elsewhere_are_found_there(tmp_path: Path) -> None:
    plan = reading(tmp_path, '[[responsibility]]\nof = 1\nprinted = "農地課"\nwhole_line = true\n')
    (found,) = details(plan, "桟橋の補修").responsibilities
    assert quote(plan, found) == "農地課"
    assert [plan.source.quote(line) for line in details(plan, "桟橋の補修").lines] == ["担当：農地課"]


@pytest.mark.parametrize("of", ["6", '"海"', '"Ⅳ"'])
def test_a_component_that_is_not_there_is_reported(of: str, tmp_path: Path) -> None:
    plan = reading(tmp_path, f'[[target_group]]\nof = {of}\nprinted = "港湾課"\n')
    (reason,) = reasons(plan)
    assert "line 2 of source.toml" in reason
    assert "nothing in the document matches the number or words" in reason


def test_words_that_are_printed_several_times_need_a_line(tmp_path: Path) -> None:
    toml = '[[responsibility]]\nof = 3\nprinted = "港湾課"\n'
    (reason,) = reasons(reading(tmp_path, toml))
    assert "the words in printed are in lines 11, 18; choose one with line = 11" in reason
    plan = reading(tmp_path, toml + "line = 18\nwhole_line = true\n")
    (found,) = details(plan, "棚田の保全").responsibilities
    assert found.span is not None
    assert plan.source.place(found.span).line == 18


def test_a_line_that_has_not_the_words_is_reported(tmp_path: Path) -> None:
    for line in (12, 400):
        (reason,) = reasons(reading(tmp_path, f'[[responsibility]]\nof = 1\nprinted = "港湾課"\nline = {line}\n'))
        assert "the words in printed are not in that line" in reason


@pytest.mark.parametrize(
    ("said", "document"),
    [("printed_elsewhere = true", ""), ('source = "https://example.org/annex"', "https://example.org/annex")],
)
def test_words_that_are_not_printed_need_a_reason(said: str, document: str, tmp_path: Path) -> None:
    toml = '[[responsibility]]\nof = 1\nprinted = "海洋室"\n'
    (reason,) = reasons(reading(tmp_path, toml))
    assert "name it with source, otherwise set printed_elsewhere = true" in reason
    plan = reading(tmp_path, f"{toml}{said}\n")
    (found,) = details(plan, "桟橋の補修").responsibilities
    assert (found.printed, found.span, found.document) == ("海洋室", None, document)
    assert reasons(plan) == []


def test_under_distinguishes_components_of_the_same_words(tmp_path: Path) -> None:
    text = TEXT.replace("○直売所の新設", "○桟橋の点検")
    toml = '[[target_group]]\nof = "桟橋の点検"\nprinted = "漁師"\nprinted_elsewhere = true\n'
    (reason,) = reasons(reading(tmp_path, toml, text))
    assert "of matches more than one; add words, or name the heading above it with under" in reason
    plan = reading(tmp_path, toml + "under = 2\n", text)
    (entry,) = [entry for entry in plan.initiatives if entry.details.target_groups]
    assert entry in plan.measures[1].initiatives


def test_just_the_words_of_a_pillar_mean_the_pillar(tmp_path: Path) -> None:
    text = TEXT.replace("３ 棚田の保全", "３ 里のくらしの保全")
    plan = reading(tmp_path, '[[target_group]]\nof = "里のくらし"\nprinted = "農家"\nprinted_elsewhere = true\n', text)
    assert [group.printed for group in plan.pillars[1].details.target_groups] == ["農家"]


def test_the_same_place_is_claimed_once(tmp_path: Path) -> None:
    toml = '[[responsibility]]\nof = 1\nprinted = "港湾課"\nrole = "{}"\nwhole_line = true\n'
    plan = reading(tmp_path, toml.format("lead") + toml.format("support"))
    assert [found.role for found in details(plan, "桟橋の補修").responsibilities] == ["lead"]
    (reason,) = reasons(plan)
    assert "an earlier table covers the same words at the same place" in reason


def test_details_of_equal_words_in_one_line_are_placed_one_after_the_other(tmp_path: Path) -> None:
    text = TEXT.replace("5,400千円 うち国庫 2,700千円", "5千円　5千円")
    toml = '[[budget]]\nof = "桟橋の改修"\nprinted = "5千円"\nline = 15\namount = 5000\n' * 2
    found = details(reading(tmp_path, toml, text), "桟橋の改修").budget
    assert [figure.span.start - found[0].span.start for figure in found if figure.span and found[0].span] == [0, 4]


def test_words_go_on_in_the_next_line(tmp_path: Path) -> None:
    text = TEXT.replace("担当：農地課", "担当：農地\n課")
    plan = reading(tmp_path, '[[responsibility]]\nof = 3\nprinted = "農地課"\nwhole_line = true\n', text)
    (found,) = details(plan, "棚田の保全").responsibilities
    assert quote(plan, found) == "農地\n課"
    assert [plan.source.quote(line) for line in details(plan, "棚田の保全").lines] == ["担当：農地", "課"]


def test_what_shows_nothing_makes_no_difference(tmp_path: Path) -> None:
    text = TEXT.replace("担当：農地課", "担当：農\u200b地課")
    plan = reading(tmp_path, '[[responsibility]]\nof = 3\nprinted = "農地課"\nwhole_line = true\n', text)
    (found,) = details(plan, "棚田の保全").responsibilities
    assert quote(plan, found) == "農\u200b地課"


# -- lines ---------------------------------------------------------------------------------------------------------------


def test_a_line_of_details_alone_is_no_description(tmp_path: Path) -> None:
    unaided = reading(tmp_path, "")
    assert not any(line for found, _ in unaided.walk() for line in found.details.lines)
    plan = reading(tmp_path, '[[deadline]]\nof = "棚田の草刈り"\nprinted = "令和８年度末まで"\nend = 2027-03-31\n')
    own = details(plan, "棚田の草刈り")
    assert [plan.source.quote(line) for line in own.lines] == ["令和８年度末まで"]
    assert own.deadlines == (PrintedPeriod("令和８年度末まで", own.lines[0], "", "2027-03-31", "day"),)
    assert own.description == ()
    assert "令和８年度末まで" not in [found.label for found, _ in plan.walk()]


def test_a_line_with_other_words_stays_as_it_is(tmp_path: Path) -> None:
    toml = '[[responsibility]]\nof = 1\nprinted = "港湾課"\n'
    plan = reading(tmp_path, toml)
    (found,) = details(plan, "桟橋の補修").responsibilities
    assert quote(plan, found) == "港湾課"
    assert details(plan, "桟橋の補修").lines == ()


def test_a_label_is_before_the_words_and_not_behind_them(tmp_path: Path) -> None:
    text = TEXT.replace("担当：農地課", "担当：農地課ほか")
    plan = reading(tmp_path, '[[responsibility]]\nof = 3\nprinted = "農地課"\nwhole_line = true\n', text)
    assert details(plan, "棚田の保全").lines == ()


def test_the_line_of_a_component_is_never_taken_from_it(tmp_path: Path) -> None:
    plan = reading(tmp_path, '[[target_group]]\nof = "桟橋の点検"\nprinted = "桟橋の点検"\n')
    own = details(plan, "桟橋の点検")
    assert [quote(plan, group) for group in own.target_groups] == ["桟橋の点検"]
    assert own.lines == ()


def test_a_line_that_another_component_needs_is_given_back(tmp_path: Path) -> None:
    """One of three equal lines is a given detail; the two others are read as they would be without it."""
    text = TEXT.replace("担当：港湾課", "担当：農地課")
    toml = '[[responsibility]]\nof = 2\nprinted = "農地課"\nwhole_line = true\n'
    plan, unaided = reading(tmp_path, toml, text), reading(tmp_path, "", text)
    assert component(plan, "桟橋の補修") == component(unaided, "桟橋の補修")
    assert component(plan, "棚田の保全") == component(unaided, "棚田の保全")
    assert len(details(plan, "市場の建て替え").responsibilities) == 1
    assert len(details(plan, "市場の建て替え").lines) == 1


def test_page_artefacts_are_not_searched(tmp_path: Path) -> None:
    toml = '[[override]]\nfurniture = "期間は"\n[[period]]\nof = "plan"\nprinted = "五年"\n'
    (reason,) = reasons(reading(tmp_path, toml))
    assert "the words in printed are not in the document" in reason


# -- what ----------------------------------------------------------------------------------------------------------------


def test_an_indicator_has_values_in_their_order(tmp_path: Path) -> None:
    toml = """\
[[indicator]]
of = "桟橋の点検"
printed = "目標値"
values = [
  { printed = "48本（R5）", kind = "baseline", number = 48, fiscal_year = 2023 },
  { printed = "60本以上（R11）", kind = "target", number = 60, comparator = "at-least", fiscal_year = 2029 },
]
"""
    plan = reading(tmp_path, toml)
    own = details(plan, "桟橋の点検")
    (indicator,) = own.indicators
    assert [quote(plan, value) for value in indicator.values] == ["４８本（Ｒ５）", "60本以上（R11）"]
    assert [(value.number, value.comparator, value.when) for value in indicator.values] == [
        (Decimal(48), "", FiscalYear("jp", 2023)),
        (Decimal(60), "at-least", FiscalYear("jp", 2029)),
    ]
    assert [plan.source.quote(line) for line in own.lines] == ["目標値：４８本（Ｒ５）→ 60本以上（R11）"]


def test_equal_values_in_a_row_are_one_behind_the_other(tmp_path: Path) -> None:
    text = TEXT.replace("目標値：４８本（Ｒ５）→ 60本以上（R11）", "目標値　48　48　48")
    values = ", ".join(['{ printed = "48", number = 48 }'] * 3)
    plan = reading(tmp_path, f'[[indicator]]\nof = "桟橋の点検"\nprinted = "目標値"\nvalues = [{values}]\n', text)
    (indicator,) = details(plan, "桟橋の点検").indicators
    assert len({value.span for value in indicator.values}) == 3
    assert reasons(plan) == []


def test_a_value_that_is_not_printed_is_reported_and_the_others_stay(tmp_path: Path) -> None:
    toml = '[[indicator]]\nof = "桟橋の点検"\nprinted = "目標値"\nvalues = [{ printed = "99本" }, { printed = "48本" }]\n'
    plan = reading(tmp_path, toml)
    assert [value.printed for value in details(plan, "桟橋の点検").indicators[0].values] == ["48本"]
    (reason,) = reasons(plan)
    assert '(value: printed = "99本")' in reason


def test_facts_given_elsewhere_on_an_indicator_hold_for_its_values(tmp_path: Path) -> None:
    toml = '[[indicator]]\nof = 2\nprinted = "売上"\nsource = "https://example.org/annex"\nvalues = [{ printed = "7億円", number = 7 }]\n'
    plan = reading(tmp_path, toml)
    (indicator,) = details(plan, "市場の建て替え").indicators
    assert indicator.values == (IndicatorValue("7億円", number=Decimal(7), document="https://example.org/annex"),)


def test_a_status_may_be_that_of_an_indicator(tmp_path: Path) -> None:
    toml = """\
[[status]]
of = "目標値"
printed = "→"
status = "on-track"
relative_year = -1
[[indicator]]
of = "桟橋の点検"
printed = "目標値"
"""
    plan = reading(tmp_path, toml)
    (indicator,) = details(plan, "桟橋の点検").indicators
    (report,) = indicator.statuses
    assert report == StatusReport("→", report.span, "on-track", RelativeYear(-1))
    assert details(plan, "桟橋の点検").statuses == ()
    (reason,) = reasons(reading(tmp_path, '[[status]]\nof = "売上"\nprinted = "→"\n'))
    assert "nothing in the document matches the number" in reason


def test_a_sum_has_parts_and_the_currency_of_its_country(tmp_path: Path) -> None:
    toml = """\
[[budget]]
of = "桟橋の改修"
printed = "5,400千円"
amount = 5400000
parts = [{ printed = "2,700千円", amount = 2700000, funding_source = "national-grant", whole_line = true }]
"""
    plan = reading(tmp_path, toml)
    (figure,) = details(plan, "桟橋の改修").budget
    assert (figure.amount, figure.currency, figure.when) == (Decimal(5400000), "JPY", None)
    assert [(part.amount, part.currency, part.funding_source) for part in figure.parts] == [
        (Decimal(2700000), "JPY", "national-grant")
    ]
    assert len(details(plan, "桟橋の改修").lines) == 1
    (abroad,) = details(reading(tmp_path, f'country = "kr"\n{toml}'), "桟橋の改修").budget
    assert abroad.currency == "KRW"
    (project,) = details(reading(tmp_path, toml, profile=Profile("xa", ("fr",), "XTS")), "桟橋の改修").budget
    assert project.currency == "XTS"


def test_a_sum_of_no_currency_is_reported(tmp_path: Path) -> None:
    plan = reading(tmp_path, 'country = "xa"\n[[budget]]\nof = "桟橋の改修"\nprinted = "5,400千円"\namount = 5\n')
    (reason,) = reasons(plan)
    assert "the currency is unknown" in reason
    assert "currency" not in "".join(reasons(reading(tmp_path, 'country = "xa"\n[[budget]]\nof = 2\nprinted = "港湾課"\n')))


def test_the_year_of_the_plan_is_not_stated(tmp_path: Path) -> None:
    toml = '{}[[budget]]\nof = "桟橋の改修"\nprinted = "5,400千円"\namount = 5\nfiscal_year = {}\n'
    (own,) = details(reading(tmp_path, toml.format("year = 2026\n", 2026)), "桟橋の改修").budget
    assert own.when is None
    (other,) = details(reading(tmp_path, toml.format("year = 2026\n", 2025)), "桟橋の改修").budget
    assert other.when == FiscalYear("jp", 2025)
    (unknown,) = details(reading(tmp_path, toml.format("", 2026)), "桟橋の改修").budget
    assert unknown.when == FiscalYear("jp", 2026)
    foreign = '{ country = "us", year = 2026 }'
    (abroad,) = details(reading(tmp_path, toml.format("year = 2026\n", foreign)), "桟橋の改修").budget
    assert abroad.when == FiscalYear("us", 2026)


def test_a_period_without_words_of_its_own_is_printed_with_its_value(tmp_path: Path) -> None:
    toml = '[[budget]]\nof = "桟橋の改修"\nprinted = "5,400千円"\nperiod = { start = "2026", end = "2028" }\n'
    (figure,) = details(reading(tmp_path, toml), "桟橋の改修").budget
    assert figure.when == PrintedPeriod("5,400千円", figure.span, "2026-01-01", "2028-12-31", "year")


@pytest.mark.parametrize(
    ("country", "table", "years", "start", "end"),
    [
        ("jp", "period", "2026", "2026-04-01", "2027-03-31"),
        ("jp", "period", "[2026, 2030]", "2026-04-01", "2031-03-31"),
        ("jp", "deadline", "2026", "", "2027-03-31"),
        ("us", "period", "2026", "2025-10-01", "2026-09-30"),
        ("xa", "period", "2026", "2026-07-01", "2027-06-30"),
    ],
)
def test_a_fiscal_year_has_the_days_of_its_country(
    country: str, table: str, years: str, start: str, end: str, tmp_path: Path
) -> None:
    toml = f'country = "{country}"\n[[{table}]]\nof = "plan"\nprinted = "五年"\nfiscal_year = {years}\n'
    profile = profile_of("xa", own_calendars=[("xa", FiscalCalendar(7))])
    own = reading(tmp_path, toml, profile=profile).details
    (found,) = own.periods or own.deadlines
    assert (found.start, found.end, found.precision) == (start, end, "fiscal-year")


def test_a_fiscal_year_of_no_known_days_is_reported(tmp_path: Path) -> None:
    plan = reading(tmp_path, 'country = "xb"\n[[period]]\nof = "plan"\nprinted = "五年"\nfiscal_year = 2026\n')
    (reason,) = reasons(plan)
    assert "set start and end here, or [fiscal_year] in shisaku.toml" in reason


def test_a_kind_is_printed_in_the_line_of_its_component(tmp_path: Path) -> None:
    text = TEXT.replace("浜のくらし", "基本目標 浜のくらし").replace("里のくらし", "基本目標 里のくらし")
    plan = reading(tmp_path, '[[kind]]\nof = "Ⅱ"\nprinted = "基本目標"\nconcept = "goal"\n', text)
    assert [pillar.details.kind for pillar in plan.pillars] == [None, Kind("goal", "基本目標")]
    assert reasons(plan) == []


# -- prose ---------------------------------------------------------------------------------------------------------------


def test_prose_is_given_with_its_kind(tmp_path: Path) -> None:
    toml = '[[description]]\nof = 2\nprinted = "市場は古い。"\nuntil = "漏る。"\nkind = "issue"\n'
    plan = reading(tmp_path, toml)
    (passage,) = details(plan, "市場の建て替え").description
    assert (passage.text, passage.kind, quote(plan, passage)) == ("市場は古い。雨も漏る。", "issue", "市場は古い。\n雨も漏る。")
    assert details(plan, "市場の建て替え").lines == ()


def test_a_purpose_that_was_read_gets_its_kind(tmp_path: Path) -> None:
    statement = "桟橋と市場に力を入れ、浜の営みを守る。"
    plan = reading(tmp_path, f'[[purpose]]\nof = "Ⅰ"\nprinted = "{statement}"\nkind = "vision"\n')
    (purpose,) = details(plan, "浜のくらし").purposes
    assert (purpose.text, purpose.kind) == (statement, "vision")
    assert plan.find(purpose.key) == purpose


def test_a_label_of_prose_belongs_to_its_place_and_not_to_its_words(tmp_path: Path) -> None:
    text = TEXT.replace("期間は五年とする", "めざす姿：浜と里が共に栄える。")
    plan = reading(
        tmp_path, '[[purpose]]\nof = "plan"\nprinted = "浜と里が共に栄える。"\nkind = "vision"\nwhole_line = true\n', text
    )
    (purpose,) = plan.details.purposes
    assert (purpose.text, quote(plan, purpose)) == ("浜と里が共に栄える。", "めざす姿：浜と里が共に栄える。")


def test_prose_in_the_line_of_something_else_is_reported(tmp_path: Path) -> None:
    plan = reading(tmp_path, '[[purpose]]\nof = "plan"\nprinted = "五年とする"\n')
    (reason,) = reasons(plan)
    assert "the line has other words" in reason
    assert plan.details.purposes == ()
    (absent,) = reasons(reading(tmp_path, '[[purpose]]\nof = "plan"\nprinted = "十年とする"\n'))
    assert absent.endswith("the words in printed are not in the document. Compare it with the document and fix it.")


def test_prose_without_an_end_is_reported(tmp_path: Path) -> None:
    (reason,) = reasons(reading(tmp_path, '[[description]]\nof = 2\nprinted = "市場は古い。"\nuntil = "直す。"\n'))
    assert "the words in until do not come after those in printed" in reason


# -- what was read before --------------------------------------------------------------------------------------------------


def test_what_was_read_of_the_same_words_at_the_same_place_is_replaced(tmp_path: Path) -> None:
    text = "里山の計画\n\n第１章 森\n\n１ 棚田の保全\n（１）棚田の草刈り　1,200千円　農地課\n（２）用水の点検　300千円　農地課\n"
    before = details(reading(tmp_path, "", text), "棚田の草刈り").budget
    assert [figure.printed for figure in before] == ["1,200千円"]
    toml = '[[budget]]\nof = "棚田の草刈り"\nprinted = "1,200千円"\namount = 1200000\nkind = "request"\n'
    plan = reading(tmp_path, toml, text)
    assert details(plan, "棚田の草刈り").budget == (
        BudgetFigure("1,200千円", before[0].span, Decimal(1200000), "JPY", kind="request"),
    )


@given(
    st.lists(st.sampled_from(TEXT.split()), min_size=1, max_size=4), st.booleans(), st.sampled_from([1, 2, 3, '"plan"', '"Ⅰ"'])
)
def test_whatever_the_overrides_every_character_is_claimed_once(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], whole: bool, of: object
) -> None:
    tables = ("responsibility", "description", "indicator", "purpose")
    toml = "".join(
        f'[[{table}]]\nof = {of}\nprinted = "{word}"\nwhole_line = {str(whole).lower()}\n'
        for table, word in zip(tables, words, strict=False)
    )
    reading(tmp_path_factory.getbasetemp(), toml)


def test_a_heap_of_details_costs_no_more_than_its_size(tmp_path: Path) -> None:
    def of(count: int) -> int:
        text = "Ⅰ 浜\n\n" + "".join(f"{n} 施策{n}\n担当：第{n}課\n○取組{n}\n\n" for n in range(1, count + 1))
        toml = "".join(f'[[responsibility]]\nof = {n}\nprinted = "第{n}課"\nwhole_line = true\n' for n in range(1, count + 1))
        path = tmp_path / "source.toml"
        path.write_text(f'id = "x"\n{toml}', encoding="utf-8")
        source = Source(text, "x.txt", read_description(path), "0" * 64, "utf-8")
        return calls(lambda: read(source))

    few = of(40)
    assert of(160) <= 4 * GROWTH * few


def test_details_are_added_to_a_stratml_document_and_no_line_of_it_is_taken(tmp_path: Path, root: Path) -> None:
    document = tmp_path / "harbour.xml"
    document.write_bytes((root / "tests" / "export" / "written" / "harbour.stratml.xml").read_bytes())
    unaided = read(open_source(document))
    named = next(found for found, _ in unaided.walk() if unaided.source.quote(found.span).count(found.label))
    toml = (
        f'id = "x"\n[[target_group]]\nof = "{named.label}"\nprinted = "{named.label}"\n[[purpose]]\nof = "plan"\nprinted = "空"\n'
    )
    document.with_suffix(".toml").write_text(toml, encoding="utf-8")
    plan = read(open_source(document))
    found = component(plan, named.label)
    assert [quote(plan, group) for group in found.details.target_groups] == [named.label]
    assert len(plan.claimed()) == len(unaided.claimed())
    assert len(reasons(plan)) == 1
