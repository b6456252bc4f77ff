"""A StratML file as a Plan.

Guaranteed: the same file gives the same Plan, and every character of its text is accounted for by a component, a purpose, a passage,
the lines of details, page artefacts, or unread text with a finding.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from shisaku.model.details import Details, Organization, Passage, PrintedPeriod, Purpose, Reference, StatusReport
from shisaku.model.findings import Finding, Rule, Severity
from shisaku.model.plan import LegendEntry, Plan, same_mark
from shisaku.model.source import Contact, Description, Element, Publisher, Source, Span
from shisaku.reading import reading_rules
from shisaku.reading.restatement import identify
from shisaku.reading.stratml import element_filter, particulars
from shisaku.reading.stratml.element_filter import lines_of, sifted
from shisaku.reading.stratml.element_words import ElementWording, ElementWords, parts
from shisaku.reading.stratml.goals import OUTLINE, Components, Stated, stated, without
from shisaku.reading.stratml.particulars import Particulars, Remarks
from shisaku.stratml import remarks
from shisaku.stratml.elements import ROOTS

NO_GOAL = Rule("reading/no-goal", Severity.WARNING)
IDENTIFIER_TWICE = Rule("reading/identifier-twice", Severity.WARNING)
RULES = (NO_GOAL, IDENTIFIER_TWICE, *particulars.RULES, *element_filter.RULES)
"""All rules that reading StratML has of its own."""


def stratml_plan(source: Source) -> Plan:
    """The plan that a StratML document states; `source` has its elements as `markup`, and keys are by place, as the reader counts."""
    assert source.markup is not None  # the reader asks
    found = sifted(source.markup)
    findings = list(found.findings)
    return _Assembly(Particulars(ElementWording(source), findings), found).plan()


@dataclass(frozen=True, slots=True)
class _Assembly:
    particulars: Particulars
    found: element_filter.FilteredElements

    def plan(self) -> Plan:
        """All of it."""
        read, wording, root = self.particulars, self.particulars.wording, self.found.root
        core = tuple(parts(root, "StrategicPlanCore"))
        goals = tuple(stated(goal, wording) for part in core for goal in parts(part, "Goal"))
        information = read.remarks((root,))
        components = Components(wording.source, read, numbers_are_printed=not information.all(remarks.PLACES))
        found = components.of(goals)
        described = self._description(information)
        title = wording.of(root, "Name")
        findings = [*self._odd(title, goals), *self._twice(root)]
        plan = Plan(
            source=replace(wording.source, description=described),
            title=title.text or described.title or described.id,
            title_span=title.span,
            edition=information.one(remarks.EDITION) or None,
            legend=self._legend(information, components.marks),
            parts=found,
            placements=tuple(components.placements),
            identifications=(),
            furniture=self.found.artefacts,
            unread=self.found.unread,
            details=self._details(information, goals, title),
            organizations=tuple(self._organization(one) for part in core for one in parts(part, "Organization")),
        )
        identifications, doubts = identify(plan.measures)
        return replace(plan, identifications=identifications, findings=tuple(dict.fromkeys((*findings, *read.findings, *doubts))))

    # -- the plan ------------------------------------------------------------------------------------------------------

    def _details(self, information: Remarks, goals: Iterable[Stated], title: ElementWords) -> Details:
        wording, read, root = self.particulars.wording, self.particulars, self.found.root
        about = wording.of(root, "Description")
        outline = tuple(Passage(words, span, OUTLINE) for words, span in about.paragraphs)
        description = (*outline, *information.passages)
        purposes = tuple(self._purposes())
        bare = [each for goal in goals if not goal.label for each in (goal.element, *goal.bare)]
        administrative = tuple(parts(root, "AdministrativeInformation"))
        periods = tuple(period for one in administrative if (period := read.period(one)) is not None)
        identifiers = (*(wording.text(one, "Identifier") for one in administrative), information.one(remarks.IDENTIFIER))
        legend = [span for _, span in information.all(remarks.LEGEND)]
        taken = [title.span, *(p.span for p in purposes), *(p.span for p in description), *legend]
        return Details(
            purposes=purposes,
            description=description,
            tags=tuple(words for words, _ in information.all(remarks.TAG)),
            responsibilities=tuple(each for one in bare for each in read.responsibilities(one)),
            target_groups=tuple(each for one in bare for each in read.target_groups(one)),
            periods=(*periods, *(PrintedPeriod(*each) for each in information.all(remarks.PERIOD))),
            deadlines=tuple(PrintedPeriod(*each) for each in information.all(remarks.DEADLINE)),
            indicators=tuple(each for one in bare for each in read.indicators(one)),
            statuses=tuple(StatusReport(*each) for each in information.all(remarks.STATUS)),
            references=tuple(Reference(*each) for each in information.all(remarks.REFERENCE)),
            identifiers=tuple(filter(None, identifiers)),
            lines=without(wording.source, self._own_lines(), (span for span in taken if span is not None)),
        )

    def _own_lines(self) -> Iterator[Span]:
        """The places of all words that are in no goal or objective with words."""
        wording, root = self.particulars.wording, self.found.root

        def outside(element: Element) -> Iterator[Span]:
            if element.name in ("Goal", "Objective") and stated(element, wording).label:
                return
            yield from element.lines
            for part in element.parts:
                yield from outside(part)

        for part in root.parts:
            if part.name != "StrategicPlanCore":
                yield from lines_of(part)
            else:
                yield from outside(part)

    def _purposes(self) -> Iterator[Purpose]:
        found: list[Purpose] = []
        wording = self.particulars.wording
        for core in parts(self.found.root, "StrategicPlanCore"):
            for one in parts(core, "Vision", "Mission"):
                identifier = wording.text(one, "Identifier")
                for words, span in wording.of(one, "Description").paragraphs:
                    found.append(Purpose("", words, span, one.name.lower(), identifier=identifier))
                    identifier = ""
            found += (self._value(one) for one in parts(core, "Value"))
        for number, purpose in enumerate(found, start=1):
            yield replace(purpose, key="purpose/plan" + (f"-{number}" if number > 1 else ""))

    def _value(self, one: Element) -> Purpose:
        """A value, which may have a name, a description, or both: its words are those of the description."""
        wording = self.particulars.wording
        name, about = wording.of(one, "Name"), wording.of(one, "Description")
        span = ElementWords((*name.paragraphs, *about.paragraphs)).span
        assert span is not None  # it has words
        return Purpose("", about.text or name.text, span, "value", name.text)

    def _organization(self, one: Element) -> Organization:
        wording, read = self.particulars.wording, self.particulars
        name = wording.of(one, "Name")
        identifier = wording.text(one, "Identifier")
        details = Details(
            description=wording.of(one, "Description").passages,
            responsibilities=tuple(read.responsibilities(one)),
            target_groups=tuple(read.target_groups(one)),
            identifiers=(identifier,) if identifier else (),
        )
        return Organization(name.text, name.span, wording.text(one, "Acronym"), details)

    def _legend(self, information: Remarks, marks: Iterable[str]) -> tuple[LegendEntry, ...]:
        """The marks that the file explains, then those that are used unexplained."""
        explained = {}
        for words, span in information.all(remarks.LEGEND):
            symbol, _, meaning = words.partition(" ")
            explained[same_mark(symbol)] = LegendEntry(symbol, meaning or None, span)
        for symbol in marks:
            explained.setdefault(same_mark(symbol), LegendEntry(symbol, None, None))
        return tuple(explained.values())

    def _description(self, information: Remarks) -> Description:
        """The description that the file gives of itself; that of source.toml goes first."""
        wording, root, known = self.particulars.wording, self.found.root, self.particulars.wording.source.description
        administrative = next(parts(root, "AdministrativeInformation"), Element("AdministrativeInformation"))
        names = (wording.text(one, "Name") for core in parts(root, "StrategicPlanCore") for one in parts(core, "Organization"))
        published = wording.of(administrative, "PublicationDate")
        issued = self.particulars.day(published) if published else information.one(remarks.ISSUED)
        year = information.one(remarks.YEAR)
        kind = self.particulars.kind_of_plan(self.found.root) or ("strategy" if root.name == ROOTS[1] else "")
        return replace(
            known,
            publishers=known.publishers or tuple(Publisher(name) for name in names if name),
            issued=known.issued or issued or None,
            year=known.year or (int(year) if year.isdecimal() else None),
            url=known.url or wording.text(administrative, "Source") or None,
            plan_kind=known.plan_kind or kind or None,
            submitter=known.submitter
            or next(map(self._contact, (*parts(root, "Submitter"), *parts(administrative, "Submitter"))), None),
        )

    def _contact(self, one: Element) -> Contact:
        text = self.particulars.wording.text
        names = ("GivenName", "Surname", "PhoneNumber", "EmailAddress", "Identifier")
        return Contact(*(text(one, name) for name in names))

    # -- what is odd ---------------------------------------------------------------------------------------------------

    def _odd(self, title: ElementWords, goals: Iterable[Stated]) -> Iterator[Finding]:
        source = self.particulars.wording.source
        if source.description.sha256 not in (None, source.sha256):
            yield reading_rules.WRONG_DIGEST.at(None, actual=source.sha256)
        if not title:
            yield reading_rules.NO_TITLE.at(None)
        if not any(True for _ in goals):
            yield NO_GOAL.at(None)

    def _twice(self, root: Element) -> Iterator[Finding]:
        """A finding for every identifier that more than one element bears, at its first place."""
        source = self.particulars.wording.source
        places = [line for element in _within(root) if element.name == "Identifier" for line in element.lines]
        counts = Counter(map(source.quote, places))
        for line in places:
            if (count := counts.pop(source.quote(line), 1)) > 1:
                yield IDENTIFIER_TWICE.at(line, identifier=source.quote(line), count=count)


def _within(element: Element) -> Iterator[Element]:
    yield element
    for part in element.parts:
        yield from _within(part)
