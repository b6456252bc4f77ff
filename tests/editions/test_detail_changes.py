"""What an edition changed of a component beside its words: what is compared with what, and what a person is told of it."""

import json
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from rdflib import Graph, Literal, Namespace
from rdflib.namespace import SKOS
from tests.counting import GROWTH, calls
from tests.editions.editions_generator import TESTS, pair

from shisaku.editions.change_wording import (
    ASPECT_NAMES,
    BUDGET_NAMES,
    ROLE_NAMES,
    SOURCE_NAMES,
    VALUE_NAMES,
    line,
    percent,
)
from shisaku.editions.comparable_components import sides
from shisaku.editions.detail_changes import component_changes
from shisaku.editions.edition_comparison import succession
from shisaku.editions.edition_report import changed, counts, json_text, markdown, text
from shisaku.editions.likeness import Likeness
from shisaku.editions.pairing import paired
from shisaku.messages import Language
from shisaku.model.details import (
    LAST_YEAR,
    BudgetFigure,
    Details,
    FiscalYear,
    Indicator,
    IndicatorValue,
    Kind,
    PrintedPeriod,
    Purpose,
    Reference,
    Responsibility,
    StatusReport,
    TargetGroup,
    When,
)
from shisaku.model.plan import Measure, Pillar, Plan
from shisaku.model.source import Description, Source, Span
from shisaku.model.succession import AMOUNT, ASPECTS, CONTINUED, RENAMED, DetailChange, Editions
from shisaku.reading.lexicon import NO_LEXICON

ROOT = Path(__file__).parent.parent.parent
WORDS = ("計画", "地域の力を伸ばす", "学童保育の待ち時間の短縮")
"""Title, pillar, measure."""


def plan_of(details: Details, year: int | None = None, marks: str = "", words: tuple[str, str, str] = WORDS) -> Plan:
    """A plan of one measure, with these details of it."""
    lines = "\n".join(words)
    spans = [Span(lines.index(one), lines.index(one) + len(one)) for one in words]
    measure = Measure("measure/1", 1, "１", words[2], spans[2], details=details, marks=marks)
    pillar = Pillar("pillar/1", 1, "Ⅰ", words[1], spans[1], (measure,))
    source = Source(lines, "plan.txt", Description(id=f"plan-{year}", year=year), "ab" * 32, "utf-8")
    return Plan(source, words[0], spans[0], None, (), (pillar,), (), ())


def changes(old: Details, new: Details, years: tuple[int | None, int | None] = (2025, 2026)) -> tuple[DetailChange, ...]:
    one, other = plan_of(old, years[0]), plan_of(new, years[1])
    return component_changes(one, other, one.measures[0], other.measures[0])


def reported(old: Details, new: Details, lang: Language = "en") -> list[str]:
    return [line(change, lang) for change in changes(old, new)]


def money(printed: str, amount: int | None, **more: object) -> BudgetFigure:
    figure = BudgetFigure(printed, amount=None if amount is None else Decimal(amount))
    return replace(figure, **more)  # type: ignore[arg-type]


def value(
    printed: str, number: int | None = None, kind: str = "target", when: When | None = None, comparator: str = ""
) -> IndicatorValue:
    return IndicatorValue(printed, None, kind, None if number is None else Decimal(number), comparator, when=when)


def measured(*values: IndicatorValue, label: str = "待機児童数", unit: str = "人") -> Details:
    return Details(indicators=(Indicator(label, unit=unit, values=values),))


SUMS = Details(budget=(money("84,000千円", 84_000_000),)), Details(budget=(money("90,000千円", 90_000_000),))
LEADS = tuple(Details(responsibilities=(Responsibility(name, role="lead"),)) for name in ("こども課", "福祉課"))
TARGETS = (
    measured(value("10人以下", 10, comparator="at-most")),
    measured(value("5人以下", 5, comparator="at-most")),
)
DAYS = tuple(
    Details(deadlines=(PrintedPeriod(f"令和{year}年度末まで", end=f"{2018 + year + 1}-03-31", precision="fiscal-year"),))
    for year in (8, 9)
)


# -- a line ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "en", "ja"),
    [
        (*SUMS, "amount 84,000千円 → 90,000千円 (+7 %)", "金額 84,000千円 → 90,000千円（+7 %）"),
        (*LEADS, "lead こども課 → 福祉課", "主担当 こども課 → 福祉課"),
        (*TARGETS, "待機児童数: target 10人以下 → 5人以下", "待機児童数：目標値 10人以下 → 5人以下"),
        (*DAYS, "deadline 令和8年度末まで → 令和9年度末まで", "期限 令和8年度末まで → 令和9年度末まで"),
        (
            Details(statuses=(StatusReport("順調", status="on-track"),)),
            Details(statuses=(StatusReport("やや遅れ", status="delayed"),)),
            "status 順調 → やや遅れ",
            "進捗状況 順調 → やや遅れ",
        ),
        (
            Details(kind=Kind("goal", "基本目標")),
            Details(kind=Kind("commitment", "公約")),
            "kind 基本目標 → 公約",
            "種類 基本目標 → 公約",
        ),
        (Details(tags=("新規",)), Details(tags=("拡充",)), "note — → 拡充", "付記 — → 拡充"),
        (
            Details(target_groups=(TargetGroup("小学生"),)),
            Details(target_groups=(TargetGroup("小中学生"),)),
            "target group 小学生 → 小中学生",
            "対象者 小学生 → 小中学生",
        ),
        (Details(), Details(references=(Reference("SDGs 4"),)), "reference — → SDGs 4", "参照 — → SDGs 4"),
        (
            Details(periods=(PrintedPeriod("R5～R7"),)),
            Details(periods=(PrintedPeriod("R6～R8"),)),
            "period R5～R7 → R6～R8",
            "期間 R5～R7 → R6～R8",
        ),
        (measured(unit="人"), measured(unit="世帯"), "待機児童数: unit 人 → 世帯", "待機児童数：単位 人 → 世帯"),
        (
            measured(label="相談件数"),
            Details(),
            "indicator 相談件数 → —",
            "指標 相談件数 → —",
        ),
        (
            Details(responsibilities=(Responsibility("こども課", role="lead"),)),
            Details(responsibilities=(Responsibility("こども課", role="support"),)),
            "こども課: role lead → support",
            "こども課：役割 主担当 → 協力",
        ),
    ],
)  # fmt: skip
def test_a_change_is_reported_on_a_line(old: Details, new: Details, en: str, ja: str) -> None:
    assert reported(old, new)[0] == en
    assert reported(old, new, "ja")[0] == ja


def test_marks_that_changed_are_reported() -> None:
    one, other = plan_of(Details(), marks="○"), plan_of(Details(), marks="○☆")
    (change,) = component_changes(one, other, one.measures[0], other.measures[0])
    assert (line(change, "en"), line(change, "ja")) == ("marks ○ → ○☆", "記号 ○ → ○☆")


def test_marks_that_are_drawn_alike_or_in_another_order_are_the_same() -> None:
    one, other = plan_of(Details(), marks="○☆"), plan_of(Details(), marks="☆◯")
    assert component_changes(one, other, one.measures[0], other.measures[0]) == ()


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [(100, 107, "+7 %"), (84, 90, "+7 %"), (100, 50, "-50 %"), (1000, 1004, "+0.4 %"), (1000, 995, "-0.5 %"), (10, 150, "+1,400 %")],
)  # fmt: skip
def test_growth_is_reported_in_whole_percents_and_below_one_in_tenths(old: int, new: int, shown: str) -> None:
    (change,) = changes(Details(budget=(money("旧", old),)), Details(budget=(money("新", new),)))
    assert change.growth is not None
    assert percent(change.growth) == shown


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (money("皆増", 0), money("100円", 100)),
        (money("△5円", -5), money("100円", 100)),
        (money("事項要求", None), money("100円", 100)),
        (money("$100", 100, currency="USD"), money("200円", 200)),
        (money("100,000,000円", 100_000_000), money("100,000,001円", 100_000_001)),
    ],
)
def test_where_growth_means_nothing_none_is_reported(old: BudgetFigure, new: BudgetFigure) -> None:
    (shown,) = reported(Details(budget=(old,)), Details(budget=(new,)))
    assert shown == f"amount {old.printed} → {new.printed}"


def test_the_aspects_are_reported_in_their_order_each_with_a_name() -> None:
    old = [*(pair[0] for pair in (SUMS, LEADS, TARGETS, DAYS)), Details(kind=Kind("goal", "目標"), tags=("新規",))]
    new = [*(pair[1] for pair in (SUMS, LEADS, TARGETS, DAYS)), Details(statuses=(StatusReport("遅れ"),))]
    found = [change.aspect for change in changes(_merged(old), _merged(new))]
    assert found == ["kind", "tag", "amount", "responsible", "deadline", "value", "status"]
    assert found == sorted(found, key=ASPECTS.index)
    assert set(ASPECT_NAMES) == set(ASPECTS)


def _merged(parts: list[Details]) -> Details:
    return Details(
        kind=next((part.kind for part in parts if part.kind), None),
        tags=tuple(tag for part in parts for tag in part.tags),
        budget=tuple(figure for part in parts for figure in part.budget),
        responsibilities=tuple(one for part in parts for one in part.responsibilities),
        indicators=tuple(one for part in parts for one in part.indicators),
        deadlines=tuple(one for part in parts for one in part.deadlines),
        statuses=tuple(one for part in parts for one in part.statuses),
    )


# -- what is compared with what ----------------------------------------------------------------------------------------


def test_how_a_thing_is_printed_makes_no_difference_where_it_says_the_same() -> None:
    pairs = (
        (Details(budget=(money("84,000千円", 84_000_000),)), Details(budget=(money("8,400万円", 84_000_000),))),
        (Details(responsibilities=(Responsibility("こども 課"),)), Details(responsibilities=(Responsibility("こども課"),))),
        (measured(value("10人以下", 10)), measured(value("１０ 人 以下", 10))),
        (Details(tags=("ＡＩ",)), Details(tags=("AI",))),
        (
            Details(deadlines=(PrintedPeriod("R8年度末", end="2027-03-31"),)),
            Details(deadlines=(PrintedPeriod("令和９年３月", end="2027-03-31"),)),
        ),
        (Details(statuses=(StatusReport("◎", status="on-track"),)), Details(statuses=(StatusReport("順調", status="on-track"),))),
    )
    assert [changes(old, new) for old, new in pairs] == [()] * len(pairs)


def test_the_year_before_that_is_printed_beside_a_sum_is_no_change() -> None:
    old = Details(budget=(money("100円", 100), money("90円", 90, when=LAST_YEAR)))
    new = Details(budget=(money("100円", 100), money("100円", 100, when=LAST_YEAR)))
    assert changes(old, new) == ()


def test_the_editions_own_year_is_one_whether_it_is_printed_or_not() -> None:
    old = Details(budget=(money("100円", 100, when=FiscalYear("jp", 2025)), money("90円", 90, when=FiscalYear("jp", 2024))))
    new = Details(budget=(money("120円", 120),))
    assert reported(old, new) == ["amount 100円 → 120円 (+20 %)"]


def test_sums_of_other_years_are_compared_year_by_year() -> None:
    old = Details(budget=tuple(money(f"{n}円", n, when=FiscalYear("jp", year)) for n, year in ((1, 2027), (2, 2028))))
    new = Details(budget=tuple(money(f"{n}円", n, when=FiscalYear("jp", year)) for n, year in ((3, 2028), (4, 2029))))
    assert reported(old, new) == ["amount (FY2028) 2円 → 3円 (+50 %)", "amount (FY2029) — → 4円", "amount (FY2027) 1円 → —"]
    assert reported(old, new, "ja")[0] == "金額（2028年度） 2円 → 3円（+50 %）"


def test_sums_of_several_kinds_are_each_compared_with_their_own() -> None:
    old = Details(budget=(money("10円", 10, kind="initial"), money("5円", 5, kind="supplementary")))
    new = Details(budget=(money("6円", 6, kind="supplementary"), money("10円", 10, kind="initial")))
    assert reported(old, new) == ["amount (supplementary) 5円 → 6円 (+20 %)"]


def test_a_sum_whose_kind_is_printed_in_one_edition_alone_is_the_same_sum() -> None:
    old, new = Details(budget=(money("10円", 10),)), Details(budget=(money("12円", 12, kind="initial"),))
    assert reported(old, new) == ["amount (initial) 10円 → 12円 (+20 %)"]


def test_what_a_sum_is_made_up_of_is_compared_below_it_and_is_no_sum_beside_it() -> None:
    def of(part: int) -> Details:
        return Details(budget=(money("10円", 10, parts=(money(f"うち国庫{part}円", part, funding_source="national-grant"),)),))

    assert reported(of(4), of(5)) == ["amount (national grant) うち国庫4円 → うち国庫5円 (+25 %)"]
    assert reported(of(4), Details(budget=(money("10円", 10),))) == ["amount (national grant) うち国庫4円 → —"]
    part = Details(budget=(money("10円", 10, parts=(money("うち3円", 3),)),))
    assert reported(part, Details(budget=(money("10円", 10, parts=(money("うち2円", 2),)),))) == [
        "amount (part) うち3円 → うち2円 (-33 %)"
    ]


def test_of_several_in_charge_those_are_reported_that_changed() -> None:
    old = Details(responsibilities=(Responsibility("甲課", role="lead"), Responsibility("乙課", role="support")))
    new = Details(
        responsibilities=(Responsibility("甲課", role="lead"), Responsibility("丙課", role="support"), Responsibility("丁課"))
    )
    assert reported(old, new) == ["support 乙課 → 丙課", "responsible — → 丁課"]


def test_a_role_that_one_edition_does_not_print_is_no_change() -> None:
    old, new = (
        Details(responsibilities=(Responsibility("甲課"),)),
        Details(responsibilities=(Responsibility("甲課", role="lead"),)),
    )
    assert changes(old, new) == ()


def test_the_same_words_for_other_days_are_reported_with_the_days() -> None:
    old, new = (Details(deadlines=(PrintedPeriod("年度末", end=f"{year}-03-31"),)) for year in (2026, 2027))
    assert reported(old, new) == ["deadline 年度末 (/2026-03-31) → 年度末 (/2027-03-31)"]


def test_values_of_an_indicator_are_compared_kind_by_kind_and_year_by_year() -> None:
    years = [FiscalYear("jp", year) for year in (2023, 2024, 2025)]
    old = measured(
        value("48人", 48, "result", years[0]), value("45人", 45, "result", years[1]), value("40人", 40, "target", years[2])
    )
    new = measured(
        value("46人", 46, "result", years[1]), value("44人", 44, "result", years[2]), value("40人", 40, "target", years[2])
    )
    assert reported(old, new) == [
        "待機児童数: result (FY2024) 45人 → 46人",
        "待機児童数: result 48人 (FY2023) → 44人 (FY2025)",
    ]


def test_a_target_that_was_put_off_is_reported_with_both_years() -> None:
    old, new = (measured(value("5人以下", 5, when=FiscalYear("jp", year))) for year in (2025, 2027))
    assert reported(old, new) == ["待機児童数: target 5人以下 (FY2025) → 5人以下 (FY2027)"]
    assert reported(old, new, "ja") == ["待機児童数：目標値 5人以下（2025年度） → 5人以下（2027年度）"]


def test_a_target_without_its_year_in_one_edition_is_the_same_target() -> None:
    assert changes(measured(value("5人", 5)), measured(value("5人", 5, when=FiscalYear("jp", 2025)))) == ()


def test_an_indicator_under_another_name_is_followed_by_what_the_names_share() -> None:
    old, new = measured(value("10人", 10)), measured(value("5人", 5), label="保育所等の待機児童数")
    assert reported(old, new) == ["indicator 待機児童数 → 保育所等の待機児童数", "保育所等の待機児童数: target 10人 → 5人"]
    other = measured(value("5件", 5), label="相談件数")
    assert reported(old, other) == ["indicator — → 相談件数", "indicator 待機児童数 → —"]


def test_of_two_names_that_are_like_a_third_the_likelier_is_followed() -> None:
    old = measured(label="年間の相談件数")
    new = Details(indicators=(Indicator("相談件数の総数"), Indicator("年間の相談の件数")))
    assert reported(old, new) == ["indicator — → 相談件数の総数", "indicator 年間の相談件数 → 年間の相談の件数"]


# -- what holds of any two ---------------------------------------------------------------------------------------------


def test_nothing_changes_of_what_is_compared_with_itself() -> None:
    for seed in TESTS:
        old = pair(seed).old
        made = succession(old, old)
        assert made.changes == ()
        assert not [one for one in made.successions if one.changes]


def test_read_backwards_each_change_is_the_other_way_round() -> None:
    found = 0
    for seed in TESTS:
        one = pair(seed)
        both = [
            {(made.old if way == 0 else made.new, change) for made in editions.successions for change in made.changes}
            for way, editions in enumerate((succession(one.old, one.new), succession(one.new, one.old)))
        ]
        turned = {
            (
                keys,
                replace(change, old=change.new, new=change.old, old_when=change.new_when, new_when=change.old_when, growth=None),
            )
            for keys, change in both[1]
        }
        assert {(keys, replace(change, growth=None)) for keys, change in both[0]} == turned
        found += len(turned)
    assert found > 100


def test_every_detail_has_one_partner_at_most() -> None:
    pairs = paired([1, 2, 3, 4], [11, 2, 13, 15], lambda n: n, lambda n: n % 10, last=lambda n: None)
    assert pairs == [(1, 11), (2, 2), (3, 13), (4, 15)]
    assert paired([1, 2], [3], lambda n: n, last=lambda n: None) == [(None, 3), (1, None), (2, None)]
    assert paired([1, 1, 1], [1, 1], lambda n: n) == [(1, 1), (1, 1), (1, None)]


def test_twice_the_details_are_compared_in_twice_the_calls() -> None:
    def details(count: int, step: int) -> Details:
        names = [f"{n * step}課" for n in range(count)]
        return Details(
            responsibilities=tuple(map(Responsibility, names)),
            budget=tuple(money(f"{n}円", n * step) for n in range(count)),
            indicators=tuple(Indicator(f"指標{name}", values=(value("1", 1),)) for name in names),
        )

    costs = [calls(partial(changes, details(count, 2), details(count, 3))) for count in (200, 400)]
    assert costs[1] / costs[0] <= GROWTH * 2


# -- the report --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def editions() -> Editions:
    old, new = (_merged([pair[at] for pair in (SUMS, LEADS, TARGETS)]) for at in (0, 1))
    one, other = plan_of(old, 2025), plan_of(new, 2026)
    return succession(replace(one, details=SUMS[0]), replace(other, details=SUMS[1]))


def test_what_goes_on_in_its_words_with_other_details_is_reported_and_not_counted_as_unchanged(editions: Editions) -> None:
    assert text(editions, "ja") == (
        "旧版：計画\n新版：計画\n\n柱：新規 0、廃止 0、継続 1、改称 0、分割 0、統合 0\n"
        "施策：新規 0、廃止 0、継続 1（うち変更 1）、改称 0、分割 0、統合 0\n\n"
        "プラン全体\n  金額 84,000千円 → 90,000千円（+7 %）\n\n"
        "Ⅰ 地域の力を伸ばす  （変わらないもの 1）\n  変更  １ 学童保育の待ち時間の短縮\n"
        "      金額 84,000千円 → 90,000千円（+7 %）\n      主担当 こども課 → 福祉課\n      待機児童数：目標値 10人以下 → 5人以下\n"
    )
    assert text(editions, "en").split("\n")[-5:-1] == [
        "  changed  １ 学童保育の待ち時間の短縮",
        "      amount 84,000千円 → 90,000千円 (+7 %)",
        "      lead こども課 → 福祉課",
        "      待機児童数: target 10人以下 → 5人以下",
    ]


def test_what_moved_and_changed_is_counted_as_both() -> None:
    every = (succession(one.old, one.new) for one in map(pair, TESTS))
    editions, made = next((editions, made) for editions in every for made in editions.of(CONTINUED) if made.moved)
    both = replace(editions, successions=(replace(made, changes=(DetailChange(AMOUNT, "1円", "2円"),)),))
    assert any("1 of them moved, 1 of them changed" in reported for reported in counts(both, "en"))
    assert any("うち移動 1、変更 1" in reported for reported in counts(both, "ja"))


def test_markdown_lists_details_below_the_component_and_counts_them(editions: Editions) -> None:
    page = markdown(editions, "en")
    assert "| changed | 0 | 0 | 1 | 0 | 0 |" in page
    assert "## the plan as a whole\n\n- amount 84,000千円 → 90,000千円 (+7 %)\n" in page
    assert "the same words as in the older edition" in page
    assert "\n  - lead こども課 → 福祉課\n" in page


def test_nothing_in_a_detail_is_markup_in_markdown() -> None:
    one, other = plan_of(Details(tags=("a",))), plan_of(Details(tags=("<b>*c*|",)))
    assert "  - note — → \\<b\\>\\*c\\*\\|\n" in markdown(succession(one, other), "en")


def test_json_holds_every_change_with_what_is_known_of_it(editions: Editions) -> None:
    found = json.loads(json_text(editions))
    (amount, lead, target) = next(one["changes"] for one in found["successions"] if one["level"] == "measure")
    assert amount == {"aspect": "amount", "old": "84,000千円", "new": "90,000千円", "growth": 0.0714}
    assert lead == {"aspect": "responsible", "old": "こども課", "new": "福祉課", "concept": "lead"}
    assert target == {"aspect": "value", "old": "10人以下", "new": "5人以下", "of": "待機児童数", "concept": "target"}
    assert found["changes"] == [amount]


def test_details_alone_are_a_difference_and_break_nothing(editions: Editions) -> None:
    assert changed(editions, "any")
    assert not changed(editions, "breaking")
    assert not changed(editions, "none")
    same = succession(editions.old, editions.old)
    assert not changed(same, "any")
    assert changed(replace(same, changes=editions.changes), "any")


def test_a_renamed_component_has_its_details_compared_and_what_was_dropped_has_not() -> None:
    words = (WORDS[0], WORDS[1], "学童保育の待ち時間をなくす取組")
    editions = succession(plan_of(SUMS[0], 2025), plan_of(SUMS[1], 2026, words=words))
    (made,) = editions.of(RENAMED, level="measure")
    assert [change.aspect for change in made.changes] == [AMOUNT]
    gone = succession(plan_of(SUMS[0]), replace(plan_of(SUMS[1]), parts=()))
    assert not [made for made in gone.successions if made.changes]


def test_a_purpose_has_no_details() -> None:
    purpose = Purpose("purpose/a", "待ち時間をなくす。", Span(0, 2))
    one = replace(plan_of(Details()), details=Details(purposes=(purpose,)))
    (made,) = succession(one, one).of(CONTINUED, level="purpose")
    assert made.changes == ()


def test_concepts_are_called_as_their_schemes_call_them() -> None:
    schemes = Graph()
    for path in sorted((ROOT / "ontology" / "schemes").glob("*.ttl")):
        schemes.parse(path)
    tables = {"role": ROLE_NAMES, "value-kind": VALUE_NAMES, "budget-kind": BUDGET_NAMES, "funding-source": SOURCE_NAMES}
    for base, names in tables.items():
        namespace = Namespace(f"https://w3id.org/shisaku/{base}/")
        known = {str(one).removeprefix(namespace) for one in schemes.subjects(SKOS.prefLabel) if str(one).startswith(namespace)}
        assert known == set(names) - {"part"}
        for name in known:
            labels = {
                words.language: str(words)
                for words in schemes.objects(namespace[name], SKOS.prefLabel)
                if isinstance(words, Literal)
            }
            assert (labels["ja"], labels["en"]) == (names[name].verbatim("ja"), names[name].verbatim("en"))


# -- likeness ----------------------------------------------------------------------------------------------------------


def test_an_indicator_that_both_have_speaks_for_a_pair_and_is_reported_as_a_reason() -> None:
    names = (WORDS, (WORDS[0], WORDS[1], "子どもの居場所づくり"))
    with_, without = (
        Likeness(*sides(plan_of(details, words=names[0]), plan_of(details, words=names[1]), NO_LEXICON))
        for details in (measured(), Details())
    )
    measures = 1, 1
    assert with_.shares[measures] > without.shares[measures]
    editions = succession(plan_of(measured(), words=names[0]), plan_of(measured(), words=names[1]))
    reasons = [reason.message.verbatim("en") for made in editions.successions for reason in made.evidence]
    assert "prints the same sum, department or indicator: 待機児童数" in reasons
