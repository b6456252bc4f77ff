"""Reads the details of a component for its page.

A detail is on the page of the component that prints it, with its own fragment. Sums of a break-down are listed below their total and
never added to it.
"""

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal, InvalidOperation

from rdflib import URIRef
from rdflib.namespace import DCAT, RDF, RDFS
from rdflib.term import Node

from shisaku.messages import Language, sentence
from shisaku.pages.detail_views import (
    DetailGroup,
    DetailsView,
    IndicatorFigure,
    IndicatorView,
    PassageView,
    PrintedDetail,
    Progress,
    SumRow,
)
from shisaku.pages.published_data import Naming
from shisaku.pages.term_labels import Ref, Text, text, text_of, value_of
from shisaku.pages.wording import word
from shisaku.rdf.namespaces import CONCEPTS, SHISAKU, local_name

_ROLES = ("lead", "joint", "support", "partner", "consulted")
"""Roles by the extent of their responsibility."""
_BEHIND = "9999-99-99"


SHOWN = tuple(
    SHISAKU[name]
    for name in (
        "componentKind", "printedKind", "tag", "hasResponsibility", "hasTargetGroup", "hasPeriod", "hasDeadline", "hasBudgetFigure",
        "hasIndicator", "hasStatusReport", "hasReference", "hasPurpose", "hasDescription", "budgetAmount", "department", "description",
    )
)  # fmt: skip
"""Properties shown among the details, so not listed again."""


class DetailReader:
    """Reads the details of components for pages in one language."""

    def __init__(self, naming: Naming) -> None:
        self.naming = naming
        self.graph = naming.dataset.graph
        self.order = naming.dataset.order

    def of(self, iri: URIRef) -> DetailsView:
        """Return all details of a component."""
        return DetailsView(
            kind=(*self.naming.values(iri, SHISAKU.componentKind), *self._texts(iri, SHISAKU.printedKind)),
            tags=self._texts(iri, SHISAKU.tag),
            responsible=self._grouped(iri, SHISAKU.hasResponsibility, SHISAKU.responsibilityRole, SHISAKU.responsibleParty),
            target_groups=self._printed(iri, SHISAKU.hasTargetGroup),
            periods=self._printed(iri, SHISAKU.hasPeriod),
            deadlines=self._printed(iri, SHISAKU.hasDeadline, besides=SHISAKU.hasPeriod),
            money=tuple(self._sums(iri)),
            indicators=tuple(map(self._indicator, self._nodes(iri, SHISAKU.hasIndicator))),
            reports=self._grouped(iri, SHISAKU.hasStatusReport, SHISAKU.status, SHISAKU.reportsOn),
            references=self._grouped(iri, SHISAKU.hasReference, SHISAKU.referenceKind, SHISAKU.refersTo),
            passages=tuple(self._passages(iri)),
        )

    # -- one of each ---------------------------------------------------------------------------------------------------

    def _nodes(self, iri: Node, property_: URIRef) -> list[URIRef]:
        """Details by one property, in printed order."""
        found = (URIRef(str(o)) for o in self.graph.objects(iri, property_))
        return sorted(found, key=self.naming.dataset.rank)

    def _one(self, node: URIRef, target: URIRef | None = None) -> PrintedDetail:
        place = min(
            self.graph.objects(node, SHISAKU.quotedFrom), key=lambda o: self.naming.dataset.rank(URIRef(str(o))), default=None
        )
        words = text(self.graph, node, (RDFS.label, SHISAKU.printedForm), self.naming.lang) or self.naming.name(node)
        leads = None if target is None else self.naming.value(node, target)
        return PrintedDetail(
            self.naming.dataset.fragment(node), words, None if place is None else self.naming.ref(place), leads, self._note(node)
        )

    def _note(self, node: URIRef) -> Text | None:
        """The days of a period; the time of a report."""
        year = self.naming.value(node, SHISAKU.forPeriod)
        if (node, RDF.type, SHISAKU.StatusReport) in self.graph:
            return None if year is None else year.name
        start, end = (value_of(self.graph, node, property_) for property_ in (DCAT.startDate, DCAT.endDate))
        if not start and not end:
            return None
        key = "days" if start and end else "days_from" if start else "days_until"
        return Text(word(key, self.naming.lang, *filter(None, (start, end))), self.naming.lang)

    def _printed(self, iri: Node, property_: URIRef, besides: URIRef | None = None) -> tuple[PrintedDetail, ...]:
        """Details by one property, without those that are also values of the other."""
        others = set(self._nodes(iri, besides)) if besides is not None else set()
        return tuple(self._one(node) for node in self._nodes(iri, property_) if node not in others)

    def _grouped(self, iri: Node, property_: URIRef, kind: URIRef, target: URIRef) -> tuple[DetailGroup, ...]:
        """Details by kind, in printed order; roles in their own order."""
        found: dict[URIRef | None, list[PrintedDetail]] = {}
        for node in self._nodes(iri, property_):
            concept = next((URIRef(str(o)) for o in sorted(self.graph.objects(node, kind), key=str)), None)
            found.setdefault(concept, []).append(self._one(node, target))
        ordered = sorted(found, key=_role)
        return tuple(
            DetailGroup(None if concept is None else self.naming.ref(concept), tuple(found[concept])) for concept in ordered
        )

    def _passages(self, iri: URIRef) -> Iterator[PassageView]:
        for property_, class_ in ((SHISAKU.hasPurpose, SHISAKU.Purpose), (SHISAKU.hasDescription, SHISAKU.Description)):
            for node in self._nodes(iri, property_):
                words = text(self.graph, node, (SHISAKU.text,), self.naming.lang)
                kind = self.naming.value(node, SHISAKU.passageKind) or self.naming.ref(class_)
                if words is not None:
                    yield PassageView(kind, self.naming.ref(node), words)

    # -- sums ----------------------------------------------------------------------------------------------------------

    def _sums(self, iri: Node) -> Iterator[SumRow]:
        for node in sorted(self._nodes(iri, SHISAKU.hasBudgetFigure), key=self._end):
            yield from self._sum(node, 0, frozenset())

    def _sum(self, node: URIRef, depth: int, above: frozenset[URIRef]) -> Iterator[SumRow]:
        yield SumRow(
            self._one(node),
            depth,
            self.naming.value(node, SHISAKU.forPeriod),
            self.naming.value(node, SHISAKU.budgetKind),
            self.naming.value(node, SHISAKU.fundingSource),
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
        currency = value_of(self.graph, node, SHISAKU.currency)
        key = "pages-amount-in-yen" if currency == "JPY" else "pages-amount-in-currency"
        return sentence(key, self.naming.lang, about=self._roughly(node), currency=currency, number=f"{number:,f}").strip()

    def _roughly(self, node: URIRef) -> str:
        return word("roughly", self.naming.lang) if value_of(self.graph, node, SHISAKU.approximate) == "true" else ""

    # -- indicators ----------------------------------------------------------------------------------------------------

    def _indicator(self, node: URIRef) -> IndicatorView:
        notes: list[Ref | Text] = [
            *self.naming.values(node, SHISAKU.indicatorKind),
            *self.naming.values(node, SHISAKU.desiredDirection),
        ]
        if value_of(self.graph, node, SHISAKU.cumulative) == "true":
            notes.append(self.naming.ref(SHISAKU.cumulative).name)
        unit = next(iter(self._texts(node, SHISAKU.unit)), Text("", ""))
        values = sorted(self._nodes(node, SHISAKU.hasValue), key=lambda value: (self._value_kind(value), self._end(value)))
        reports = self._grouped(node, SHISAKU.hasStatusReport, SHISAKU.status, SHISAKU.reportsOn)
        return IndicatorView(
            self._one(node, SHISAKU.leadsTo),
            tuple(notes),
            tuple(self._value(value, unit) for value in values),
            self._progress(values, {local_name(URIRef(str(o))) for o in self.graph.objects(node, SHISAKU.desiredDirection)}),
            reports,
        )

    def _value(self, node: URIRef, unit: Text) -> IndicatorFigure:
        number = self._decimal(node, SHISAKU.numericValue)
        comparator = self.naming.value(node, SHISAKU.comparator)
        shown = ""
        if number is not None:
            about = self._roughly(node)
            shown = sentence("pages-value-in-unit", self.naming.lang, about=about, number=f"{number:,f}", unit=unit.text)
        if shown and comparator is not None:
            name = comparator.name.text
            shown = sentence("pages-name-shown", self.naming.lang, shown=shown, name=name)
        return IndicatorFigure(
            self._one(node),
            self.naming.value(node, SHISAKU.valueKind),
            self.naming.value(node, SHISAKU.forPeriod),
            shown,
        )

    def _progress(self, values: Iterable[URIRef], directions: Collection[str]) -> Progress | None:
        """Progress from the last baseline to the last target, at the last result; None if one is missing, or it moved away."""
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
        """Last day of the period of a value or sum, to sort by."""
        for period in sorted(self.graph.objects(node, SHISAKU.forPeriod), key=str):
            return value_of(self.graph, period, DCAT.endDate) or value_of(self.graph, period, DCAT.startDate) or _BEHIND
        return _BEHIND

    def _texts(self, node: Node, property_: URIRef) -> tuple[Text, ...]:
        return tuple(text_of(o) for o in sorted(self.graph.objects(node, property_), key=str))

    def _decimal(self, node: URIRef, property_: URIRef) -> Decimal | None:
        try:
            return Decimal(value_of(self.graph, node, property_))
        except InvalidOperation:
            return None


_VALUE_KINDS = ("baseline", "result", "forecast", "target")
"""Kinds of values in order of time."""


def _role(concept: URIRef | None) -> tuple[bool, int]:
    """Sort key: roles in their own order, without a kind last."""
    name = "" if concept is None else str(concept).removeprefix(f"{CONCEPTS}role/")
    return concept is None, _ROLES.index(name) if name in _ROLES else len(_ROLES)


def _progress(start: Decimal, goal: Decimal, now: Decimal, comparators: Collection[str], lang: Language) -> Progress:
    """The progress from `start` to `goal`, in words and as a share."""
    if start == goal:
        reached = now == goal or (now > goal and "at-least" in comparators) or (now < goal and "at-most" in comparators)
        return Progress(Text(word("progress_reached" if reached else "progress_missed", lang), lang), 100.0 if reached else 0.0)
    share = 100 * (now - start) / (goal - start) + 0  # no minus zero
    if share >= 100:
        return Progress(Text(word("progress_reached", lang), lang), 100.0)
    if share < 0:
        return Progress(Text(word("progress_away", lang), lang), 0.0)
    return Progress(Text(word("progress_so_far", lang, int(share)), lang), float(share))
