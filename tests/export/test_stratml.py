"""StratML: what is written is as the standard has it, and reads back as the same components."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.stratml.standard import NAMESPACES, faults
from tests.yardstick.generator import KINDS, generate

from shisaku.cli import main
from shisaku.errors import InputError
from shisaku.export.stratml import stratml
from shisaku.model.details import (
    NO_DETAILS,
    BudgetFigure,
    Details,
    FiscalYear,
    Indicator,
    IndicatorValue,
    Kind,
    Passage,
    PrintedPeriod,
    Purpose,
    Reference,
    Responsibility,
    StatusReport,
    TargetGroup,
)
from shisaku.model.plan import Component, Measure, MeasureGroup, Pillar, Plan
from shisaku.model.printed_tree import tree_of
from shisaku.model.source import Description, Publisher, Source, Span
from shisaku.reading.opening import open_source, source_of_text
from shisaku.reading.reader import read
from shisaku.stratml.elements import ROOTS, Part

PARTS: tuple[Part, ...] = (1, 2)
NOWHERE = Span(0, 0)
GENERATED = [(kind, seed) for kind in sorted({*KINDS} - {"prose"}) for seed in (1, 2)]
"""Invented documents; in prose there is no component."""


@pytest.fixture(scope="module")
def overview() -> Plan:
    """The overview that the project is about."""
    return read(open_source(Path(__file__).parents[2] / "data/sources/soumu-2021/source.txt"))


def read_back(written: str) -> Plan:
    return read(source_of_text(written, "written.xml"))


def line(words: str) -> str:
    return " ".join(words.split())


def outline(plan: Plan) -> list[tuple[object, ...]]:
    """What is printed of each component, and of what it stands under."""
    own = {component.key: printed_facts(component) for component, _ in plan.walk()}
    return [(own[component.key], own.get(parent)) for component, parent in plan.walk()]


def printed_facts(component: Component) -> tuple[object, ...]:
    details = component.details
    return (
        type(component).__name__,
        line(component.label),
        component.printed,
        component.marks,
        component.restated,
        [line(name) for name in details.departments],
        [line(tag) for tag in details.tags],
        [line(purpose.text) for purpose in details.purposes],
        [line(passage.text) for passage in details.description if not passage.text.startswith("shisaku:")],
    )


def element(written: str, path: str) -> ElementTree.Element:
    found = ElementTree.fromstring(written).find("/".join(f"{{*}}{name}" for name in path.split("/")))
    assert found is not None
    return found


def leaves(parent: ElementTree.Element) -> list[tuple[str, str]]:
    """Names and words of the elements in it that hold words."""
    return [(one.tag.split("}")[1], one.text.strip()) for one in parent.iter() if one.text and one.text.strip()]


def paragraphs(parent: ElementTree.Element) -> list[str]:
    return (parent.findtext("{*}OtherInformation") or "").split("\n\n")


# -- the model of the standard -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("root", sorted(NAMESPACES))
def test_the_model_of_the_standard_reports_what_is_out_of_order_missing_unknown_or_twice(root: str) -> None:
    goal = "<Goal><Name>a</Name><Description/>{}</Goal>"
    kind = ' Type="Strategic_Plan"' if root == ROOTS[2] else ""
    document = f'<{root} xmlns="{NAMESPACES[root]}"{kind}><Name>a</Name><StrategicPlanCore>{{}}</StrategicPlanCore></{root}>'
    assert faults(document.format(goal.format(""))) == []
    broken = (
        "<Initiative/>", "<SequenceIndicator/><Identifier>a</Identifier>", "<Identifier>1</Identifier>", "words",
        '<Stakeholder StakeholderTypeType="Robot"><Name/></Stakeholder>',
    )  # fmt: skip
    assert all(faults(document.format(goal.format(one))) for one in broken)
    assert faults(document.format(""))
    assert faults(document.format(goal.format("<Identifier>a</Identifier>") * 2)) == ["a"]
    assert faults(document.replace(NAMESPACES[root], "urn:other").format(goal.format("")))


# -- plans as they are read --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", PARTS)
def test_the_real_plan_is_written_as_the_standard_has_it_and_reads_back(overview: Plan, part: Part) -> None:
    written = stratml(overview, part)
    assert faults(written) == []
    again = read_back(written)
    assert outline(again) == outline(overview)
    assert [(entry.symbol, entry.meaning) for entry in again.legend] == [
        (entry.symbol, entry.meaning) for entry in overview.legend
    ]
    assert (again.title, again.edition, len(again.identifications)) == (
        overview.title,
        overview.edition,
        len(overview.identifications),
    )


def test_components_bear_their_keys_where_the_document_gives_no_identifiers(overview: Plan) -> None:
    root = ElementTree.fromstring(stratml(overview))
    named = [one.findtext("{*}Identifier") for kind in ("Goal", "Objective") for one in root.iterfind(f".//{{*}}{kind}")]
    assert sorted(str(one) for one in named) == sorted(component.key.replace("/", ".") for component, _ in overview.walk())


@pytest.mark.parametrize(("kind", "seed"), GENERATED)
def test_documents_of_every_kind_are_written_as_the_standard_has_it_and_read_back(kind: str, seed: int) -> None:
    description = Description("invented", publishers=(Publisher("架空省 & 庁"),), year=2031, url="https://example.org/a?b=1&c=2")
    plan = read(Source(generate(kind, seed).text, "invented.txt", description, "", "utf-8"))
    for part in PARTS:
        written = stratml(plan, part)
        assert faults(written) == []
        again = read_back(written)
        assert outline(again) == outline(plan)
        described = again.source.description
        assert (described.publishers, described.year, described.url) == (description.publishers, 2031, description.url)


def test_a_tree_is_written_with_what_it_has(overview: Plan) -> None:
    written = stratml(tree_of(overview))
    assert faults(written) == []
    again = read_back(written)
    assert [(c.label, c.printed, c.marks, c.restated) for c, _ in again.walk()] == [
        (line(c.label), c.printed, c.marks, c.restated) for c, _ in overview.walk()
    ]


# -- details -----------------------------------------------------------------------------------------------------------

INDICATOR = Indicator(
    label="待機児童数",
    unit="人",
    kind="outcome",
    direction="decrease",
    cumulative=False,
    quantitative=True,
    values=(
        IndicatorValue("48人（R5）", None, "baseline", Decimal(48), when=FiscalYear("jp", 2023)),
        IndicatorValue(
            "10人以下", None, "target", Decimal(10), "at-most", when=PrintedPeriod("令和８年度末", None, "", "2027-03-31")
        ),
    ),
)
DETAILS = Details(
    purposes=(Purpose("", "すべての子どもを受け入れる。", NOWHERE),),
    description=(Passage("申込みが増えている。", NOWHERE, "situation"), Passage("保育所を建てる。", NOWHERE)),
    kind=Kind("commitment", "約束"),
    tags=("新規",),
    responsibilities=(Responsibility("こども課", role="lead"), Responsibility("総務課", role="support")),
    target_groups=(TargetGroup("子育て世帯"),),
    deadlines=(PrintedPeriod("令和８年度末まで", None, "", "2027-03-31", "fiscal-year"),),
    indicators=(INDICATOR,),
    budget=(BudgetFigure("5,400 億円", amount=Decimal(540_000_000_000)),),
    statuses=(StatusReport("やや遅れ", status="delayed"),),
    references=(Reference("SDGs 4"),),
)


def plan_with(details: Details, of_pillar: Details = NO_DETAILS) -> Plan:
    measure = Measure("measure/1", 1, "１", "保育所の増設", NOWHERE, details=details)
    top = Pillar("pillar/1", 1, "Ⅰ", "こども", NOWHERE, (measure,), of_pillar)
    return Plan(Source("", "", Description("invented"), "", "utf-8"), "こどもプラン", None, None, (), (top,), (), ())


def test_indicators_have_elements_in_part_2_and_a_remark_in_part_1() -> None:
    written = stratml(plan_with(DETAILS), 2, lambda year: (f"{year.year}-04-01", f"{year.year + 1}-03-31"))
    assert faults(written) == []
    one = element(written, "StrategicPlanCore/Goal/Objective/PerformanceIndicator")
    assert one.attrib == {"ValueChainStage": "Outcome", "PerformanceIndicatorType": "Quantitative"}
    assert leaves(one) == [
        ("MeasurementDimension", "待機児童数"),
        ("UnitOfMeasurement", "人"),
        ("StartDate", "2023-04-01"),
        ("EndDate", "2024-03-31"),
        ("NumberOfUnits", "48"),
        ("DescriptorName", "shisaku:valueKind"),
        ("DescriptorValue", "baseline"),
        ("Description", "48人（R5）"),
        ("EndDate", "2027-03-31"),
        ("NumberOfUnits", "10"),
        ("Description", "10人以下"),
        ("OtherInformation", "shisaku:desiredDirection decrease\n\nshisaku:cumulative false"),
    ]
    (indicator,) = read_back(written).measures[0].details.indicators
    assert (indicator.label, indicator.direction, indicator.cumulative) == ("待機児童数", "decrease", False)
    assert [(value.kind, value.number) for value in indicator.values] == [("baseline", Decimal(48)), ("target", Decimal(10))]
    first = element(stratml(plan_with(DETAILS), 1), "StrategicPlanCore/Goal/Objective")
    assert "shisaku:hasIndicator 待機児童数 (人): baseline 48人（R5）; target 10人以下" in paragraphs(first)


def test_fiscal_years_have_no_days_where_nobody_knows_them() -> None:
    assert (
        leaves(element(stratml(plan_with(DETAILS), 2), "StrategicPlanCore/Goal/Objective/PerformanceIndicator"))[2][0]
        == "NumberOfUnits"
    )


def test_roles_are_written_and_read_back() -> None:
    written = stratml(plan_with(DETAILS), 2)
    found = ElementTree.fromstring(written).findall(".//{*}Objective/{*}Stakeholder")
    assert [leaves(one) for one in found] == [
        [("Name", "こども課"), ("Name", "lead"), ("RoleType", "Performer")],
        [("Name", "総務課"), ("Name", "support"), ("RoleType", "Performer")],
        [("Name", "子育て世帯"), ("RoleType", "Beneficiary")],
    ]
    details = read_back(written).measures[0].details
    assert [(one.printed, one.role) for one in details.responsibilities] == [("こども課", "lead"), ("総務課", "support")]
    assert [one.printed for one in details.target_groups] == ["子育て世帯"]


@pytest.mark.parametrize("part", PARTS)
def test_what_there_is_no_element_for_is_a_remark_and_reads_back_as_printed(part: Part) -> None:
    written = stratml(plan_with(DETAILS), part)
    assert faults(written) == []
    objective = element(written, "StrategicPlanCore/Goal/Objective")
    assert objective.findtext("{*}Description") == "すべての子どもを受け入れる。"
    assert paragraphs(objective)[:2] == ["shisaku:situation 申込みが増えている。", "保育所を建てる。"]
    assert "shisaku:hasBudgetFigure 5,400 億円" in paragraphs(objective)
    details = read_back(written).measures[0].details
    assert [(passage.kind, passage.text) for passage in details.description][:2] == [
        ("situation", "申込みが増えている。"),
        ("", "保育所を建てる。"),
    ]
    assert (details.kind, details.tags) == (DETAILS.kind, DETAILS.tags)
    printed: tuple[Callable[[Details], list[str]], ...] = (
        lambda of: [one.printed for one in of.deadlines],
        lambda of: [one.printed for one in of.statuses],
        lambda of: [one.printed for one in of.references],
    )
    assert [words(details) for words in printed] == [words(DETAILS) for words in printed]


def test_the_indicators_of_a_heading_are_in_an_objective_without_words() -> None:
    written = stratml(plan_with(NO_DETAILS, Details(indicators=(INDICATOR,))), 2)
    assert faults(written) == []
    assert leaves(element(written, "StrategicPlanCore/Goal/Objective"))[0] == ("Identifier", "pillar.1.indicators")
    (pillar,) = read_back(written).pillars
    assert [indicator.label for indicator in pillar.details.indicators] == ["待機児童数"]


@pytest.mark.parametrize(
    ("plan_kind", "values", "expected"),
    [
        ("progress-report", (), "Performance_Report"),
        ("comprehensive-strategy", (), "Strategic_Plan"),
        ("", (), "Strategic_Plan"),
        ("", ("target",), "Performance_Plan"),
        ("", ("target", "result"), "Performance_Report"),
    ],
)
def test_the_type_is_that_of_the_plan_else_what_its_values_are(plan_kind: str, values: tuple[str, ...], expected: str) -> None:
    indicators = (Indicator("数", values=tuple(IndicatorValue("1", None, kind) for kind in values)),) if values else ()
    plan = plan_with(Details(indicators=indicators))
    described = Description("invented", plan_kind=plan_kind or None)
    made = Plan(Source("", "", described, "", "utf-8"), plan.title, None, None, (), plan.parts, (), ())
    assert ElementTree.fromstring(stratml(made, 2)).attrib == {"Type": expected}


def test_numbers_are_generated_where_the_printed_ones_do_not_show_the_hierarchy() -> None:
    inner = Measure("measure/1", 1, "", "内", NOWHERE)
    group = MeasureGroup("group/1", 1, "外", NOWHERE, (inner,), printed="(1)")
    top = Pillar("pillar/1", 1, "Ⅰ", "上", NOWHERE, (group,))
    plan = Plan(Source("", "", Description("invented"), "", "utf-8"), "題", None, None, (), (top,), (), ())
    written = stratml(plan)
    root = ElementTree.fromstring(written)
    assert [one.text for one in root.iter(f"{{{NAMESPACES['StrategicPlan']}}}SequenceIndicator")] == ["1", "1.1", "1.1.1"]
    assert outline(read_back(written)) == outline(plan)


def test_what_xml_cannot_carry_is_replaced() -> None:
    measure = Measure("measure/1", 1, "１", "保育\x00所\x0b", NOWHERE)
    top = Pillar("pillar/1", 1, "Ⅰ", "こども\r", NOWHERE, (measure,))
    plan = Plan(Source("", "", Description("invented"), "", "utf-8"), "題", None, None, (), (top,), (), ())
    written = stratml(plan)
    assert faults(written) == []
    assert [component.label for component, _ in read_back(written).walk()] == ["こども", "保育\ufffd所"]


def test_a_plan_without_a_component_cannot_be_written() -> None:
    plan = read(source_of_text("散文だけの文書である。\n", "empty.txt"))
    with pytest.raises(InputError, match="goal"):
        stratml(plan)


def test_shisaku_export_writes_it(project: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "soumu-2021", "-f", "stratml"]) == 0
    assert read_back(capsys.readouterr().out).title == "デジタル変革を通じた新しい地域と社会の構築"
