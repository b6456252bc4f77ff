"""A plan as a StratML document.

Headings of the top level are goals, everything below them objectives:

    Pillar              Goal       SequenceIndicator 2
      Measure           Objective  SequenceIndicator 2.1
        Initiative      Objective  SequenceIndicator 2.1.3

Printed numbers are used where they show the hierarchy; else numbers are generated here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from xml.etree import ElementTree

from shisaku.errors import InputError
from shisaku.export.stratml.from_tree import plan_of
from shisaku.export.stratml.stratml_parts import OUTLINE, Days, Written, Xml, add, add_words, borrowed
from shisaku.messages import Message
from shisaku.model.details import Details, FiscalYear, Purpose
from shisaku.model.plan import Component, Initiative, Measure, Pillar, Plan
from shisaku.model.printed_tree import PlanTree
from shisaku.stratml import remarks
from shisaku.stratml.elements import NAMESPACES, ROOTS, TYPES, Part
from shisaku.stratml.remarks import remark
from shisaku.stratml.sequence import class_of_level, parents

_KINDS = {"comprehensive-strategy": "Strategic_Plan", "budget-overview": "Performance_Plan"} | {v: k for k, v in TYPES.items()}
_DAY = 10
"""Characters of a day, ISO 8601."""
_PURPOSES = {"Vision": ("vision", ""), "Mission": ("mission", "purpose")}
"""Kinds of purposes of the plan for these elements."""
_KIND_OF = {"Goal": ("goal", "Goal"), "Objective": ("objective", "Objective")}


def _unknown(_: FiscalYear) -> None:
    return None


def stratml(document: Plan | PlanTree, part: Part = 1, days: Days = _unknown) -> str:
    """The plan as StratML of that part; `days` are the first and last day of fiscal years, for the times of values.

    Raises InputError where the plan has no component: StratML asks for a goal.
    """
    plan = plan_of(document) if isinstance(document, PlanTree) else document
    if not plan.parts:
        raise InputError(Message("export-stratml-asks-goal-plan-has", title=plan.title))
    root = _Writer(plan, part, Written(part, days)).root()
    ElementTree.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


@dataclass(frozen=True, slots=True)
class _Placed:
    """A component as an objective."""

    component: Component
    number: str
    """Number of its position, made of ordinals."""
    level: int
    """Level, from 1 for the top level of the goal."""
    parent: int | None
    """Index of its parent among the objectives of the goal; None for the goal."""


@dataclass(frozen=True, slots=True)
class _Goal:
    """A goal with its objectives."""

    head: Component | None
    """Component of the goal; None for one without words, over objectives of the top level."""
    number: str
    """Its ordinal among the goals."""
    objectives: tuple[_Placed, ...]
    """All its descendants, depth first."""


class _Writer:
    """Writes one plan."""

    def __init__(self, plan: Plan, part: Part, written: Written) -> None:
        self.plan = plan
        self.part = part
        self.written = written
        identified = any(component.details.identifiers for component, _ in plan.walk())
        self.named = identified or plan.source.markup is not None
        self.originals = {made.component: made.original for made in plan.identifications}
        self.goals = tuple(_goals(plan.parts))
        objectives = [one for goal in self.goals for one in goal.objectives]
        self.numbers_nest = all(map(_numbers_nest, self.goals))
        levels = max((one.level for one in objectives), default=0)
        self.classes_nest = all(goal.head is None or isinstance(goal.head, Pillar) for goal in self.goals) and all(
            type(one.component).__name__ == class_of_level(one.level, levels) for one in objectives
        )

    def root(self) -> Xml:
        """The whole document."""
        plan, described = self.plan, self.plan.source.description
        kind = _KINDS.get(described.plan_kind or "") or self._type()
        root = ElementTree.Element(
            ROOTS[self.part], {"xmlns": NAMESPACES[self.part]} | ({"Type": kind} if self.part == 2 else {})
        )
        add(root, "Name", " ".join(plan.title.split()))
        add_words(root, "Description", (p.text for p in plan.details.description if p.kind == OUTLINE))
        add_words(root, "OtherInformation", self._other())
        core = add(root, "StrategicPlanCore")
        self._organizations(core)
        for name, kinds in _PURPOSES.items():
            self._purpose(core, name, [purpose for purpose in plan.details.purposes if purpose.kind in kinds])
        for purpose in plan.details.purposes:
            if purpose.kind == "value":
                self._value(core, purpose)
        self._add_goals(core)
        self._administrative(root)
        return root

    def _type(self) -> str:
        """The type of a document without a kind of plan: by whether it has results, or indicators at all."""
        indicators = [indicator for details in self.plan.all_details() for indicator in details.indicators]
        results = any(value.kind == "result" for indicator in indicators for value in indicator.values)
        return "Performance_Report" if results else "Performance_Plan" if indicators else "Strategic_Plan"

    # -- the plan ------------------------------------------------------------------------------------------------------

    def _other(self) -> Iterator[str]:
        plan, described, details = self.plan, self.plan.source.description, self.plan.details
        yield from self.written.other(details)
        identifier = next(iter(details.identifiers), "") if self.part == 1 else ""
        issued = described.issued if described.issued and len(described.issued) != _DAY else ""
        for name, value in (
            (remarks.EDITION, plan.edition),
            (remarks.YEAR, str(described.year or "")),
            (remarks.ISSUED, issued),
            (remarks.IDENTIFIER, identifier),
            (remarks.PLACES, "" if self.numbers_nest else "ordinal"),
        ):
            if value:
                yield remark(name, value)
        for entry in plan.legend:
            yield remark(remarks.LEGEND, f"{entry.symbol} {entry.meaning or ''}")
        dated = details.periods[:1] if self._dated() else ()
        yield from (remark(remarks.PERIOD, period.printed) for period in details.periods[len(dated) :])

    def _dated(self) -> bool:
        return any(period.start or period.end for period in self.plan.details.periods[:1])

    def _organizations(self, core: Xml) -> None:
        details = self.plan.details
        if not self.plan.organizations:
            for name in [publisher.name for publisher in self.plan.source.description.publishers]:
                add(add(core, "Organization"), "Name", " ".join(name.split()))
        for one in self.plan.organizations:
            element = add(core, "Organization")
            add(element, "Name", one.name)
            for name, text in (("Acronym", one.acronym), ("Identifier", next(iter(one.details.identifiers), ""))):
                if text:
                    add(element, name, text)
            add_words(element, "Description", (passage.text for passage in one.details.description))
            self.written.stakeholders(element, one.details)
        if details.responsibilities or details.target_groups:
            first = core.find("Organization")
            self.written.stakeholders(add(core, "Organization") if first is None else first, details)

    def _purpose(self, core: Xml, name: str, purposes: list[Purpose]) -> None:
        if purposes:
            element = add(core, name)
            add_words(element, "Description", (purpose.text for purpose in purposes))
            identifier = next((purpose.identifier for purpose in purposes if purpose.identifier), "")
            if identifier:
                add(element, "Identifier", identifier)

    def _value(self, core: Xml, purpose: Purpose) -> None:
        element = add(core, "Value")
        if purpose.name:
            add(element, "Name", purpose.name)
        if purpose.text != purpose.name or len(purpose.span) > len(purpose.text):
            add_words(element, "Description", (purpose.text,))

    def _administrative(self, root: Xml) -> None:
        described, details = self.plan.source.description, self.plan.details
        element = ElementTree.Element("AdministrativeInformation")
        period = details.periods[0] if self._dated() else None
        identifier = next(iter(details.identifiers), "") if self.part == 2 else ""
        issued = described.issued if described.issued and len(described.issued) == _DAY else ""
        for name, text in (
            ("Identifier", identifier),
            ("StartDate", period.start if period else ""),
            ("EndDate", period.end if period else ""),
            ("PublicationDate", issued),
            ("Source", described.url or ""),
        ):
            if text:
                add(element, name, text)
        if len(element) or (self.part == 1 and described.submitter):
            root.append(element)
        if described.submitter is not None:
            self._submitter(element if self.part == 1 else root)

    def _submitter(self, parent: Xml) -> None:
        one = self.plan.source.description.submitter
        assert one is not None  # the caller asks
        element = add(parent, "Submitter")
        for name, text in (
            ("Identifier", one.identifier if self.part == 2 else ""),
            ("GivenName", one.given_name),
            ("Surname", one.surname),
            ("PhoneNumber", one.phone),
            ("EmailAddress", one.email),
        ):
            if text:
                add(element, name, text)

    # -- goals and objectives ------------------------------------------------------------------------------------------

    def _add_goals(self, core: Xml) -> None:
        indicators = self.plan.details.indicators if self.part == 2 else ()
        if indicators:
            self._bare(self._bare_goal(core), Details(indicators=indicators), "plan")
        for goal in self.goals:
            parent = self._bare_goal(core) if goal.head is None else self._element(core, "Goal", goal.head, goal.number)
            for one in goal.objectives:
                self._element(parent, "Objective", one.component, one.number)

    def _bare_goal(self, core: Xml) -> Xml:
        """A goal without words: for objectives, or indicators, at the top level."""
        goal = add(core, "Goal")
        add(goal, "Name")
        add(goal, "Description")
        return goal

    def _element(self, parent: Xml, name: str, component: Component, number: str) -> Xml:
        details, place = component.details, component.printed if self.numbers_nest else number
        element = add(parent, name)
        aims = [(purpose.text, purpose.span) for purpose in details.purposes]
        prose = [(passage.text, passage.span) for passage in details.description]
        add(
            element,
            "Name",
            "" if borrowed(component.label, component.span, (*aims, *prose)) else " ".join(component.label.split()),
        )
        outline = [passage.text for passage in details.description if passage.kind == OUTLINE]
        add_words(element, "Description", (*(text for text, _ in aims), *outline))
        if name == "Goal" and not aims and not outline:
            add(element, "Description")
        identifier = self._identifier(component)
        if identifier:
            add(element, "Identifier", identifier)
        if place:
            add(element, "SequenceIndicator", " ".join(place.split()))
        self.written.stakeholders(element, details)
        add_words(element, "OtherInformation", self._component_other(component, name, place))
        if self.part == 2 and details.indicators:
            if name == "Goal":
                self._bare(element, details, component.key)
            else:
                for indicator in details.indicators:
                    self.written.indicator(element, indicator)
        return element

    def _bare(self, goal: Xml, details: Details, key: str) -> None:
        """An objective without words, for the indicators of a goal: the standard allows none in a goal."""
        element = add(goal, "Objective")
        further = next(iter(details.identifiers[1:]), "") if self.named else f"{key}.indicators".replace("/", ".")
        if further:
            add(element, "Identifier", further)
        for indicator in details.indicators:
            self.written.indicator(element, indicator)

    def _identifier(self, component: Component) -> str:
        """The identifier in the document; where the document is no StratML and has none, the key."""
        return next(iter(component.details.identifiers), "") if self.named else component.key.replace("/", ".")

    def _component_other(self, component: Component, name: str, place: str) -> Iterator[str]:
        details = component.details
        yield from self.written.other(details)
        yield from (remark(remarks.PERIOD, period.printed) for period in details.periods)
        if component.printed and component.printed != place:
            yield remark(remarks.PRINTED_NUMBER, component.printed)
        if component.marks:
            yield remark(remarks.PRINTED_MARKS, component.marks)
        if component.restated:
            original = self.plan.find(self.originals.get(component.key, ""))
            yield remark(
                remarks.RESTATES, "" if original is None or isinstance(original, Purpose) else self._identifier(original)
            )
        if details.kind is not None and (details.kind.concept, details.kind.printed) != _KIND_OF[name]:
            yield remark(remarks.COMPONENT_KIND, details.kind.concept)
            yield remark(remarks.PRINTED_KIND, details.kind.printed)
        if not self.classes_nest:
            yield remark(remarks.CLASS, type(component).__name__)


def _below(component: Component) -> tuple[Component, ...]:
    if isinstance(component, Initiative):
        return ()
    return component.initiatives if isinstance(component, Measure) else component.parts


def _goals(tops: Iterable[Component]) -> Iterator[_Goal]:
    for number, (loose, found) in enumerate(_headed(tops), start=1):
        if loose:
            yield _Goal(None, str(number), tuple(_objectives(found, str(number))))
        else:
            (head,) = found
            yield _Goal(head, str(number), tuple(_objectives(_below(head), str(number))))


def _headed(tops: Iterable[Component]) -> Iterator[tuple[bool, tuple[Component, ...]]]:
    """Each component of the top level by itself; those that the document calls objectives, and no goals, together."""
    for loose, found in groupby(tops, key=_is_objective):
        if loose:
            yield True, tuple(found)
        else:
            yield from ((False, (one,)) for one in found)


def _objectives(tops: Iterable[Component], above: str) -> list[_Placed]:
    """`tops` and everything under them, depth first."""
    found: list[_Placed] = []

    def walk(components: Iterable[Component], above: str, level: int, parent: int | None) -> None:
        for place, component in enumerate(components, start=1):
            found.append(_Placed(component, f"{above}.{place}", level, parent))
            walk(_below(component), f"{above}.{place}", level + 1, len(found) - 1)

    walk(tops, above, 1, None)
    return found


def _is_objective(component: Component) -> bool:
    kind = component.details.kind
    return kind is not None and (kind.concept, kind.printed) == _KIND_OF["Objective"]


def _numbers_nest(goal: _Goal) -> bool:
    """Whether the printed numbers of objectives show the hierarchy."""
    return parents([one.component.printed for one in goal.objectives]) == tuple(one.parent for one in goal.objectives)
