"""What a StratML document becomes: which element which value, with its place."""

from decimal import Decimal
from pathlib import Path

import pytest

from shisaku.model.details import Kind, PrintedPeriod
from shisaku.model.findings import Severity
from shisaku.model.plan import Measure, Pillar, Plan
from shisaku.model.source import Contact
from shisaku.reading.opening import open_source, source_of_text
from shisaku.reading.reader import read
from shisaku.stratml.sequence import LEVELS

DOCUMENTS = Path(__file__).parent / "documents"


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Part 1."""
    return read(open_source(DOCUMENTS / "part1.xml"))


@pytest.fixture(scope="module")
def report() -> Plan:
    """Part 2."""
    return read(open_source(DOCUMENTS / "part2.xml"))


def of(core: str, outside: str = "", part: int = 1) -> Plan:
    root = "StrategicPlan" if part == 1 else "PerformancePlanOrReport"
    document = f"<{root}><Name>n</Name><StrategicPlanCore>{core}</StrategicPlanCore>{outside}</{root}>"
    return read(source_of_text(document, "some.xml"))


def goal(*objectives: str) -> str:
    return f"<Goal><Name>g</Name><Description>d</Description>{''.join(objectives)}</Goal>"


def objective(name: str, number: str = "", inner: str = "") -> str:
    return f"<Objective><Name>{name}</Name><SequenceIndicator>{number}</SequenceIndicator>{inner}</Objective>"


def outline(plan: Plan) -> list[tuple[str, str, str]]:
    """Class, number and label of each component, a blank a level."""
    depth = {"": -1}
    found = []
    for component, parent in plan.walk():
        depth[component.key] = depth[parent] + 1
        found.append((" " * depth[component.key] + type(component).__name__, component.printed, component.label))
    return found


def test_goals_and_objectives_are_components_by_their_numbers(plan: Plan) -> None:
    assert outline(plan) == [
        ("Pillar", "A", "Homes"),
        (" Measure", "A.1", "Roofs"),
        ("  Initiative", "A.1.1", "Slate"),
        (" Measure", "A.2", "Let the sail loft to apprentices."),
        ("Measure", "", "Ferry"),  # its goal has no words
    ]
    (placed,) = plan.placements
    assert (plan.find(placed.component), plan.find(placed.parent)) == (plan.initiatives[0], plan.measures[0])
    assert [plan.source.quote(reason.span) for reason in placed.evidence if reason.span] == ["A.1.1"]


def test_labels_are_printed_where_their_spans_say(plan: Plan) -> None:
    assert [plan.source.quote(component.span) for component, _ in plan.walk()] == [c.label for c, _ in plan.walk()]
    assert plan.title_span is not None
    assert plan.source.quote(plan.title_span) == plan.title == "Harbour Quarter Plan"


def test_descriptions_are_purposes_and_other_information_is_prose(plan: Plan) -> None:
    homes = plan.pillars[0].details
    assert [purpose.text for purpose in homes.purposes] == ["Keep the old houses lived in."]
    assert [(passage.kind, passage.text) for passage in homes.description] == [("", "Every second house is empty in winter.")]
    assert (homes.kind, homes.identifiers) == (Kind("goal", "Goal"), ("_homes",))
    assert [(passage.kind, passage.text) for passage in plan.details.description] == [
        ("outline", "What the quarter wants to be in ten years."),
        ("outline", "It was written by those who live & work there."),
        ("", "Adopted without a vote against it."),
    ]


def test_what_is_called_by_its_description_has_it_as_purpose_and_claims_it_once(plan: Plan) -> None:
    loft = plan.measures[1]
    assert [(purpose.text, purpose.span) for purpose in loft.details.purposes] == [(loft.label, loft.span)]
    assert plan.claimed().count(loft.span) == 1


def test_vision_mission_and_values_are_purposes_of_the_plan(plan: Plan) -> None:
    assert [(p.kind, p.name, p.text, p.identifier) for p in plan.details.purposes] == [
        ("vision", "", "A quay that nobody has to leave.", "_vision"),
        ("mission", "", "To keep homes near the water.", "_mission"),
        ("value", "Patience", "Patience", ""),
        ("value", "Candour", "We say what things cost.", ""),
        ("value", "", "Nobody is asked twice.", ""),
    ]


def test_organizations_are_whose_plan_it_is_and_publish_it(plan: Plan) -> None:
    council, port = plan.organizations
    assert (council.name, council.acronym, council.details.identifiers) == ("Harbour Quarter Council", "HQC", ("_council",))
    assert [passage.text for passage in council.details.description] == ["Elected by all households."]
    (fishers,) = council.details.responsibilities
    assert (fishers.printed, fishers.role, fishers.stakeholder.kind) == ("Fishers", "", "group")
    assert (port.name, port.details.responsibilities) == ("Port Authority", ())
    assert [publisher.name for publisher in plan.source.description.publishers] == [council.name, port.name]


def test_administrative_information_is_said_of_the_document(plan: Plan, report: Plan) -> None:
    (period,) = plan.details.periods
    assert (period.start, period.end, period.precision) == ("2031-04-01", "2041-03-31", "day")
    assert period.span is not None
    assert plan.source.quote(period.span).split() == period.printed.split() == ["2031-04-01", "2041-03-31"]
    described = plan.source.description
    assert (described.issued, described.url, described.plan_kind) == (
        "2031-02-14",
        "https://example.org/harbour?y=2031&l=en",
        "strategy",
    )
    assert described.language == "en"
    assert described.submitter == Contact("Ada", "Quay", "", "ada@example.org")
    assert (report.details.identifiers, report.source.description.plan_kind) == (("_report",), "progress-report")


def test_source_toml_goes_before_what_the_file_says(tmp_path: Path) -> None:
    (tmp_path / "plan.xml").write_bytes((DOCUMENTS / "part1.xml").read_bytes())
    (tmp_path / "plan.toml").write_text('id = "harbour"\nurl = "https://example.org/elsewhere"\n', encoding="utf-8")
    described = read(open_source(tmp_path / "plan.xml")).source.description
    assert (described.id, described.url, described.issued) == ("harbour", "https://example.org/elsewhere", "2031-02-14")


def test_roles_show_who_performs_and_who_benefits(report: Plan) -> None:
    council = report.organizations[0].details
    assert [(one.printed, one.role, one.stakeholder.role) for one in council.responsibilities] == [
        ("Sail Loft", "performer", "Landlord"),
        ("Sail Loft", "", "Neighbour"),
    ]
    assert [(one.printed, one.stakeholder.role) for one in council.target_groups] == [("Sail Loft", "Tenant")]
    assert [passage.text for passage in council.responsibilities[0].stakeholder.role_description] == ["Lets the rooms."]
    roofs = report.measures[0].details
    assert ([r.printed for r in roofs.responsibilities], [t.printed for t in roofs.target_groups]) == (["Ada Quay"], ["Ada Quay"])


def test_a_role_called_lead_is_that_role() -> None:
    role = "<Role><Name>Lead</Name><RoleType>Performer</RoleType></Role>"
    (one,) = of(goal(f"<Objective><Name>o</Name><Stakeholder><Name>s</Name>{role}</Stakeholder></Objective>"), part=2).measures
    assert [(who.role, who.stakeholder.role) for who in one.details.responsibilities] == [("lead", "Lead")]


def test_indicators_have_their_values_with_kind_number_and_time(report: Plan) -> None:
    (indicator,) = report.pillars[0].details.indicators
    assert (indicator.label, indicator.unit, indicator.kind, indicator.quantitative) == (
        "Houses lived in",
        "houses",
        "outcome",
        True,
    )
    assert [(v.kind, v.number, v.printed, v.measurement) for v in indicator.values] == [
        ("target", Decimal(1200), "1200", 1),
        ("result", Decimal("1187.5"), "1187.5", 1),
        ("target", Decimal(1300), "1300", 2),
    ]
    whens = [value.when for value in indicator.values]
    assert [(when.start, when.end) for when in whens if isinstance(when, PrintedPeriod)] == [
        ("2032-04-01", "2033-03-31"),
        ("", "2033-03-31"),
    ]
    assert [passage.text for value in indicator.values for passage in value.description] == ["By the end of the plan."]


def test_the_indicators_of_an_objective_without_words_are_those_of_its_goal(report: Plan) -> None:
    assert [measure.label for measure in report.measures] == ["Roofs"]
    assert report.pillars[0].details.identifiers == ("_homes", "_homes_measured")


def test_an_indicator_without_a_name_is_called_by_its_target(report: Plan) -> None:
    (indicator,) = report.measures[0].details.indicators
    target, result = indicator.values
    assert (indicator.label, indicator.span) == (target.printed, target.span) == ("No complaint in winter.", target.span)
    assert (indicator.printed_number, indicator.kind, indicator.quantitative) == ("i", "input-processing", False)
    assert (result.printed, result.number, result.descriptor, result.rating) == ("Good", None, "Condition", "Good")


def test_relationships_are_references_of_the_indicator(report: Plan) -> None:
    (reference,) = report.measures[0].details.indicators[0].references
    assert (reference.kind, reference.identifier, reference.referents) == ("narrower-than", "_towards", ("_lived_in", "_homes"))
    assert (reference.printed, [p.text for p in reference.description]) == (
        "Part of what keeps houses lived in",
        ["Dry houses are lived in."],
    )


def test_empty_elements_of_a_form_are_page_artefacts(plan: Plan, report: Plan) -> None:
    assert [plan.source.quote(span) for span in plan.furniture] == ["_left_open", "A.3"]
    assert [report.source.quote(span) for span in report.furniture] == ["Performer", "_to_be_named"]
    assert plan.findings == report.findings == ()


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (("1", "2"), [" Measure", " Measure"]),
        (("1", "1.1", "2"), [" Measure", "  Initiative", " Measure"]),
        (("1", "1.1", "1.1.1", "2"), [" MeasureGroup", "  Measure", "   Initiative", " MeasureGroup"]),
        (("1", "1.1", "1.1.1", "1.1.1.1"), [" MeasureGroup", "  MeasureGroup", "   Measure", "    Initiative"]),
        (("1", "2", "1.1"), [" Measure", " Measure", " Measure"]),  # to nest the last would change the order
        (("Objective 1", "Objective 1.1."), [" Measure", "  Initiative"]),
        (("1-2", "1-2-1", "1"), [" Measure", "  Initiative", " Measure"]),
        (("", "", "A"), [" Measure", " Measure", " Measure"]),
    ],
)
def test_objectives_of_one_level_are_of_one_class(numbers: tuple[str, ...], expected: list[str]) -> None:
    plan = of(goal(*(objective(f"o{n}", number) for n, number in enumerate(numbers))))
    assert [kind for kind, _, _ in outline(plan)] == ["Pillar", *expected]
    assert [label for _, _, label in outline(plan)][1:] == [f"o{n}" for n in range(len(numbers))]


def test_however_deep_numbers_go_the_plan_does_not() -> None:
    numbers = [".".join("1" * (n + 1)) for n in range(900)]
    plan = of(goal(*(objective(f"o{n}", number) for n, number in enumerate(numbers))))
    depth = {"": 0}
    for component, parent in plan.walk():
        depth[component.key] = depth[parent] + 1
    assert max(depth.values()) == 1 + LEVELS
    assert [component.label for component, _ in plan.walk()] == ["g", *(f"o{n}" for n in range(900))]


def test_levels_are_those_of_the_whole_document() -> None:
    plan = of(goal(objective("a", "1")) + goal(objective("b", "1"), objective("c", "1.1"), objective("d", "1.1.1")))
    assert {component.label: type(component).__name__ for component, _ in plan.walk()} == {
        "g": "Pillar", "a": "MeasureGroup", "b": "MeasureGroup", "c": "Measure", "d": "Initiative",
    }  # fmt: skip


def test_objectives_within_objectives_are_read_though_no_part_has_them() -> None:
    plan = of(goal(objective("a", inner=objective("b"))))
    assert outline(plan)[1:] == [(" Measure", "", "a"), ("  Initiative", "", "b")]
    assert plan.placements == ()


def test_names_of_earlier_versions_are_known() -> None:
    indicator = (
        '<PerformanceIndicator IndicatorType="Qualitative"><MeasurementDimension>m</MeasurementDimension></PerformanceIndicator>'
    )
    submitter = "<Submitter><FirstName>Ada</FirstName><LastName>Quay</LastName></Submitter>"
    plan = of(
        goal(objective("o", inner=indicator)), f"<AdministrativeInformation>{submitter}</AdministrativeInformation>", part=2
    )
    assert plan.source.description.submitter == Contact("Ada", "Quay")
    assert plan.measures[0].details.indicators[0].quantitative is False


@pytest.mark.parametrize(
    ("core", "rule", "quoted"),
    [
        ("<Budget>5</Budget>" + goal(), "reading/unknown-element", "5"),
        (goal() + "words", "reading/words-between-elements", "words"),
        (goal("<Objective><Name>a <b>b</b></Name></Objective>"), "reading/markup-in-words", "a b"),
        ("<Organization><Name>a</Name><Identifier>_x</Identifier></Organization>" + goal("<Identifier>_x</Identifier>"), "reading/identifier-twice", "_x"),
        (goal('<Stakeholder StakeholderTypeType="Robot"><Name>s</Name></Stakeholder>'), "reading/unknown-value", "s"),
    ],
)  # fmt: skip
def test_what_the_standard_does_not_have_is_reported_once(core: str, rule: str, quoted: str) -> None:
    plan = of(core)
    (finding,) = plan.findings
    assert finding.span is not None
    assert (finding.rule, plan.source.quote(finding.span)) == (rule, quoted)


def test_unknown_elements_are_unread() -> None:
    plan = of("<Budget><Sum>5</Sum></Budget>" + goal())
    assert [plan.source.quote(span) for span in plan.unread] == ["5"]


@pytest.mark.parametrize(
    ("days", "expected", "reported"),
    [
        ("<StartDate>2031-04-01Z</StartDate>", ("2031-04-01", "", "day"), []),
        ("<StartDate>2031</StartDate><EndDate>2032</EndDate>", ("2031-01-01", "2032-12-31", "year"), ["2031", "2032"]),
        ("<EndDate>2031-02</EndDate>", ("", "2031-02-28", "month"), ["2031-02"]),
        ("<EndDate>2031-12</EndDate>", ("", "2031-12-31", "month"), ["2031-12"]),
        ("<StartDate>spring</StartDate>", ("", "", ""), ["spring"]),
        ("<StartDate>2031-02-30</StartDate>", ("", "", ""), ["2031-02-30"]),
    ],
)
def test_days_are_read_and_what_is_none_is_reported(days: str, expected: tuple[str, str, str], reported: list[str]) -> None:
    plan = of(goal(), f"<AdministrativeInformation>{days}</AdministrativeInformation>")
    (period,) = plan.details.periods
    assert (period.start, period.end, period.precision) == expected
    assert [plan.source.quote(f.span) for f in plan.findings if f.span] == reported
    assert {(f.rule, f.severity) for f in plan.findings} <= {("reading/not-a-day", Severity.WARNING)}


@pytest.mark.parametrize(
    ("words", "issued", "reported"),
    [("2031-04-01", "2031-04-01", 0), ("2031-04-01+09:00", "2031-04-01", 0), ("2031-04", "2031-04", 1), ("2031", "2031", 1), ("2031-04-31", None, 1)],
)  # fmt: skip
def test_the_publication_day_is_a_day_a_month_or_a_year(words: str, issued: str | None, reported: int) -> None:
    plan = of(goal(), f"<AdministrativeInformation><PublicationDate>{words}</PublicationDate></AdministrativeInformation>")
    assert plan.source.description.issued == issued
    assert [finding.rule for finding in plan.findings] == ["reading/not-a-day"] * reported


@pytest.mark.parametrize(
    ("words", "number", "reported"), [("1,200", Decimal(1200), False), ("-.5", Decimal("-0.5"), False), ("many", None, True)]
)
def test_numbers_of_units_are_decimals(words: str, number: Decimal | None, reported: bool) -> None:
    result = f"<MeasurementInstance><ActualResult><NumberOfUnits>{words}</NumberOfUnits></ActualResult></MeasurementInstance>"
    plan = of(goal(objective("o", inner=f"<PerformanceIndicator>{result}</PerformanceIndicator>")), part=2)
    (value,) = plan.measures[0].details.indicators[0].values
    assert (value.printed, value.number) == (words, number)
    assert [finding.rule for finding in plan.findings] == ["reading/not-a-number"] * reported


def test_a_document_without_a_goal_or_a_title_is_read_and_reported() -> None:
    plan = read(source_of_text("<StrategicPlan><Description>d</Description></StrategicPlan>", "lonely.xml"))
    assert (plan.title, plan.parts) == ("lonely", ())
    assert {finding.rule for finding in plan.findings} == {"reading/no-title", "reading/no-goal"}


def test_classes_that_the_file_names_count_where_they_fit() -> None:
    def named(kind: str) -> str:
        return f"<OtherInformation>shisaku:class {kind}</OtherInformation>"

    top = "<Goal><Name>g</Name>{}{}</Goal>"
    fitting = of(top.format(named("MeasureGroup"), objective("o", inner=named("Initiative"))))
    assert [kind for kind, _, _ in outline(fitting)] == ["MeasureGroup", " Initiative"]
    unfit = of(top.format(named("Initiative"), objective("o", inner=named("Measure"))))
    assert [type(component) for component, _ in unfit.walk()] == [Pillar, Measure]


def test_remarks_of_our_own_are_values_and_other_prose_is_prose() -> None:
    remarks = "\n\n".join(
        ["Plain words.", "shisaku:situation Roofs leak.", "shisaku:tag new", "shisaku:printedMarks ○", "shisaku:nothing such"]
    )
    plan = of(goal(objective("o", inner=f"<OtherInformation>{remarks}</OtherInformation>")))
    (measure,) = plan.measures
    assert [(p.kind, p.text) for p in measure.details.description] == [
        ("", "Plain words."),
        ("situation", "Roofs leak."),
        ("", "shisaku:nothing such"),
    ]
    assert (measure.details.tags, measure.marks, [entry.symbol for entry in plan.legend]) == (("new",), "○", ["○"])
    assert [plan.source.quote(passage.span) for passage in measure.details.description][1] == "Roofs leak."
