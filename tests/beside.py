"""Details put together for tests by what they print, without their places."""

from collections.abc import Sequence
from dataclasses import replace

from shisaku.model.details import LAST_YEAR, BudgetFigure, Details, Passage, Reference, Responsibility


def beside(
    amount: BudgetFigure | None = None,
    previous: BudgetFigure | None = None,
    departments: Sequence[str] = (),
    tags: Sequence[str] = (),
    references: Sequence[str] = (),
    description: Sequence[Passage] = (),
) -> Details:
    """The sum of the year and that of the year before, who is in charge, notes, pointers, and paragraphs."""
    figures = (amount, replace(previous, when=LAST_YEAR) if previous is not None else None)
    return Details(
        description=tuple(description),
        tags=tuple(tags),
        responsibilities=tuple(map(Responsibility, departments)),
        budget=tuple(figure for figure in figures if figure is not None),
        references=tuple(map(Reference, references)),
    )
