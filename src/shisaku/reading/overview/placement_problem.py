"""The question that the search answers, and its answer.

A problem holds what is known of a document before its measures are arranged: how close words are, and what stands next to what.
"""

from dataclasses import dataclass

Matrix = tuple[tuple[float, ...], ...]
Slot = tuple[int, int | None]
"""Pillar and, where it has any, group."""


@dataclass(frozen=True, slots=True)
class PlacementProblem:
    """What is known before the search; log-likelihood ratios, rows by the first name, columns by the second."""

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
    """How many boxes the text seems to consist of."""
    led_by_pillar: tuple[int | None, ...]
    """For each measure the last pillar heading before it in the text."""
    led_by_group: tuple[int | None, ...]
    """For each measure the group heading right before its run in the text."""
    statement_led_by: tuple[int | None, ...]
    """For each statement the last pillar heading before it in the text."""
    pillars: int
    """How many pillars there are."""
    kinship: tuple[float, ...]
    """Words shared by measure i and i+1: how much likelier they are under one heading than under two; one fewer than measures."""

    @property
    def measures(self) -> int:
        """How many measures there are."""
        return len(self.measure_pillar)

    @property
    def groups(self) -> int:
        """How many groups there are."""
        return len(self.group_pillar)

    @property
    def statements(self) -> int:
        """How many statements there are."""
        return len(self.statement_pillar)


@dataclass(frozen=True, slots=True)
class OverviewArrangement:
    """The best arrangement, and the share of probability of everything in it and beside it."""

    slots: tuple[Slot, ...]
    """Place of each measure."""
    group_pillars: tuple[int | None, ...]
    """Pillar of each group; None when it heads nothing."""
    statement_pillars: tuple[int | None, ...]
    """Pillar of each statement; None when it belongs to none."""
    slot_shares: tuple[dict[Slot, float], ...]
    """Of each measure: the probability of each place."""
    group_shares: tuple[dict[int, float], ...]
    """Of each group: the probability of each pillar."""
    statement_shares: tuple[dict[int, float], ...]
    """Of each statement: the probability of each pillar."""
    in_order: float
    """Probability that the order of the text is intact."""
    exact: bool
    """Whether the search covered every arrangement that matters."""
