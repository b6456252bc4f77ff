"""Words, stakeholders, indicators and remarks as elements of StratML, in the order of the standard."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar
from xml.etree import ElementTree

from shisaku.model.details import (
    Details,
    FiscalYear,
    Indicator,
    IndicatorValue,
    Passage,
    PrintedPeriod,
    Reference,
    Responsibility,
    Stakeholder,
    TargetGroup,
    When,
)
from shisaku.model.source import Span
from shisaku.stratml import remarks
from shisaku.stratml.elements import (
    BENEFICIARY,
    CONSULTED,
    MEASURED,
    PARTIES,
    PERFORMER,
    PERFORMING,
    RELATIONS,
    RESULTS,
    STAGES,
    VALUE_KIND,
    Part,
)
from shisaku.stratml.remarks import PASSAGE_KINDS, remark

Xml = ElementTree.Element
Days = Callable[[FiscalYear], tuple[str, str] | None]
"""First and last day of a fiscal year, ISO 8601; None where they are not known."""
_Meaning = TypeVar("_Meaning")
OUTLINE = "outline"
"""Passage kind of a Description."""
_NOT_IN_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters outside the Char production of XML 1.0, and the carriage return, which parsers turn into a line break."""
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_ACTUAL = frozenset({"result", "baseline"})
"""Kinds of values that are no targets."""
_NAMED = PERFORMING - {"performer"} | {CONSULTED}
"""Roles with a name of their own."""


def add(parent: Xml, name: str, text: str = "", **attributes: str | None) -> Xml:
    """A new element at the end of `parent`, with U+FFFD for characters that XML does not allow."""
    values = {key: _NOT_IN_XML.sub("\ufffd", value) for key, value in attributes.items() if value}
    element = ElementTree.SubElement(parent, name, values)
    element.text = _NOT_IN_XML.sub("\ufffd", text.replace("\r", "\n")) or None
    return element


def add_words(parent: Xml, name: str, paragraphs: Iterable[str]) -> None:
    """An element with these paragraphs; none where there are none."""
    text = "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs if paragraph)
    if text:
        add(parent, name, text)


def borrowed(words: str, span: Span | None, passages: Iterable[tuple[str, Span | None]]) -> bool:
    """Whether something has the words of another element: it has no name of its own then."""
    return (words, span) in passages


def name_of(meanings: Mapping[str, _Meaning], meaning: _Meaning | None) -> str | None:
    """The attribute value with that meaning."""
    return next((name for name, meant in meanings.items() if meant == meaning), None)


@dataclass(frozen=True, slots=True)
class Written:
    """Writes details in one part of the standard."""

    part: Part
    """The part."""
    days: Days
    """When fiscal years begin and end."""

    # -- stakeholders --------------------------------------------------------------------------------------------------

    def stakeholders(self, parent: Xml, details: Details) -> None:
        """Those responsible and the target groups, each with all roles; in the order of the text where their places are known."""
        found: list[Responsibility | TargetGroup] = [*details.responsibilities, *details.target_groups]
        found.sort(key=lambda one: (one.span is None, one.span or Span(0, 0)))
        for _, same in groupby(found, key=_who):
            self._stakeholder(parent, list(same))

    def _stakeholder(self, parent: Xml, roles: list[Responsibility | TargetGroup]) -> None:
        one, about = roles[0], roles[0].stakeholder
        element = add(parent, "Stakeholder", StakeholderTypeType=name_of(PARTIES, about.kind))
        words: list[tuple[str, Span | None]] = [(passage.text, passage.span) for passage in about.description]
        for role in roles:
            words += [(p.text, p.span) for p in role.stakeholder.role_description]
            words.append((role.stakeholder.role, role.stakeholder.role_span))
        add(element, "Name", "" if borrowed(one.printed, one.span, words) else _line(one.printed))
        played = sorted(roles, key=lambda role: role.stakeholder.role_span or Span(0, 0))
        grouped = [list(same) for _, same in groupby(played, key=_as_what)]
        named = [] if self.part == 2 else [w for same in grouped for w in (_role_name(same[0]), *_texts(same[0].stakeholder))]
        add_words(element, "Description", (*(p.text for p in about.description), *named))
        for same in grouped if self.part == 2 else ():
            self._role(element, same)

    def _role(self, parent: Xml, same: list[Responsibility | TargetGroup]) -> None:
        """One role of a stakeholder, who may be performer and beneficiary."""
        name, prose, types = _role_name(same[0]), _texts(same[0].stakeholder), set(map(_role_type, same))
        if name or prose or types - {""}:
            element = add(parent, "Role")
            add(element, "Name", _line(name))
            add_words(element, "Description", prose)
            for kind in (PERFORMER, BENEFICIARY):
                if kind in types:
                    add(element, "RoleType", kind)

    # -- indicators ----------------------------------------------------------------------------------------------------

    def indicator(self, parent: Xml, one: Indicator) -> None:
        """An indicator with its relationships and measurements."""
        quantity = name_of(MEASURED, one.quantitative)
        element = add(parent, "PerformanceIndicator", ValueChainStage=_stage(one.kind), PerformanceIndicatorType=quantity)
        words = [(value.printed, value.span) for value in one.values] + [(p.text, p.span) for p in one.description]
        words += [(reference.printed, reference.span) for reference in one.references]
        if one.printed_number:
            add(element, "SequenceIndicator", _line(one.printed_number))
        nameless = borrowed(one.label, one.span, words) or (one.label == one.unit and one.span is None)
        add(element, "MeasurementDimension", "" if nameless else _line(one.label))
        add(element, "UnitOfMeasurement", _line(one.unit))
        if one.identifier:
            add(element, "Identifier", one.identifier)
        for reference in one.references:
            self._relationship(element, reference)
        for _, values in groupby(one.values, key=_measurement):
            self._instance(element, list(values))
        add_words(element, "OtherInformation", (*_prose(one.description), *_indicator_remarks(one)))

    def _relationship(self, parent: Xml, one: Reference) -> None:
        element = add(parent, "Relationship", RelationshipType=name_of(RELATIONS, one.kind))
        if one.identifier:
            add(element, "Identifier", one.identifier)
        for referent in one.referents or ((one.refers_to,) if one.refers_to else ()):
            add(element, "ReferentIdentifier", referent)
        unnamed = borrowed(one.printed, one.span, [(p.text, p.span) for p in one.description])
        if not unnamed and one.printed not in one.referents[:1]:
            add(element, "Name", _line(one.printed))
        add_words(element, "Description", (passage.text for passage in one.description))

    def _instance(self, parent: Xml, values: list[IndicatorValue]) -> None:
        element = add(parent, "MeasurementInstance")
        for name in RESULTS:
            for value in values:
                if (value.kind in _ACTUAL) == (name == "ActualResult"):
                    self._result(element, name, value)

    def _result(self, parent: Xml, name: str, value: IndicatorValue) -> None:
        element = add(parent, name)
        start, end = self.bounds(value.when)
        for day, edge in (("StartDate", start), ("EndDate", end)):
            if edge:
                add(element, day, edge)
        figures = value.printed.replace(",", "")
        exact = value.number is not None and _NUMBER.fullmatch(figures) is not None
        if value.number is not None:
            add(element, "NumberOfUnits", figures if exact else f"{value.number:f}")
        other = value.kind and value.kind != RESULTS[name]
        descriptor, rating = (VALUE_KIND, value.kind) if other else (value.descriptor, value.rating)
        if descriptor or rating:
            described = add(element, "Descriptor")
            add(described, "DescriptorName", _line(descriptor))
            add(described, "DescriptorValue", _line(rating))
        printed = value.when.printed if isinstance(value.when, PrintedPeriod) else ""
        words = [(p.text, p.span) for p in value.description]
        said = exact or borrowed(value.printed, value.span, words) or value.printed in (value.rating, value.descriptor)
        undated = printed if not start and not end else ""
        known = () if said or value.printed in printed.split() else (value.printed,)
        add_words(element, "Description", (*known, *(text for text, _ in words), undated))

    def bounds(self, when: When | None) -> tuple[str, str]:
        """The first and the last day of a time; empty where they are not known."""
        if isinstance(when, PrintedPeriod):
            return when.start, when.end
        return (self.days(when) if isinstance(when, FiscalYear) else None) or ("", "")

    # -- without an element --------------------------------------------------------------------------------------------

    def other(self, details: Details) -> Iterator[str]:
        """The paragraphs of OtherInformation: prose, then printed details without an element."""
        yield from _prose(passage for passage in details.description if passage.kind != OUTLINE)
        for tag in details.tags:
            yield remark(remarks.TAG, tag)
        for name, found in (
            (remarks.DEADLINE, details.deadlines),
            (remarks.STATUS, details.statuses),
            (remarks.REFERENCE, details.references),
        ):
            yield from (remark(name, each.printed) for each in found)
        for figure in details.budget:
            when = (
                figure.when.printed
                if isinstance(figure.when, PrintedPeriod)
                else ""
                if figure.when is None
                else _year(figure.when)
            )
            yield remark(remarks.BUDGET, f"{figure.printed} ({when})" if when else figure.printed)
        if self.part == 1:
            yield from map(_indicator_line, details.indicators)


def _who(one: Responsibility | TargetGroup) -> tuple[object, ...]:
    """Common key of the roles of one stakeholder."""
    return one.printed, one.span, one.stakeholder.kind, one.stakeholder.description


def _as_what(one: Responsibility | TargetGroup) -> tuple[object, ...]:
    """Common key of the types of one role."""
    return one.stakeholder.role_span, _role_name(one), one.stakeholder.role_description


def _texts(one: Stakeholder) -> tuple[str, ...]:
    """Tasks of a stakeholder in a role."""
    return tuple(passage.text for passage in one.role_description)


def _line(words: str) -> str:
    return " ".join(words.split())


def _prose(passages: Iterable[Passage]) -> Iterator[str]:
    return (remark(passage.kind, passage.text) if passage.kind in PASSAGE_KINDS else passage.text for passage in passages)


def _role_name(one: Responsibility | TargetGroup) -> str:
    """Name of the role: as printed, else the concept."""
    said: Stakeholder = one.stakeholder
    return said.role or (one.role if isinstance(one, Responsibility) and one.role in _NAMED else "")


def _role_type(one: Responsibility | TargetGroup) -> str:
    if isinstance(one, TargetGroup):
        return BENEFICIARY
    return PERFORMER if one.role in PERFORMING else ""


def _stage(kind: str) -> str | None:
    return "Outcome" if kind == "impact" else name_of(STAGES, kind)


def _measurement(value: IndicatorValue) -> object:
    """Common key of the values of one measurement."""
    return value.measurement or value.when


def _indicator_remarks(one: Indicator) -> Iterator[str]:
    if one.kind and name_of(STAGES, one.kind) is None:
        yield remark(remarks.INDICATOR_KIND, one.kind)
    if one.direction:
        yield remark(remarks.DIRECTION, one.direction)
    if one.cumulative is not None:
        yield remark(remarks.CUMULATIVE, str(one.cumulative).lower())


def _indicator_line(one: Indicator) -> str:
    unit = f" ({one.unit})" if one.unit else ""
    values = "; ".join(" ".join(filter(None, (value.kind, value.printed))) for value in one.values)
    return remark(remarks.INDICATOR, f"{one.label}{unit}" + (f": {values}" if values else ""))


def _year(when: When) -> str:
    if isinstance(when, FiscalYear):
        return str(when.year)
    return when.printed if isinstance(when, PrintedPeriod) else f"{when.years:+d}"
