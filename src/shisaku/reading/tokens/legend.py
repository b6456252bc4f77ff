"""The legend of a plan: its marks as the document explains them, then those that are used unexplained."""

from collections.abc import Iterable, Sequence

from shisaku.model.findings import Finding
from shisaku.model.plan import Component, LegendEntry, same_mark
from shisaku.model.source import Source, Span
from shisaku.reading import reading_rules

ExplainingLine = tuple[Span, Sequence[LegendEntry]]
"""A line that explains marks, and what it explains."""


def legend_of(
    lines: Iterable[ExplainingLine], marked: Iterable[Component], doubt_unexplained: bool
) -> tuple[tuple[LegendEntry, ...], list[Finding]]:
    """Every mark once, and a finding for each that is used but not explained, where that is doubtful."""
    legend: dict[str, LegendEntry] = {}
    for _, entries in lines:
        for entry in entries:
            legend.setdefault(same_mark(entry.symbol), entry)
    findings = []
    for component in marked:
        for symbol in component.marks:
            if same_mark(symbol) not in legend:
                legend[same_mark(symbol)] = LegendEntry(symbol, None, None)
                span = Span(component.span.start, component.span.start + 1)
                findings += [reading_rules.UNEXPLAINED_MARK.at(span, symbol=symbol)] if doubt_unexplained else []
    return tuple(legend.values()), findings


def beside_legend(source: Source, lines: Iterable[ExplainingLine]) -> tuple[Span, ...]:
    """What lines of the legend print beside marks and their meanings, and marks that they explain twice."""
    found, seen = [], set()
    for span, entries in lines:
        at = span.start
        for entry in entries:
            assert entry.span is not None
            if same_mark(entry.symbol) not in seen:
                seen.add(same_mark(entry.symbol))
                found.append(Span(at, entry.span.start))
                at = entry.span.end
        found.append(Span(at, span.end))
    return tuple(_stripped(source, span) for span in found if source.quote(span).strip())


def _stripped(source: Source, span: Span) -> Span:
    text = source.quote(span)
    return Span(span.start + len(text) - len(text.lstrip()), span.end - len(text) + len(text.rstrip()))
