"""Details of a component as its page shows them: responsibility, deadlines, target groups, budget, indicators, progress, references."""

from dataclasses import dataclass

from shisaku.pages.term_labels import Ref, Text


@dataclass(frozen=True, slots=True)
class PrintedDetail:
    """One detail: its words and where they are."""

    fragment: str
    """Its name within the page."""
    words: Text
    """As printed."""
    place: Ref | None
    """Where it is printed; None where it is not."""
    target: Ref | None = None
    """The unit, law or component that it refers to."""
    note: Text | None = None
    """More about it: the days of a period."""


@dataclass(frozen=True, slots=True)
class DetailGroup:
    """Details of one kind."""

    name: Ref | None
    """The kind; None where it is not known."""
    found: tuple[PrintedDetail, ...]
    """The details, in order."""


@dataclass(frozen=True, slots=True)
class SumRow:
    """A row of the table of sums."""

    printed: PrintedDetail
    """Its words."""
    depth: int
    """0 for a sum, 1 for its parts, and so on."""
    year: Ref | None
    """The year that it is for; None where that is not known."""
    kind: Ref | None
    """Kind of sum."""
    source: Ref | None
    """Where the money comes from."""
    account: Text | None
    """The account that it is booked in."""
    amount: str
    """The number with its currency; empty where there is none yet."""


@dataclass(frozen=True, slots=True)
class IndicatorFigure:
    """A value of an indicator."""

    printed: PrintedDetail
    """Its words."""
    kind: Ref | None
    """Baseline, target, result or forecast."""
    year: Ref | None
    """The time that it is for."""
    number: str
    """The number, with its comparator and unit; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Progress of an indicator from its baseline to its target."""

    words: Text
    """In a sentence."""
    share: float
    """From 0 to 100, for a bar."""


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """An indicator."""

    printed: PrintedDetail
    """Its name."""
    notes: tuple[Ref | Text, ...]
    """Kind, desired direction, whether its values add up."""
    values: tuple[IndicatorFigure, ...]
    """Its values in order of kind and time."""
    progress: Progress | None
    """Its progress; None if baseline, target or result is missing."""
    reports: tuple[DetailGroup, ...]
    """Reports on it, by status."""


@dataclass(frozen=True, slots=True)
class PassageView:
    """A purpose or description."""

    name: Ref
    """Its kind, or its class where it has none."""
    ref: Ref
    """Its page."""
    words: Text
    """Its text."""


@dataclass(frozen=True, slots=True)
class DetailsView:
    """All details of one element."""

    kind: tuple[Ref | Text, ...]
    """What it is, by concept and by the word of the document."""
    tags: tuple[Text, ...]
    """Notes in brackets."""
    responsible: tuple[DetailGroup, ...]
    """Responsible units, by role."""
    target_groups: tuple[PrintedDetail, ...]
    """Target groups."""
    periods: tuple[PrintedDetail, ...]
    """Periods in which it is carried out."""
    deadlines: tuple[PrintedDetail, ...]
    """Deadlines that are not the end of one of these periods."""
    money: tuple[SumRow, ...]
    """Sums in order of their years, each followed by its parts."""
    indicators: tuple[IndicatorView, ...]
    """Indicators."""
    reports: tuple[DetailGroup, ...]
    """Progress reports, by status."""
    references: tuple[DetailGroup, ...]
    """References, by kind."""
    passages: tuple[PassageView, ...]
    """Purposes and descriptions."""

    @property
    def facts(self) -> bool:
        """Return whether there is anything for the list of facts."""
        lists = (self.kind, self.tags, self.responsible, self.target_groups, self.periods, self.deadlines)
        return any(lists)
