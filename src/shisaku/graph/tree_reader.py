"""The trees of the plans in a graph: for `show`, and for StratML where there is no document."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, PROV, RDF, RDFS, SKOS
from rdflib.term import Node

from shisaku.model.details import (
    BudgetFigure,
    Details,
    FiscalYear,
    Indicator,
    IndicatorValue,
    Kind,
    PrintedPeriod,
    Reference,
    RelativeYear,
    Responsibility,
    StatusReport,
    TargetGroup,
    When,
)
from shisaku.model.printed_tree import INITIATIVE, KINDS, Aim, Branch, PlanTree, TreeProse, branch, plain_details
from shisaku.model.source import Span
from shisaku.rdf.namespaces import CONCEPTS, OA, SHISAKU
from shisaku.rdf.plan_order import PlanOrder

_FISCAL_YEAR = re.compile(re.escape(CONCEPTS) + r"fiscal-year/(?P<country>[^/]+)/(?P<year>[0-9]+)")
_RELATIVE_YEAR = re.compile(r"/period/year(?P<years>[+-][0-9]+)")


def trees_in(graph: Graph) -> tuple[PlanTree, ...]:
    """The trees of the plans in a graph, by their IRIs.

    The order of several tags of one component is not in a graph: they are sorted.
    """
    plans = sorted(s for s in graph.subjects(RDF.type, SHISAKU.PolicyPlan) if isinstance(s, URIRef))
    order = PlanOrder(graph)
    return tuple(_GraphReader(graph, plan, order).tree() for plan in plans)


class _GraphReader:
    """Reads the tree of one plan out of a graph."""

    def __init__(self, graph: Graph, plan: URIRef, order: PlanOrder) -> None:
        self.graph = graph
        self.plan = plan
        self.order = order
        self.period = graph.value(plan, DCTERMS.temporal)
        found = self._when(self.period)
        self.year = found if isinstance(found, FiscalYear) else None

    def tree(self) -> PlanTree:
        """The whole."""
        publisher = self.graph.value(self.plan, DCTERMS.publisher)
        file = self.graph.value(self.graph.value(self.plan, DCTERMS.source), PROV.wasDerivedFrom)
        legend = sorted(self.graph.subjects(SHISAKU.markOf, self.plan), key=self._ordinal)
        return PlanTree(
            title=self._text(self.plan, RDFS.label),
            edition=self._text(self.plan, SHISAKU.edition),
            year=str(self.year.year) if self.year else self._text(self.period, RDFS.label),
            publisher=self._text(publisher, RDFS.label),
            url=self._text(file, DCAT.downloadURL) or self._text(file, DCAT.accessURL),
            legend=tuple((self._text(mark, SKOS.notation), self._meaning(mark)) for mark in legend),
            purposes=self._aims(self.plan),
            parts=self._parts(self.plan, frozenset({self.plan})),
            description=self._description(self.plan),
            details=self._details(self.plan),
            kind=self._concept(self.plan, SHISAKU.planKind, "plan-kind"),
            adoption=self._concept(self.plan, SHISAKU.adoptionStatus, "adoption-status"),
            issued=self._text(self.plan, DCTERMS.issued),
        )

    def _meaning(self, mark: Node) -> str:
        """The meaning of a mark in the legend; a mark that is not explained there has no quotation."""
        return self._text(mark, SKOS.prefLabel) if (mark, SHISAKU.quotedFrom, None) in self.graph else ""

    def _parts(self, parent: Node, above: frozenset[Node]) -> tuple[Branch, ...]:
        """The components under a parent, in order."""
        children = (URIRef(child) for child in self.order.children(str(parent)))
        return tuple(self._branch(child, above | {child}) for child in children if self._kind(child) and child not in above)

    def _branch(self, iri: Node, above: frozenset[Node]) -> Branch:
        types = set(self.graph.objects(iri, RDF.type))
        bare = Branch(
            kind=self._kind(iri),
            key=self._key(iri),
            name=self._text(iri, RDFS.label),
            printed=self._text(iri, SHISAKU.printedNumber),
            marks=self._text(iri, SHISAKU.printedMarks),
            restated=bool(types & {SHISAKU.RestatedInitiative, SHISAKU.RestatedComponent}),
            original=min((self._key(original) for original in self.graph.objects(iri, SHISAKU.restates)), default=""),
            confidence=self._confidence(iri),
            purposes=self._aims(iri),
            description=self._description(iri),
            parts=self._parts(iri, above),
        )
        return branch(bare, self._details(iri), self.year)

    # -- details -------------------------------------------------------------------------------------------------------

    def _details(self, iri: Node) -> Details:
        """Details of an element beside its words."""
        concept, printed = self._concept(iri, SHISAKU.componentKind, "kind"), self._text(iri, SHISAKU.printedKind)
        found = Details(
            kind=Kind(concept, printed) if concept or printed else None,
            tags=self._texts(iri, SHISAKU.tag),
            responsibilities=tuple(
                Responsibility(
                    printed,
                    span,
                    self._concept(node, SHISAKU.responsibilityRole, "role"),
                    self._text(node, SHISAKU.responsibleParty),
                )
                for node, printed, span in self._nodes(iri, SHISAKU.hasResponsibility)
            ),
            target_groups=tuple(TargetGroup(printed, span) for _, printed, span in self._nodes(iri, SHISAKU.hasTargetGroup)),
            periods=self._periods(iri, SHISAKU.hasPeriod),
            deadlines=self._periods(iri, SHISAKU.hasDeadline, besides=SHISAKU.hasPeriod),
            indicators=tuple(self._indicator(node, span) for node, _, span in self._nodes(iri, SHISAKU.hasIndicator)),
            budget=self._budget(iri, SHISAKU.hasBudgetFigure),
            statuses=tuple(
                StatusReport(printed, span, self._concept(node, SHISAKU.status, "status"), self._for(node), self._subject(node))
                for node, printed, span in self._nodes(iri, SHISAKU.hasStatusReport)
            ),
            references=tuple(
                Reference(
                    printed,
                    span,
                    self._concept(node, SHISAKU.referenceKind, "reference-kind"),
                    self._text(node, SHISAKU.refersTo),
                )
                for node, printed, span in self._nodes(iri, SHISAKU.hasReference)
            ),
        )
        return plain_details(found, self.year)

    def _nodes(self, iri: Node, property_: URIRef) -> Iterator[tuple[Node, str, Span | None]]:
        """Each detail by that property, with its printed form and its place."""
        for node in sorted(self.graph.objects(iri, property_), key=str):
            yield node, self._text(node, SHISAKU.printedForm), self._span(node)

    def _periods(self, iri: Node, property_: URIRef, besides: URIRef | None = None) -> tuple[PrintedPeriod, ...]:
        """The periods of that property, without those of the property `besides`."""
        others = set(self.graph.objects(iri, besides)) if besides is not None else set()
        return tuple(
            self._period(node, printed, span) for node, printed, span in self._nodes(iri, property_) if node not in others
        )

    def _period(self, node: Node, printed: str, span: Span | None = None) -> PrintedPeriod:
        start, end = self._text(node, DCAT.startDate), self._text(node, DCAT.endDate)
        return PrintedPeriod(printed, span, start, end, self._concept(node, SHISAKU.datePrecision, "precision"))

    def _indicator(self, node: Node, span: Span | None) -> Indicator:
        values = (
            IndicatorValue(
                printed,
                place,
                self._concept(value, SHISAKU.valueKind, "value-kind"),
                self._decimal(value, SHISAKU.numericValue),
                self._concept(value, SHISAKU.comparator, "comparator"),
                self._true(value, SHISAKU.approximate) or False,
                self._for(value),
            )
            for value, printed, place in self._nodes(node, SHISAKU.hasValue)
        )
        return Indicator(
            self._text(node, RDFS.label),
            span,
            self._text(node, SHISAKU.unit),
            self._concept(node, SHISAKU.indicatorKind, "indicator-kind"),
            self._concept(node, SHISAKU.desiredDirection, "direction"),
            self._true(node, SHISAKU.cumulative),
            tuple(values),
        )

    def _budget(self, iri: Node, property_: URIRef, above: frozenset[Node] = frozenset()) -> tuple[BudgetFigure, ...]:
        return tuple(
            BudgetFigure(
                printed,
                span,
                self._decimal(node, SHISAKU.amount),
                self._text(node, SHISAKU.currency),
                self._true(node, SHISAKU.approximate) or False,
                self._concept(node, SHISAKU.budgetKind, "budget-kind"),
                self._for(node),
                self._concept(node, SHISAKU.fundingSource, "funding-source"),
                self._text(node, SHISAKU.account),
                self._budget(node, SHISAKU.hasBreakdown, above | {node}),
            )
            for node, printed, span in self._nodes(iri, property_)
            if node not in above
        )

    def _for(self, node: Node) -> When | None:
        return self._when(self.graph.value(node, SHISAKU.forPeriod))

    def _when(self, period: Node | None) -> When | None:
        """The time of a period; None where there is none."""
        if period is None:
            return None
        year = _FISCAL_YEAR.fullmatch(str(period))
        if year is not None:
            return FiscalYear(year["country"], int(year["year"]))
        relative = _RELATIVE_YEAR.search(str(period))
        if relative is not None:
            return RelativeYear(int(relative["years"]))
        return self._period(period, self._text(period, RDFS.label))

    def _subject(self, report: Node) -> str:
        """Subject of a status report, where that is not its owner."""
        return self._text(report, SHISAKU.reportsOn).removeprefix(str(self.plan).rpartition("/")[0] + "/")

    def _concept(self, iri: Node, property_: URIRef, below: str) -> str:
        """The name of a concept in the scheme `below`, the whole IRI of another's; empty where there is none."""
        return self._text(iri, property_).removeprefix(f"{CONCEPTS}{below}/")

    def _decimal(self, iri: Node, property_: URIRef) -> Decimal | None:
        try:
            return Decimal(self._text(iri, property_))
        except InvalidOperation:
            return None

    def _true(self, iri: Node, property_: URIRef) -> bool | None:
        return {"true": True, "1": True, "false": False, "0": False}.get(self._text(iri, property_))

    def _description(self, iri: Node) -> tuple[TreeProse, ...]:
        passages = sorted(self.graph.objects(iri, SHISAKU.hasDescription), key=lambda one: (self._ordinal(one), str(one)))
        return tuple(
            TreeProse(self._text(passage, SHISAKU.text), self._concept(passage, SHISAKU.passageKind, "passage-kind"))
            for passage in passages
        )

    # -- plain values --------------------------------------------------------------------------------------------------

    def _aims(self, iri: Node) -> tuple[Aim, ...]:
        purposes = sorted(
            self.graph.objects(iri, SHISAKU.hasPurpose), key=lambda purpose: (self.order.start(str(purpose)), str(purpose))
        )
        return tuple(
            Aim(
                self._text(purpose, SHISAKU.text),
                self._confidence(purpose),
                self._concept(purpose, SHISAKU.passageKind, "passage-kind"),
            )
            for purpose in purposes
        )

    def _span(self, iri: Node) -> Span | None:
        """The first place where it is printed."""
        spans = (
            Span(int(str(start)), int(str(end)))
            for place in self.graph.objects(iri, SHISAKU.quotedFrom)
            for selector in self.graph.objects(place, OA.hasSelector)
            for start in self.graph.objects(selector, OA.start)
            for end in self.graph.objects(selector, OA.end)
        )
        return min(spans, default=None)

    def _confidence(self, iri: Node) -> float | None:
        found = [self.graph.value(placement, SHISAKU.confidence) for placement in self.graph.subjects(SHISAKU.places, iri)]
        return min((float(str(value)) for value in found if value is not None), default=None)

    def _kind(self, iri: Node) -> str:
        types = set(self.graph.objects(iri, RDF.type))
        return next((kind for kind in KINDS if SHISAKU[kind] in types), INITIATIVE if SHISAKU.RestatedInitiative in types else "")

    def _key(self, iri: Node | None) -> str:
        return "" if iri is None else str(iri).removeprefix(f"{self.plan}/")

    def _ordinal(self, iri: Node) -> int:
        ordinal = self._text(iri, SHISAKU.ordinal)
        return int(ordinal) if ordinal.isdecimal() else 0

    def _text(self, iri: Node | None, property_: URIRef) -> str:
        """The value, Japanese before others: names of organizations come in two languages."""
        values = [] if iri is None else list(self.graph.objects(iri, property_))
        return str(min(values, key=_japanese_first, default=""))

    def _texts(self, iri: Node, property_: URIRef) -> tuple[str, ...]:
        return tuple(sorted(map(str, self.graph.objects(iri, property_))))


def _japanese_first(value: Node) -> tuple[bool, str]:
    return not (isinstance(value, Literal) and value.language == "ja"), str(value)
