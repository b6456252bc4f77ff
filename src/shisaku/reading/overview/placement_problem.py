"""Input and result of the search.

The input is what is known of a document before its measures are arranged: similarity of words, and neighbours in the text.
"""

from dataclasses import dataclass

Matrix = tuple[tuple[float, ...], ...]
Slot = tuple[int, int | None]
"""Pillar and, where it has any, group."""


@dataclass(frozen=True, slots=True)
class PlacementProblem:
    """Input of the search; matrices of log-likelihood ratios, rows by the first name, columns by the second."""

    measure_pillar: Matrix
    """Words shared by measure and pillar heading."""
    measure_group: Matrix
    """Words shared by measure and group heading."""
    measure_statement: Matrix
    """Words shared by measure and statement."""
    group_pillar: Matrix
    """Words shared by group heading and pillar heading."""
    statement_pillar: Matrix
    """Words shared by statement and pillar heading."""
    adjacent: tuple[bool, ...]
    """Whether measure i+1 follows measure i in the text; one fewer than measures."""
    boxes: int
    """Estimated number of boxes in the text."""
    led_by_pillar: tuple[int | None, ...]
    """For each measure, the last pillar heading before it in the text."""
    led_by_group: tuple[int | None, ...]
    """For each measure, the group heading right before its run in the text."""
    statement_led_by: tuple[int | None, ...]
    """For each statement, the last pillar heading before it in the text."""
    pillars: int
    """Number of pillars."""
    kinship: tuple[float, ...]
    """Words shared by measure i and i+1: log-likelihood ratio of one heading for both against two; one fewer than measures."""

    @property
    def measures(self) -> int:
        """Number of measures."""
        return len(self.measure_pillar)

    @property
    def groups(self) -> int:
        """Number of groups."""
        return len(self.group_pillar)

    @property
    def statements(self) -> int:
        """Number of statements."""
        return len(self.statement_pillar)


@dataclass(frozen=True, slots=True)
class OverviewArrangement:
    """The best arrangement, with the probabilities of its places and of the alternatives."""

    slots: tuple[Slot, ...]
    """Place of each measure."""
    group_pillars: tuple[int | None, ...]
    """Pillar of each group; None if it has no measures."""
    statement_pillars: tuple[int | None, ...]
    """Pillar of each statement; None if it belongs to none."""
    slot_shares: tuple[dict[Slot, float], ...]
    """For each measure, the probability of each place."""
    group_shares: tuple[dict[int, float], ...]
    """For each group, the probability of each pillar."""
    statement_shares: tuple[dict[int, float], ...]
    """For each statement, the probability of each pillar."""
    in_order: float
    """Probability that the order of the text is intact."""
    exact: bool
    """Whether the search covered every relevant arrangement."""
