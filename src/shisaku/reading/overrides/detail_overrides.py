"""Details given in source.toml: looked for in the text, and put into the plan with their places.

The words are looked for in the lines of their component, from its own to the next component's, then in the whole document. A line
that holds nothing but such details is not read otherwise: it would become an entry, or a description. But
which lines those are is known only when the components are. So the text is read without every line that could be such a one, the
details are looked for in that plan, and where it was too many lines, or too few, the text is read again. Each line that is taken out
belongs to the component of its first detail (`Details.lines`).

A detail that means nothing in this text, or that could be at several places, is a finding and changes nothing.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from shisaku.messages import Message
from shisaku.model.country_profiles import Profile
from shisaku.model.details import (
    BudgetFigure,
    Details,
    FiscalYear,
    Indicator,
    IndicatorValue,
    Kind,
    Passage,
    PrintedPeriod,
    Purpose,
    Reference,
    Responsibility,
    StatusReport,
    TargetGroup,
    When,
)
from shisaku.model.findings import Finding
from shisaku.model.fiscal_years import FiscalYears
from shisaku.model.plan import PLAN_KEY, Plan
from shisaku.model.source import DetailOverride, Source, Span
from shisaku.reading import reading_rules
from shisaku.reading.overrides.detail_lines import DetailLine, possible_lines, whole_lines
from shisaku.reading.overrides.detail_merging import merged, put, with_changed
from shisaku.reading.overrides.detail_places import TWICE, DetailPlaces, WithoutEffectError
from shisaku.reading.overrides.printed_words import PrintedWords
from shisaku.reading.tokens.lines import Line, join, lines

Reading = Callable[[frozenset[int]], Plan]
"""Reads the document without the lines at these positions."""
_MOST_READINGS = 4
"""Of a text whose details are not where they seem to be; as a rule one is enough."""
_FIELDS: dict[type, str] = {
    Responsibility: "responsibilities",
    TargetGroup: "target_groups",
    Indicator: "indicators",
    BudgetFigure: "budget",
    Reference: "references",
    StatusReport: "statuses",
}
_PLACED = (PrintedPeriod, Responsibility, TargetGroup, Indicator, IndicatorValue, BudgetFigure, StatusReport, Reference)
"""What has a place of its own, in this document or in another one."""
_PERIODS = {"period": "periods", "deadline": "deadlines"}
_NO_CURRENCY = Message("reading-currency-not-known-write-currency")
_NO_CALENDAR = Message("reading-days-fiscal-year-country-has")
_PART_OF_LINE = Message("reading-other-words-stand-same-line")


def with_details(source: Source, printed: Sequence[Line], read: Reading, profile: Profile) -> Plan:
    """What `read` makes of the document, with every detail that its source.toml gives.

    `printed` are the lines that are to be read, those blank that were set aside before; `profile` is that of the document's country.
    """
    if not source.description.details:
        return read(frozenset())
    words = PrintedWords(lines(source.text), {at for at, line in enumerate(printed) if not line.text})
    taken = possible_lines(words, source)
    for _ in range(_MOST_READINGS):
        applying, before = _DetailOverrides(DetailPlaces(read(taken), words), profile), taken
        taken = applying.apply()
        if taken == before:
            break
    return applying.plan_without(before)


def with_detail_overrides(plan: Plan, profile: Profile) -> Plan:
    """`plan` with every detail that its source.toml gives, no line taken out: of a document in which every word is accounted for."""
    if not plan.source.description.details:
        return plan
    applying = _DetailOverrides(DetailPlaces(plan, PrintedWords(lines(plan.source.text))), profile, takes_lines=False)
    applying.apply()
    return applying.plan_without(frozenset())


@dataclass(frozen=True, slots=True)
class _Prose:
    """A purpose or a description, until it is known which lines hold nothing else."""

    detail: DetailOverride
    value: Purpose | Passage
    owner: str
    span: Span


@dataclass
class _DetailOverrides:
    """Settles the details of one document in one reading of it."""

    at: DetailPlaces
    profile: Profile
    changed: dict[str, Details] = field(default_factory=dict)
    """Details of the components, by key, as far as they differ from those that were read."""
    places: list[DetailLine] = field(default_factory=list)
    prose: list[_Prose] = field(default_factory=list)
    whole: frozenset[int] = frozenset()
    """Positions of the lines that hold nothing but details."""
    findings: list[Finding] = field(default_factory=list)
    takes_lines: bool = True
    """Whether lines may be taken out of the text."""

    @property
    def plan(self) -> Plan:
        """The plan as read."""
        return self.at.plan

    def apply(self) -> frozenset[int]:
        """Look for every detail; positions of the lines that hold nothing else."""
        for detail in self.plan.source.description.details:
            try:
                self._apply(detail)
            except WithoutEffectError as error:
                self._report(detail, error.why)
        self._apply_prose()
        return self.whole

    def plan_without(self, taken: frozenset[int]) -> Plan:
        """The plan with the details; the lines `taken` out of the text belong to their components, or are not understood."""
        out = [self.at.words.span_of_lines(at, at) for at in sorted(taken)]
        artefacts = tuple(span for span in self.plan.furniture if not _is_within(span, out))  # what does not show in them
        claimed, unread = self.plan.claimed(), list(self.plan.unread)
        for at, line in zip(sorted(taken), out, strict=True):
            if _is_within(line, claimed):
                continue
            here = sorted((p for p in self.places if p.span.start < line.end and line.start < p.span.end), key=lambda p: p.span)
            if at not in self.whole or not here:
                unread.append(line)
                self.findings.append(reading_rules.NOT_UNDERSTOOD.at(line))
                continue
            own = self._details(here[0].owner)
            rests = self._rests(line, [place.span for place in here if place.passage])
            self.changed[here[0].owner] = replace(own, lines=(*own.lines, *rests))
        plan = replace(
            self.plan,
            furniture=artefacts,
            parts=tuple(with_changed(part, self.changed) for part in self.plan.parts),
            details=self.changed.get(PLAN_KEY, self.plan.details),
            unread=tuple(unread),
            findings=(*self.plan.findings, *self.findings),
        )
        return replace(plan, placements=tuple(made for made in plan.placements if plan.find(made.component) is not None))

    def _rests(self, line: Span, prose: Sequence[Span]) -> list[Span]:
        """What of a line no prose claims."""
        rests, at = [], line.start
        for span in prose:
            rests.append(Span(at, max(at, span.start)))
            at = max(at, span.end)
        rests.append(Span(at, max(at, line.end)))
        return [rest for rest in map(self.plan.source.trimmed, rests) if len(rest)]

    def _report(self, detail: DetailOverride, why: Message) -> None:
        self.findings.append(reading_rules.WITHOUT_EFFECT.at(None, file=detail.file, line=detail.line, said=detail.said, why=why))

    def _details(self, owner: str) -> Details:
        if owner in self.changed:
            return self.changed[owner]
        return self.plan.details if owner == PLAN_KEY else self.at.components[owner].details

    # -- one detail ----------------------------------------------------------------------------------------------------

    def _apply(self, detail: DetailOverride) -> None:
        """Put one detail into the plan; prose waits."""
        owner, indicator = self._owner(detail)
        span = self.at.place(detail, owner)
        if isinstance(detail.value, Purpose | Passage):
            assert span is not None
            if any(one.span.start < span.end and span.start < one.span.end for one in self.prose):
                raise WithoutEffectError(TWICE)
            self.prose.append(_Prose(detail, detail.value, owner, span))
            return
        value = self._filled(detail, detail.value, span, owner)
        if span is not None:
            self.places.append(DetailLine(span, owner, detail.whole_line))
        own = self._details(owner)
        if isinstance(value, Kind):
            self.changed[owner] = replace(own, kind=value)
        elif indicator is not None:
            reported = replace(indicator, statuses=merged(indicator.statuses, value))
            changed = tuple(reported if one is indicator else one for one in own.indicators)
            self.changed[owner] = replace(own, indicators=changed)
        else:
            name = _PERIODS.get(detail.table) or _FIELDS[type(value)]
            self.changed[owner] = put(own, name, merged(getattr(own, name), value))

    def _owner(self, detail: DetailOverride) -> tuple[str, Indicator | None]:
        """Key of the component that is meant, and the indicator where a status is that of one."""
        try:
            return self.at.owner(detail.of, detail.under), None
        except WithoutEffectError:
            keys = [PLAN_KEY, *self.at.components]
            known = [(key, one) for key in keys for one in self._details(key).indicators]
            found = self.at.indicator(detail.of, detail.under, known) if detail.table == "status" else None
            if found is None:
                raise
            return found

    def _filled(self, detail: DetailOverride, value: object, span: Span | None, owner: str) -> Any:
        """The value with its place, its parts, and what follows from the country of the document."""
        if isinstance(value, Kind):
            return value
        assert isinstance(value, _PLACED)
        value = replace(value, span=span, document="" if span else detail.document or "")
        if isinstance(value, BudgetFigure):
            return self._budget(detail, value, owner)
        if isinstance(value, Indicator):
            return replace(value, values=self._parts(detail, span, owner))
        if isinstance(value, IndicatorValue | StatusReport):
            return replace(value, when=self._when(detail, value.when, span))
        if isinstance(value, PrintedPeriod) and detail.years:
            return self._fiscal_period(detail, value)
        return value

    def _budget(self, detail: DetailOverride, figure: BudgetFigure, owner: str) -> BudgetFigure:
        currency = figure.currency or self.profile.currency
        if figure.amount is not None and not currency:
            raise WithoutEffectError(_NO_CURRENCY)
        when, year = self._when(detail, figure.when, figure.span), self.plan.source.description.year
        own_year = year is not None and when == FiscalYear(self.profile.country, year)
        parts = self._parts(detail, figure.span, owner)
        return replace(figure, currency=currency, when=None if own_year else when, parts=parts)

    def _parts(self, detail: DetailOverride, span: Span | None, owner: str) -> tuple[Any, ...]:
        """The values of an indicator, or what a sum is made up of; each is behind the one before, as a rule."""
        made, behind = [], span
        for part in detail.parts:
            elsewhere, document = part.elsewhere or detail.elsewhere, part.document or detail.document
            part = replace(part, elsewhere=elsewhere, document=document)
            try:
                place = self.at.place(part, owner, behind)
                made.append(self._filled(part, part.value, place, owner))
            except WithoutEffectError as error:
                self._report(part, error.why)
                continue
            if place is not None:
                self.places.append(DetailLine(place, owner, part.whole_line or detail.whole_line))
                behind = place
        return tuple(made)

    # -- times ---------------------------------------------------------------------------------------------------------

    def _when(self, detail: DetailOverride, when: When | None, span: Span | None) -> When | None:
        """The time with its country; a period that bears no words of its own is printed where its detail is."""
        if isinstance(when, FiscalYear):
            return self._fiscal_year(when.country, when.year)
        if isinstance(when, PrintedPeriod) and not when.printed:
            return replace(when, printed=detail.printed, span=span)
        return when

    def _fiscal_year(self, country: str, year: int) -> FiscalYear:
        return FiscalYear(country or self.profile.country, year)

    def _fiscal_period(self, detail: DetailOverride, period: PrintedPeriod) -> PrintedPeriod:
        """A period that is given in fiscal years, with its days; a deadline has only the last one."""
        known = FiscalYears(self.profile.calendars)
        first, last = (known.bounds(self._fiscal_year(*detail.years[at])) for at in (0, -1))
        if first is None or last is None:
            raise WithoutEffectError(_NO_CALENDAR)
        return replace(period, start="" if detail.table == "deadline" else first[0], end=last[1], precision="fiscal-year")

    # -- prose ---------------------------------------------------------------------------------------------------------

    def _apply_prose(self) -> None:
        """Put the prose into the plan that has its lines to itself, or that the reader has taken for prose as well."""
        while True:
            waiting = [DetailLine(one.span, one.owner, one.detail.whole_line, passage=True) for one in self.prose]
            owners = {place.owner for place in (*self.places, *waiting)}
            own = frozenset(at for owner in owners for at in self.at.own_lines(owner))
            self.whole = whole_lines(self.at.words, [*self.places, *waiting]) - own if self.takes_lines else frozenset()
            refused = [one for one in self.prose if not self._fits(one)]
            if not refused:
                break
            self.prose = [one for one in self.prose if one not in refused]
            for one in refused:
                self._report(one.detail, _PART_OF_LINE)
        for number, one in enumerate(self.prose, start=1):
            self._write(one, f"settled/purpose/{number}")

    def _fits(self, one: _Prose) -> bool:
        """Whether prose has its lines to itself, or is just where prose was read."""
        own = self._details(one.owner)
        read = [known.span for known in own.purposes] + [known.span for known in own.description]
        return one.span in read or self.whole.issuperset(self.at.words.lines_of(one.span))

    def _write(self, one: _Prose, key: str) -> None:
        """Put prose into the plan; a label before it belongs to its place, not to its words."""
        words, numbers = self.at.words, self.at.words.lines_of(one.span)
        text = join([piece for at in numbers if (piece := _piece(words.lines[at], one.span)).text]).text
        span = one.span
        if numbers[0] in self.whole:
            span = self._labelled(one, words.lines[numbers[0]].start) if one.detail.whole_line else span
            self.places.append(DetailLine(span, one.owner, one.detail.whole_line, passage=True))
        own = self._details(one.owner)
        purposes = [known for known in own.purposes if known.span != one.span]
        description = [known for known in own.description if known.span != one.span]
        if isinstance(one.value, Purpose):
            key = next((known.key for known in own.purposes if known.span == one.span), key)
            purposes.append(replace(one.value, key=key, text=text, span=span))
        else:
            description.append(replace(one.value, text=text, span=span))
        self.changed[one.owner] = replace(
            own,
            purposes=tuple(sorted(purposes, key=lambda known: known.span)),
            description=tuple(sorted(description, key=lambda known: known.span)),
        )

    def _labelled(self, one: _Prose, start: int) -> Span:
        """The place of prose with its label: what is before it in its line, which begins at `start`, behind other details."""
        before = [place.span for place in self.places] + [other.span for other in self.prose]
        begin = max([start, *(span.end for span in before if span.end <= one.span.start)])
        return self.plan.source.trimmed(Span(begin, one.span.end))


def _piece(line: Line, span: Span) -> Line:
    """What of a line lies in a span."""
    start = max(line.start, span.start)
    return Line(start, line.text[start - line.start : max(0, span.end - line.start)].strip())


def _is_within(span: Span, found: Sequence[Span]) -> bool:
    """Whether a stretch lies in one of those found, which are in order and do not overlap."""
    at = bisect_right(found, span.start, key=lambda one: one.start)
    return at > 0 and found[at - 1].contains(span)
