"""Which component a detail of source.toml belongs to, and where its words are printed."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from shisaku.messages import Message
from shisaku.model.details import Indicator
from shisaku.model.plan import PLAN_KEY, Component, Initiative, Measure, MeasureGroup, Pillar, Plan
from shisaku.model.source import DetailOverride, Span
from shisaku.reading.designation import PLAN_NAME, Designated, Register, designated
from shisaku.reading.overrides.printed_words import PrintedWords

_CLASSES = (Measure, MeasureGroup, Pillar, Initiative)
"""In which order a number is looked for among the components; the same one may be borne by one of each."""
_LONGEST = 4
"""Lines that words may run over behind the one that they begin in, where that one is named."""
_NO_COMPONENT = Message("reading-nothing-document-has-number-begins")
_MANY_COMPONENTS = Message("reading-fits-more-than-one-add-words")
_NOT_PRINTED = Message("reading-words-printed-not-document-where")
_PROSE_NOT_PRINTED = Message("reading-words-printed-not-document")
_NOT_IN_LINE = Message("reading-words-printed-not-line")
_NO_END = Message("reading-words-until-do-not-follow")
TWICE = Message("reading-another-table-has-settled-same")


class WithoutEffectError(Exception):
    """A detail means nothing here; not for users."""

    def __init__(self, why: Message) -> None:
        super().__init__(str(why))
        self.why = why


@dataclass
class DetailPlaces:
    """Looks details up in one reading of a document."""

    plan: Plan
    """The plan as read."""
    words: PrintedWords
    """The words of the document."""
    used: set[tuple[str, str, Span]] = field(default_factory=set)
    """Tables with the places that they have claimed; of kinds, whose words may apply to several components, also of which component."""
    registers: dict[tuple[type, str | None], Register] = field(default_factory=dict)
    """Components of a class that are under another."""

    @cached_property
    def components(self) -> dict[str, Component]:
        """Every component by its key, in the order of the plan."""
        return {component.key: component for component, _ in self.plan.walk()}

    @cached_property
    def parents(self) -> dict[str, str]:
        """The key of the parent of every component."""
        return {component.key: parent for component, parent in self.plan.walk()}

    @cached_property
    def starts(self) -> list[int]:
        """Where components begin, in the order of the text."""
        return sorted(component.span.start for component in self.components.values())

    @property
    def everything(self) -> Span:
        """The whole document."""
        return Span(0, len(self.plan.source.text))

    # -- of what -------------------------------------------------------------------------------------------------------

    def owner(self, name: str, under: str | None) -> str:
        """Key of the component that `name` means, of the plan for `plan`. Raises WithoutEffectError where it is not one."""
        if name == PLAN_NAME:
            return PLAN_KEY
        above = None if under is None else self.owner(under, None)
        found = next((found for kind in _CLASSES if (found := self._register(kind, above).by_number(name))), [])
        found = found or self._register(object, above).by_words(name)
        if len(found) != 1:
            raise WithoutEffectError(_MANY_COMPONENTS if found else _NO_COMPONENT)
        return found[0]

    def indicator(self, name: str, under: str | None, known: Sequence[tuple[str, Indicator]]) -> tuple[str, Indicator] | None:
        """The one of `known`, each with the key of its component, that `name` means; None where it means none."""
        above = PLAN_KEY if under is None else self.owner(under, None)
        within = [one for one in known if one[0] == above or self._is_under(one[0], above)]
        found = Register(Designated(str(at), one.label) for at, (_, one) in enumerate(within)).by_words(name)
        if len(found) > 1:
            raise WithoutEffectError(_MANY_COMPONENTS)
        return within[int(found[0])] if found else None

    def _register(self, kind: type, above: str | None) -> Register:
        """The components of a class, of all where it is `object`, that are somewhere under `above`."""
        if (kind, above) not in self.registers:
            parts = (part for part in self.components.values() if isinstance(part, kind) and self._is_under(part.key, above))
            self.registers[kind, above] = Register(map(designated, parts))
        return self.registers[kind, above]

    def _is_under(self, key: str, above: str | None) -> bool:
        if above is None:
            return True
        while key != PLAN_KEY:
            key = self.parents[key]
            if key == above:
                return True
        return False

    # -- where ---------------------------------------------------------------------------------------------------------

    def scope(self, owner: str) -> Span:
        """From the line of a component to the next component; of the plan, what is before the first one."""
        if owner == PLAN_KEY:
            return Span(0, self.starts[0] if self.starts else self.everything.end)
        start = self.components[owner].span.start
        at = bisect_right(self.starts, start)
        end = self.starts[at] if at < len(self.starts) else self.everything.end
        return Span(self.words.lines[self.words.line_at(start)].start, end)

    def own_lines(self, owner: str) -> range:
        """Positions of the lines that a component itself is printed in; none of the plan."""
        return range(0) if owner == PLAN_KEY else self.words.lines_of(self.components[owner].span)

    def place(self, detail: DetailOverride, owner: str, behind: Span | None = None) -> Span | None:
        """Where the words of a detail are printed; None where they need not be. `behind` is what they follow, if anything.

        Raises WithoutEffectError where they are not printed, or at several places.
        """
        span = self._begins(detail, owner, behind)
        if span is not None and detail.until:
            ends = self.words.find(detail.until, Span(span.end, self.everything.end), 1)
            if not ends:
                raise WithoutEffectError(_NO_END)
            span = Span(span.start, ends[0].end)
        if span is not None:
            place = (detail.table, owner if detail.table == "kind" else "", span)  # 二つの基本目標 says it of both
            if place in self.used:
                raise WithoutEffectError(TWICE)
            self.used.add(place)
        return span

    def _begins(self, detail: DetailOverride, owner: str, behind: Span | None) -> Span | None:
        if detail.printed_line is not None:
            return self._in_line(detail, detail.printed_line - 1)
        if detail.table == "kind" and (own := self.words.find(detail.printed, self.components[owner].span)):
            return own[0]  # it is printed wherever such a component is
        scope = self.scope(owner)
        below = scope
        if behind is not None:
            line = self.words.lines[self.words.line_at(behind.end - 1)]
            if in_row := self.words.find(detail.printed, Span(behind.end, line.end)):
                return in_row[0]
            below = Span(behind.end, scope.end) if scope.contains(behind) else scope
        for within in (below, scope, self.everything):
            found = self.words.find(detail.printed, within)
            if len(found) > 1:
                raise WithoutEffectError(self._several(found))
            if found:
                return found[0]
        if detail.elsewhere or detail.document is not None:
            return None
        raise WithoutEffectError(_PROSE_NOT_PRINTED if detail.table in ("purpose", "description") else _NOT_PRINTED)

    def _in_line(self, detail: DetailOverride, at: int) -> Span:
        """The words in a certain line, or beginning in it; the first that no other table has claimed."""
        behind_last = len(self.words.lines)
        for last in (at, min(at + _LONGEST, behind_last - 1)) if at < behind_last else ():
            found = self.words.find(detail.printed, self.words.span_of_lines(at, last))
            found = [span for span in found if self.words.line_at(span.start) == at]
            free = [span for span in found if (detail.table, "", span) not in self.used]
            if found:
                return (free or found)[0]
        raise WithoutEffectError(_NOT_IN_LINE)

    def _several(self, found: Sequence[Span]) -> Message:
        numbers = [str(self.words.line_at(span.start) + 1) for span in found]
        return Message("reading-words-printed-lines-say-line", numbers=Message.joined(numbers), other_numbers=numbers[0])
