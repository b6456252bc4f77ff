"""The elements of StratML: Part 1 (ISO 17469-1:2015), Part 2 (ANSI/AIIM 22:2017), and their names in earlier versions.

Names, their order and the values of attributes follow the schemas StrategicPlan of 2014-04-01 and PerformancePlanOrReport
of 2016-02-16.
"""

from types import MappingProxyType
from typing import Literal

Part = Literal[1, 2]
"""Part of the standard: 1 for strategic plans, 2 for performance plans and reports."""
NAMESPACES: dict[Part, str] = {
    1: "urn:ISO:std:iso:17469:tech:xsd:stratml_core",
    2: "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport",
}
"""Namespaces that are written."""
ROOTS: dict[Part, str] = {1: "StrategicPlan", 2: "PerformancePlanOrReport"}
"""Names of the root element."""
_NAMESPACES = ("urn:iso:std:iso:17469", "http://www.stratml.net", "http://stratml.net")
"""Beginnings of the namespaces in use, in lower case: those above, and those of the ANSI standards of 2009 and 2011."""

_RESULT = "StartDate EndDate NumberOfUnits Descriptor Description"
_STATED = "Name Description Identifier SequenceIndicator Stakeholder OtherInformation"
CONTENT: MappingProxyType[str, tuple[str, ...]] = MappingProxyType(
    {
        name: tuple(parts.split())
        for name, parts in {
            "StrategicPlan": "Name Description OtherInformation StrategicPlanCore AdministrativeInformation Submitter",
            "PerformancePlanOrReport": "Name Description OtherInformation StrategicPlanCore AdministrativeInformation Submitter",
            "StrategicPlanCore": "Organization Vision Mission Value Goal",
            "Organization": "Name Acronym Identifier Description Stakeholder",
            "Vision": "Description Identifier",
            "Mission": "Description Identifier",
            "Value": "Name Description",
            "Goal": f"{_STATED} PerformanceIndicator Objective",
            "Objective": f"{_STATED} PerformanceIndicator Objective",
            "Stakeholder": "Name Description Role",
            "Role": "Name Description RoleType",
            "PerformanceIndicator": "SequenceIndicator MeasurementDimension UnitOfMeasurement Identifier Relationship"
            " MeasurementInstance OtherInformation",
            "Relationship": "Identifier ReferentIdentifier Name Description",
            "MeasurementInstance": "TargetResult ActualResult",
            "TargetResult": _RESULT,
            "ActualResult": _RESULT,
            "Descriptor": "DescriptorName DescriptorValue",
            "AdministrativeInformation": "Identifier StartDate EndDate PublicationDate Source Submitter",
            "Submitter": "Identifier GivenName Surname PhoneNumber EmailAddress",
        }.items()
    }
)
"""The elements that an element may hold, in the order of the standard; all others hold words.

The reader accepts more than the standard: indicators right in a goal, objectives in an objective, a submitter in either place.
"""
TODAY: MappingProxyType[str, str] = MappingProxyType(
    {"FirstName": "GivenName", "LastName": "Surname", "IndicatorType": "PerformanceIndicatorType"}
)
"""Names of elements and attributes in earlier versions, and their present names."""
SAYING_NOTHING = frozenset({"Identifier", "SequenceIndicator", "RoleType"})
"""Elements that forms fill in by default; an element with nothing else is empty."""

TYPES = {"Strategic_Plan": "strategy", "Performance_Plan": "action-plan", "Performance_Report": "progress-report"}
"""Type of a document, and its kind of plan."""
PARTIES = {"Person": "person", "Organization": "organization", "Generic_Group": "group"}
"""StakeholderTypeType, and the kind of stakeholder."""
STAGES = {
    "Input": "input",
    "Input_Processing": "input-processing",
    "Output_Processing": "output-processing",
    "Output": "output",
    "Outcome": "outcome",
}
"""ValueChainStage, and the kind of indicator."""
MEASURED = {"Quantitative": True, "Qualitative": False}
"""PerformanceIndicatorType, and whether the indicator is measured in numbers."""
RELATIONS = {"Broader_Than": "broader-than", "Peer_To": "peer-to", "Narrower_Than": "narrower-than"}
"""RelationshipType, and the kind of reference."""
RESULTS = {"TargetResult": "target", "ActualResult": "result"}
"""Elements of results, and their kind of value."""
PERFORMER, BENEFICIARY = "Performer", "Beneficiary"
"""RoleTypes."""
PERFORMING = frozenset({"performer", "lead", "joint", "support", "partner"})
"""Roles of those who carry something out."""
CONSULTED = "consulted"
"""Role of those who are consulted."""
VALUE_KIND = "shisaku:valueKind"
"""Name of the descriptor with the kind of a value that is neither a target nor a result."""


def part_of(namespace: str, name: str) -> Part | None:
    """The part of the standard of a root element with that namespace and name; None where it is not StratML."""
    known = not namespace or namespace.lower().startswith(_NAMESPACES)
    return next((part for part, root in ROOTS.items() if known and root == name), None)
