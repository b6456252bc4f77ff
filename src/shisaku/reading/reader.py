"""From a source to its Plan, step by step; each step's guarantee is in its module's docstring.

source -> legible text -> lines -> kind of document -> overview | outline -> overrides -> stable keys -> Plan
                  lines that hold nothing but details of source.toml are not read, and put into the plan afterwards
StratML, whose elements state their meaning: source -> its elements -> overrides -> stable keys -> Plan
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from shisaku.messages import Message
from shisaku.model.country_profiles import JAPAN, Profile
from shisaku.model.findings import Finding
from shisaku.model.plan import Plan
from shisaku.model.source import PRINTED, Source, Span
from shisaku.reading import reading_rules
from shisaku.reading.choice import better, without_certainty
from shisaku.reading.document_kinds import is_overview, prints_sums
from shisaku.reading.identity import with_lasting_keys
from shisaku.reading.lexicon import NO_LEXICON, Lexicon, Remembering
from shisaku.reading.outline.outline_assembly import outline, outline_plan
from shisaku.reading.outline.outline_rows import rows
from shisaku.reading.override_statements import without_effect
from shisaku.reading.overrides.applied import with_overrides
from shisaku.reading.overrides.aside import pages_of, set_aside
from shisaku.reading.overrides.detail_overrides import with_detail_overrides, with_details
from shisaku.reading.overrides.remedy import with_remedies
from shisaku.reading.overrides.retired_keys import retired_findings
from shisaku.reading.overview.overview_assembly import overview_plan
from shisaku.reading.stratml.stratml_plan import stratml_plan
from shisaku.reading.structure.plan_assembly import plan_of
from shisaku.reading.structure.structure_reader import StructureReading, read_structure
from shisaku.reading.text.characters import skeleton
from shisaku.reading.text.restoring import restored, shadow
from shisaku.reading.text.text_findings import text_findings
from shisaku.reading.tokens.conventions import conventions
from shisaku.reading.tokens.lines import Line, lines, unit_in, without
from shisaku.reading.tokens.page_artefacts import artefact_lines
from shisaku.reading.tokens.paragraphs import paragraphs
from shisaku.reading.total_lines import totals

_MOST_IRREGULAR = 0.4
"""Share of numbered rows that are not the next ones in their sequences, from which the order is not intact."""
_LEAST_RIGHT = 0.6
"""Share of what was found that must be expected to be right for a plan in what else counts as a report."""
_OF_LINES = ("line", "table", "region", "pages")
"""Subjects of overrides that have no effect in a document whose elements state their meaning."""
_STATED = Message("reading-not-documents-whose-elements-say")

Watch = Callable[[StructureReading, bool], None]
"""Receives the learned reading of a document, and whether it was chosen."""


def _unwatched(reading: StructureReading, used: bool) -> None:
    """The default: report nothing."""


def read(source: Source, lexicon: Lexicon = NO_LEXICON, profile: Profile = JAPAN, watch: Watch = _unwatched) -> Plan:
    """The plan that `source` lays down, every character of it accounted for; `lexicon` names words of the same meaning.

    `profile` is that of the project, for documents that do not state their country. `watch` is called for each reading by
    what was learned, the last one last.
    """
    profile = profile.of(source.description.country)
    if source.markup is not None:
        return _stated(source, profile)
    known = Remembering(lexicon)
    shape = skeleton(source.text) if source.document is None else None  # formats leave out what does not show
    legible = source if shape is None else shadow(source, shape)
    overrides = source.description.overrides
    every = lines(legible.text)
    printed, aside, unmet = set_aside(every, overrides, pages_of(source))
    if source.document is None and (added_up := totals(printed, known)):
        aside = (*aside, *_spans(printed, added_up))
        printed = without(printed, added_up)

    def read_without(left_out: frozenset[int]) -> Plan:
        body = without(printed, left_out)
        apart = (*aside, *(line.span for at, line in enumerate(printed) if at in left_out and line.text))

        def learned() -> StructureReading:
            return read_structure(legible, known, profile, apart, every)

        plan = _understood(legible, body, known, learned, watch)
        plan = replace(plan, furniture=_once(plan.furniture, aside), unread=tuple(one for one in plan.unread if one not in apart))
        return with_remedies(with_overrides(plan if shape is None else restored(plan, source, shape), overrides))

    plan = with_details(source, printed, read_without, profile)
    plan = replace(plan, findings=_in_text_order((*text_findings(source), *unmet, *plan.findings)))
    plan = with_lasting_keys(plan)
    return replace(plan, findings=(*retired_findings(plan), *plan.findings))


def _stated(source: Source, profile: Profile) -> Plan:
    """The plan that a StratML document states by its elements; its encoding is stated too."""
    overrides = source.description.overrides
    plan = with_remedies(with_overrides(stratml_plan(source), overrides))
    unmet = tuple(without_effect(override, _STATED) for override in overrides if override.kind in _OF_LINES)
    plan = with_detail_overrides(plan, profile)
    sure = replace(source, description=replace(source.description, encoding=source.encoding))
    plan = replace(plan, findings=_in_text_order((*text_findings(sure), *unmet, *plan.findings)))
    return with_lasting_keys(plan)


def _in_text_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those on the whole first, then by their places."""
    return tuple(sorted(findings, key=lambda f: (f.span is not None, f.span or Span(0, 0), f.rule)))


def _once(artefact_lines: tuple[Span, ...], aside: tuple[Span, ...]) -> tuple[Span, ...]:
    return (*artefact_lines, *(span for span in aside if span not in artefact_lines))


def _understood(
    source: Source, printed: tuple[Line, ...], lexicon: Lexicon, learned: Callable[[], StructureReading], watch: Watch
) -> Plan:
    """The plan in the `printed` lines of `source`, without findings on the text itself."""
    of_structure = any(override.kind in ("line", "table") for override in source.description.overrides)
    if of_structure or (source.document is not None and source.document.format != "pdf"):
        found = learned()
        watch(found, True)
        return plan_of(found.source, found.structure)
    skipped = artefact_lines(printed)
    body = without(printed, skipped)
    document_conventions = conventions(body)
    if source.description.order == PRINTED:
        irregular = 1.0
    elif (overview := is_overview(body, document_conventions)) and not prints_sums(body):
        plan = overview_plan(source, body, document_conventions, lexicon)
        if not plan.pillars:  # an overview has some: it may be another kind of document that looks like one
            plan = without_certainty(plan)
        return replace(plan, furniture=(*plan.furniture, *_spans(printed, skipped)))
    else:
        irregular = 0.0 if overview else _MOST_IRREGULAR
    plan_in_order = _in_order(source, printed, skipped, irregular)
    other = learned()
    if plan_in_order is not None and any(finding.rule == reading_rules.REPORT.id for finding in plan_in_order.findings):
        if not _is_plan(other):
            return plan_in_order
        plan_in_order = None
    chosen = better(plan_in_order, other)
    watch(other, chosen is None)
    return chosen if chosen is not None else plan_of(other.source, other.structure)


def _is_plan(learned: StructureReading) -> bool:
    """Whether what was learned finds a plan where the outline finds a report."""
    return bool(learned.chances) and learned.understanding.understood and learned.understanding.right >= _LEAST_RIGHT


def _in_order(source: Source, printed: tuple[Line, ...], skipped: frozenset[int], most_irregular: float) -> Plan | None:
    """The plan of a document whose order is intact; None where more than that share of its numbers do not follow each other."""
    found = rows(paragraphs(printed, skipped, lambda line: line.opens, source.layout), unit_in(printed))
    if not found:
        return None
    tree = outline(source, found)
    if tree.irregular > most_irregular:
        return None
    return outline_plan(source, tree, _spans(printed, skipped))


def _spans(printed: tuple[Line, ...], chosen: frozenset[int]) -> tuple[Span, ...]:
    return tuple(printed[at].span for at in sorted(chosen))
