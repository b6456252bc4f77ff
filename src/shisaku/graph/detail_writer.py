"""Details of a component beside its words, each a resource with its printed form, its place and its time."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from rdflib import Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, PROV, RDF, RDFS, XSD

from shisaku.graph.anchors import Anchors
from shisaku.graph.layers import Layers, Pair, decimal, true
from shisaku.messages import Message
from shisaku.model.details import (
    BudgetFigure,
    Details,
    FiscalYear,
    Indicator,
    IndicatorValue,
    PrintedPeriod,
    Reference,
    Responsibility,
    StatusReport,
    TargetGroup,
    When,
)
from shisaku.model.fiscal_years import FiscalYears
from shisaku.model.plan import PLAN_KEY
from shisaku.rdf.namespaces import SHISAKU, PlanIris, concept, fiscal_year

Detail = Responsibility | TargetGroup | PrintedPeriod | Indicator | IndicatorValue | BudgetFigure | StatusReport | Reference
_YEN = "JPY"


class DetailWriter:
    """Writes the details of the elements of one plan."""

    def __init__(
        self,
        layers: Layers,
        iris: PlanIris,
        places: Anchors,
        text: Callable[[str | None], Literal | None],
        years: FiscalYears,
        year: FiscalYear | None,
    ) -> None:
        self.layers = layers
        self.iris = iris
        self.places = places
        self.text = text
        self.years = years
        self.year = year

    def write(self, owner: str, details: Details) -> None:
        """Write all `details` of the element with the key `owner`, except its purposes and descriptions."""
        iri, add = self.iris.of(owner), self.layers.add_asserted
        if details.kind is not None:
            add(iri, (SHISAKU.componentKind, concept("kind", details.kind.concept)))
            add(iri, (SHISAKU.printedKind, self.text(details.kind.printed)))
        add(iri, *((SHISAKU.tag, self.text(tag)) for tag in details.tags))
        for made in details.responsibilities:
            self._responsibility(owner, made)
        for group in details.target_groups:
            self._node(owner, "target-group", SHISAKU.TargetGroup, SHISAKU.hasTargetGroup, group)
        for period in details.periods:
            node = self._period(owner, "period", SHISAKU.hasPeriod, period)
            if owner != PLAN_KEY and period.end and not details.deadlines:
                add(iri, (SHISAKU.hasDeadline, node))
        for period in details.deadlines:
            self._period(owner, "deadline", SHISAKU.hasDeadline, period)
        for indicator in details.indicators:
            self._indicator(owner, indicator)
        for figure in details.budget:
            self._budget(owner, SHISAKU.hasBudgetFigure, figure)
        if (own := _only_sum(details.budget)) is not None:
            self.layers.add_asserted(self.iris.of(owner), (SHISAKU.budgetAmount, own))
        for report in details.statuses:
            self._status(owner, report)
        for reference in details.references:
            self._reference(owner, reference)
        add(iri, *((DCTERMS.identifier, Literal(identifier)) for identifier in details.identifiers))

    # -- one of each ---------------------------------------------------------------------------------------------------

    def _node(self, owner: str, name: str, kind: URIRef, relation: URIRef, detail: Detail, when: When | None = None) -> URIRef:
        """The node of a detail, with the properties that all details have."""
        iri = self.iris.detail(owner, name, *_content(detail))
        printed = detail.label if isinstance(detail, Indicator) else detail.printed
        self.layers.add_asserted(self.iris.of(owner), (relation, iri))
        self.layers.add_asserted(
            iri,
            (RDF.type, kind),
            (SHISAKU.printedForm, self.text(printed)),
            (SHISAKU.quotedFrom, self.places.where(detail.span)),
            (DCTERMS.source, URIRef(detail.document) if detail.document else None),
            (SHISAKU.forPeriod, self._when(when)),
        )
        return iri

    def _responsibility(self, owner: str, made: Responsibility) -> None:
        node = self._node(owner, "responsibility", SHISAKU.Responsibility, SHISAKU.hasResponsibility, made)
        agent = URIRef(made.agent) if made.agent else None
        self.layers.add_asserted(
            node,
            (SHISAKU.responsibilityRole, concept("role", made.role)),
            (SHISAKU.responsibleParty, agent),
        )
        if agent is not None:
            self.layers.add_asserted(agent, (RDF.type, PROV.Agent), (RDFS.label, self.text(made.printed)))
        self.layers.add_asserted(self.iris.of(owner), (SHISAKU.department, self.text(made.printed)))

    def _status(self, owner: str, report: StatusReport) -> None:
        node = self._node(owner, "status", SHISAKU.StatusReport, SHISAKU.hasStatusReport, report, report.when)
        self.layers.add_asserted(node, (SHISAKU.status, concept("status", report.status)))
        if report.reports_on:
            other = report.reports_on
            subject = URIRef(other if ":" in other else f"{self.iris.base}{other}")
            self.layers.add_asserted(node, (SHISAKU.reportsOn, subject))
            self.layers.add_asserted(subject, (SHISAKU.hasStatusReport, node))

    def _reference(self, owner: str, reference: Reference) -> None:
        node = self._node(owner, "reference", SHISAKU.Reference, SHISAKU.hasReference, reference)
        self.layers.add_asserted(
            node,
            (SHISAKU.referenceKind, concept("reference-kind", reference.kind)),
            (SHISAKU.refersTo, URIRef(reference.refers_to) if reference.refers_to else None),
            (DCTERMS.identifier, Literal(reference.identifier) if reference.identifier else None),
        )

    def _indicator(self, owner: str, indicator: Indicator) -> None:
        node = self._node(owner, "indicator", SHISAKU.Indicator, SHISAKU.hasIndicator, indicator)
        cumulative = indicator.cumulative
        self.layers.add_asserted(
            node,
            (RDFS.label, self.text(indicator.label)),
            (SHISAKU.unit, self.text(indicator.unit)),
            (SHISAKU.indicatorKind, concept("indicator-kind", indicator.kind)),
            (SHISAKU.desiredDirection, concept("direction", indicator.direction)),
            (SHISAKU.cumulative, None if cumulative is None else Literal(cumulative, datatype=XSD.boolean)),
            (DCTERMS.identifier, Literal(indicator.identifier) if indicator.identifier else None),
        )
        key = str(node).removeprefix(f"{self.iris.plan}/")
        for report in indicator.statuses:
            self._status(key, report)
        for reference in indicator.references:
            self._reference(key, reference)
        for value in indicator.values:
            made = self._node(key, "value", SHISAKU.IndicatorValue, SHISAKU.hasValue, value, value.when)
            self.layers.add_asserted(
                made,
                (SHISAKU.valueKind, concept("value-kind", value.kind)),
                (SHISAKU.numericValue, decimal(value.number)),
                (SHISAKU.comparator, concept("comparator", value.comparator)),
                (SHISAKU.approximate, true(value.approximate)),
            )

    def _budget(self, owner: str, relation: URIRef, figure: BudgetFigure, whole: When | None = None) -> None:
        """A sum; `whole` is the time of the one that it is a part of."""
        when = figure.when or whole or self.year
        node = self._node(owner, "budget", SHISAKU.BudgetFigure, relation, figure, when)
        counted = figure.amount is not None
        self.layers.add_asserted(
            node,
            (SHISAKU.amount, decimal(figure.amount)),
            (SHISAKU.currency, Literal(figure.currency) if counted else None),
            (SHISAKU.approximate, true(figure.approximate)),
            (SHISAKU.budgetKind, concept("budget-kind", figure.kind)),
            (SHISAKU.fundingSource, concept("funding-source", figure.funding_source)),
            (SHISAKU.account, self.text(figure.account)),
        )
        key = str(node).removeprefix(f"{self.iris.plan}/")
        for part in figure.parts:
            self._budget(key, SHISAKU.hasBreakdown, part, when)

    # -- times ---------------------------------------------------------------------------------------------------------

    def _period(self, owner: str, name: str, relation: URIRef, period: PrintedPeriod) -> URIRef:
        node = self._node(owner, name, SHISAKU.PrintedPeriod, relation, period)
        self.layers.add_asserted(node, *_bounds(period.start, period.end, period.precision))
        return node

    def _when(self, when: When | None) -> URIRef | None:
        """The period that a detail is for; writes it."""
        if when is None:
            return None
        if isinstance(when, FiscalYear):
            return self.fiscal_year(when)
        if isinstance(when, PrintedPeriod):
            iri = self.iris.detail("", "period", *_content(when))
            printed = self.text(when.printed)
            self.layers.add_asserted(
                iri, (RDF.type, SHISAKU.Period), (RDFS.label, printed), *_bounds(when.start, when.end, when.precision)
            )
            return iri
        if self.year is not None:
            return self.fiscal_year(FiscalYear(self.year.country, self.year.year + when.years))
        iri = self.iris.of(f"period/year{when.years:+d}")
        called = Message("graph-year-before") if when.years == -1 else Message("graph-year-so-far-away", years=f"{when.years:+d}")
        self.layers.add_asserted(
            iri,
            (RDF.type, SHISAKU.Period),
            *((RDFS.label, Literal(words, lang=lang)) for lang, words in called.in_each_language().items()),
        )
        return iri

    def fiscal_year(self, year: FiscalYear) -> URIRef:
        """A fiscal year, with the days that it runs where the country's are known."""
        iri, days = fiscal_year(year), self.years.bounds(year)
        label = self.years.label(year)
        self.layers.add_asserted(
            iri,
            (RDF.type, SHISAKU.FiscalYear),
            *((RDFS.label, Literal(words, lang=lang)) for lang, words in label.in_each_language().items()),
            *(_bounds(*days, "fiscal-year") if days else _bounds("", "", "fiscal-year")),
        )
        return iri


def _content(detail: Detail) -> tuple[str, ...]:
    """Content that distinguishes a detail from others of the same element: its words and values."""
    if isinstance(detail, Indicator):
        return detail.label, detail.unit, detail.printed_number
    if isinstance(detail, PrintedPeriod):
        return detail.printed, detail.start, detail.end
    if isinstance(detail, Responsibility):
        return detail.printed, detail.role, detail.stakeholder.role
    if isinstance(detail, BudgetFigure):
        return detail.printed, detail.kind, detail.funding_source, _time(detail.when)
    if isinstance(detail, IndicatorValue):
        return detail.printed, detail.kind, _time(detail.when)
    if isinstance(detail, StatusReport):
        return detail.printed, _time(detail.when)
    return (detail.printed,)


def _time(when: When | None) -> str:
    if when is None:
        return ""
    if isinstance(when, FiscalYear):
        return f"{when.country} {when.year}"
    return when.printed if isinstance(when, PrintedPeriod) else f"{when.years:+d}"


def _bounds(start: str, end: str, precision: str) -> Iterator[Pair]:
    yield DCAT.startDate, Literal(start, datatype=XSD.date) if start else None
    yield DCAT.endDate, Literal(end, datatype=XSD.date) if end else None
    yield SHISAKU.datePrecision, concept("precision", precision)


def _only_sum(budget: Sequence[BudgetFigure]) -> Literal | None:
    """The sum of the plan's own year in yen, where one alone is printed."""
    own = {figure.amount for figure in budget if figure.when is None and figure.currency == _YEN}
    return _integer(own.pop()) if len(own) == 1 else None


def _integer(amount: Decimal | None) -> Literal | None:
    whole = amount is not None and amount == amount.to_integral_value()
    return Literal(f"{amount:.0f}", datatype=XSD.integer) if whole else None
