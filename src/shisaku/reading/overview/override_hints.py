"""Overrides of source.toml as hints for the search: places that are much likelier than words and numbers suggest.

A hint weighs so much that it decides every open case, and its surroundings follow. If a hint contradicts the order of the numbers,
that order still holds for all other measures: the search runs without the hint, and only that measure is moved (afterwards, by
`shisaku.reading.overrides.applied`).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from shisaku.model.source import Override
from shisaku.reading.designation import PLAN_NAME, Designated, Register
from shisaku.reading.overview.inventory import Inventory
from shisaku.reading.overview.placement_problem import Matrix, OverviewArrangement, PlacementProblem
from shisaku.reading.tokens.numbering import Number

WEIGHT = 8.0
"""Log-likelihood ratio of a hint, a factor of three thousand: less likely places are outside the search."""


@dataclass(frozen=True, slots=True)
class OverrideHint:
    """A place set by an override; indices are those of the inventory."""

    kind: str
    """`measure`, `group` or `purpose`."""
    index: int
    """Index of the component."""
    pillar: int | None = None
    """Its pillar; None if its parent is a group or the plan."""
    group: int | None = None
    """Parent group of a measure."""


def override_hints(found: Inventory, overrides: Sequence[Override]) -> tuple[OverrideHint, ...]:
    """Return the hints of `overrides` that name one component and place; `shisaku.reading.overrides.applied` reports the others."""
    overridden = [o for o in overrides if o.parent is not None and o.kind in ("measure", "group", "purpose")]
    if not overridden:
        return ()
    pillars = Register(Designated(str(i), p.heading.label, *_number(p.heading.number)) for i, p in enumerate(found.pillars))
    groups = Register(Designated(str(i), g.heading.label) for i, g in enumerate(found.groups))
    measures = Register(Designated(str(i), m.heading.label, *_number(m.heading.number)) for i, m in enumerate(found.measures))
    statements = Register(Designated(str(i), s.statement.text) for i, s in enumerate(found.statements))
    subjects = {"measure": measures, "group": groups, "purpose": statements}
    hints = []
    for override in overridden:
        assert override.parent is not None
        index = _only(subjects[override.kind], override.names)
        if index is None:
            continue
        pillar = None if override.parent == PLAN_NAME else _only(pillars, override.parent)
        within = override.kind == "measure" and pillar is None and override.parent != PLAN_NAME
        hints.append(OverrideHint(override.kind, index, pillar, _only(groups, override.parent) if within else None))
    return tuple(hints)


def _number(number: Number) -> tuple[str, int]:
    return number.printed, number.value


def _only(register: Register, name: str) -> int | None:
    """Index of the only component that `name` designates; None if there is none or several."""
    found = register.find(name)
    return int(found[0]) if len(found) == 1 else None


def arranged_with_hints(
    problem: PlacementProblem,
    hints: Sequence[OverrideHint],
    arrange: Callable[[PlacementProblem], OverviewArrangement],
    unaided: OverviewArrangement,
) -> OverviewArrangement:
    """Return the best arrangement with every hint that the order of the numbers allows; `unaided` is the one without hints."""
    remaining = hints
    while remaining:
        arrangement = arrange(with_hints(problem, remaining))
        applied = [hint for hint in remaining if _is_applied(hint, arrangement)]
        if len(applied) == len(remaining):
            return arrangement
        remaining = applied
    return unaided


def _is_applied(hint: OverrideHint, arrangement: OverviewArrangement) -> bool:
    if hint.kind == "measure":
        pillar, group = arrangement.slots[hint.index]
        return group == hint.group if hint.group is not None else (pillar, group) == (hint.pillar, None)
    places = arrangement.group_pillars if hint.kind == "group" else arrangement.statement_pillars
    return places[hint.index] == hint.pillar


def with_hints(problem: PlacementProblem, hints: Iterable[OverrideHint]) -> PlacementProblem:
    """Return the problem with the hinted places made likelier."""
    measure_pillar, measure_group = _rows(problem.measure_pillar), _rows(problem.measure_group)
    group_pillar, statement_pillar = _rows(problem.group_pillar), _rows(problem.statement_pillar)
    for hint in hints:
        if hint.kind == "purpose":
            _weigh(statement_pillar[hint.index], hint.pillar)
        elif hint.kind == "group":
            _weigh(group_pillar[hint.index], hint.pillar)
        elif hint.group is not None:
            _weigh(measure_group[hint.index], hint.group)
        else:
            _weigh(measure_pillar[hint.index], hint.pillar)
            _weigh(measure_group[hint.index], None)
    return replace(
        problem,
        measure_pillar=_matrix(measure_pillar),
        measure_group=_matrix(measure_group),
        group_pillar=_matrix(group_pillar),
        statement_pillar=_matrix(statement_pillar),
    )


def _weigh(row: list[float], column: int | None) -> None:
    """Make one column of a row likelier; None makes every column less likely."""
    for at in range(len(row)) if column is None else (column,):
        row[at] += -WEIGHT if column is None else WEIGHT


def _rows(matrix: Matrix) -> list[list[float]]:
    return [list(row) for row in matrix]


def _matrix(rows: list[list[float]]) -> Matrix:
    return tuple(tuple(row) for row in rows)
