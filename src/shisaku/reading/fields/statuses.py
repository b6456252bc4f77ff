"""The status that a text states: 完了, On track, 進捗率 80％, 50% complete, ◎ where a legend explains it.

cell = status-word [ dash | "." | bracket rest ] | percentage [ "complete" ] | mark
"""

import re
from collections.abc import Mapping

from shisaku.model.details import StatusReport
from shisaku.reading.fields import brackets
from shisaku.reading.fields.stretch import FieldContext, Stretch, plain

_HEAD = re.compile(r"\s?[-:;,.。、/(\n]\s*|\s")
_SHARE = re.compile(
    r"(?:(?i:about|approx\.?|約)\s?)?(?P<share>100|[0-9]{1,2}(?:\.[0-9]{1,2})?)\s?(?:%|percent|per\scent|パーセント)(?:\s?(?i:complete|completed|done|achieved|implemented)|\s?(?:完了|達成|実施|進捗))?"
)
_MARKS = frozenset("✓✔☑✅☒◎○◯●△▲×✕✗☆★□■－-")
_ALL = 100
_WORDS = 4
"""Words of a status before the text that explains it."""


def status_of(stretch: Stretch, context: FieldContext, legend: Mapping[str, str] | None = None) -> StatusReport | None:
    """The status that all of `stretch` prints, be it a word, a share done, or a mark that `legend` explains; None where it prints none."""
    cell = stretch.stripped(" 　・")
    bracket = brackets.at_head(cell)
    if bracket is not None and bracket.end == len(cell.text):
        cell = bracket.inside
    if not cell.text:
        return None
    meaning = (legend or {}).get(cell.text, "")
    if meaning:
        return StatusReport(cell.text, cell.span, context.named("status", meaning))
    status = context.named("status", cell.text)
    if status:
        return StatusReport(cell.text, cell.span, status)
    share = _SHARE.fullmatch(plain(cell.text))
    if share is not None:
        done = float(share["share"])
        return StatusReport(cell.text, cell.span, "complete" if done >= _ALL else "ongoing" if done else "planned")
    return None


def cell_status(stretch: Stretch, context: FieldContext, legend: Mapping[str, str] | None = None) -> StatusReport | None:
    """What a cell, or a field, that is for a status prints, all its words; its concept is that of its first words, where they are one.

    None for an empty cell and for a mark that nothing explains.
    """
    cell = stretch.trimmed()
    whole = status_of(cell, context, legend)
    if whole is not None or not cell.text or set(cell.text) <= _MARKS:
        return whole
    behind = brackets.at_end(cell)
    if behind is not None and (status := context.named("status", (word := cell.part(0, behind.start)).text)):
        return StatusReport(word.text, word.span, status)
    return StatusReport(cell.text, cell.span, _first_words(cell.text, context))


def _first_words(text: str, context: FieldContext) -> str:
    """The status that the first words of a text name: Complete - delivered in May."""
    found = ""
    for index, gap in enumerate(_HEAD.finditer(plain(text))):
        if index == _WORDS:
            break
        named = context.named("status", text[: gap.start()])
        if named and (not gap.group().isspace() or "\n" in gap.group() or not found):
            found = named
            if not gap.group().isspace():
                break
    return found
