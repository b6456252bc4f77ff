"""A line split into its label and what is printed beside it, in whatever order and language it is printed.

line = { tag } label { bracket } [ gap sum { bracket | sum | organs | status } ] [ "。" ]
bracket = those in charge | sum | time | pointer | tag; any other one, and what is before it, is the label
"""

import re
from dataclasses import dataclass, replace

from shisaku.model.details import LAST_YEAR, NO_DETAILS, BudgetFigure, Details, Reference, Responsibility
from shisaku.reading.fields import brackets
from shisaku.reading.fields.amounts import FoundSum, bare_sum, find_sums, grouped
from shisaku.reading.fields.brackets import Bracket
from shisaku.reading.fields.references import find_references
from shisaku.reading.fields.responsibilities import all_organs, beside, in_bracket, in_charge
from shisaku.reading.fields.stretch import FieldContext, Stretch, left_by, plain
from shisaku.reading.fields.times import FoundTime, find_times

_GAP = re.compile(r"[\t　]|\s\s|[:：…‥]\s*$|[.．…‥・]{3,}\s*$|\s$")
_LEADERS = re.compile(r"[\s:：=…‥.．・、,–—-]{1,400}$")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
"""A year that distinguishes its label from others of that name: Census (2021)."""
_PAGE = re.compile(
    r"→|⇒|(?<![A-Za-z])[pP]{1,2}\.?\s?[0-9]|[0-9]\s?(?:頁|ページ)|(?:関連|参照|再掲).{0,30}[0-9①-⑳Ⅰ-Ⅻ]|[0-9①-⑳Ⅰ-Ⅻ].{0,30}(?:参照|再掲|関連)|(?i:\bsee\s)"
)
_BARE_AT_END = re.compile(
    r"(?P<gap>[\s|｜:：…‥]{1,40})(?P<figure>[△▲]?\s?[0-9０-９][0-9０-９,，.．]{0,20})(?P<inside>\s?[（(]\s?[0-9０-９,，.．]{1,20}\s?[）)])?\s?[|｜]?$"
)
_WIDE = re.compile(r"[\t　|｜:：…‥]|\s\s")
_OF_A_YEAR = re.compile(r"年間?|毎年度?|年額|各年度?|(?i:per|a|each|every)\s(?i:year|annum)|(?i:annually|yearly)")
"""Words beside a sum that is spent every year."""
_SEPARATOR = re.compile(r"[・、/／･,]\s?")
_PREPOSITION = 6
"""Letters beside a time that make it a deadline: by, until, まで."""
_FORMAL, _ROUND = "【《〔［[", "（(〔［["
_LONGEST_TAG, _LONGEST_LINE = 12, 600
_ENDS_SENTENCE = ("。", "．")


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """A line in its parts."""

    label: Stretch
    """The words."""
    details: Details
    """What is printed beside them."""


def split_line(stretch: Stretch, context: FieldContext) -> LabelledLine:
    """`stretch` in its label and what is printed beside it. A sum or a time within the words is no detail of the line."""
    line = stretch.trimmed()
    if not line.text or len(line.text) > _LONGEST_LINE:
        return LabelledLine(line, NO_DETAILS)
    line, found = _without_tags(line, context)
    line, found = _without_brackets(line, found, context)
    line, found = _without_sums(line, found, context)
    return LabelledLine(*_without_brackets(line, found, context))


def remark(stretch: Stretch, context: FieldContext) -> Details:
    """The details in a line that is in a bracket as a whole; nothing for any other line, and for a heading.

    Those in charge, sums with their years and whose they are, or a deadline: （環境省、水産庁）, 〔令和８年度予算 1,200千円〕, (by 2027).
    In 【 】 and its like a name or a year is as often a heading.
    """
    line = stretch.trimmed()
    bracket = brackets.at_head(line)
    if bracket is None or bracket.end < len(line.text) or bracket.sign not in _ROUND:
        return NO_DETAILS
    inside = bracket.inside
    if organs := in_bracket(bracket, context):
        return _in_charge(organs, bracket, NO_DETAILS, context)
    if sums := find_sums(inside, context):
        rest = left_by(inside, [span for one in sums for span in (one.figure.span, one.qualifier.span) if span])
        only_organs = all(all_organs(piece, context) for piece in rest)
        return Details(budget=grouped(sums)) if only_organs else NO_DETAILS
    times = find_times(inside, context)
    if len(times) == 1 and times[0].deadline and _is_time_only(times[0], inside):
        return _with_time(NO_DETAILS, times[0])
    return NO_DETAILS


def _without_tags(line: Stretch, context: FieldContext) -> tuple[Stretch, Details]:
    """`line` without the tags, or those in charge, in brackets before its words."""
    found = NO_DETAILS
    while (bracket := brackets.at_head(line)) is not None and bracket.end < len(line.text):
        organs = in_bracket(bracket, context) if bracket.sign in _FORMAL else ()
        if organs:
            found = replace(found, responsibilities=(*found.responsibilities, *organs))
        elif _is_tag(bracket, context):
            found = replace(found, tags=(*found.tags, bracket.inside.text))
        else:
            break
        line = line.part(bracket.end)
    return line, found


def _without_brackets(line: Stretch, found: Details, context: FieldContext) -> tuple[Stretch, Details]:
    """`line` without the brackets at its end that hold details."""
    while (bracket := brackets.at_end(line)) is not None and bracket.start > 0:
        taken = _of_bracket(bracket, found, context)
        if taken is None:
            break
        if len(taken.budget) == len(found.budget) + 1:
            taken = replace(taken, budget=(_of_last_year(taken.budget[0], line.part(0, bracket.start), context), *found.budget))
        line, found = line.part(0, bracket.start), taken
    if not found.responsibilities and (tail := beside(line, context)).values and len(tail.rest) == 1:
        found, line = replace(found, responsibilities=tail.values), tail.rest[0]
    return line, found


def _of_last_year(figure: BudgetFigure, line: Stretch, context: FieldContext) -> BudgetFigure:
    """A sum in brackets: that of the year before where it is right behind one in the same currency."""
    sums = find_sums(line, context)
    if not sums or sums[-1].end != len(line.text) or sums[-1].figure.currency != figure.currency:
        return figure
    return replace(figure, when=figure.when or LAST_YEAR)


def _of_bracket(bracket: Bracket, found: Details, context: FieldContext) -> Details | None:
    """`found` with the details in a bracket; None where it is a part of the words."""
    inside, text = bracket.inside, plain(bracket.inside.text)
    if organs := in_bracket(bracket, context):
        return _in_charge(organs, bracket, found, context)
    if sums := find_sums(inside, context):
        if sums[0].of_which:
            return None
        rest = left_by(inside, [one.figure.span for one in sums if one.figure.span] + [one.qualifier.span for one in sums])
        whole = all(_OF_A_YEAR.fullmatch(plain(piece.text)) for piece in rest)
        return replace(found, budget=(*grouped(sums), *found.budget)) if whole else None
    if _PAGE.search(text):
        return replace(found, references=(Reference(inside.text, inside.span), *found.references))
    if pointers := find_references(inside):
        places = [one.reference.span for one in pointers if one.reference.span]
        if not left_by(inside, places):
            return replace(found, references=(*(one.reference for one in pointers), *found.references))
    if _is_tag(bracket, context):
        return replace(found, tags=(inside.text, *found.tags))
    times = find_times(inside, context)
    whole = len(times) == 1 and bool(times[0].period.precision) and _is_time_only(times[0], inside)
    if whole and not _YEAR.fullmatch(text):
        return _with_time(found, times[0])
    return None


def _in_charge(organs: tuple[Responsibility, ...], bracket: Bracket, found: Details, context: FieldContext) -> Details:
    """`found` with those in charge that a bracket names, and with the time that it may name behind them: Lead: DCMS, by March 2027."""
    in_charge: list[Responsibility] = []
    for organ in organs:
        inside = bracket.inside
        words = inside.part(organ.span.start - inside.start, organ.span.end - inside.start) if organ.span is not None else inside
        times = find_times(words, context)
        if in_charge and len(times) == 1 and len(words.text) <= len(times[0].period.printed) + _PREPOSITION:
            found = _with_time(found, times[0])
        else:
            in_charge.append(organ)
    return replace(found, responsibilities=(*in_charge, *found.responsibilities))


def _is_time_only(time: FoundTime, inside: Stretch) -> bool:
    """Whether words are a deadline and nothing else: (by 2027)."""
    printed = time.period.printed
    return printed == inside.text or (time.deadline is True and 0 < len(inside.text) - len(printed) <= _PREPOSITION)


def _with_time(found: Details, time: FoundTime) -> Details:
    if time.deadline:
        return replace(found, deadlines=(time.period, *found.deadlines))
    return replace(found, periods=(time.period, *found.periods))


def _is_tag(bracket: Bracket, context: FieldContext) -> bool:
    """Whether a bracket notes what is new about its label: 新規, 拡充・継続."""
    inside = bracket.inside.text
    if len(inside) > _LONGEST_TAG or _PAGE.search(plain(inside)):
        return False
    if bracket.sign in "【《":
        return True
    return all(context.named("status", word) or context.named("budget-kind", word) for word in _SEPARATOR.split(inside))


def _without_sums(line: Stretch, found: Details, context: FieldContext) -> tuple[Stretch, Details]:
    """`line` without the sums behind its words, where nothing but what belongs to them is behind the first."""
    if line.text.endswith(_ENDS_SENTENCE):
        return line, found
    sums = find_sums(line, context)
    if (
        not sums
        and context.unit is not None
        and (bare := _BARE_AT_END.search(line.text, max(0, len(line.text) - 60))) is not None
    ):
        wide = bare["inside"] or "," in plain(bare["figure"]) or _WIDE.match(bare["gap"])
        figures = bare_sum(line.part(bare.start("figure")).stripped("|｜ "), context) if wide and bare.start() > 0 else ()
        return (line.part(0, bare.start()), replace(found, budget=(*figures, *found.budget))) if figures else (line, found)
    for index, first in enumerate(sums):
        start = _begin(first, line)
        if start > 0 and not _GAP.search(line.text[max(0, start - 4) : start]):
            continue
        rest = left_by(line.part(start), [span for one in sums[index:] for span in (one.figure.span, one.qualifier.span) if span])
        organs = [piece for piece in rest if all_organs(piece, context)]
        if len(organs) < len(rest):
            continue
        label = line.part(0, start)
        cut = _LEADERS.search(label.text, max(0, len(label.text) - 400))
        label = label.part(0, cut.start()) if cut else label
        owners = tuple(owner for piece in organs for owner in in_charge(piece, context))
        figures = grouped(sums[index:])
        return label, replace(found, budget=(*figures, *found.budget), responsibilities=(*found.responsibilities, *owners))
    return line, found


def _begin(found: FoundSum, line: Stretch) -> int:
    """Where a sum with the words for its year or kind begins."""
    start = found.qualifier.start - line.start if found.qualifier.text else found.start
    before = line.text[:start].rstrip()
    return len(before) - 1 if before[-1:] in ("（", "(", "〔", "[") else start
