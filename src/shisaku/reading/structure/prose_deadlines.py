"""Deadlines that only prose states: The guidelines will be released by March 2027. 令和８年度末までに行う。

It is taken where all the prose of a component names one such time, and nothing printed beside the component names any.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from shisaku.model.details import Details, PrintedPeriod
from shisaku.model.span import Span
from shisaku.reading.fields.stretch import FieldContext, Stretch, plain
from shisaku.reading.fields.times import FoundTime, find_times
from shisaku.reading.found import Found
from shisaku.reading.structure.accounting import with_children

_ELSEWHERE = frozenset({"situation", "issue", "risk"})
"""Kinds of prose that do not describe what will be done."""
_SENTENCE = re.compile(r"[^。.!?]*(?:[.!?](?!\s|$)[^。.!?]*)*(?:[。.!?]|$)")
_LONGEST = 4000
"""Letters of prose that are looked at."""
_UNTIL = re.compile(r"(?i:\b(?:until|till|before))\s(?i:the\s)?$")
"""Words before a time up to which something lasts, or that it has before."""
_TO_WHEN = re.compile(r"(?:まで|迄)に$|까지$")
_ABOUT = re.compile(r"(?:まで|迄)?を(?:目途|目処|めど|目標)")
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ]")
_PAST = re.compile(
    r"(?i:\b(?:was|were|had|did|has been|have been|ago)\b)|(?:した|しました|だった|でした|られた|れてきた|ていた)。?$"
)
_AHEAD = re.compile(
    r"(?i:\b(?:will|shall|must|should|to be|aims?|targets?|plans?|expected|commits?|achiev\w{1,3}|reduc\w{1,3}|increas\w{1,3}|complet\w{1,3})\b)"
)
"""Words of what is still to come; a year alone may be one of the past."""


def with_prose_deadlines(roots: Sequence[Found], text: str, context: FieldContext) -> tuple[Found, ...]:
    """The components, those with the deadline that only their prose in `text`, that of the document, names."""
    return tuple(_with_deadline(root, text, context) for root in roots)


def _with_deadline(found: Found, text: str, context: FieldContext) -> Found:
    found = with_children(found, tuple(_with_deadline(child, text, context) for child in found.children))
    if found.details.deadlines or found.details.periods or not found.details.description:
        return found
    due = list(_due_in(found.details, text, context))
    if not due or any((one.start, one.end) != (due[0].start, due[0].end) for one in due):
        return found
    return replace(found, details=replace(found.details, deadlines=(due[0],)))


def _due_in(details: Details, text: str, context: FieldContext) -> Iterator[PrintedPeriod]:
    """The times by which something is to be done in the prose of a component."""
    for passage in details.description:
        if passage.kind in _ELSEWHERE or len(passage.span) > _LONGEST or not any(map(str.isdigit, passage.text)):
            continue
        words = text[passage.span.start : passage.span.end]
        for sentence in _SENTENCE.finditer(words):
            stretch = Stretch(sentence.group(), passage.span.start + sentence.start())
            yield from (one.period for one in find_times(stretch, context) if one.period.span and _is_due(one, stretch))


def _is_due(time: FoundTime, sentence: Stretch) -> bool:
    """Whether a sentence states that something is to be done by then."""
    period, words = time.period, plain(sentence.text)
    assert period.span is not None
    place = Span(period.span.start - sentence.start, period.span.end - sentence.start)
    if not period.end or _PAST.search(words):
        return False
    if _JAPANESE.search(words) or _TO_WHEN.search(period.printed):
        return bool(_TO_WHEN.search(period.printed) or _ABOUT.match(words, place.end))
    if not time.deadline or _UNTIL.search(words[: place.start]):
        return False
    return period.precision != "year" or _AHEAD.search(words) is not None
