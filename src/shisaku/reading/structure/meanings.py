"""What the marks of a document's legend mean for the components that bear them: a deadline, a status.

legend = mark ("は" | "：" | …) meaning         ○は令和８年度までに実施する項目です。●：継続  →  those with ○ have that deadline
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from shisaku.model.details import NO_DETAILS, Details, StatusReport
from shisaku.model.plan import LegendEntry, same_mark
from shisaku.reading.fields.stretch import FieldContext, Stretch
from shisaku.reading.fields.times import find_times
from shisaku.reading.found import Found
from shisaku.reading.structure.accounting import with_children
from shisaku.reading.tables.row_values import added
from shisaku.reading.tokens.legend import ExplainingLine
from shisaku.reading.tokens.marks import leading_marks

_KIND = re.compile(
    r"(?:の|する)?(?:事業|施策|取組み?|項目|もの)(?:を(?:示す|表す))?$|\s(?:actions?|measures?|projects?|initiatives?)$"
)
"""What the thing is that bears the mark, behind what qualifies it: 新規事業, completed actions."""

_UNTIL = re.compile(r"\s?[（(][^（()）]{1,12}[）)]\s?(?:まで|迄)")
"""What makes a deadline of a time behind how long that is: 令和８年度（３年後）まで."""


def meanings(lines: Iterable[ExplainingLine], context: FieldContext) -> dict[str, Details]:
    """The details that each mark gives to a component, where it means a deadline or a status, with its place in the legend."""
    found: dict[str, Details] = {}
    for _, entries in lines:
        for entry in entries:
            details = _meaning(entry, context)
            if details != NO_DETAILS:
                found.setdefault(same_mark(entry.symbol), details)
    return found


def _meaning(entry: LegendEntry, context: FieldContext) -> Details:
    if entry.meaning is None or entry.span is None:
        return NO_DETAILS
    words = Stretch(entry.meaning, entry.span.end - len(entry.meaning))
    times = find_times(words, context)
    if len(times) == 1 and (times[0].deadline or _UNTIL.match(words.text, times[0].end)):
        return Details(deadlines=(times[0].period,))
    kind = _KIND.search(words.text)
    for state in (words, words.part(0, kind.start())) if kind else (words,):
        if state.text and (status := context.named("status", state.text)):
            return Details(statuses=(StatusReport(state.text, state.span, status),))
    return NO_DETAILS


def with_meanings(roots: Sequence[Found], by_mark: Mapping[str, Details]) -> tuple[Found, ...]:
    """The components, each with the details of its marks; a mark that the legend explains is no part of a name."""
    return tuple(_with_meaning(root, by_mark) for root in roots) if by_mark else tuple(roots)


def _with_meaning(found: Found, by_mark: Mapping[str, Details]) -> Found:
    if not found.marks:
        marks = leading_marks(found.label)
        behind = found.label[-1:]
        if marks and all(same_mark(mark) in by_mark for mark in marks):
            found = replace(found, marks=marks, label=found.label.lstrip("".join(marks) + " 　"))
        elif same_mark(behind) in by_mark:
            found = replace(found, marks=behind, label=found.label[:-1].rstrip(" 　(（"))
    details = found.details
    for mark in found.marks:
        more = by_mark.get(same_mark(mark), NO_DETAILS)
        if not (more.deadlines and details.deadlines) and not (more.statuses and details.statuses):
            details = added(details, more)
    return with_children(replace(found, details=details), with_meanings(found.children, by_mark))
