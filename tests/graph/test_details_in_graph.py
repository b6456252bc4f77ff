"""Details in the graph: each a resource with its words, their place and their time; the same words of one element are one resource."""

from dataclasses import replace
from decimal import Decimal

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, PROV, RDF, RDFS, XSD
from rdflib.term import Node

from shisaku.graph.mapping import to_graph
from shisaku.graph.vocabulary import Vocabulary
from shisaku.model.details import (
    LAST_YEAR,
    BudgetFigure,
    Details,
    FiscalYear,
    Indicator,
    IndicatorValue,
    Kind,
    Passage,
    PrintedPeriod,
    Reference,
    RelativeYear,
    Responsibility,
    StatusReport,
    TargetGroup,
)
from shisaku.model.plan import Measure, Plan
from shisaku.model.source import Description, Source, Span
from shisaku.rdf.namespaces import SHISAKU, PlanIris, concept

BASE = "https://data.example.org/plans/"
IRIS = PlanIris(BASE, "mori", "0123abcd", "ababab12")
MEASURE = URIRef(BASE + "mori/measure/1")
TEXT = "森のまちの計画\n１ 木の遊び場\n対象 子育て世帯 担当 みどり課 令和８年度末まで 12,000千円 うち国庫 5,000千円 やや遅れ SDGs 11\n"
YEAR_2034 = "https://w3id.org/shisaku/fiscal-year/jp/2034"


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def graph_of(details: Details, year: int | None = 2034, plan_details: Details | None = None) -> Graph:
    measure = Measure("measure/1", 1, "１", "木の遊び場", at("１ 木の遊び場"), details=details)
    source = Source(TEXT, "mori.txt", Description("mori", year=year), "ab" * 32, "utf-8")
    plan = Plan(source, "森のまちの計画", at("森のまちの計画"), None, (), (measure,), (), (), details=plan_details or Details())
    return to_graph(plan, IRIS, Vocabulary.of(Graph()), URIRef("https://example.org/9")).asserted


def only(graph: Graph, relation: str, subject: Node = MEASURE) -> Node:
    (found,) = graph.objects(subject, SHISAKU[relation])
    return found


def stated(graph: Graph, node: Node, *leave_out: URIRef) -> set[tuple[Node, Node]]:
    return {(p, o) for p, o in graph.predicate_objects(node) if p not in leave_out}


def place(words: str) -> URIRef:
    span = at(words)
    return IRIS.span(span)


def ja(words: str) -> Literal:
    return Literal(words, lang="ja")


def day(text: str) -> Literal:
    return Literal(text, datatype=XSD.date)


def test_who_is_in_charge_has_a_role_and_a_name_as_printed_and_stays_a_shortcut() -> None:
    graph = graph_of(Details(responsibilities=(Responsibility("みどり課", at("みどり課"), "lead"),)))
    assert stated(graph, only(graph, "hasResponsibility")) == {
        (RDF.type, SHISAKU.Responsibility),
        (SHISAKU.printedForm, ja("みどり課")),
        (SHISAKU.quotedFrom, place("みどり課")),
        (SHISAKU.responsibilityRole, concept("role", "lead")),
    }
    assert only(graph, "department") == ja("みどり課")


def test_somebody_whom_a_person_knows_is_an_agent() -> None:
    graph = graph_of(Details(responsibilities=(Responsibility("みどり課", agent="https://example.org/org/midori"),)))
    agent = only(graph, "responsibleParty", only(graph, "hasResponsibility"))
    assert stated(graph, agent) == {(RDF.type, PROV.Agent), (RDFS.label, ja("みどり課"))}


def test_two_roles_of_one_unit_are_two_responsibilities() -> None:
    both = tuple(Responsibility("みどり課", at("みどり課"), role) for role in ("lead", "support"))
    assert len(set(graph_of(Details(responsibilities=both)).objects(MEASURE, SHISAKU.hasResponsibility))) == 2


def test_a_sum_has_its_currency_kind_source_and_year_and_what_it_is_made_up_of_hangs_below_it() -> None:
    share = BudgetFigure("5,000千円", at("5,000千円"), Decimal(5_000_000), funding_source="national-grant")
    whole = BudgetFigure("12,000千円", at("12,000千円"), Decimal(12_000_000), kind="initial", account="一般会計", parts=(share,))
    graph = graph_of(Details(budget=(whole,)))
    figure = only(graph, "hasBudgetFigure")
    part = only(graph, "hasBreakdown", figure)
    assert stated(graph, figure) == {
        (RDF.type, SHISAKU.BudgetFigure),
        (SHISAKU.printedForm, ja("12,000千円")),
        (SHISAKU.quotedFrom, place("12,000千円")),
        (SHISAKU.amount, Literal("12000000", datatype=XSD.decimal)),
        (SHISAKU.currency, Literal("JPY")),
        (SHISAKU.budgetKind, concept("budget-kind", "initial")),
        (SHISAKU.account, ja("一般会計")),
        (SHISAKU.forPeriod, URIRef(YEAR_2034)),
        (SHISAKU.hasBreakdown, part),
    }
    assert (SHISAKU.fundingSource, concept("funding-source", "national-grant")) in stated(graph, part)
    assert set(graph.objects(MEASURE, SHISAKU.budgetAmount)) == {Literal(12_000_000)}


def test_last_years_sum_is_for_the_year_before_and_no_shortcut() -> None:
    graph = graph_of(Details(budget=(BudgetFigure("9,000千円", None, Decimal(9_000_000), when=LAST_YEAR),)))
    assert only(graph, "forPeriod", only(graph, "hasBudgetFigure")) == URIRef("https://w3id.org/shisaku/fiscal-year/jp/2033")
    assert list(graph.objects(MEASURE, SHISAKU.budgetAmount)) == []


@pytest.mark.parametrize(("years", "name"), [(-1, "period/year-1"), (2, "period/year+2")])
def test_where_the_year_of_the_plan_is_not_known_another_is_named_by_its_distance(years: int, name: str) -> None:
    graph = graph_of(Details(budget=(BudgetFigure("9千円", None, Decimal(9_000), when=RelativeYear(years)),)), year=None)
    period = only(graph, "forPeriod", only(graph, "hasBudgetFigure"))
    assert str(period) == f"{BASE}mori/{name}"
    assert not {DCAT.startDate, DCAT.endDate} & set(graph.predicates(period))


def test_a_sum_without_an_amount_has_its_words_alone() -> None:
    graph = graph_of(Details(budget=(BudgetFigure("事項要求", None, None),)), year=None)
    assert stated(graph, only(graph, "hasBudgetFigure")) == {
        (RDF.type, SHISAKU.BudgetFigure),
        (SHISAKU.printedForm, ja("事項要求")),
    }


@pytest.mark.parametrize(
    ("amount", "currency", "written", "shortcut"),
    [("1.50", "EUR", "1.5", set()), ("0.5", "JPY", "0.5", set()), ("-1200000", "JPY", "-1200000", {Literal(-1_200_000)}),
     ("1E+3", "JPY", "1000", {Literal(1000)})],
)  # fmt: skip
def test_amounts_are_plain_decimals_and_only_whole_yen_are_a_shortcut(
    amount: str, currency: str, written: str, shortcut: set[Literal]
) -> None:
    graph = graph_of(Details(budget=(BudgetFigure("x", None, Decimal(amount), currency, approximate=True),)))
    figure = only(graph, "hasBudgetFigure")
    assert str(only(graph, "amount", figure)) == written
    assert only(graph, "approximate", figure) == Literal("true", datatype=XSD.boolean)
    assert set(graph.objects(MEASURE, SHISAKU.budgetAmount)) == shortcut


def test_an_indicator_has_values_each_with_kind_number_and_time() -> None:
    values = (
        IndicatorValue("48人（R5）", None, "baseline", Decimal(48), when=FiscalYear("jp", 2023)),
        IndicatorValue("10人以下", None, "target", Decimal(10), "at-most", when=PrintedPeriod("令和11年末", end="2029-12-31")),
        IndicatorValue("おおむね半減", None, "forecast", approximate=True),
    )
    indicator = Indicator("待機児童数", None, "人", "outcome", "decrease", False, values)
    graph = graph_of(Details(indicators=(indicator,)))
    node = only(graph, "hasIndicator")
    assert stated(graph, node, SHISAKU.hasValue) == {
        (RDF.type, SHISAKU.Indicator),
        (SHISAKU.printedForm, ja("待機児童数")),
        (RDFS.label, ja("待機児童数")),
        (SHISAKU.unit, ja("人")),
        (SHISAKU.indicatorKind, concept("indicator-kind", "outcome")),
        (SHISAKU.desiredDirection, concept("direction", "decrease")),
        (SHISAKU.cumulative, Literal("false", datatype=XSD.boolean)),
    }
    found = {str(only(graph, "printedForm", value)): value for value in graph.objects(node, SHISAKU.hasValue)}
    assert stated(graph, found["48人（R5）"]) == {
        (RDF.type, SHISAKU.IndicatorValue),
        (SHISAKU.printedForm, ja("48人（R5）")),
        (SHISAKU.valueKind, concept("value-kind", "baseline")),
        (SHISAKU.numericValue, Literal("48", datatype=XSD.decimal)),
        (SHISAKU.forPeriod, URIRef("https://w3id.org/shisaku/fiscal-year/jp/2023")),
    }
    assert (SHISAKU.comparator, concept("comparator", "at-most")) in stated(graph, found["10人以下"])
    period = only(graph, "forPeriod", found["10人以下"])
    assert stated(graph, period) == {
        (RDF.type, SHISAKU.Period),
        (RDFS.label, ja("令和11年末")),
        (DCAT.endDate, day("2029-12-31")),
    }
    assert SHISAKU.numericValue not in set(graph.predicates(found["おおむね半減"]))


def test_a_deadline_and_a_period_have_days_and_say_how_fine_they_are_printed() -> None:
    deadline = PrintedPeriod("令和８年度末まで", at("令和８年度末まで"), end="2027-03-31", precision="fiscal-year")
    period = PrintedPeriod("令和７年から令和８年まで", None, "2025-01-01", "2026-12-31", "year")
    graph = graph_of(Details(deadlines=(deadline,), periods=(period,)))
    assert stated(graph, only(graph, "hasDeadline")) == {
        (RDF.type, SHISAKU.PrintedPeriod),
        (SHISAKU.printedForm, ja("令和８年度末まで")),
        (SHISAKU.quotedFrom, place("令和８年度末まで")),
        (DCAT.endDate, day("2027-03-31")),
        (SHISAKU.datePrecision, concept("precision", "fiscal-year")),
    }
    assert {(DCAT.startDate, day("2025-01-01")), (DCAT.endDate, day("2026-12-31"))} < stated(graph, only(graph, "hasPeriod"))


def test_a_components_period_with_a_last_day_is_its_deadline_where_no_other_is_printed() -> None:
    period = PrintedPeriod("2025-2026", None, "2025-01-01", "2026-12-31", "year")
    graph = graph_of(
        Details(periods=(period, PrintedPeriod("since 2025", None, "2025-01-01"))), plan_details=Details(periods=(period,))
    )
    due = only(graph, "hasDeadline")
    assert {(SHISAKU.printedForm, ja("2025-2026")), (DCAT.endDate, day("2026-12-31"))} < stated(graph, due)
    assert due in set(graph.objects(MEASURE, SHISAKU.hasPeriod))
    assert not list(graph.objects(IRIS.plan, SHISAKU.hasDeadline))
    both = graph_of(Details(periods=(period,), deadlines=(PrintedPeriod("March 2026", None, end="2026-03-31"),)))
    assert only(both, "hasDeadline") != only(both, "hasPeriod")


def test_a_status_a_reference_and_a_target_group_keep_their_words() -> None:
    details = Details(
        statuses=(StatusReport("やや遅れ", at("やや遅れ"), "delayed", FiscalYear("jp", 2034)),),
        references=(Reference("SDGs 11", at("SDGs 11"), "contributes-to", "http://metadata.un.org/sdg/11"),),
        target_groups=(TargetGroup("子育て世帯", at("子育て世帯")),),
    )
    graph = graph_of(details)
    assert stated(graph, only(graph, "hasStatusReport")) == {
        (RDF.type, SHISAKU.StatusReport),
        (SHISAKU.printedForm, ja("やや遅れ")),
        (SHISAKU.quotedFrom, place("やや遅れ")),
        (SHISAKU.status, concept("status", "delayed")),
        (SHISAKU.forPeriod, URIRef(YEAR_2034)),
    }
    assert {
        (SHISAKU.referenceKind, concept("reference-kind", "contributes-to")),
        (SHISAKU.refersTo, URIRef("http://metadata.un.org/sdg/11")),
        (SHISAKU.printedForm, ja("SDGs 11")),
    } < stated(graph, only(graph, "hasReference"))
    assert (SHISAKU.printedForm, ja("子育て世帯")) in stated(graph, only(graph, "hasTargetGroup"))


@pytest.mark.parametrize(
    ("written", "subject"),
    [("nara/measure/3", f"{BASE}nara/measure/3"), ("https://example.org/plan#m3", "https://example.org/plan#m3")],
)
def test_a_progress_report_has_the_status_of_another_plans_component(written: str, subject: str) -> None:
    graph = graph_of(Details(statuses=(StatusReport("順調", None, "on-track", reports_on=written),)))
    report = only(graph, "hasStatusReport", URIRef(subject))
    assert only(graph, "reportsOn", report) == URIRef(subject)


def test_the_kind_is_a_concept_with_the_printed_word_and_may_be_anothers() -> None:
    graph = graph_of(Details(kind=Kind("goal", "基本目標")), plan_details=Details(periods=(PrintedPeriod("５年間"),)))
    assert only(graph, "componentKind") == concept("kind", "goal") == URIRef("https://w3id.org/shisaku/kind/goal")
    assert only(graph, "printedKind") == ja("基本目標")
    assert (RDF.type, SHISAKU.PrintedPeriod) in stated(graph, only(graph, "hasPeriod", IRIS.plan))
    assert concept("kind", "https://example.org/kinds/axe") == URIRef("https://example.org/kinds/axe")
    assert concept("kind", "") is None


def test_paragraphs_are_resources_in_their_order_and_their_words_a_shortcut() -> None:
    first = Passage("対象 子育て世帯", at("対象 子育て世帯"), "situation", "description/aa")
    second = Passage("担当 みどり課", at("担当 みどり課"), key="description/bb")
    graph = graph_of(Details(description=(first, second)))
    assert set(graph.objects(MEASURE, SHISAKU.hasDescription)) == {IRIS.of("description/aa"), IRIS.of("description/bb")}
    assert stated(graph, IRIS.of("description/aa")) == {
        (RDF.type, SHISAKU.Description),
        (SHISAKU.text, ja("対象 子育て世帯")),
        (SHISAKU.ordinal, Literal("1", datatype=XSD.positiveInteger)),
        (SHISAKU.passageKind, concept("passage-kind", "situation")),
        (SHISAKU.quotedFrom, place("対象 子育て世帯")),
    }
    assert set(graph.objects(MEASURE, SHISAKU.description)) == {ja("対象 子育て世帯"), ja("担当 みどり課")}


def test_lines_that_print_details_alone_are_places_of_the_component() -> None:
    line = at("対象 子育て世帯")
    assert IRIS.span(line) in set(graph_of(Details(lines=(line,))).objects(MEASURE, SHISAKU.quotedFrom))


def test_one_detail_more_changes_no_name_of_the_others() -> None:
    few = Details(budget=(BudgetFigure("9千円", None, Decimal(9_000)),))
    more = replace(few, budget=(BudgetFigure("8千円", None, Decimal(8_000), kind="supplementary"), *few.budget))
    one, other = (set(graph_of(details).objects(MEASURE, SHISAKU.hasBudgetFigure)) for details in (few, more))
    assert one < other
