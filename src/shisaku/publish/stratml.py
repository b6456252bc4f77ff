"""A plan as StratML Part 1, Strategic Plans (ISO 17469-1:2015), and back.

StratML has goals, and below them a flat list of objectives. Headings of the top level become goals, everything below them
objectives, whose SequenceIndicator says what stands under what:

    Pillar              Goal       SequenceIndicator 2       Identifier pillar.2
      Measure           Objective  SequenceIndicator 2.1     Identifier measure.9
        Initiative      Objective  SequenceIndicator 2.1.3   Identifier measure.9.initiative.3

What StratML has no element for, printed numbers and marks and what is restated, stands in OtherInformation, a line each, under the
names of the ontology. Sums, tags and descriptions of components are not carried.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from shisaku.errors import InputError, Message
from shisaku.tree import Branch, PlanTree

NAMESPACE = "urn:ISO:std:iso:17469:tech:xsd:stratml_core"
_NOT_IN_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters outside the Char production of XML 1.0, and the carriage return, which parsers turn into a line break."""


@dataclass(frozen=True, slots=True)
class Part:
    """A component as StratML carries it."""

    key: str
    """Its key."""
    name: str
    """Its words."""
    printed: str = ""
    """Its number as printed."""
    marks: str = ""
    """Its marks as printed."""
    restated: bool = False
    """Whether it is printed as a restatement."""
    original: str = ""
    """Key of what it restates."""
    departments: tuple[str, ...] = ()
    """Who is responsible for it."""
    purposes: tuple[str, ...] = ()
    """What it is for."""
    parts: tuple["Part", ...] = ()
    """What stands under it, in order."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A plan as StratML carries it."""

    title: str
    """Its title."""
    edition: str
    """Its edition."""
    year: str
    """Year of issue."""
    publisher: str
    """Who published it."""
    url: str
    """Where it was published."""
    purposes: tuple[str, ...]
    """What it is for."""
    parts: tuple[Part, ...]
    """Its components at the top level, in order."""


def outline_of(tree: PlanTree) -> Outline:
    """What StratML carries of a plan."""

    def carried(branch: Branch) -> Part:
        return Part(
            branch.key,
            _line(branch.name),
            _line(branch.printed),
            _line(branch.marks),
            branch.restated,
            branch.original,
            tuple(map(_line, branch.departments)),
            tuple(_line(aim.text) for aim in branch.purposes),
            tuple(map(carried, branch.parts)),
        )

    return Outline(
        _line(tree.title),
        _line(tree.edition),
        tree.year,
        _line(tree.publisher),
        tree.url,
        tuple(_line(aim.text) for aim in tree.purposes),
        tuple(map(carried, tree.parts)),
    )


def stratml(tree: PlanTree) -> str:
    """The plan as a StratML document. Raises InputError where it has no component: StratML asks for a goal."""
    outline = outline_of(tree)
    if not outline.parts:
        ja, en = "構成要素がないので StratML にできません。", "StratML asks for a goal, and this plan has no component."
        raise InputError(Message(f"{tree.title}: {ja}", f"{tree.title}: {en}"))
    root = ElementTree.Element("StrategicPlan", {"xmlns": NAMESPACE})
    _add(root, "Name", outline.title)
    _other(root, (("edition", outline.edition), ("issued", outline.year)))
    core = ElementTree.SubElement(root, "StrategicPlanCore")
    if outline.publisher:
        _add(ElementTree.SubElement(core, "Organization"), "Name", outline.publisher)
    if outline.purposes:
        _add(ElementTree.SubElement(core, "Vision"), "Description", "\n".join(outline.purposes))
    for number, part in enumerate(outline.parts, start=1):
        goal = _element(core, "Goal", part, str(number))
        for place, below in _walk(part, str(number)):
            _element(goal, "Objective", below, place)
    if outline.url:
        _add(ElementTree.SubElement(root, "AdministrativeInformation"), "Source", outline.url)
    ElementTree.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def read_stratml(text: str) -> Outline:
    """What a StratML document says. Raises InputError where it is none."""
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise InputError(Message(f"XML として読めません（{error}）。", f"Not XML ({error}).")) from error
    if root.tag != f"{{{NAMESPACE}}}StrategicPlan":
        ja, en = "StratML の StrategicPlan ではありません。", "Not a StrategicPlan of StratML."
        raise InputError(Message(ja, en))
    other = dict(_said(root))
    core = root.find(f"{{{NAMESPACE}}}StrategicPlanCore")
    goals = () if core is None else tuple(_read_goal(goal) for goal in core.iter(f"{{{NAMESPACE}}}Goal"))
    return Outline(
        _text(root, "Name"),
        other.get("edition", ""),
        other.get("issued", ""),
        _text(root, "StrategicPlanCore/Organization/Name"),
        _text(root, "AdministrativeInformation/Source"),
        tuple(_text(root, "StrategicPlanCore/Vision/Description").splitlines()),
        goals,
    )


def _walk(part: Part, place: str) -> Iterator[tuple[str, Part]]:
    for number, below in enumerate(part.parts, start=1):
        yield f"{place}.{number}", below
        yield from _walk(below, f"{place}.{number}")


def _element(parent: ElementTree.Element, tag: str, part: Part, place: str) -> ElementTree.Element:
    """A goal or an objective; the schema fixes the order, and asks for a description of every goal."""
    element = ElementTree.SubElement(parent, tag)
    _add(element, "Name", part.name)
    if part.purposes or tag == "Goal":
        _add(element, "Description", "\n".join(part.purposes))
    _add(element, "Identifier", part.key.replace("/", "."))
    _add(element, "SequenceIndicator", place)
    for department in part.departments:
        stakeholder = ElementTree.SubElement(element, "Stakeholder", {"StakeholderTypeType": "Organization"})
        _add(stakeholder, "Name", department)
    restated = (("type", "RestatedInitiative" if part.restated else ""), ("restates", part.original))
    _other(element, (("printedNumber", part.printed), ("printedMarks", part.marks), *restated))
    return element


def _other(element: ElementTree.Element, said: Iterable[tuple[str, str]]) -> None:
    lines = [f"{name}: {value}" for name, value in said if value]
    if lines:
        _add(element, "OtherInformation", "\n".join(lines))


def _add(parent: ElementTree.Element, tag: str, text: str) -> None:
    ElementTree.SubElement(parent, tag).text = text


def _read_goal(goal: ElementTree.Element) -> Part:
    """A goal with its objectives put under each other as their indicators say."""
    below: dict[str, list[tuple[str, ElementTree.Element]]] = {}
    top = _text(goal, "SequenceIndicator")
    placed = [(_text(one, "SequenceIndicator"), one) for one in goal.iter(f"{{{NAMESPACE}}}Objective")]
    known = {place for place, _ in placed}
    for place, objective in placed:
        above = place.rpartition(".")[0]
        below.setdefault(above if above in known else top, []).append((place, objective))

    def grown(element: ElementTree.Element, place: str) -> Part:
        other = dict(_said(element))
        return Part(
            _text(element, "Identifier").replace(".", "/"),
            _text(element, "Name"),
            other.get("printedNumber", ""),
            other.get("printedMarks", ""),
            other.get("type") == "RestatedInitiative",
            other.get("restates", ""),
            tuple(_text(one, "Name") for one in element.findall(f"{{{NAMESPACE}}}Stakeholder")),
            tuple(_text(element, "Description").splitlines()),
            tuple(grown(one, at) for at, one in below.pop(place, ())),
        )

    return grown(goal, top)


def _said(element: ElementTree.Element) -> Iterator[tuple[str, str]]:
    for line in _text(element, "OtherInformation").splitlines():
        name, colon, value = line.partition(": ")
        if colon:
            yield name, value


def _text(element: ElementTree.Element, path: str) -> str:
    return element.findtext("/".join(f"{{{NAMESPACE}}}{tag}" for tag in path.split("/"))) or ""


def _line(words: str) -> str:
    """Words on one line, with U+FFFD for what XML cannot carry."""
    return " ".join(_NOT_IN_XML.sub("\ufffd", words.replace("\r", "\n")).split())
