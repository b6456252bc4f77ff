"""What a page tells of the details of an element: who, until when, for whom, for how much, how measured, how far, on what.

Each detail stands on the page of the element that prints it, under its own fragment. Sums of a break-down stand under their sum and
are never added to it.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from rdflib import URIRef
from rdflib.namespace import DCAT, RDF, RDFS
from rdflib.term import Node

from shisaku.errors import Language
from shisaku.pages.page_words_catalogue import word
from shisaku.pages.published_data import Naming
from shisaku.pages.term_labels import Text, text, text_of
from shisaku.pages.terms import Ref
from shisaku.rdf.namespaces import CONCEPTS, SHISAKU, local_name

_ROLES = ("lead", "joint", "support", "partner", "consulted")
"""Roles in the order of how much is theirs."""
_BEHIND = "9999-99-99"


@dataclass(frozen=True, slots=True)
class PrintedDetail:
    """One detail: its words and where they are."""

    fragment: str
    """Its name within the page."""
    words: Text
    """As printed."""
    place: Ref | None
    """Where it is printed; None where it is not."""
    leads: Ref | None = None
    """What it leads to: a unit, a law, a component."""
    note: Text | None = None
    """What is known of it besides: the days of a period."""


@dataclass(frozen=True, slots=True)
class Group:
    """Details of one kind."""

    name: Ref | None
    """The kind; None where it is not known."""
    found: tuple[PrintedDetail, ...]
    """The details, in order."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A row of the table of sums."""

    printed: PrintedDetail
    """Its words."""
    depth: int
    """0 for a sum, 1 for what it is made up of, and so on."""
    year: Ref | None
    """The year that it is for; None where that is not known."""
    kind: Ref | None
    """Kind of sum."""
    source: Ref | None
    """Where the money comes from."""
    account: Text | None
    """The account that it is booked in."""
    amount: str
    """The number with its currency; nothing where there is none yet."""


@dataclass(frozen=True, slots=True)
class IndicatorFigure:
    """A value of an indicator."""

    printed: PrintedDetail
    """Its words."""
    kind: Ref | None
    """Baseline, target, result or forecast."""
    year: Ref | None
    """The time that it is for."""
    number: str
    """The number, with its comparator and unit; nothing where there is none."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an indicator is from its baseline to its target."""

    words: Text
    """In a sentence."""
    share: float
    """From 0 to 100, for a bar."""


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator."""

    printed: PrintedDetail
    """Its name."""
    notes: tuple[Ref | Text, ...]
    """Kind, desired direction, whether its values add up."""
    values: tuple[IndicatorFigure, ...]
    """Its values in order of kind and time."""
    progress: Progress | None
    """How far it is; None where baseline, target or result is missing."""
    reports: tuple[Group, ...]
    """Reports on it, by status."""


@dataclass(frozen=True, slots=True)
class PassageView:
    """A purpose or description."""

    name: Ref
    """Its kind, or its class where it has none."""
    ref: Ref
    """Its page."""
    words: Text
    """Its text."""


@dataclass(frozen=True, slots=True)
class DetailsView:
    """All details of one element."""

    kind: tuple[Ref | Text, ...]
    """What it is, by concept and by the word of the document."""
    tags: tuple[Text, ...]
    """Notes in brackets."""
    responsible: tuple[Group, ...]
    """Who is in charge, by role."""
    target_groups: tuple[PrintedDetail, ...]
    """Whom it is for."""
    periods: tuple[PrintedDetail, ...]
    """When it is carried out."""
    deadlines: tuple[PrintedDetail, ...]
    """By when it is to be done, where that is not the end of a period in which it is carried out."""
    money: tuple[Sum, ...]
    """Sums in order of their years, each with what it is made up of behind it."""
    indicators: tuple[Measured, ...]
    """How it is measured."""
    reports: tuple[Group, ...]
    """How far it is, by status."""
    references: tuple[Group, ...]
    """What it points to, by kind."""
    passages: tuple[PassageView, ...]
    """What it is for and what describes it."""

    @property
    def facts(self) -> bool:
        """Whether anything is there that a list of facts shows."""
        lists = (self.kind, self.tags, self.responsible, self.target_groups, self.periods, self.deadlines)
        return any(lists)


SHOWN = tuple(
    SHISAKU[name]
    for name in (
        "componentKind", "printedKind", "tag", "hasResponsibility", "hasTargetGroup", "hasPeriod", "hasDeadline", "hasBudgetFigure",
        "hasIndicator", "hasStatusReport", "hasReference", "hasPurpose", "hasDescription", "budgetAmount", "department", "description",
    )
)  # fmt: skip
"""Properties whose values stand among the details, and need not be told again."""


class DetailReader:
    """Reads the details of elements for pages in one language."""

    def __init__(self, naming: Naming) -> None:
        self.naming = naming
        self.graph = naming.dataset.graph
        self.order = naming.dataset.order

    def of(self, iri: URIRef) -> DetailsView:
        """All details of an element."""
        return DetailsView(
            kind=(*self._refs(iri, SHISAKU.componentKind), *self._texts(iri, SHISAKU.printedKind)),
            tags=self._texts(iri, SHISAKU.tag),
            responsible=self._grouped(iri, SHISAKU.hasResponsibility, SHISAKU.responsibilityRole, SHISAKU.responsibleParty),
            target_groups=self._printed(iri, SHISAKU.hasTargetGroup),
            periods=self._printed(iri, SHISAKU.hasPeriod),
            deadlines=self._printed(iri, SHISAKU.hasDeadline, besides=SHISAKU.hasPeriod),
            money=tuple(self._sums(iri)),
            indicators=tuple(map(self._measured, self._nodes(iri, SHISAKU.hasIndicator))),
            reports=self._grouped(iri, SHISAKU.hasStatusReport, SHISAKU.status, SHISAKU.reportsOn),
            references=self._grouped(iri, SHISAKU.hasReference, SHISAKU.referenceKind, SHISAKU.refersTo),
            passages=tuple(self._passages(iri)),
        )

    # -- one of each ---------------------------------------------------------------------------------------------------

    def _nodes(self, iri: Node, property_: URIRef) -> list[URIRef]:
        """Details by one property, in the order of the print."""
        found = (URIRef(str(o)) for o in self.graph.objects(iri, property_))
        return sorted(found, key=self.naming.dataset.rank)

    def _one(self, node: URIRef, leads: URIRef | None = None) -> PrintedDetail:
        place = min(
            self.graph.objects(node, SHISAKU.quotedFrom), key=lambda o: self.naming.dataset.rank(URIRef(str(o))), default=None
        )
        words = text(self.graph, node, (RDFS.label, SHISAKU.printedForm), self.naming.lang) or self.naming.name(node)
        target = None if leads is None else next(iter(self._refs(node, leads)), None)
        return PrintedDetail(
            self.naming.dataset.fragment(node), words, None if place is None else self.naming.ref(place), target, self._note(node)
        )

    def _note(self, node: URIRef) -> Text | None:
        """The days of a period; the time of a report."""
        year = next(iter(self._refs(node, SHISAKU.forPeriod)), None)
        if (node, RDF.type, SHISAKU.StatusReport) in self.graph:
            return None if year is None else year.name
        start, end = (self._said(node, property_) for property_ in (DCAT.startDate, DCAT.endDate))
        if not start and not end:
            return None
        key = "days" if start and end else "days_from" if start else "days_until"
        return Text(word(key, self.naming.lang, *filter(None, (start, end))), self.naming.lang)

    def _printed(self, iri: Node, property_: URIRef, besides: URIRef | None = None) -> tuple[PrintedDetail, ...]:
        """Details by one property, those left out that are there by the other one as well."""
        others = set(self._nodes(iri, besides)) if besides is not None else set()
        return tuple(self._one(node) for node in self._nodes(iri, property_) if node not in others)

    def _grouped(self, iri: Node, property_: URIRef, kind: URIRef, leads: URIRef) -> tuple[Group, ...]:
        """Details by their kind: in the order of the print, roles in their own."""
        found: dict[URIRef | None, list[PrintedDetail]] = {}
        for node in self._nodes(iri, property_):
            concept = next((URIRef(str(o)) for o in sorted(self.graph.objects(node, kind), key=str)), None)
            found.setdefault(concept, []).append(self._one(node, leads))
        ordered = sorted(found, key=_role)
        return tuple(Group(None if concept is None else self.naming.ref(concept), tuple(found[concept])) for concept in ordered)

    def _passages(self, iri: URIRef) -> Iterator[PassageView]:
        for property_, class_ in ((SHISAKU.hasPurpose, SHISAKU.Purpose), (SHISAKU.hasDescription, SHISAKU.Description)):
            for node in self._nodes(iri, property_):
                words = text(self.graph, node, (SHISAKU.text,), self.naming.lang)
                kind = next(iter(self._refs(node, SHISAKU.passageKind)), self.naming.ref(class_))
                if words is not None:
                    yield PassageView(kind, self.naming.ref(node), words)

    # -- sums ----------------------------------------------------------------------------------------------------------

    def _sums(self, iri: Node) -> Iterator[Sum]:
        for node in sorted(self._nodes(iri, SHISAKU.hasBudgetFigure), key=self._end):
            yield from self._sum(node, 0, frozenset())

    def _sum(self, node: URIRef, depth: int, above: frozenset[URIRef]) -> Iterator[Sum]:
        def ref(property_: URIRef) -> Ref | None:
            return next(iter(self._refs(node, property_)), None)

        yield Sum(
            self._one(node),
            depth,
            ref(SHISAKU.forPeriod),
            ref(SHISAKU.budgetKind),
            ref(SHISAKU.fundingSource),
            next(iter(self._texts(node, SHISAKU.account)), None),
            self._amount(node),
        )
        for part in self._nodes(node, SHISAKU.hasBreakdown):
            if part not in above:
                yield from self._sum(part, depth + 1, above | {node, part})

    def _amount(self, node: URIRef) -> str:
        number = self._decimal(node, SHISAKU.amount)
        if number is None:
            return ""
        currency = self._said(node, SHISAKU.currency)
        about = word("roughly", self.naming.lang) if self._said(node, SHISAKU.approximate) == "true" else ""
        if currency == "JPY" and self.naming.lang == "ja":
            return f"{about}{number:,f}円"
        return f"{about}{currency} {number:,f}".strip()

    # -- indicators ----------------------------------------------------------------------------------------------------

    def _measured(self, node: URIRef) -> Measured:
        notes: list[Ref | Text] = [*self._refs(node, SHISAKU.indicatorKind), *self._refs(node, SHISAKU.desiredDirection)]
        if self._said(node, SHISAKU.cumulative) == "true":
            notes.append(self.naming.ref(SHISAKU.cumulative).name)
        unit = next(iter(self._texts(node, SHISAKU.unit)), Text("", ""))
        values = sorted(self._nodes(node, SHISAKU.hasValue), key=lambda value: (self._value_kind(value), self._end(value)))
        reports = self._grouped(node, SHISAKU.hasStatusReport, SHISAKU.status, SHISAKU.reportsOn)
        return Measured(
            self._one(node, SHISAKU.leadsTo),
            tuple(notes),
            tuple(self._value(value, unit) for value in values),
            self._progress(values, {local_name(URIRef(str(o))) for o in self.graph.objects(node, SHISAKU.desiredDirection)}),
            reports,
        )

    def _value(self, node: URIRef, unit: Text) -> IndicatorFigure:
        number = self._decimal(node, SHISAKU.numericValue)
        comparator = next(iter(self._refs(node, SHISAKU.comparator)), None)
        about = word("roughly", self.naming.lang) if self._said(node, SHISAKU.approximate) == "true" else ""
        said = "" if number is None else f"{about}{number:,f}{unit.text if self.naming.lang == 'ja' else ''}"
        if said and comparator is not None:
            name = comparator.name.text
            said = f"{said}{name}" if self.naming.lang == "ja" else f"{name} {said}"
        return IndicatorFigure(
            self._one(node),
            next(iter(self._refs(node, SHISAKU.valueKind)), None),
            next(iter(self._refs(node, SHISAKU.forPeriod)), None),
            said,
        )

    def _progress(self, values: Iterable[URIRef], directions: Collection[str]) -> Progress | None:
        """From the last baseline to the last target, by the last result; None where the way is not known, or leads the other way."""
        last: dict[str, tuple[Decimal, URIRef]] = {}
        for value in sorted(values, key=self._end):
            number, at = self._decimal(value, SHISAKU.numericValue), self._value_kind(value)
            if number is not None and at < len(_VALUE_KINDS):
                last[_VALUE_KINDS[at]] = number, value
        if not {"baseline", "target", "result"} <= set(last):
            return None
        (start, _), (goal, target), (now, _) = last["baseline"], last["target"], last["result"]
        if ("increase" in directions and goal < start) or ("decrease" in directions and goal > start):
            return None
        comparators = {local_name(URIRef(str(o))) for o in self.graph.objects(target, SHISAKU.comparator)}
        return _progress(start, goal, now, comparators, self.naming.lang)

    def _value_kind(self, value: URIRef) -> int:
        kinds = (local_name(URIRef(str(o))) for o in self.graph.objects(value, SHISAKU.valueKind))
        return min((_VALUE_KINDS.index(kind) for kind in kinds if kind in _VALUE_KINDS), default=len(_VALUE_KINDS))

    # -- plain values --------------------------------------------------------------------------------------------------

    def _end(self, node: URIRef) -> str:
        """The last day of the time that something is for, by which values and sums are ordered."""
        for period in sorted(self.graph.objects(node, SHISAKU.forPeriod), key=str):
            return self._said(period, DCAT.endDate) or self._said(period, DCAT.startDate) or _BEHIND
        return _BEHIND

    def _refs(self, node: Node, property_: URIRef) -> tuple[Ref, ...]:
        return self.naming.refs(self.graph.objects(node, property_))

    def _texts(self, node: Node, property_: URIRef) -> tuple[Text, ...]:
        return tuple(text_of(o) for o in sorted(self.graph.objects(node, property_), key=str))

    def _said(self, node: Node, property_: URIRef) -> str:
        return str(min(self.graph.objects(node, property_), key=str, default=""))

    def _decimal(self, node: URIRef, property_: URIRef) -> Decimal | None:
        try:
            return Decimal(self._said(node, property_))
        except InvalidOperation:
            return None


_VALUE_KINDS = ("baseline", "result", "forecast", "target")
"""Kinds of values as they follow in time."""


def _role(concept: URIRef | None) -> tuple[bool, int]:
    """Roles in their own order; what has no kind last."""
    name = "" if concept is None else str(concept).removeprefix(f"{CONCEPTS}role/")
    return concept is None, _ROLES.index(name) if name in _ROLES else len(_ROLES)


def _progress(start: Decimal, goal: Decimal, now: Decimal, comparators: Collection[str], lang: Language) -> Progress:
    """The way from `start` to `goal` that was gone, in words and as a share."""
    if start == goal:
        held = now == goal or (now > goal and "at-least" in comparators) or (now < goal and "at-most" in comparators)
        return Progress(Text(word("progress_reached" if held else "progress_missed", lang), lang), 100.0 if held else 0.0)
    share = 100 * (now - start) / (goal - start) + 0  # no minus zero
    if share >= 100:
        return Progress(Text(word("progress_reached", lang), lang), 100.0)
    if share < 0:
        return Progress(Text(word("progress_away", lang), lang), 0.0)
    return Progress(Text(word("progress_so_far", lang, int(share)), lang), float(share))
