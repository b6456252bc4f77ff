"""From a Document, or the text of one, to the tree of components that it holds, with reasons and doubts.

document -> tables -> items that are in none -> probability of each -> those chosen -> hierarchy -> names and details -> Structure
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import pairwise

from shisaku.model.country_profiles import Profile
from shisaku.model.findings import Finding
from shisaku.model.source import Source
from shisaku.model.span import Span
from shisaku.reading import reading_rules
from shisaku.reading.fields.amounts import unit_in_short
from shisaku.reading.fields.assumed_unit import assumed_unit
from shisaku.reading.fields.field_lines import BACK_MATTER, FRONT_MATTER
from shisaku.reading.fields.stretch import Concepts, FieldContext, Unit
from shisaku.reading.found import Found
from shisaku.reading.hierarchy.attaching import Attached, attached
from shisaku.reading.items.component_labels import blanked, named
from shisaku.reading.items.footnote_items import with_notes
from shisaku.reading.items.item_text import key_of, language_of
from shisaku.reading.items.items import Item, items, within
from shisaku.reading.items.titles import find_title, stated_title
from shisaku.reading.likelihood.choosing import HIGHEST, bar
from shisaku.reading.likelihood.covering import (
    covering,
    listed_entries,
    numbered_headings,
    over_tables,
    prefixed_headings,
    stated_headings,
)
from shisaku.reading.likelihood.feature_reasons import reasons
from shisaku.reading.likelihood.judging import JudgedItem, judge
from shisaku.reading.likelihood.learned import weights
from shisaku.reading.likelihood.remark_lines import with_remarks
from shisaku.reading.likelihood.understanding import Understanding, understanding
from shisaku.reading.override_statements import editors
from shisaku.reading.structure.between import Between, between
from shisaku.reading.structure.handing import handed_on, handed_to, outer
from shisaku.reading.structure.line_overrides import Constraints, LineOverrides, overridden_lines, without_aside
from shisaku.reading.structure.meanings import meanings
from shisaku.reading.structure.plan_assembly import Structure
from shisaku.reading.structure.prose_deadlines import with_prose_deadlines
from shisaku.reading.tables.row_values import added
from shisaku.reading.tables.table_overrides import overridden_tables
from shisaku.reading.tables.table_reader import ReadTable, read_tables
from shisaku.reading.tables.typed_tables import typed
from shisaku.reading.tokens.legend import ExplainingLine
from shisaku.reading.tokens.lines import Line, lines

_LOOSE = ("layout", "unknown")
"""Kinds of tables whose words are read as lines."""
_OUTSIDE = (
    "dot leaders",
    *(f"{where} section-role {part}" for where in ("is", "within") for part in (FRONT_MATTER, BACK_MATTER)),
)
"""Features of what is no part of the plan itself."""
_STATED = ("heading", "item")


@dataclass(frozen=True)
class StructureReading:
    """The learned reading of a document, step by step, with its grounds."""

    source: Source
    """The document."""
    judged: tuple[JudgedItem, ...]
    """Its items outside of tables."""
    tables: tuple[ReadTable, ...]
    """Its tables."""
    chances: tuple[float, ...]
    """Of everything that was taken for a component, the probability that it is one."""
    understanding: Understanding
    """How much of it was understood, as expected."""
    _structure: Callable[[], Structure] = field(repr=False, compare=False)
    chosen: tuple[int, ...] = ()
    """Places of the items that were taken for components, in order."""
    places: tuple[Attached, ...] = ()
    """Where each of these was put; parents are places among these."""
    title: frozenset[int] = frozenset()
    """Places of the items that are the title."""
    bar: float = HIGHEST
    """Probability from which an item was taken for a component."""
    drawn: bool = False
    """Whether tables are drawn into its text by strokes and rules, which only this reading knows."""

    @cached_property
    def there(self) -> float:
        """How many components the document is expected to hold, whether they were taken for some or not."""
        return sum(one.exists for one in self.judged) + sum(row.exists for table in self.tables for row in table.walk())

    @cached_property
    def structure(self) -> Structure:
        """What was found, assembled on first use: another reading may be expected to be better."""
        return self._structure()


def read_structure(
    source: Source, concepts: Concepts, profile: Profile, aside: Sequence[Span] = (), printed: Sequence[Line] | None = None
) -> StructureReading:
    """What `source` holds, without the lines that overrides set `aside`.

    `concepts`: what its words mean; `profile`: its country's currency and fiscal years; `printed`: its lines, where they are known.
    """
    typing = typed(source.text) if source.document is None else None
    document = typing.document if typing is not None else source.document
    overrides = source.description.overrides
    of_tables, findings = overridden_tables(document, overrides)
    tables = read_tables(document, concepts, profile, of_tables) if document is not None else ()
    if aside:
        tables = tuple(replace(table, found=without_aside(table.found, sorted(aside))) for table in tables)
    loose = {number for table in tables if table.kind in _LOOSE and not table.found for number in table.tables}
    text = typing.loosened(loose) if typing is not None else source.text
    printed = printed if printed is not None and text == source.text else lines(text)
    explaining = _explaining(printed, sorted((*aside, *(table.span for table in tables))))
    apart = _merged(
        (*aside, *(line for line, _ in explaining), *(table.span for table in tables if table.kind not in _LOOSE or table.found))
    )
    context = FieldContext(concepts, profile, source.description.year)
    assumed = None
    if not tables:
        declared = _unit(printed, context)
        assumed = assumed_unit(text, context) if declared is None else None
        context = replace(context, unit=declared or assumed)
    found, skipped = items(source.document, text, printed, source.layout, concepts, apart)
    found = tuple(with_remarks(tuple(with_notes(found)), text, context))
    judged = judge(found, text, context, sorted(table.span for table in tables if table.found))
    rows = (row for table in tables for row in table.walk())
    of_lines = overridden_lines(judged, rows, source.text, overrides)
    drawn = typing.drawn if typing is not None else ()
    findings = (*findings, reading_rules.UNIT_ASSUMED.at(None)) if assumed is not None else findings
    return _Reader(
        source, context, judged, tables, (*aside, *skipped, *drawn), of_lines, findings, explaining, bool(drawn)
    ).reading()


def _merged(spans: Iterable[Span]) -> list[Span]:
    """What any of the spans covers, in order."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _unit(printed: Sequence[Line], context: FieldContext) -> Unit | None:
    """The unit of bare figures in a document without tables, where a short line declares it; tables declare their own."""
    found = (unit_in_short(line.text, context) for line in printed if line.text)
    return next((unit for unit in found if unit is not None), None)


def _explaining(printed: Sequence[Line], tables: Sequence[Span]) -> tuple[ExplainingLine, ...]:
    """Lines outside of tables that explain marks, and what they explain."""
    found = [(line.span, line.legend) for line in printed if line.text]
    return tuple((span, entries) for span, entries in found if entries and not within(span, tables))


class _Reader:
    """Puts together what was judged."""

    def __init__(
        self,
        source: Source,
        context: FieldContext,
        judged: Sequence[JudgedItem],
        tables: Sequence[ReadTable],
        skipped: Sequence[Span],
        lines: LineOverrides,
        findings: Sequence[Finding],
        explaining: tuple[ExplainingLine, ...],
        drawn: bool = False,
    ) -> None:
        self.explaining, self.drawn = explaining, drawn
        self.source, self.context, self.judged, self.tables, self.skipped = source, context, judged, tables, skipped
        self.lines, self.findings = lines, (*findings, *lines.findings)
        self.lang = language_of([one.item.text for one in judged]) if judged else "ja"
        whole = not any(override.plan for override in source.description.overrides)  # else the title is left out with the rest
        able = [one.item for n, one in enumerate(judged) if n not in lines.components and not _is_counted(one)]
        title = find_title(able, source.document, self.lang, context.concepts) if whole else None
        across = title is not None and any(title.title.span.contains(line) for line, _ in explaining)  # a legend within it
        self.title = None if across else title
        self.titled = self.title.items if self.title else frozenset()
        may_be = [n for n, one in enumerate(judged) if n not in self.titled and _may_be_one(one)]
        self.bar = bar((judged[n].exists for n in may_be), source.document is None)
        sure = [n for n in may_be if judged[n].exists >= self.bar]
        held = sorted(table.span for table in tables if table.found)
        heads = {*covering(judged, sure), *over_tables(judged, sure, held), *stated_headings(judged, sure)}
        heads.update(set(may_be).intersection((*numbered_headings(judged, sure), *prefixed_headings(judged, sure))))
        heads.update(set(may_be).intersection(listed_entries(judged, [*sure, *heads])))
        self.chosen = sorted(({*sure, *heads} - self.titled - lines.others) | lines.components)
        self.constraints = Constraints(self.chosen, judged, lines)
        self.places = attached([judged[n].item for n in self.chosen], weights("parent"), self.constraints)

    def reading(self) -> StructureReading:
        """All of it."""
        chosen = set(self.chosen)
        left = [one.exists for n, one in enumerate(self.judged) if n not in chosen]
        from_tables = [row.exists for table in self.tables for row in table.walk()]
        chances = (*(self.judged[n].exists for n in self.chosen), *from_tables)
        numbered = [shown for n in self.chosen if "follows" in (shown := self.judged[n].features)]
        expected = understanding(chances, left, [bool(shown["follows"]) for shown in numbered])
        return StructureReading(
            self.source,
            tuple(self.judged),
            tuple(self.tables),
            chances,
            expected,
            partial(self.structure, expected),
            tuple(self.chosen),
            self.places,
            self.titled,
            self.bar,
            self.drawn,
        )

    def structure(self, expected: Understanding) -> Structure:
        """The tree that it makes, of which so much is expected."""
        places = self.places
        children: defaultdict[int, list[tuple[Span, Found | int]]] = defaultdict(list)
        for at, place in enumerate(places):
            children[place.parent].append((place.item.span, at))
        begins, headings = self._headings()
        for table in self.tables:
            owner = headings[bisect_right(begins, table.span.start)]
            of_cells = self.source.document is not None and self.source.document.tables[table.tables[0]].origin == "stated"
            children[owner] += [(table.span, root.as_of_cells() if of_cells else root) for root in table.found]
        betweens = self._betweens()
        words = blanked(self.source.text, self.skipped)
        in_charge = handed_on(self.judged, self.chosen, places, self.source.text, self.context)

        def made(at: int) -> Found:
            one, place = self.judged[self.chosen[at]], places[at]
            name = named(one.item, words, self.context)
            override = self.lines.items.get(self.chosen[at])
            by_override = (editors(override),) if override is not None and place.by_override else ()
            return Found(
                name.label,
                name.span,
                one.item.head.printed,
                one.item.head.marks,
                handed_to(added(name.details, betweens[at].details), in_charge.get(at)),
                tuple(made(child) if isinstance(child, int) else child for _, child in sorted(children[at], key=_first)),
                1.0 if override is not None else one.exists,
                place.placed,
                (*by_override, *reasons(one.features, "component")),
                name.restated,
                "stated" if one.item.kind in _STATED else "printed",
            )

        roots = tuple(made(child) if isinstance(child, int) else child for _, child in sorted(children[-1], key=_first))
        roots = with_prose_deadlines(self.constraints.moved(roots), self.source.text, self.context)
        tables = [table.span for table in self.tables if not table.found and table.kind not in _LOOSE]
        heads = [span for table in self.tables for span in table.heads]
        artefacts = (*self.skipped, *(span for part in betweens.values() for span in part.artefacts), *tables, *heads)
        doubts = () if expected.understood else (reading_rules.MOSTLY_NOT_UNDERSTOOD.at(None),)
        findings = (*doubts, *self.findings, *self.constraints.findings)
        called = stated_title(self.source.document)
        title = self.title.title if self.title else None
        if title is not None and called and key_of(title.text) != key_of(called):
            title = None
        return Structure(
            title,
            roots,
            betweens[-1].details,
            artefacts,
            findings,
            called,
            self.explaining,
            expected,
            tuple(self.skipped),
            meanings(self.explaining, self.context),
        )

    def _betweens(self) -> dict[int, Between]:
        text, lang, context = self.source.text, self.lang, self.context
        over = outer(self.judged, self.chosen)
        behind: defaultdict[int, list[int]] = defaultdict(list)
        for n, owner in over.items():
            behind[owner].append(n)
        bounds = [*self.chosen, len(self.judged)]
        found = {-1: between(self._items(range(bounds[0])), text, lang, context, owned=False)}
        for at, (start, end) in enumerate(pairwise(bounds)):
            own = (n for n in range(start + 1, end) if n not in over)
            found[at] = between(self._items((*own, *behind[at])), text, lang, context, owned=True)
        return found

    def _items(self, places: Iterable[int]) -> list[Item]:
        return [self.judged[n].item for n in places if n not in self.titled]

    def _headings(self) -> tuple[list[int], list[int]]:
        """Where the components begin, and for each number of them the last one that a table behind them is under; -1 for the plan."""
        begins: list[int] = []
        headings = [-1]
        for at, n in enumerate(self.chosen):
            item = self.judged[n].item
            begins.append(max(begins[-1] if at else 0, item.span.start))
            heads = item.kind != "item" and not item.head.bullet and not self.judged[n].features.get("sentence")
            headings.append(at if heads else headings[-1])
        return begins, headings


def _is_counted(one: JudgedItem) -> bool:
    """Whether an item is a component with a number, which no title has."""
    return one.exists >= HIGHEST and bool(one.item.head.path)


def _may_be_one(one: JudgedItem) -> bool:
    """Whether an item has words of its own and is neither in the front or back matter nor an entry of a table of contents."""
    return bool(key_of(one.item.words)) and not any(one.features.get(name) for name in _OUTSIDE)


def _first(placed: tuple[Span, Found | int]) -> Span:
    return placed[0]
