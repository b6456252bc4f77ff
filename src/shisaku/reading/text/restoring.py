"""From the text that was read back to the text as printed: every span, and every label.

A document with characters that do not show, or that look like others, is read without them. Here its spans are led back to the
printed text, and its labels take on again what is there; characters that nothing has claimed are page artefacts.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from shisaku.model.details import (
    BudgetFigure,
    Details,
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
)
from shisaku.model.findings import Finding
from shisaku.model.plan import (
    PARTIAL,
    Evidence,
    Identification,
    Initiative,
    LegendEntry,
    Measure,
    MeasureGroup,
    Pillar,
    Placement,
    Plan,
)
from shisaku.model.source import Source, Span
from shisaku.reading.text.characters import HYPHEN, INVISIBLE, Skeleton

C = TypeVar("C", Placement, Identification)

_WORDS: dict[type, tuple[str, ...]] = {
    LegendEntry: ("meaning",),
    Purpose: ("text",),
    Passage: ("text",),
    Details: ("tags",),
    **dict.fromkeys(
        (BudgetFigure, IndicatorValue, Kind, PrintedPeriod, Reference, Responsibility, StatusReport, TargetGroup), ("printed",)
    ),
    Indicator: ("label", "unit"),
    Initiative: ("label", "printed"),
    Measure: ("label", "printed"),
    MeasureGroup: ("label", "printed"),
    Pillar: ("label", "printed"),
}
"""Fields that hold words as printed; marks are left alone, each is one character by definition."""
_REACHED = (*_WORDS, Finding, Evidence, Span)
_COMBINING = re.compile("[\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef]*")
"""What belongs to the character before it, also at the end of a word."""
_UNSEEN = re.compile(f"[{INVISIBLE}](?:[^\\S\\r\\n]*[{INVISIBLE}])*")


def shadow(source: Source, shape: Skeleton) -> Source:
    """The source as it is read: its text the skeleton, its printed lines where they are in that."""
    lines = (replace(line, span=Span(*(bisect_left(shape.at, at) for at in _ends(line.span)))) for line in source.layout)
    return replace(source, text=shape.text, layout=tuple(lines))


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def restored(plan: Plan, source: Source, shape: Skeleton) -> Plan:
    """`plan`, which was read from the shadow of `source`, with the words and places of `source` itself."""
    return _Restoring(source, shape).plan(plan)


class _Restoring:
    """Leads what was read from one skeleton back to its text."""

    def __init__(self, source: Source, shape: Skeleton) -> None:
        self.source = source
        self.shape = shape

    def plan(self, plan: Plan) -> Plan:
        """The whole plan."""
        where = plan.title_span or Span(0, 0)
        whole = replace(
            plan,
            source=self.source,
            title=self._words(plan.title, where),
            edition=self._words(plan.edition, where) if plan.edition else None,
            title_span=self._value(plan.title_span, where),
            legend=self._value(plan.legend, where),
            parts=self._value(plan.parts, where),
            placements=self._conclusions(plan.placements),
            identifications=self._conclusions(plan.identifications),
            furniture=self._value(plan.furniture, where),
            unread=self._value(plan.unread, where),
            findings=self._value(plan.findings, where),
            details=self._value(plan.details, where),
        )
        exact = tuple(_kind_as_printed(one, whole) for one in whole.identifications)
        return replace(whole, furniture=(*whole.furniture, *_unclaimed(whole)), identifications=exact)

    def _conclusions(self, made: Iterable[C]) -> tuple[C, ...]:
        return tuple(replace(one, evidence=self._value(one.evidence, Span(0, 0))) for one in made)

    def _value(self, value: Any, where: Span) -> Any:
        """`value` with every span in it led back, and every word in it restored from the place of what it belongs to."""
        if isinstance(value, Span):
            return self._span(value)
        if isinstance(value, tuple):
            return tuple(self._value(one, where) for one in value)
        if not isinstance(value, _REACHED):
            return value
        assert is_dataclass(value)
        assert not isinstance(value, type)
        own = getattr(value, "span", None) or where
        changes: dict[str, Any] = {}
        for field in fields(value):
            found = getattr(value, field.name)
            if field.name in _WORDS.get(type(value), ()):
                many = isinstance(found, tuple)
                changes[field.name] = tuple(self._words(w, own) for w in found) if many else found and self._words(found, own)
            elif isinstance(found, Span | tuple) or is_dataclass(found):
                changes[field.name] = self._value(found, own)
        return replace(value, **changes) if changes else value

    def _span(self, span: Span) -> Span:
        """The place in the text; what does not show belongs to what it is behind, at the beginning of a line to what follows."""
        at, read = self.shape.at, self.shape.text
        start = at[span.start]
        if span.start == 0:
            start = 0
        elif read[span.start - 1].isspace():
            start = at[span.start - 1] + 1
        return Span(start, at[span.end] if span.end > span.start else start)

    def _words(self, words: str, where: Span) -> str:
        """`words` as they are in the text, found in the skeleton of `where`, white space left out of the search."""
        read, at, printed = self.shape.text, self.shape.at, self.source.text
        places = [place for place in range(where.start, where.end) if not read[place].isspace()]
        letters = "".join(words.split())
        found = "".join(read[place] for place in places).find(letters)
        if found < 0 or not letters:
            return words
        pieces: list[str] = []
        blank = ""
        following = found
        for letter in words:
            if letter.isspace():
                blank += letter
                continue
            place = places[following]
            if letter == HYPHEN:  # where a line ended: it shows only there
                following += 1
                continue
            if following > found:
                pieces.append(self._between(places[following - 1], place, blank))
            following, blank = following + 1, ""
            inside = following < found + len(letters)
            match = _COMBINING.match(printed, at[place] + 1)
            assert match is not None
            pieces.append(printed[at[place] : at[place + 1] if inside else match.end()])
        return "".join(pieces)

    def _between(self, one: int, other: int, blank: str) -> str:
        """The white space `blank` between two characters of the skeleton, with what is there in the text and does not show."""
        printed = self.source.text[self.shape.at[one + 1] : self.shape.at[other]]
        return printed if self.shape.text[one + 1 : other] == blank else blank + "".join(printed.split())


def _kind_as_printed(made: Identification, plan: Plan) -> Identification:
    """An entry that repeats its original but for what does not show does not repeat it word for word."""
    one, other = plan.find(made.component), plan.find(made.original)
    assert isinstance(one, Initiative)
    assert isinstance(other, Initiative)
    return made if one.label == other.label else replace(made, kind=PARTIAL)


def _unclaimed(plan: Plan) -> Iterator[Span]:
    """Stretches that show nothing and that nothing has claimed: lines without a visible character."""
    text, at = plan.source.text, 0
    for span in (*plan.claimed(), Span(len(text), len(text))):
        for match in _UNSEEN.finditer(text[at : span.start]):
            yield Span(at + match.start(), at + match.end())
        at = max(at, span.end)
