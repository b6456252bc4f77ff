"""Stakeholders, indicators, relationships and dates of StratML as details of a plan."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple, TypeVar

from shisaku.model.details import (
    NO_STAKEHOLDER,
    Indicator,
    IndicatorValue,
    Passage,
    PrintedPeriod,
    Reference,
    Responsibility,
    Stakeholder,
    TargetGroup,
)
from shisaku.model.findings import Finding, Rule, Severity
from shisaku.model.source import Element, Span
from shisaku.reading.stratml.element_words import NO_WORDS, ElementWording, ElementWords, attribute, first_of, parts
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
    TYPES,
    VALUE_KIND,
)
from shisaku.stratml.remarks import PASSAGE_KINDS, Remark, remark_in

NOT_A_DAY = Rule("reading/not-a-day", Severity.WARNING)
NOT_A_NUMBER = Rule("reading/not-a-number", Severity.WARNING)
UNKNOWN_VALUE = Rule("reading/unknown-value", Severity.WARNING)
RULES = (NOT_A_DAY, NOT_A_NUMBER, UNKNOWN_VALUE)
"""All rules of this module."""
_Meaning = TypeVar("_Meaning")
_DAY = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?)?)?")
_LENGTHS = {"year": 4, "month": 7, "day": 10}
"""Characters of a day, ISO 8601, that is given in that precision."""
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")


class Remarks(NamedTuple):
    """The OtherInformation of an element."""

    passages: tuple[Passage, ...]
    """Its prose."""
    entries: tuple[tuple[Remark, Span], ...]
    """What is there for want of an element, each with the place of its paragraph."""

    def all(self, name: str) -> tuple[tuple[str, Span], ...]:
        """The words of each remark of that name, with their places."""
        return tuple((one.value, Span(span.start + one.start, span.end)) for one, span in self.entries if one.name == name)

    def one(self, name: str) -> str:
        """The words of the first; empty where there is none."""
        return next((words for words, _ in self.all(name)), "")


@dataclass(frozen=True, slots=True)
class Particulars:
    """Reads details out of elements; what is odd goes to `findings`."""

    wording: ElementWording
    """The words of the document."""
    findings: list[Finding]
    """What has been found odd so far."""

    def remarks(self, elements: Iterable[Element]) -> Remarks:
        """The OtherInformation of one or several elements that are about the same thing."""
        passages: list[Passage] = []
        entries: list[tuple[Remark, Span]] = []
        for words, span in (each for element in elements for each in self.wording.of(element, "OtherInformation").paragraphs):
            found = remark_in(words)
            if found is None:
                passages.append(Passage(words, span))
            elif found.name in PASSAGE_KINDS:
                passages.append(Passage(found.value, Span(span.start + found.start, span.end), found.name))
            else:
                entries.append((found, span))
        return Remarks(tuple(passages), tuple(entries))

    # -- stakeholders --------------------------------------------------------------------------------------------------

    def responsibilities(self, element: Element) -> Iterator[Responsibility]:
        """Stakeholders that carry something out, and those without a stated role; one for each of their roles."""
        for name, stakeholder, types in self._stakes(element):
            if PERFORMER in types or not types:
                kind = stakeholder.role.lower()
                performing, others = (kind if kind in PERFORMING else "performer"), (kind if kind == CONSULTED else "")
                yield Responsibility(name.text, name.span, performing if types else others, stakeholder=stakeholder)

    def target_groups(self, element: Element) -> Iterator[TargetGroup]:
        """Stakeholders that are to benefit; one for each of their roles."""
        for name, stakeholder, types in self._stakes(element):
            if BENEFICIARY in types:
                yield TargetGroup(name.text, name.span, stakeholder)

    def _stakes(self, element: Element) -> Iterator[tuple[ElementWords, Stakeholder, frozenset[str]]]:
        """Names of stakeholders, their descriptions, and types of a role, a role each."""
        for one in parts(element, "Stakeholder"):
            name, about = self.wording.of(one, "Name"), self.wording.of(one, "Description")
            kind = self._concept(one, "StakeholderTypeType", PARTIES)
            stakeholder = replace(NO_STAKEHOLDER, kind=kind, description=about.passages)
            roles = tuple(parts(one, "Role"))
            called = first_of(name, about.first, *(self.wording.of(role, "Name", "Description").first for role in roles))
            if not roles:
                yield called, stakeholder, frozenset()
            for role in roles:
                types = self.wording.each(role, "RoleType")
                known = frozenset(each for each in types if each in (PERFORMER, BENEFICIARY))
                for each in {*types} - known:
                    self._unknown(role, "RoleType", each, (PERFORMER, BENEFICIARY))
                played, doing = self.wording.of(role, "Name"), self.wording.of(role, "Description")
                span = first_of(played, doing, self.wording.of(role, "RoleType")).span
                yield called, replace(stakeholder, role=played.text, role_span=span, role_description=doing.passages), known

    # -- indicators ----------------------------------------------------------------------------------------------------

    def indicators(self, element: Element) -> Iterator[Indicator]:
        """The indicators of an element."""
        for one in parts(element, "PerformanceIndicator"):
            yield self._indicator(one)

    def _indicator(self, one: Element) -> Indicator:
        information = self.remarks((one,))
        values = tuple(self._values(one))
        references = tuple(map(self._reference, parts(one, "Relationship")))
        unit = self.wording.of(one, "UnitOfMeasurement")
        named = self.wording.of(one, "MeasurementDimension")
        borrowed = [
            *((value.printed, value.span) for value in values),
            *((part.text, part.span) for part in information.passages),
        ]
        borrowed += [*((reference.printed, reference.span) for reference in references), (unit.text, None)]
        label, span = (named.text, named.span) if named else next(each for each in borrowed if each[0] or each[1] is None)
        cumulative = information.one(remarks.CUMULATIVE)
        return Indicator(
            label=label,
            span=span,
            unit=unit.text,
            kind=information.one(remarks.INDICATOR_KIND) or self._concept(one, "ValueChainStage", STAGES),
            direction=information.one(remarks.DIRECTION),
            cumulative=None if not cumulative else cumulative == "true",
            values=values,
            printed_number=self.wording.text(one, "SequenceIndicator"),
            quantitative=self._attribute(one, "PerformanceIndicatorType", MEASURED),
            identifier=self.wording.text(one, "Identifier"),
            references=references,
            description=information.passages,
        )

    def _values(self, indicator: Element) -> Iterator[IndicatorValue]:
        for number, instance in enumerate(parts(indicator, "MeasurementInstance"), start=1):
            for result in parts(instance, *RESULTS):
                yield self._value(result, number)

    def _value(self, result: Element, measurement: int) -> IndicatorValue:
        of = self.wording.of
        units, prose, days = of(result, "NumberOfUnits"), of(result, "Description"), of(result, "StartDate", "EndDate")
        described = next(parts(result, "Descriptor"), Element("Descriptor"))
        descriptor, rating, kind = of(described, "DescriptorName"), of(described, "DescriptorValue"), RESULTS[result.name]
        if descriptor.text == VALUE_KIND:
            descriptor, rating, kind = NO_WORDS, NO_WORDS, rating.text
        printed = first_of(units, rating, prose.first, descriptor, days.first)
        return IndicatorValue(
            printed=printed.text,
            span=printed.span,
            kind=kind,
            number=self._number(units),
            when=self.period(result),
            measurement=measurement,
            descriptor=descriptor.text,
            rating=rating.text,
            description=prose.passages,
        )

    def _number(self, words: ElementWords) -> Decimal | None:
        figures = words.text.replace(",", "")
        if _NUMBER.fullmatch(figures):
            return Decimal(figures)
        if words:
            self.findings.append(NOT_A_NUMBER.at(words.span, words=words.text))
        return None

    def _reference(self, one: Element) -> Reference:
        name, prose, referents = (self.wording.of(one, each) for each in ("Name", "Description", "ReferentIdentifier"))
        printed = first_of(name, prose.first, referents.first)
        return Reference(
            printed=printed.text,
            span=printed.span,
            kind=self._concept(one, "RelationshipType", RELATIONS),
            identifier=self.wording.text(one, "Identifier"),
            referents=self.wording.each(one, "ReferentIdentifier"),
            description=prose.passages,
        )

    # -- dates ---------------------------------------------------------------------------------------------------------

    def period(self, element: Element) -> PrintedPeriod | None:
        """From its StartDate to its EndDate; None where it has neither."""
        first, last = self.wording.of(element, "StartDate"), self.wording.of(element, "EndDate")
        both = ElementWords((*first.paragraphs, *last.paragraphs))
        if both.span is None:
            return None
        starts, ends = self._bounds(first), self._bounds(last)
        precision = starts[2] or ends[2]
        adjacent = self.wording.source.quote(both.span).split() == both.text.split()
        return PrintedPeriod(both.text, both.span if adjacent else both.first.span, starts[0], ends[1], precision)

    def day(self, words: ElementWords) -> str:
        """A day, month or year, ISO 8601; empty where the words are none."""
        start, _, precision = self._bounds(words)
        return start[: _LENGTHS.get(precision, 0)]

    def _bounds(self, words: ElementWords) -> tuple[str, str, str]:
        """The first and the last day that words mean, and how fine they are."""
        if not words:
            return "", "", ""
        found = _DAY.fullmatch(words.text)
        if found is None or not found["day"]:
            self.findings.append(NOT_A_DAY.at(words.span, words=words.text))
        if found is None:
            return "", "", ""
        year, month, day = int(found["year"]), found["month"], found["day"]
        try:
            if day:
                exact = date(year, int(month), int(day)).isoformat()
                return exact, exact, "day"
            start = date(year, int(month or 1), 1)
            following = date(year, start.month + 1, 1) if month and month != "12" else date(year + 1, 1, 1)
        except ValueError:
            self.findings.append(NOT_A_DAY.at(words.span, words=words.text))
            return "", "", ""
        return start.isoformat(), (following - timedelta(days=1)).isoformat(), "month" if month else "year"

    # -- attributes ----------------------------------------------------------------------------------------------------

    def kind_of_plan(self, root: Element) -> str:
        """The kind of plan that the Type of a performance plan or report means; empty where it has none."""
        return self._concept(root, "Type", TYPES)

    def _concept(self, element: Element, name: str, known: Mapping[str, str]) -> str:
        return self._attribute(element, name, known) or ""

    def _attribute(self, element: Element, name: str, known: Mapping[str, _Meaning]) -> _Meaning | None:
        value = attribute(element, name)
        if value and value not in known:
            self._unknown(element, name, value, known)
        return known.get(value)

    def _unknown(self, element: Element, name: str, words: str, known: Iterable[str]) -> None:
        where = next((line for part in element.parts for line in part.lines), None)
        found = UNKNOWN_VALUE.at(where, parent=element.name, line=element.line, name=name, words=words, known=", ".join(known))
        self.findings.append(found)
