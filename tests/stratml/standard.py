"""StratML as its schemas have it, written down anew from the facts of the standard: what a document must be, and what it says.

Part 1 is the schema StrategicPlan of 2014-04-01, Part 2 PerformancePlanOrReport of 2016-02-16.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from urllib.parse import urlsplit
from xml.etree import ElementTree

ISO = "urn:ISO:std:iso:17469:tech:xsd:"
NAMESPACES = {"StrategicPlan": f"{ISO}stratml_core", "PerformancePlanOrReport": f"{ISO}PerformancePlanOrReport"}
_STATED = "Name{} Description{} Identifier? SequenceIndicator? Stakeholder* OtherInformation?"
_RESULT = "StartDate? EndDate? NumberOfUnits? Descriptor? Description?"
_BOTH = {
    "StrategicPlanCore": "Organization* Vision? Mission? Value* Goal+",
    "Organization": "Name? Acronym? Identifier? Description? Stakeholder*",
    "Vision": "Description? Identifier?",
    "Mission": "Description? Identifier?",
    "Value": "Name? Description?",
    "Goal": f"{_STATED.format('', '')} Objective*",
}
CONTENT = {
    "StrategicPlan": _BOTH
    | {
        "StrategicPlan": "Name Description? OtherInformation? StrategicPlanCore AdministrativeInformation?",
        "Objective": _STATED.format("?", "?"),
        "Stakeholder": "Name Description?",
        "AdministrativeInformation": "StartDate? EndDate? PublicationDate? Source? Submitter?",
        "Submitter": "GivenName? Surname? PhoneNumber? EmailAddress?",
    },
    "PerformancePlanOrReport": _BOTH
    | {
        "PerformancePlanOrReport": "Name Description? OtherInformation? StrategicPlanCore AdministrativeInformation? Submitter?",
        "Objective": f"{_STATED.format('?', '?')} PerformanceIndicator*",
        "Stakeholder": "Name Description? Role*",
        "Role": "Name Description? RoleType{0,2}",
        "PerformanceIndicator": "SequenceIndicator? MeasurementDimension UnitOfMeasurement Identifier? Relationship*"
        " MeasurementInstance* OtherInformation?",
        "Relationship": "Identifier? ReferentIdentifier* Name? Description?",
        "MeasurementInstance": "TargetResult* ActualResult*",
        "TargetResult": _RESULT,
        "ActualResult": _RESULT,
        "Descriptor": "DescriptorName? DescriptorValue?",
        "AdministrativeInformation": "Identifier? StartDate? EndDate? PublicationDate? Source?",
        "Submitter": "Identifier? GivenName? Surname? PhoneNumber? EmailAddress?",
    },
}
"""What each element of either part holds, in order; all others hold text."""
ATTRIBUTES = {
    ("PerformancePlanOrReport", "Type"): "Strategic_Plan Performance_Plan Performance_Report",
    ("Stakeholder", "StakeholderTypeType"): "Person Organization Generic_Group",
    ("PerformanceIndicator", "ValueChainStage"): "Outcome Output_Processing Output Input_Processing Input",
    ("PerformanceIndicator", "PerformanceIndicatorType"): "Quantitative Qualitative",
    ("Relationship", "RelationshipType"): "Broader_Than Peer_To Narrower_Than",
}
TYPES: dict[str, Callable[[str], object]] = {
    "Identifier": lambda text: re.fullmatch(r"[A-Za-z_][\w.-]*", text),  # xsd:ID
    "Source": lambda text: urlsplit(text).scheme,
    "StartDate": date.fromisoformat,
    "EndDate": date.fromisoformat,
    "PublicationDate": date.fromisoformat,
    "NumberOfUnits": lambda text: re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)", text),
    "RoleType": lambda text: text in ("Performer", "Beneficiary"),
}
_FORMER = {"FirstName": "GivenName", "LastName": "Surname", "IndicatorType": "PerformanceIndicatorType"}
_NO_WORDS = {"Identifier", "SequenceIndicator", "RoleType"}

Content = tuple[str, tuple[tuple[str, str], ...], str, tuple["Content", ...]]
"""What an element says: its name, its attributes, its words, what is in it."""


def faults(text: str) -> list[str]:
    """What in a document is not as the standard has it."""
    root = ElementTree.fromstring(text)
    namespace, top = root.tag.removeprefix("{").split("}")
    if NAMESPACES.get(top) != namespace:
        return [root.tag]
    found = ["Type"] if top == "PerformancePlanOrReport" and "Type" not in root.attrib else []
    for element in root.iter():
        name = element.tag.removeprefix(f"{{{namespace}}}")
        children = "".join(f"{child.tag.removeprefix(f'{{{namespace}}}')} " for child in element)
        model = re.sub(r"(\w+)([?*+]|\{0,2\})?(?: |$)", r"(?:\1 )\2", CONTENT[top].get(name, ""))
        if not re.fullmatch(model, children):
            found.append(f"{name}: {children}")
        beside = "".join([element.text or "", *(child.tail or "" for child in element)]).strip()
        if name in CONTENT[top] and beside:
            found.append(f"{name}: {beside}")
        if name in TYPES and not _fits(TYPES[name], element.text or ""):
            found.append(f"{name}: {element.text}")
        for key, value in element.attrib.items():
            if value not in ATTRIBUTES.get((name, key), "").split():
                found.append(f"{name} {key}: {value}")
    identifiers = [element.text for element in root.iter(f"{{{namespace}}}Identifier")]
    return found + sorted({str(one) for one in identifiers if identifiers.count(one) > 1})


def _fits(kind: Callable[[str], object], text: str) -> bool:
    try:
        return bool(kind(text))
    except ValueError:
        return False


def content(text: str | bytes) -> Content:
    """What a document says, whatever it is laid out like: elements that carry nothing left out, in the order of the standard.

    Names of earlier versions count as those of today. An element carries something where it has words other than identifiers,
    numbers and types of roles; a submitter stands where its part has it.
    """
    root = ElementTree.fromstring(text)
    top = _local(root.tag)
    order = {name: re.findall(r"\w+", re.sub(r"\{0,2\}", "", model)) for name, model in CONTENT[top].items()}
    return _content(root, order)


def _content(element: ElementTree.Element, order: dict[str, list[str]]) -> Content:
    name = _local(element.tag)
    attributes = sorted((_FORMER.get(key, key), value) for key, value in element.attrib.items() if value and "}" not in key)
    if name not in order:
        return name, tuple(attributes), " ".join("".join(element.itertext()).split()), ()
    parts = [part for child in element if _carries(part := _content(child, order), name)]
    parts.sort(key=lambda part: order[name].index(part[0]))
    return name, tuple(attributes), "", tuple(parts)


def _local(tag: str) -> str:
    name = tag.rsplit("}", 1)[-1]
    return _FORMER.get(name, name)


def _carries(part: Content, parent: str) -> bool:
    words = [leaf for leaf in _leaves(part) if leaf[2]]
    if (
        not part[3]
        or part[0] in ("StrategicPlanCore", "AdministrativeInformation")
        or (part[0], parent) == ("Role", "Stakeholder")
    ):
        return bool(words)
    return any(leaf[0] not in _NO_WORDS for leaf in words)


def _leaves(part: Content) -> Iterator[Content]:
    if part[3]:
        for one in part[3]:
            yield from _leaves(one)
    else:
        yield part
